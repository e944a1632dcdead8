// One Jest 30 set-up in ESM mode for every project.
const swc = (react) => [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx: react, decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
      target: 'es2024',
      keepClassNames: true,
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];

export const preset = (displayName, { browser = false, ...more } = {}) => ({
  displayName,
  passWithNoTests: true,
  testEnvironment: browser ? 'jsdom' : 'node',
  testMatch: ['<rootDir>/src/**/*.spec.{ts,tsx}'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '\\.tsx$': swc(true), '\\.ts$': swc(false) },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // never 'import' or 'require' in this list: Jest would resolve CommonJS twins of ESM packages
  testEnvironmentOptions: { customExportConditions: ['@alliance/source', ...(browser ? ['browser'] : ['node', 'node-addons'])] },
  ...more,
});
