import { expect, it } from '@jest/globals';
import { caseFacts, givenBy, knownFacts } from './known-facts.js';

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

it('what is registered counts against what was typed, and so does what follows from it', () => {
  const child = { sex: 'male', birthDate: '2019-01-01' } as const;
  expect(caseFacts(child, { sbp: 190, age: 52, sex: 'female', pregnant: true })).toEqual({ sbp: 190, ...knownFacts(child) });
  expect(caseFacts({ sex: 'unknown', birthDate: null }, { age: 52 })).toEqual({ age: 52 });
  expect(caseFacts(null, { age: 52 })).toEqual({ age: 52 });
});

it('people type and systems import; nobody else knows', () => {
  const facts = { a: 1, b: { value: 2, origin: 'known' }, c: [{ value: 3, at: '2026-01-01T00:00:00Z', origin: 'imported' }] } as const;
  expect(givenBy(facts, 'person')).toEqual({ a: 1, b: { value: 2, origin: 'typed' }, c: [{ ...facts.c[0], origin: 'typed' }] });
  expect(givenBy(facts, 'system')).toEqual({ a: 1, b: { value: 2, origin: 'imported' }, c: [facts.c[0]] });
});
