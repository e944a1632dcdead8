import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mayKeepMiss } from './search-miss.js';

it.each([
  ['a word', '狂犬病暴露', true],
  ['a word with a figure', 'HbA1c 7.5', true],
  ['five digits', '10086', true],
  ['figures of several words', '血压 180/110', false],
  ['a mobile number', '13800138000', false],
  ['a mobile number in groups', '138 0013-8000', false],
  ['an identity number', '11010119900307123X', false],
  ['a date of birth', '1990-03-07', false],
  ['full-width digits', '１３８００１', false],
  ['digits of another script', '١٣٨٠٠١', false],
  ['a number among words', '王某 住院号123456 高血压', false],
])('%s', (_, query, kept) => expect(mayKeepMiss(query)).toBe(kept));

it('keeps no six digits, whatever stands around them', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 100_000 }), fc.string(), (before, number, after) => {
      expect(mayKeepMiss(`${before}${number}${after}`)).toBe(false);
    }),
  );
});
