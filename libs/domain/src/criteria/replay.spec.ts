import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ReplayTally, changeBetween, criteriaThatDiffer, replayChanges, unjudged, type ReplaySide } from './replay.js';
import { criterionDirections, criterionUrgencies, verdicts, type CriterionUrgency, type Verdict } from './rule.types.js';

const side = (verdict: Verdict, urgency: CriterionUrgency | null = null): ReplaySide => ({ verdict, urgency });
const sides = fc.oneof(
  fc.constantFrom(...verdicts.filter((verdict) => verdict !== 'met')).map((verdict) => side(verdict)),
  fc.constantFrom(...criterionUrgencies).map((urgency) => side('met', urgency)),
);

describe('what another version changes for a referral', () => {
  it.each([
    [side('not_met'), side('met', '24h'), 'newlyMet'],
    [side('unknown'), side('met', '24h'), 'newlyMet'],
    [unjudged, side('met', '7d'), 'newlyMet'],
    [side('met', '24h'), side('not_met'), 'noLongerMet'],
    [side('met', '24h'), side('unknown'), 'noLongerMet'],
    [side('met', '24h'), side('met', '2h'), 'sooner'],
    [side('met', 'immediate'), side('met', 'routine'), 'later'],
    [side('met', '24h'), side('met', '24h'), null],
    [side('not_met'), side('unknown'), 'newlyUnknown'],
    [side('unknown'), side('not_applicable'), 'newlyDecided'],
    [side('unknown'), side('unknown'), null],
    [side('not_met'), side('not_applicable'), null],
  ])('%j, then %j: %s', (before, after, change) => {
    expect(changeBetween(before, after)).toBe(change);
  });

  it('the other way round it is the opposite', () => {
    const opposite = { newlyMet: 'noLongerMet', sooner: 'later', newlyUnknown: 'newlyDecided' } as Record<string, string>;
    for (const [one, other] of Object.entries(opposite)) opposite[other] = one;
    fc.assert(
      fc.property(sides, sides, (before, after) => {
        const change = changeBetween(before, after);
        expect(changeBetween(after, before)).toBe(change && opposite[change]);
        if (change === null) expect(before.verdict === 'met').toBe(after.verdict === 'met');
      }),
    );
  });
});

describe('criteria that differ', () => {
  const said = (code: string, verdict: Verdict, urgency: CriterionUrgency = '24h') => ({ code, verdict, urgency });
  it('by verdict, by urgency where both met, and those that one version does not have', () => {
    const before = [said('U01', 'met'), said('U02', 'not_met'), said('U03', 'met'), said('U04', 'unknown'), said('U05', 'met')];
    const after = [said('U01', 'met'), said('U02', 'met'), said('U03', 'met', '2h'), said('U04', 'unknown', '2h'), said('U06', 'not_met')];
    expect(criteriaThatDiffer(before, after)).toEqual([
      { code: 'U02', before: 'not_met', after: 'met' },
      { code: 'U03', before: 'met', after: 'met' },
      { code: 'U06', before: null, after: 'not_met' },
      { code: 'U05', before: 'met', after: null },
    ]);
  });
});

describe('counting', () => {
  const referrals = fc.array(
    fc.record({
      direction: fc.constantFrom(...criterionDirections),
      senderId: fc.constantFrom('a', 'b', 'c'),
      before: sides,
      after: sides,
    }),
  );
  const tallied = (
    list: readonly { direction: 'up' | 'down'; senderId: string; before: ReplaySide; after: ReplaySide }[],
    from = new ReplayTally(null),
  ) => {
    for (const { direction, senderId, before, after } of list) from.add({ direction, senderId }, before, after);
    return from.summary();
  };

  it('every referral is counted once by direction, by sender and by urgency, and its change once', () => {
    fc.assert(
      fc.property(referrals, (list) => {
        const { all, byDirection, byMember, byUrgency } = tallied(list);
        expect(all.judged).toBe(list.length);
        for (const counts of [all, ...byDirection, ...byMember])
          expect(replayChanges.reduce((sum, change) => sum + counts[change], counts.same)).toBe(counts.judged);
        for (const parts of [byDirection, byMember]) {
          expect(parts.reduce((sum, { judged }) => sum + judged, 0)).toBe(all.judged);
          expect(parts.reduce((sum, { newlyMet }) => sum + newlyMet, 0)).toBe(all.newlyMet);
        }
        for (const when of ['before', 'after'] as const) {
          expect(byUrgency.reduce((sum, counts) => sum + counts[when], 0)).toBe(all.judged);
          for (const { urgency, [when]: count } of byUrgency)
            expect(count).toBe(list.filter((one) => (one[when].urgency ?? 'none') === urgency).length);
        }
      }),
    );
  });

  it('interrupted anywhere and kept as JSON, it ends the same', () => {
    fc.assert(
      fc.property(referrals, fc.nat(), (list, at) => {
        const place = at % (list.length + 1);
        const kept = JSON.parse(JSON.stringify(tallied(list.slice(0, place)))) as ReturnType<typeof tallied>;
        expect(tallied(list.slice(place), new ReplayTally(kept))).toEqual(tallied(list));
      }),
    );
  });
});
