import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { linesOf, outlineDiff, type OutlineLine } from './outline-diff';

const line = (text: string, depth = 0): OutlineLine => ({ text, depth });
const said = (before: OutlineLine[], after: OutlineLine[]) =>
  outlineDiff(before, after).map(({ text, change }) => `${{ kept: ' ', added: '+', removed: '-' }[change]}${text}`);
const lines = fc.array(fc.record({ text: fc.constantFrom('a', 'b', 'c', 'd'), depth: fc.nat(3) }), { maxLength: 12 });

describe('what changed between two rules', () => {
  it('shows a threshold as one line out and one line in, where it stands', () => {
    const head = line('满足任一：');
    expect(
      said([head, line('收缩压 ≥ 180', 1), line('舒张压 ≥ 110', 1)], [head, line('收缩压 ≥ 170', 1), line('舒张压 ≥ 110', 1)]),
    ).toEqual([' 满足任一：', '-收缩压 ≥ 180', '+收缩压 ≥ 170', ' 舒张压 ≥ 110']);
  });

  it('keeps conditions that moved into a group, at their new depth', () => {
    const changed = outlineDiff([line('a')], [line('any'), line('a', 1), line('b', 1)]);
    expect(changed).toEqual([
      { text: 'any', depth: 0, change: 'added' },
      { text: 'a', depth: 1, change: 'kept' },
      { text: 'b', depth: 1, change: 'added' },
    ]);
  });

  it('reads before without what was added and after without what was removed; nothing changes against itself', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const changed = outlineDiff(before, after);
        const read = (change: string) => changed.filter((one) => one.change !== change).map(({ text }) => text);
        expect(read('added')).toEqual(before.map(({ text }) => text));
        expect(read('removed')).toEqual(after.map(({ text }) => text));
        expect(outlineDiff(before, before).every(({ change }) => change === 'kept')).toBe(true);
      }),
    );
  });

  it('is made of lines as deep as their groups', () => {
    const leaf = (text: string) => ({ text, children: [] });
    expect(linesOf({ text: 'all', children: [leaf('a'), { text: 'any', children: [leaf('b')] }] })).toEqual([
      line('all'),
      line('a', 1),
      line('any', 1),
      line('b', 2),
    ]);
  });
});
