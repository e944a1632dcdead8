import { expect, it } from '@jest/globals';
import { directionOf } from './direction.js';

it.each([
  ['township', 'secondary', 'up'],
  ['secondary', 'tertiary', 'up'],
  ['tertiary', 'secondary', 'down'],
  ['secondary', 'secondary', 'level'],
  ['township', 'primary', 'level'],
  ['unknown', 'tertiary', 'level'],
] as const)('from %s to %s is %s (RF-01)', (sender, receiver, direction) => expect(directionOf(sender, receiver)).toBe(direction));
