import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shownState, versionInForce, versionScheduled, versionToCopy, type DatedVersion } from './in-force.js';
import { versionStates } from './protocol.types.js';

const published = (number: number, effectiveFrom: string): DatedVersion => ({ number, state: 'published', effectiveFrom });
const first = published(1, '2026-01-01');
const second = published(2, '2026-06-01');
const third = published(3, '2026-12-01');
const draft: DatedVersion = { number: 4, state: 'draft', effectiveFrom: null };
const all = [third, draft, first, second];

describe('the version in force on a day', () => {
  it.each([
    ['2025-12-31', undefined, 1],
    ['2026-01-01', 1, 2],
    ['2026-05-31', 1, 2],
    ['2026-06-01', 2, 3],
    ['2026-12-01', 3, undefined],
  ])('%s: %s, and next %s', (day, held, next) => {
    expect(versionInForce(all, day)?.number).toBe(held);
    expect(versionScheduled(all, day)?.number).toBe(next);
  });

  it('is the one before again once the last is withdrawn', () => {
    const withdrawn: DatedVersion = { ...second, state: 'withdrawn' };
    expect(versionInForce([first, withdrawn], '2026-07-01')?.number).toBe(1);
    expect(shownState(withdrawn, [first, withdrawn], '2026-07-01')).toBe('withdrawn');
    expect(shownState(first, [first, second], '2026-07-01')).toBe('superseded');
    expect(shownState(first, [first, withdrawn], '2026-07-01')).toBe('in_force');
  });

  it('an earlier number may begin later than a later one', () => {
    const late = published(1, '2026-09-01');
    expect(versionInForce([late, second], '2026-08-01')?.number).toBe(2);
    expect(versionInForce([late, second], '2026-09-01')?.number).toBe(1);
  });

  it('is shown as in force for one version at most, and for one exactly where a published one has begun', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}`);
    const version = fc.record({ state: fc.constantFrom(...versionStates), effectiveFrom: day });
    fc.assert(
      fc.property(fc.uniqueArray(version, { selector: ({ effectiveFrom }) => effectiveFrom }), day, (some, today) => {
        const versions = some.map((one, i) => ({ ...one, number: i + 1, effectiveFrom: one.state === 'draft' ? null : one.effectiveFrom }));
        const shown = versions.map((one) => shownState(one, versions, today));
        const begun = versions.some(({ state, effectiveFrom }) => state === 'published' && (effectiveFrom as string) <= today);
        expect(shown.filter((state) => state === 'in_force')).toHaveLength(begun ? 1 : 0);
        versions.forEach(({ state }, i) =>
          expect(['in_force', 'scheduled', 'superseded'].includes(shown[i] as string)).toBe(state === 'published'),
        );
      }),
    );
  });
});

describe('the next version begins as', () => {
  const withdrawn = (version: DatedVersion): DatedVersion => ({ ...version, state: 'withdrawn' });
  it.each<[string, DatedVersion[], number | undefined]>([
    ['the one in force', [second, first], 2],
    ['the scheduled one, which will hold last', [third, second, first], 3],
    ['what holds, not what was withdrawn after it', [withdrawn(third), second, first], 2],
    ['the newest where every one was withdrawn', [withdrawn(second), withdrawn(first)], 2],
    ['nothing where there is none', [], undefined],
  ])('%s', (_, versions, number) => {
    expect(versionToCopy(versions)?.number).toBe(number);
    expect(versionToCopy(versions.toReversed())?.number).toBe(number);
  });
});
