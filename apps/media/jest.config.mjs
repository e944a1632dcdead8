import { preset } from '../../infra/jest/preset.mjs';
export default preset('media');
