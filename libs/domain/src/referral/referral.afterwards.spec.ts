import { describe, expect, it } from '@jest/globals';
import { after } from './deadline.js';
import type { ReferralAsk } from './referral.ask.js';
import { decide as decideAt } from './referral.decide.js';
import { actionsOf as actionsAt } from './referral.policy.js';
import { applied, asks, at, now, person, physician, receiver, refusalOf, sender, submitted, today } from './referral.stage.js';
import type { Circumstances, ReferralFacts } from './referral.types.js';

type Who = Parameters<typeof actionsAt>[0];
const decide = (facts: ReferralFacts, ask: ReferralAsk, actor: Who, more: Partial<Circumstances> = {}) =>
  decideAt(facts, ask, actor, at(more), today);
const actionsOf = (actor: Who, facts: ReferralFacts, more: Partial<Circumstances> = {}) => actionsAt(actor, facts, at(more));

describe('taking an answer back', () => {
  const accepted = applied(submitted, decide(submitted, asks.accept, receiver), receiver, 'accept');
  it.each([
    [59, receiver, 'allowed'],
    [60, receiver, 'referral.undo_over'],
    [1, sender, 'referral.not_your_action'],
  ] as const)('%i seconds later by %j: %s', (seconds, actor, expected) => {
    expect(refusalOf(() => decide(accepted, asks.undo, actor, { now: after(now, seconds) }))).toBe(expected);
  });
  it('puts everything back as it stood', () => {
    const back = applied(accepted, decide(accepted, asks.undo, receiver, { now: after(now, 30) }), receiver, 'undo');
    expect(back).toEqual({ ...submitted, version: 3, answeredByPerson: receiver.personId });
  });
  it('is over once the other side acted', () => {
    const signed = applied(
      { ...accepted, transport: 'ambulance' },
      decide({ ...accepted, transport: 'ambulance' }, asks.depart, sender),
      sender,
      'depart',
    );
    expect(refusalOf(() => decide(signed, asks.undo, receiver))).toBe('referral.undo_over');
  });
});

describe('the hand-over', () => {
  const onTheWay: ReferralFacts = { ...submitted, state: 'in_transit', transport: 'ambulance', acceptedAt: now };
  const arrive = (facts: ReferralFacts) => applied(facts, decide(facts, asks.arrive, receiver), receiver, 'arrive');
  const sign = (facts: ReferralFacts, actor: Who) => applied(facts, decide(facts, asks.signHandOver, actor), actor, 'signHandOver');
  it('signed on the way, custody passes at the door', () => {
    expect(arrive(sign(onTheWay, sender))).toMatchObject({ custodianId: 'lead', handOver: { sender: true, receiver: true } });
  });
  it('signed late, custody waits for both', () => {
    const there = arrive(onTheWay);
    expect(there).toMatchObject({ state: 'arrived', custodianId: 'county', nextActionBy: 'sender' });
    const half = sign(there, sender);
    expect(half).toMatchObject({ custodianId: 'county', nextActionBy: 'receiver' });
    expect(sign(half, receiver).custodianId).toBe('lead');
  });
  it('is the sender’s to write first, and nobody’s who walks in', () => {
    expect(actionsOf(receiver, arrive(onTheWay))).not.toContain('signHandOver');
    expect(actionsOf(sender, { ...onTheWay, transport: 'own_way' })).not.toContain('signHandOver');
    expect(refusalOf(() => decide(onTheWay, { action: 'signHandOver', sheet: false }, sender))).toBe('referral.hand_over_missing');
  });
});

describe('a second person', () => {
  const reported: ReferralFacts = { ...submitted, state: 'closed', nextActionAt: null, nextActionBy: null };
  const proposed = applied(reported, decide(reported, asks.correct, receiver), receiver, 'correct');
  it('confirms a correction, of the same hospital and not the same', () => {
    expect(actionsOf(receiver, proposed)).toEqual(['refuseCorrection', 'enterInError']);
    expect(actionsOf(physician, proposed)).toContain('confirmCorrection');
    expect(actionsOf(sender, proposed)).not.toContain('confirmCorrection');
  });
  it('decides an appeal, of a hospital that takes no part', () => {
    const returned: ReferralFacts = { ...submitted, state: 'returned' };
    const appealed = applied(returned, decide(returned, asks.appeal, sender), sender, 'appeal');
    expect(actionsOf(person('judge', 'expert'), appealed)).toEqual(['uphold', 'overturn']);
    expect(actionsOf(receiver, appealed)).not.toContain('uphold');
    expect(actionsOf(sender, appealed)).toEqual(expect.arrayContaining(['resubmit', 'treatHere']));
    expect(refusalOf(() => decide(returned, { ...asks.appeal, reviewerInstitutionId: 'lead' } as ReferralAsk, sender))).toBe(
      'referral.reviewer_invalid',
    );
  });
});

describe('what is held back', () => {
  it('a receiver does not void what it has not seen: it answers', () => {
    for (const state of ['submitted', 'accepted', 'in_transit'] as const)
      expect(actionsOf(receiver, { ...submitted, state, acceptedAt: now })).not.toContain('enterInError');
    expect(actionsOf(receiver, { ...submitted, state: 'arrived' })).toContain('enterInError');
  });
  it('nobody is absent before the hour', () => {
    const accepted: ReferralFacts = {
      ...submitted,
      state: 'accepted',
      acceptedAt: now,
      nextActionAt: after(now, 60),
      nextActionBy: 'sender',
    };
    expect(actionsOf(receiver, accepted)).not.toContain('markNoShow');
    expect(actionsOf(receiver, accepted, { now: after(now, 60) })).toContain('markNoShow');
  });
  it.each([
    ['long past', -7 * 3600],
    ['further than any road', 49 * 3600],
  ])('an arrival that is %s', (_, seconds) => {
    const ask = { action: 'depart', estimatedArrivalAt: after(now, seconds) } as const;
    expect(refusalOf(() => decide({ ...submitted, state: 'accepted' }, ask, sender))).toBe('referral.time_invalid');
    expect(refusalOf(() => decide(submitted, { ...asks.accept, arriveBy: after(now, 61 * 86_400) } as ReferralAsk, physician))).toBe(
      'referral.time_invalid',
    );
  });
});

it('who admits a patient answers for the patient, whether or not the sheet was signed', () => {
  const arrived: ReferralFacts = { ...submitted, state: 'arrived', transport: 'ambulance' };
  expect(decide(arrived, asks.admit, receiver).set.custodianId).toBe('lead');
  expect(decide(arrived, asks.reportOutcome, receiver).set.custodianId).toBe('lead');
});
