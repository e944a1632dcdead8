// Run from the root: `eslint -c infra/lint/eslint.config.mjs <folder>`. With -c, patterns are relative to the working folder.
import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { sayWhy } from './say-why.mjs';
import { boundaries, root, zones } from './walls.mjs';
import { words } from './words.mjs';

const spec = ['**/*.spec.{ts,tsx}'];
const typescript = ['**/*.{ts,tsx}'];
const plainGlobals = ['process', 'console', 'URL', 'Buffer', 'fetch', 'performance', 'AbortController', 'AbortSignal', 'structuredClone']
  .concat(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate'])
  .concat(['describe', 'it', 'test', 'expect', 'beforeAll', 'afterAll', 'beforeEach', 'afterEach']);

const unused = { argsIgnorePattern: '^_', varsIgnorePattern: '^_' };

const noPackages = (regex, message) => ({ 'no-restricted-imports': ['error', { patterns: [{ regex, message }] }] });

export default defineConfig(
  { ignores: ['**/dist', '**/out-tsc', '**/node_modules', 'test/results', '.data'] },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { '@nx': nx, 'import-x': importX, alliance: { rules: { 'say-why': sayWhy } } },
  },
  { rules: { 'alliance/say-why': 'error' } },

  {
    files: ['**/*.{mjs,js}'],
    extends: [js.configs.recommended],
    languageOptions: { globals: Object.fromEntries(plainGlobals.map((name) => [name, 'readonly'])) },
    rules: { 'max-lines': ['error', { max: 300 }], 'no-unused-vars': ['error', unused] },
  },

  {
    files: typescript,
    extends: [js.configs.recommended, ...tseslint.configs.strict],
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['apps/*/vite.config.ts'] }, tsconfigRootDir: root },
    },
    settings: {
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      // conditions instead of tsconfigs: a list of those prints a warning per file
      'import-x/resolver-next': [
        createTypeScriptImportResolver({ conditionNames: ['@alliance/source', 'types', 'import', 'node', 'default'] }),
      ],
    },
    rules: {
      'max-lines': ['error', { max: 300 }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-extraneous-class': 'off', // Nest modules are empty classes
      '@typescript-eslint/no-unused-vars': ['error', unused],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-restricted-paths': ['error', { zones: zones({ spec: false }) }],
      '@nx/enforce-module-boundaries': boundaries({ spec: false }),
    },
  },
  {
    files: spec,
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: zones({ spec: true }) }],
      '@nx/enforce-module-boundaries': boundaries({ spec: true }),
    },
  },
  { files: ['libs/server/src/testing/**'], rules: { '@nx/enforce-module-boundaries': boundaries({ spec: true }) } },

  // Node's own modules are no packages to Nx
  { files: ['libs/domain/src/**'], ignores: spec, rules: noPackages('^(node:|[^.])', 'domain imports nothing.') },
  {
    files: ['libs/contracts/src/**', 'apps/web/src/**'],
    ignores: spec,
    rules: noPackages('^node:', 'contracts and web run in a browser.'),
  },

  { files: ['apps/web/src/**/*.{ts,tsx}'], extends: [reactHooks.configs.flat.recommended] },
  ...words,
);
