import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { roles, type Actor, type Role } from '../access/actor.js';
import { reachable } from '../machine.js';
import { contributingFactors, countings, preventabilities, senderFactors } from './return-review.codes.js';
import { offeredActions, returnReviewMachine, returnReviewStates, type ReturnReviewState } from './return-review.machine.js';
import { reviewActionsOf, type ReturnReviewFacts } from './return-review.policy.js';
import { checkConclusion, earlyReturnAfter, isPlannedReturn, reviewDueAt, stateAfter, whenDue } from './return-review.js';

const facts = (more: Partial<ReturnReviewFacts> = {}): ReturnReviewFacts => ({
  state: 'accounts_awaited',
  downSenderId: 'lead',
  downReceiverId: 'county',
  leadId: 'lead',
  officeTold: false,
  accountsOf: [],
  tookPart: false,
  ...more,
});
const as = (institutionId: string, role: Role): Actor => ({ personId: 'p', appointmentId: 'a', institutionId, role });
const houses = ['lead', 'county', 'third', 'office'];
const actors = houses.flatMap((house) => roles.map((role) => as(house, role)));

describe('the table', () => {
  it('reaches every state, and only the withdrawn one has no way on', () => {
    expect(reachable(returnReviewMachine, 'accounts_awaited')).toEqual(new Set(returnReviewStates));
    expect(returnReviewStates.filter((state) => !Object.keys(returnReviewMachine[state]).length)).toEqual(['withdrawn']);
  });
  it('every state in which somebody is waited for ends by a deadline, a move or a word to somebody', () => {
    const now = new Date('2026-09-28T10:00:00+08:00');
    for (const state of returnReviewStates) expect(reviewDueAt(state, now) === null).toBe(whenDue[state] === undefined);
    // the National Day holiday does not count
    expect(reviewDueAt('accounts_awaited', now)).toEqual(new Date('2026-10-10T10:00:00+08:00'));
  });
  it.each<[ReturnReviewState, Partial<ReturnReviewFacts>, Actor, string[]]>([
    ['accounts_awaited', {}, as('lead', 'doctor'), ['account']],
    ['accounts_awaited', {}, as('county', 'quality_manager'), ['account']],
    ['accounts_awaited', { accountsOf: ['county'] }, as('county', 'doctor'), []],
    ['accounts_awaited', {}, as('third', 'doctor'), []],
    ['conclusion_awaited', { accountsOf: ['lead'] }, as('county', 'doctor'), ['account']],
    ['conclusion_awaited', { accountsOf: ['lead', 'county'] }, as('lead', 'lead_administrator'), ['conclude']],
    ['conclusion_awaited', { accountsOf: ['lead', 'county'], tookPart: true }, as('lead', 'quality_manager'), []],
    ['conclusion_awaited', { leadId: 'third', accountsOf: ['lead', 'county'] }, as('third', 'quality_manager'), ['conclude']],
    ['conclusion_awaited', { leadId: null, accountsOf: ['lead', 'county'] }, as('office', 'management_office'), ['decide']],
    ['conclusion_awaited', { accountsOf: ['lead', 'county'] }, as('office', 'management_office'), []],
    ['conclusion_awaited', { officeTold: true, accountsOf: ['county'] }, as('office', 'management_office'), ['decide']],
    ['conclusion_awaited', { officeTold: true, accountsOf: ['lead', 'county'] }, as('lead', 'lead_administrator'), ['conclude']],
    ['conclusion_awaited', { officeTold: true, accountsOf: ['lead', 'county'], tookPart: true }, as('lead', 'quality_manager'), []],
    ['accounts_awaited', { officeTold: true }, as('office', 'management_office'), []],
    ['concluded', { officeTold: true }, as('office', 'management_office'), []],
    ['concluded', {}, as('county', 'coordinator'), ['object']],
    ['concluded', {}, as('lead', 'coordinator'), []],
    ['concluded', { leadId: 'third' }, as('lead', 'coordinator'), ['object']],
    ['objected', {}, as('office', 'management_office'), ['decide']],
    ['objected', {}, as('lead', 'lead_administrator'), []],
    ['final', {}, as('lead', 'lead_administrator'), []],
  ])('%s %j: %j may %s', (state, more, actor, expected) => {
    expect(reviewActionsOf(actor, facts({ state, ...more }))).toEqual(expected);
  });
});

describe('who judges', () => {
  const anyReview = fc.record({
    state: fc.constantFrom(...returnReviewStates),
    downSenderId: fc.constant('lead'),
    downReceiverId: fc.constant('county'),
    leadId: fc.constantFrom('lead', 'third', null),
    officeTold: fc.boolean(),
    accountsOf: fc.subarray(['lead', 'county']),
    tookPart: fc.boolean(),
  });
  it('nobody who took part, no hospital that is neither lead nor office, and nobody twice', () => {
    fc.assert(
      fc.property(anyReview, fc.constantFrom(...actors), (review, actor) => {
        const actions = reviewActionsOf(actor, review);
        if (actions.includes('conclude')) {
          expect(review.tookPart).toBe(false);
          expect(actor.institutionId).toBe(review.leadId);
        }
        if (actions.includes('decide')) expect(actor.role).toBe('management_office');
        if (actions.includes('object')) expect(actor.institutionId).not.toBe(review.leadId);
        if (actor.institutionId === 'third' && review.leadId !== 'third' && actor.role !== 'management_office') expect(actions).toEqual([]);
        if (actor.role === 'auditor' || actor.role === 'integration_client') expect(actions).toEqual([]);
      }),
    );
  });
  it('an action that is not offered is refused, and one that is leads where the table says', () => {
    fc.assert(
      fc.property(anyReview, fc.constantFrom(...actors), fc.constantFrom(...offeredActions), (review, actor, action) => {
        if (!reviewActionsOf(actor, review).includes(action)) expect(() => stateAfter(review, action, actor)).toThrow(/^return_review\./);
        else expect(Object.values(returnReviewMachine[review.state])).toContain(stateAfter(review, action, actor));
      }),
    );
  });
  it('the second account completes', () => {
    expect(stateAfter(facts(), 'account', as('lead', 'doctor'))).toBe('accounts_awaited');
    expect(stateAfter(facts({ accountsOf: ['county'] }), 'account', as('lead', 'doctor'))).toBe('conclusion_awaited');
  });
});

describe('an early return', () => {
  const home = new Date('2026-11-01T08:00:00Z');
  it.each([
    [-1, null],
    [0, 0],
    [30.5, 30.5],
    [72, 72],
    [72.001, null],
  ])('%d hours after coming home: %s', (hours, expected) => {
    expect(earlyReturnAfter(home, new Date(home.getTime() + hours * 3_600_000))).toBe(expected);
  });
  it.each([
    ['routine', '2026-11-03', '2026-11-05', true],
    ['routine', '2026-11-03', '2026-11-06', true],
    ['routine', '2026-11-03', '2026-11-07', false],
    ['routine', '2026-11-03', null, false],
    ['urgent', '2026-11-03', '2026-11-03', false],
    ['immediate', '2026-11-03', '2026-11-03', false],
    [null, '2026-11-03', '2026-11-03', false],
  ] as const)('%s on %s with a visit planned for %s: expected %s', (urgency, on, planned, expected) => {
    expect(isPlannedReturn(urgency, on, planned)).toBe(expected);
  });
  it('counts against the hospital that sent the patient down only where that was preventable by it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...preventabilities),
        fc.constantFrom(...countings),
        fc.subarray([...contributingFactors], { minLength: 1 }),
        (preventable, countsAgainst, factors) => {
          const check = () => checkConclusion({ preventable, countsAgainst, factors });
          const allowed = countsAgainst === 'none' || (preventable === 'yes' && factors.some((factor) => senderFactors.includes(factor)));
          if (allowed) expect(check).not.toThrow();
          else expect(check).toThrow('request.invalid');
        },
      ),
    );
  });
});
