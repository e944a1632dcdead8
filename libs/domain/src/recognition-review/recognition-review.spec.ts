import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { roles, type Actor } from '../access/actor.js';
import { reachable } from '../machine.js';
import { Refusal } from '../refusal.js';
import { isNonRecognition, recognitionRate, type CountedDecision } from './recognition-rate.js';
import { appealDecisions, recognitionReviewMachine, recognitionReviewStates, reviewVerdicts } from './recognition-review.machine.js';
import { recognitionReviewActionsOf, type RecognitionReviewFacts } from './recognition-review.policy.js';
import { recognitionReviewDueAt, recognitionStateAfter, recognitionWhenDue, standingVerdict } from './recognition-review.js';
import { countOfShare, stratified } from './sampling.js';

const hospital = fc.constantFrom('lead', 'county', 'township', 'office');
const person = fc.constantFrom('p1', 'p2', 'p3');
const actor: fc.Arbitrary<Actor> = fc.record({
  personId: person,
  appointmentId: fc.constant('a'),
  institutionId: hospital,
  role: fc.constantFrom(...roles),
});
const facts: fc.Arbitrary<RecognitionReviewFacts> = fc.record({
  state: fc.constantFrom(...recognitionReviewStates),
  repeaterId: hospital,
  issuerId: hospital,
  samplerId: hospital,
  repeatedBy: person,
  judgedBy: fc.option(person),
  judgedFrom: fc.option(hospital),
  verdict: fc.option(fc.constantFrom(...reviewVerdicts)),
  reviewerId: fc.option(hospital),
});

describe('the review of a repeat', () => {
  it('reaches every state', () => {
    expect([...reachable(recognitionReviewMachine, 'sampled')].sort()).toEqual([...recognitionReviewStates].sort());
  });

  it('is judged and decided by nobody with a part in it', () => {
    fc.assert(
      fc.property(actor, facts, (who, review) => {
        const actions = recognitionReviewActionsOf(who, review);
        if (who.personId === review.repeatedBy) expect(actions).not.toContain('judge');
        if ([review.repeaterId, review.issuerId].includes(who.institutionId)) expect(actions).not.toContain('decide');
        if (who.personId === review.judgedBy) expect(actions).not.toContain('decide');
        if (actions.includes('appeal')) expect(who.institutionId).toBe(review.verdict === 'refused' ? review.repeaterId : review.issuerId);
      }),
      // few of them may decide at all
      { numRuns: 20_000 },
    );
  });

  it('offers exactly what it does not refuse', () => {
    fc.assert(
      fc.property(actor, facts, fc.constantFrom('judge', 'appeal', 'assign', 'decide'), (who, review, action) => {
        const offered = recognitionReviewActionsOf(who, review).includes(action as 'judge');
        const refused = (() => {
          try {
            return void recognitionStateAfter(review, action as 'judge', who);
          } catch (error) {
            return error;
          }
        })();
        expect(refused instanceof Refusal).toBe(!offered);
      }),
    );
  });

  it('waits ten, ten and fifteen working days, and a verdict nobody appeals against holds', () => {
    const monday = new Date('2026-11-02T09:00:00+08:00');
    const day = (state: (typeof recognitionReviewStates)[number]) => recognitionReviewDueAt(state, monday)?.toISOString().slice(0, 10);
    expect([day('sampled'), day('judged'), day('appealed'), day('closed')]).toEqual(['2026-11-16', '2026-11-16', '2026-11-23', undefined]);
    expect(recognitionWhenDue).toEqual({ sampled: 'tell', judged: 'settle', appealed: 'tell' });
  });

  it('an overturned verdict is the other one', () => {
    for (const verdict of reviewVerdicts) {
      expect(standingVerdict(verdict, 'upheld')).toBe(verdict);
      expect(standingVerdict(standingVerdict(verdict, 'overturned'), 'overturned')).toBe(verdict);
    }
    expect(appealDecisions).toHaveLength(2);
  });
});

const repeated = {
  decision: fc.constant('repeated' as const),
  counts: fc.boolean(),
  standing: fc.option(fc.constantFrom(...reviewVerdicts)),
};
const other = {
  decision: fc.constantFrom('accepted' as const, 'ordered' as const),
  counts: fc.constant(null),
  standing: fc.constant(null),
};
const decisions: fc.Arbitrary<CountedDecision[]> = fc.array(fc.oneof(fc.record(repeated), fc.record(other)));

describe('the recognition rate', () => {
  it.each([
    ['refused counts whatever its code says', false, 'refused', true],
    ['justified never costs points', true, 'justified', false],
    ['without a review the code decides', true, null, true],
    ['a code that does not count is ignored', false, null, false],
  ] as const)('%s', (_, counts, standing, expected) => {
    expect(isNonRecognition({ decision: 'repeated', counts, standing })).toBe(expected);
  });

  it('lies between nothing and all, and a justified repeat never lowers it', () => {
    fc.assert(
      fc.property(decisions, (all) => {
        const rate = recognitionRate(all);
        expect(rate.accepted).toBeLessThanOrEqual(rate.among);
        expect(rate.among).toBeLessThanOrEqual(all.filter(({ decision }) => decision !== 'ordered').length);
        expect(recognitionRate([...all, { decision: 'repeated', counts: true, standing: 'justified' }])).toEqual(rate);
        expect(recognitionRate([...all, { decision: 'repeated', counts: false, standing: 'refused' }]).among).toBe(rate.among + 1);
      }),
    );
  });
});

describe('sampling', () => {
  const candidates = fc.uniqueArray(fc.record({ id: fc.uuid(), stratum: hospital, key: fc.stringMatching(/^[0-9a-f]{6}$/) }), {
    selector: ({ id }) => id,
  });
  it('takes as many as asked for, none twice, evenly over hospitals, whatever their order', () => {
    fc.assert(
      fc.property(candidates, fc.nat(30), (all, count) => {
        const drawn = stratified(all, count);
        expect(new Set(drawn.map(({ id }) => id)).size).toBe(Math.min(count, all.length));
        const of = (rows: typeof all, stratum: string) => rows.filter((one) => one.stratum === stratum).length;
        for (const a of new Set(all.map(({ stratum }) => stratum)))
          for (const b of new Set(all.map(({ stratum }) => stratum)))
            if (of(drawn, a) < of(all, a)) expect(of(drawn, b) - of(drawn, a)).toBeLessThanOrEqual(1);
        if (new Set(all.map(({ key }) => key)).size === all.length)
          expect(stratified([...all].reverse(), count).map(({ id }) => id)).toEqual(drawn.map(({ id }) => id));
      }),
    );
  });
  it('a share is rounded up and never more than there are', () => {
    expect([countOfShare(0, 10), countOfShare(1, 1), countOfShare(41, 10), countOfShare(5, 100)]).toEqual([0, 1, 5, 5]);
  });
});
