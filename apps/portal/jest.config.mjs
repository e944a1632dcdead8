import { preset } from '../../infra/jest/preset.mjs';
export default preset('portal', { globalSetup: '<rootDir>/fixtures/compile.mjs', testTimeout: 30_000 });
