import { expect, it } from '@jest/globals';
import { compareWith, isIn, within, type Hold } from './comparison.js';
import { comparisons } from './rule.types.js';

const quarters = Array.from({ length: 25 }, (_, i) => i / 4);
const exact = (value: number) => ({ value, low: value, high: value });

/** What is true of every value between two bounds is met, what is true of none is not met, all else is open. */
function expectBounds(hold: Hold): void {
  for (const low of quarters)
    for (const high of quarters.filter((quarter) => quarter >= low)) {
      const answers = new Set(quarters.filter((quarter) => quarter >= low && quarter <= high).map((quarter) => hold(exact(quarter))));
      const expected = answers.size > 1 ? 1 : [...answers][0];
      expect([low, high, hold({ value: null, low, high })]).toEqual([low, high, expected]);
    }
}

it.each(comparisons)('bounds answer %s only for all values between them', (op) => expectBounds(compareWith(op, 3)));
it('bounds answer between only for all values between them', () => expectBounds(compareWith('between', 2, 4)));
it('bounds answer a list only for all values between them', () => expectBounds(within([2, 4])));
it('what is no number is beyond comparison', () =>
  expect(comparisons.map((op) => compareWith(op, 3)({ value: 'x', low: NaN, high: NaN }))).toEqual(comparisons.map(() => 1)));
it('a code that is not known is open', () => expect(isIn(['x'], true)({ value: null, low: NaN, high: NaN })).toBe(1));
