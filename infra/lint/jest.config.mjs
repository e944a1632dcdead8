import { preset } from '../jest/preset.mjs';
export default preset('walls', { testMatch: ['<rootDir>/*.spec.mjs'], transform: {} });
