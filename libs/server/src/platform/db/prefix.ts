/**
 * The first string in "C" order that does not start with `prefix`: `col >= prefix and col < prefixEnd(prefix)` is a range that stays an index
 * condition under row-level security, where LIKE is not leakproof and would be a scan.
 */
export function prefixEnd(prefix: string): string {
  const points = Array.from(prefix, (c) => c.codePointAt(0) as number);
  while (points.length) {
    const last = points.pop() as number;
    if (last < 0x10ffff) return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1);
  }
  return '\u{10ffff}';
}
