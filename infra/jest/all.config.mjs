import { resolve } from 'node:path';

const rootDir = resolve(import.meta.dirname, '../..');
export default {
  rootDir,
  projects: ['libs/*', 'apps/*', 'infra/lint'].map((p) => `<rootDir>/${p}/jest.config.mjs`),
  collectCoverageFrom: ['**/src/**/*.{ts,tsx}'],
  coverageDirectory: `${rootDir}/dist/coverage`,
  coverageProvider: 'v8',
};
