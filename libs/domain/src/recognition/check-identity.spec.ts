import { expect, it } from '@jest/globals';
import { sameName } from './check-identity.js';

it.each([
  ['王芳', '王 芳', true],
  ['买买提·吐尔逊', '买买提吐尔逊', true],
  ['Li  Na', 'LI NA', true],
  ['王芳', '王方', false],
  ['', '', false],
  ['·', ' ', false],
])('%s and %s: %s', (one, other, same) => expect(sameName(one, other)).toBe(same));
