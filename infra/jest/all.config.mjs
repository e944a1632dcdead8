// All projects in one run. An option that only a root configuration may have is taken out of each project's own.
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';

const rootDir = resolve(import.meta.dirname, '../..');
const inside = (folder) => readdirSync(resolve(rootDir, folder)).map((name) => resolve(rootDir, folder, name));
const folders = [...inside('libs'), ...inside('apps'), resolve(rootDir, 'infra/lint')];
const projects = await Promise.all(
  folders.map(async (folder) => {
    const { passWithNoTests: _, ...config } = (await import(`${folder}/jest.config.mjs`)).default;
    return { rootDir: folder, ...config };
  }),
);

export default {
  rootDir,
  // Jest takes it from here only: that of a project counts when the project runs alone
  testTimeout: 60_000,
  // modules of ESM stay in memory after their test: a worker that holds too many of them is replaced between two files
  workerIdleMemoryLimit: '1500MB',
  projects,
  passWithNoTests: true,
  collectCoverageFrom: ['**/src/**/*.{ts,tsx}'],
  coverageDirectory: `${rootDir}/dist/coverage`,
  coverageProvider: 'v8',
};
