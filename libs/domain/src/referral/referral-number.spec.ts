import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readReferralNumber, referralNumber } from './referral-number.js';

const anyNumber = fc.uint8Array({ minLength: 8, maxLength: 8 }).map(referralNumber);
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

it('is read back as it was made, however it is typed', () => {
  fc.assert(fc.property(anyNumber, (number) => expect(readReferralNumber(` ${number.toLowerCase().replaceAll('-', ' ')}`)).toBe(number)));
});
it('finds every single wrong character', () => {
  fc.assert(
    fc.property(anyNumber, fc.nat(8), fc.constantFrom(...alphabet), (number, at, wrong) => {
      const body = number.replaceAll('-', '');
      fc.pre(body[at] !== wrong);
      expect(readReferralNumber(body.slice(0, at) + wrong + body.slice(at + 1))).toBeUndefined();
    }),
  );
});
it('finds nearly every swap of neighbours', () => {
  let swaps = 0;
  let missed = 0;
  for (const number of fc.sample(anyNumber, { numRuns: 3_000, seed: 7 })) {
    const body = number.replaceAll('-', '');
    for (let at = 0; at < 7; at++) {
      if (body[at] === body[at + 1]) continue;
      swaps++;
      const swapped = body.slice(0, at) + body[at + 1] + body[at] + body.slice(at + 2);
      if (readReferralNumber(swapped)) missed++;
    }
  }
  expect(missed / swaps).toBeLessThan(0.01);
});
it('takes the letters that people mistake for digits', () => {
  const number = referralNumber(new Uint8Array([0, 1, 0, 1, 0, 1, 0, 1]));
  expect(readReferralNumber(number.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(number);
});
it('wants eight random bytes', () => {
  expect(() => referralNumber(new Uint8Array(7))).toThrow(RangeError);
});
