import { expect, it } from '@jest/globals';
import { knownFacts } from './known-facts.js';

const known = (value: string | boolean) => ({ value, origin: 'known' });

it.each([
  ['a woman may be pregnant', { sex: 'female', birthDate: '1990-02-03' }, { sex: known('female'), birth_date: known('1990-02-03') }],
  [
    'a man is not',
    { sex: 'male', birthDate: '1990-02-03' },
    { sex: known('male'), pregnant: known(false), lactating: known(false), birth_date: known('1990-02-03') },
  ],
  ['of an unknown person nothing is known', { sex: 'unknown', birthDate: null }, {}],
] as const)('%s', (_, patient, expected) => {
  expect(knownFacts(patient)).toEqual(expected);
});
