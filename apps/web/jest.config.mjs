import { preset } from '../../infra/jest/preset.mjs';
export default preset('web', { browser: true });
