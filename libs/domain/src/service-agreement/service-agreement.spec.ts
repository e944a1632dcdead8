import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Actor } from '../access/actor.js';
import { reachable } from '../machine.js';
import { agreementClauses } from './service-agreement.codes.js';
import { agreementMachine, agreementStates } from './service-agreement.machine.js';
import {
  agreementActionsOf,
  agreementAfter,
  agreementLacks,
  checkLastDay,
  isCrossBorder,
  isInForceOn,
  isWithSelf,
  signersOf,
  standingOf,
  type AgreementDays,
  type AgreementFacts,
} from './service-agreement.js';

const direct: AgreementFacts = {
  reach: 'direct',
  providerId: 'lead',
  requesterId: 'county',
  leadId: null,
  state: 'draft',
  validFrom: '2026-01-01',
  validUntil: '2026-12-31',
  endedOn: null,
  draftedBy: 'county',
  signedBy: [],
};
const administrator = (institutionId: string, role: Actor['role'] = 'member_administrator'): Actor => ({
  personId: 'p',
  appointmentId: 'a',
  institutionId,
  role,
});

it('every state is reached, and only what ended has no way on', () => {
  expect([...reachable(agreementMachine, 'draft')].sort()).toEqual([...agreementStates].sort());
  expect(agreementStates.filter((state) => Object.keys(agreementMachine[state]).length === 0)).toEqual(['ended']);
});

describe('who signs', () => {
  it.each([
    ['a direct one, both sides', {}, ['lead', 'county']],
    ['one of an alliance, its lead alone', { reach: 'alliance', requesterId: null, leadId: 'lead' }, ['lead']],
    ['one of an alliance with another provider, both', { reach: 'alliance', requesterId: null, leadId: 'city' }, ['lead', 'city']],
  ] as const)('%s', (_, more, signers) => expect(signersOf({ ...direct, ...more })).toEqual(signers));

  it.each([
    ['offer', 'draft', 'county', [], 'offered'],
    ['sign', 'offered', 'lead', ['county'], 'in_force'],
    ['sendBack', 'offered', 'lead', ['county'], 'draft'],
    ['end', 'in_force', 'county', ['county', 'lead'], 'ended'],
  ] as const)('%s of one that is %s, by %s', (action, state, who, signedBy, to) => {
    const agreement = { ...direct, state, signedBy };
    expect(agreementAfter(agreement, action, administrator(who))).toBe(to);
    expect(() => agreementAfter(agreement, action, administrator('third'))).toThrow('service_agreement.not_your_action');
    for (const role of ['doctor', 'coordinator', 'expert', 'quality_manager', 'auditor'] as const)
      expect(() => agreementAfter(agreement, action, administrator(who, role))).toThrow('service_agreement.not_your_action');
  });

  it('where one hospital alone signs, its offer puts it in force', () => {
    const alone = { ...direct, reach: 'alliance', requesterId: null, leadId: 'lead', draftedBy: 'lead' } as const;
    expect(agreementAfter(alone, 'offer', administrator('lead', 'lead_administrator'))).toBe('in_force');
  });

  it('who has signed does not sign again, and a draft is its writer’s', () => {
    expect(agreementActionsOf(administrator('county'), { ...direct, state: 'offered', signedBy: ['county'] })).toEqual(['sendBack']);
    expect(agreementActionsOf(administrator('lead'), direct)).toEqual([]);
    expect(() => agreementAfter(direct, 'sign', administrator('lead'))).toThrow('service_agreement.wrong_state');
  });
});

it('each of the six clauses is asked for by its own name (TM-03)', () => {
  const full = {
    ...(Object.fromEntries(agreementClauses.map((clause) => [clause, '…'])) as Record<(typeof agreementClauses)[number], string>),
  };
  const whole = { ...full, kinds: ['scheduled'], validFrom: '2026-01-01', validUntil: '2026-12-31' };
  expect(agreementLacks(whole)).toEqual([]);
  for (const clause of agreementClauses) {
    expect(agreementLacks({ ...whole, [clause]: null })).toEqual([clause]);
    expect(agreementLacks({ ...whole, [clause]: '  ' })).toEqual([clause]);
  }
  expect(agreementLacks({ ...whole, kinds: [], validFrom: null, validUntil: null })).toEqual(['kinds', 'validFrom', 'validUntil']);
});

describe('on a day', () => {
  const days = (more: Partial<AgreementDays>): AgreementDays => ({ ...direct, state: 'in_force', ...more });
  it.each([
    ['the first day', days({}), '2026-01-01', true, 'in_force'],
    ['the day before', days({}), '2025-12-31', false, 'coming'],
    ['the last day', days({}), '2026-12-31', true, 'expiring'],
    ['the day after', days({}), '2027-01-01', false, 'expired'],
    ['thirty days before the last', days({}), '2026-12-01', true, 'expiring'],
    ['thirty-one days before it', days({}), '2026-11-30', true, 'in_force'],
    ['ended, on its last day', days({ state: 'ended', endedOn: '2026-06-30' }), '2026-06-30', true, 'ending'],
    ['ended, the day after', days({ state: 'ended', endedOn: '2026-06-30' }), '2026-07-01', false, 'ended'],
    ['a draft', days({ state: 'draft' }), '2026-06-30', false, 'draft'],
    ['an offer', days({ state: 'offered' }), '2026-06-30', false, 'offered'],
  ] as const)('%s', (_, agreement, day, inForce, standing) => {
    const soon = new Date(Date.parse(day) + 30 * 86_400_000).toISOString().slice(0, 10);
    expect(isInForceOn(agreement, day)).toBe(inForce);
    expect(standingOf(agreement, day, soon)).toBe(standing);
  });

  it('its standing and whether it is in force never contradict each other', () => {
    const day = fc.integer({ min: 0, max: 900 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.constantFrom(...agreementStates), day, day, day, (state, from, until, today) => {
        const agreement = days({
          state,
          validFrom: from,
          validUntil: until < from ? from : until,
          endedOn: state === 'ended' ? until : null,
        });
        const standing = standingOf(agreement, today, today);
        if (['in_force', 'expiring'].includes(standing)) expect(isInForceOn(agreement, today)).toBe(true);
        if (['draft', 'offered', 'coming', 'expired', 'ended'].includes(standing)) expect(isInForceOn(agreement, today)).toBe(false);
      }),
    );
  });

  it('it ends today or later, and not after its own end', () => {
    expect(() => checkLastDay(direct, '2026-06-29', '2026-06-30')).toThrow('service_agreement.date_invalid');
    expect(() => checkLastDay(direct, '2027-01-01', '2026-06-30')).toThrow('service_agreement.date_invalid');
    expect(() => checkLastDay(direct, '2026-06-30', '2026-06-30')).not.toThrow();
  });
});

it('a hospital has no agreement with itself, and none across the border', () => {
  expect([isWithSelf({ ...direct, requesterId: 'lead' }), isWithSelf(direct)]).toEqual([true, false]);
  expect(isCrossBorder({ province: null, flags: ['outside_mainland'] })).toBe(true);
  expect(isCrossBorder({ province: '香港特别行政区', flags: [] })).toBe(true);
  expect(isCrossBorder({ province: '贵州省', flags: ['masked_name'] })).toBe(false);
  expect(isCrossBorder({ province: null, flags: [] })).toBe(false);
});
