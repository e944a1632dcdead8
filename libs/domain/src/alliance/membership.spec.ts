import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '../refusal.js';
import {
  decideMembership,
  membershipActions,
  membershipState,
  membershipStates,
  takesPart,
  type MembershipAsk,
  type MembershipFacts,
  type MembershipState,
} from './membership.js';

const today = '2026-11-22';
const invited: MembershipFacts = { role: 'member', agreement: null, suspended: false, from: today, to: null };
const active = { ...invited, agreement: 'A-1' };
const agree = { action: 'agree', agreement: 'A-1' } as const;
const leave = (lastDay: string) => ({ action: 'leave', lastDay }) as const;
const refused = (facts: MembershipFacts, ask: MembershipAsk, day = today) => {
  try {
    decideMembership(facts, ask, day);
    return undefined;
  } catch (error) {
    return error instanceof Refusal ? error.code : error;
  }
};

describe('the state of a member', () => {
  it.each<[MembershipState, MembershipFacts]>([
    ['pending', invited],
    ['active', active],
    ['pending', { ...active, from: '2026-12-01' }],
    ['suspended', { ...active, suspended: true }],
    ['suspended', { ...active, suspended: true, to: today }],
    ['leaving', { ...active, to: today }],
    ['left', { ...active, to: '2026-11-21' }],
    ['left', { ...active, to: '2026-11-21', suspended: true }],
    ['active', { ...invited, role: 'lead' }],
  ])('%s: %j', (state, facts) => {
    expect(membershipState(facts, today)).toBe(state);
  });
});

describe('what can be done with a member', () => {
  it('pending becomes active by its agreement, active and suspended change places, leaving ends the day after', () => {
    expect(membershipState(decideMembership(invited, agree, today), today)).toBe('active');
    const suspended = decideMembership(active, { action: 'suspend' }, today);
    expect(membershipState(suspended, today)).toBe('suspended');
    expect(membershipState(decideMembership(suspended, { action: 'resume' }, today), today)).toBe('active');
    const leaving = decideMembership(active, leave(today), today);
    expect([membershipState(leaving, today), membershipState(leaving, '2026-11-23')]).toEqual(['leaving', 'left']);
  });
  it('refuses the rest', () => {
    expect(refused(active, agree)).toBe('membership.wrong_state');
    expect(refused(active, { action: 'resume' })).toBe('membership.wrong_state');
    expect(refused(invited, { action: 'suspend' })).toBe('membership.wrong_state');
    expect(refused({ ...active, to: '2026-11-21' }, leave(today))).toBe('membership.wrong_state');
    expect(refused(active, leave('2026-11-21'))).toBe('membership.date_invalid');
    expect(refused({ ...active, from: '2026-12-10' }, leave('2026-12-01'))).toBe('membership.date_invalid');
  });
  it('the lead can neither be suspended nor leave', () => {
    const lead = { ...active, role: 'lead' as const };
    for (const ask of [agree, { action: 'suspend' }, { action: 'resume' }, leave(today)] as const)
      expect(refused(lead, ask)).toBe('membership.wrong_state');
  });
});

describe('whatever is asked of a member, day after day', () => {
  const days = Array.from({ length: 20 }, (_, i) => `2026-12-${String(i + 1).padStart(2, '0')}`);
  const ask: fc.Arbitrary<MembershipAsk> = fc.oneof(
    fc.constant(agree),
    fc.constantFrom({ action: 'suspend' } as const, { action: 'resume' } as const),
    fc.constantFrom(...days).map(leave),
  );
  const story = fc.array(fc.oneof(ask, fc.constant('tomorrow' as const)), { maxLength: 40 });

  it('it takes part only with an agreement, unsuspended, in its time; once it left it has left; offered is done and the rest refused', () => {
    const seen = new Set<MembershipState>();
    fc.assert(
      fc.property(story, (asks) => {
        let facts: MembershipFacts = { ...invited, from: days[0] as string };
        let at = 0;
        let left = false;
        for (const one of asks) {
          if (one === 'tomorrow') at = Math.min(at + 1, days.length - 1);
          else {
            const day = days[at] as string;
            const offered = membershipActions(facts, day).includes(one.action) && !(one.action === 'leave' && one.lastDay < day);
            const code = refused(facts, one, day);
            expect(code === undefined).toBe(offered);
            if (!code) facts = decideMembership(facts, one, day);
          }
          const state = membershipState(facts, days[at] as string);
          seen.add(state);
          if (left) expect(state).toBe('left');
          left = state === 'left';
          if (takesPart(state)) expect([facts.agreement, facts.suspended]).toEqual(['A-1', false]);
        }
      }),
      { numRuns: 2_000 },
    );
    expect([...seen].sort()).toEqual([...membershipStates].sort());
  });
});
