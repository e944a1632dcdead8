import { preset } from '../../infra/jest/preset.mjs';
export default preset('server', { testTimeout: 30_000 });
