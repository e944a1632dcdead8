import { preset } from '../../infra/jest/preset.mjs';

const plain = preset('web', { browser: true });
export default {
  ...plain,
  testEnvironment: '<rootDir>/testing/environment.mjs',
  moduleNameMapper: {
    ...plain.moduleNameMapper,
    '\\.css$': '<rootDir>/testing/empty.css.mjs',
  },
};
