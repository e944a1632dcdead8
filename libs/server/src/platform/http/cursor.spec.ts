import { expect, it } from '@jest/globals';
import { prefixEnd } from '../db/prefix.js';
import { pageFrom, readCursor, writeCursor } from './cursor.js';

it('a page tells where the next one begins, the last one does not', () => {
  const rows = [1, 2, 3];
  const page = pageFrom(
    rows,
    2,
    (n) => [String(n)],
    (n) => n * 10,
  );
  expect([page.items, readCursor(page.nextCursor ?? undefined, 1)]).toEqual([[10, 20], ['2']]);
  expect(
    pageFrom(
      rows,
      3,
      (n) => [n],
      (n) => n,
    ).nextCursor,
  ).toBeNull();
});
it.each(['x', 'bm90IGpzb24', writeCursor([{ $ne: null }]), writeCursor(["'; drop table referral; --"]), writeCursor(['a', 'b'])])(
  '%s is no cursor',
  (cursor) => {
    expect(() => readCursor(cursor, 1)).toThrow('request.invalid');
  },
);
it.each([
  ['王', '玌'],
  ['ab', 'ac'],
  ['𠮷', '𠮸'],
  ['a\u{10ffff}', 'b'],
  ['\ud7ff', '\ue000'],
])('what starts with %s ends before %s', (prefix, end) => expect(prefixEnd(prefix)).toBe(end));
