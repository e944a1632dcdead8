import { preset } from '../../infra/jest/preset.mjs';
export default preset('api', { testTimeout: 60_000 });
