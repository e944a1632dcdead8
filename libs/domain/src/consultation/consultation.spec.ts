import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Actor, Role } from '../access/actor.js';
import { next, reachable } from '../machine.js';
import { callIsLate, consultationAfter, defaultTerms, dueAfter, type Standing } from './consultation.js';
import { consultationMachine, consultationStates, finalConsultationStates, type ConsultationAction } from './consultation.machine.js';
import { consultationActionsOf, opinionsAwaited, opinionsComplete } from './consultation.policy.js';
import type { ConsultationFacts, ConsultationRequest, PartyFacts } from './consultation.types.js';
import { hubsAbove, tierOf } from './hub.js';
import { requestLacks, requestNeeds } from './request-completeness.js';

const now = new Date('2026-11-20T02:00:00Z');
const [county, lead] = ['county', 'lead'];
const actor = (institutionId: string, role: Role = 'doctor', personId = `${institutionId} ${role}`): Actor =>
  ({ institutionId, role, personId, appointmentId: 'a' }) as Actor;
const seat = (more: Partial<PartyFacts> = {}): PartyFacts => ({
  ...{
    id: 'seat',
    institutionId: lead,
    personId: 'lead doctor',
    side: 'invited',
    state: 'accepted',
    required: true,
    signed: false,
    callUnsigned: false,
  },
  ...more,
});
const facts = (more: Partial<ConsultationFacts> = {}): ConsultationFacts => ({
  ...{ id: 'c', kind: 'scheduled', mode: 'video', state: 'invited', invitingId: county, requesterPersonId: 'county doctor' },
  ...{ parties: [seat()], startsAt: null, endsAt: null, heldUntil: null, startedAt: null, actionsOpen: 0, referralId: null },
  ...{ becameReferralId: null, consentGiver: 'patient', hasConsentDocument: true, agreementId: 'g' },
  ...more,
});
const offered = (who: Actor, more: Partial<ConsultationFacts> = {}, at = now) => consultationActionsOf(who, facts(more), at);

describe('the machine', () => {
  it('reaches every state from a draft, and ends in the final ones alone', () => {
    expect([...reachable(consultationMachine, 'draft')].sort()).toEqual([...consultationStates].sort());
    const ends = consultationStates.filter((state) =>
      Object.keys(consultationMachine[state]).every(
        (action) => next(consultationMachine, state, action as ConsultationAction) === state || action === 'enterInError',
      ),
    );
    expect(ends.filter((state) => state !== 'decided')).toEqual([...finalConsultationStates]);
  });

  it('has no way to close that goes round the decision (TM-10)', () => {
    const without = Object.fromEntries(
      Object.entries(consultationMachine).map(([state, { decide: _, finishLesson: __, ...row }]) => [state, row]),
    ) as typeof consultationMachine;
    const open = reachable(without, 'draft');
    expect([open.has('closed'), open.has('decided')]).toEqual([false, false]);
  });
});

describe('who may do what', () => {
  const inviting = ['addParty', 'hold', 'book', 'cancel', 'recordCall', 'excuse', 'escalate', 'refer', 'enterInError'];
  it.each<[string, Actor, readonly string[]]>([
    ['the inviting doctor', actor(county), inviting],
    ['its coordinator', actor(county, 'coordinator'), inviting],
    ['the expert', actor(lead), ['decline', 'assign', 'hold', 'book', 'recordCall', 'sign']],
    ['the coordinator of the invited hospital', actor(lead, 'coordinator'), ['decline', 'assign', 'hold', 'book', 'recordCall']],
    ['another doctor there', actor(lead, 'doctor', 'somebody'), ['decline', 'assign', 'hold', 'book', 'recordCall']],
    ['a third hospital', actor('other'), []],
    ['the office', actor('office', 'management_office'), []],
    ['the auditor', actor(county, 'auditor'), []],
  ])('%s', (_, who, expected) => expect(offered(who)).toEqual(expected));

  it('no action is possible to whom the table of states has none', () => {
    const states = fc.constantFrom(...consultationStates);
    const people = fc.constantFrom(actor(county), actor(lead), actor('other'), actor(county, 'coordinator'));
    fc.assert(
      fc.property(states, people, fc.boolean(), (state, who, signed) => {
        for (const action of offered(who, { state, parties: [seat({ signed })] }))
          expect(next(consultationMachine, state, action)).toBeDefined();
      }),
    );
  });

  it.each<[string, Partial<ConsultationFacts>, ConsultationAction, boolean]>([
    ['nobody has signed', {}, 'decide', false],
    ['the only expert has signed', { parties: [seat({ signed: true })] }, 'decide', true],
    ['a second one is still waited for', { parties: [seat({ signed: true }), seat({ id: 'b', personId: 'b' })] }, 'decide', false],
    [
      'a second one is not waited for',
      { parties: [seat({ signed: true }), seat({ id: 'b', personId: 'b', state: 'excused' })] },
      'decide',
      true,
    ],
    [
      'a second one was asked beside',
      { parties: [seat({ signed: true }), seat({ id: 'b', personId: 'b', required: false })] },
      'decide',
      true,
    ],
    ['everybody declined', { parties: [seat({ state: 'declined' })] }, 'decide', false],
    ['an action is open', { state: 'decided', actionsOpen: 1 }, 'giveFeedback', false],
    ['every action has an outcome', { state: 'decided' }, 'giveFeedback', true],
    ['it became a referral', { becameReferralId: 'r' }, 'refer', false],
    ['it came from a referral', { referralId: 'r' }, 'refer', false],
    ['it is a lesson', { kind: 'teaching' }, 'escalate', false],
    ['a rescue’s papers are missing', { kind: 'immediate', consentGiver: 'rescue', hasConsentDocument: false }, 'givePapers', true],
    ['nobody has accepted', { parties: [seat({ state: 'invited' })] }, 'book', false],
  ])('the inviting doctor where %s', (_, more, action, may) => expect(offered(actor(county), more).includes(action)).toBe(may));

  it('only a doctor of the inviting side decides', () => {
    const parties = [seat({ signed: true })];
    expect(offered(actor(county, 'coordinator'), { parties })).not.toContain('decide');
    expect(offered(actor(lead), { parties })).not.toContain('decide');
  });

  it.each([
    ['16 minutes before', -16, false],
    ['15 minutes before', -15, true],
    ['at its time', 0, true],
  ])('a booked one begins %s: %s', (_, minutes, may) => {
    const startsAt = new Date(now.getTime() - minutes * 60_000);
    const more = { state: 'booked', startsAt, endsAt: new Date(startsAt.getTime() + 1_800_000) } as const;
    expect(offered(actor(county), more).includes('start')).toBe(may);
  });

  it('says why: another state, another person', () => {
    expect(() => consultationAfter(facts({ state: 'closed' }), 'cancel', actor(county), now)).toThrow('consultation.wrong_state');
    expect(() => consultationAfter(facts(), 'sign', actor(county), now)).toThrow('consultation.not_your_action');
    expect(consultationAfter(facts(), 'sign', actor(lead), now)).toBe('invited');
  });

  it('opinions that are waited for and complete exclude each other', () => {
    const states = fc.constantFrom('invited', 'accepted', 'declined', 'absent', 'replaced', 'excused');
    const seats = fc.array(fc.record({ state: states, required: fc.boolean(), signed: fc.boolean() }), { maxLength: 5 });
    fc.assert(
      fc.property(seats, (given) => {
        const all = facts({ parties: given.map((one, i) => seat({ ...(one as Partial<PartyFacts>), id: `${i}` })) });
        expect(opinionsComplete(all) && opinionsAwaited(all).length > 0).toBe(false);
      }),
    );
  });
});

describe('a request', () => {
  const whole: ConsultationRequest = {
    ...{
      kind: 'scheduled',
      reason: 'r',
      aim: 'a',
      summary: 's',
      specialty: 'cardiovascular',
      title: 'chief',
      plannedAt: now,
      hasPatient: true,
    },
    ...{
      consentGiver: 'patient',
      consentName: null,
      consentOn: '2026-11-20',
      hasConsentDocument: true,
      costTold: true,
      authorisedBy: null,
    },
    ...{ invitedParties: 1, physicianPresent: true, openToAlliance: false, teachingAgreed: false },
  };
  it.each<[string, Partial<ConsultationRequest>, readonly string[]]>([
    ['is whole', {}, []],
    ['without reason', { reason: null }, ['reason']],
    ['without a patient', { hasPatient: false }, ['patient']],
    ['that invites nobody', { invitedParties: 0 }, ['invited']],
    ['without a physician of the inviting side (TM-08)', { physicianPresent: false }, ['physician']],
    ['without consent (TM-04)', { consentGiver: null, hasConsentDocument: false }, ['consentGiver', 'consentDocument']],
    ['of a guardian without a name', { consentGiver: 'guardian' }, ['consentName']],
    ['whose cost was not told (TM-05)', { costTold: false }, ['costTold']],
    ['that calls itself a rescue and can wait', { consentGiver: 'rescue', authorisedBy: 'x' }, ['consentGiver']],
    [
      'immediate, on the ground of rescue',
      {
        kind: 'immediate',
        consentGiver: 'rescue',
        aim: null,
        summary: null,
        title: null,
        plannedAt: null,
        costTold: false,
        hasConsentDocument: false,
        consentOn: null,
      },
      ['authorisedBy'],
    ],
    ['immediate, with everything', { kind: 'immediate' }, []],
    [
      'of a round that others may watch, without the patient’s leave (TM-15)',
      { kind: 'ward_round', openToAlliance: true },
      ['teachingAgreed'],
    ],
    [
      'of a lesson',
      {
        kind: 'teaching',
        hasPatient: false,
        consentGiver: null,
        consentOn: null,
        hasConsentDocument: false,
        costTold: false,
        physicianPresent: false,
      },
      [],
    ],
  ])('%s', (_, more, expected) => expect(requestLacks({ ...whole, ...more })).toEqual(expected));

  it('each need has words of its own', () => expect(new Set(requestNeeds).size).toBe(requestNeeds.length));
});

describe('advice by telephone', () => {
  const at = (hours: number) => ({ advisedAt: new Date(now.getTime() - hours * 3_600_000), readBack: true });
  it.each([
    [0.5, false],
    [6, false],
    [6.02, true],
    [30, true],
  ])('entered %s hours later is late: %s (ER-12)', (hours, late) => expect(callIsLate(at(hours), now)).toBe(late));
  it('is read back, and not of the future', () => {
    expect(() => callIsLate({ ...at(1), readBack: false }, now)).toThrow('consultation.not_read_back');
    expect(() => callIsLate(at(-1), now)).toThrow('consultation.call_time');
  });
});

describe('what is waited for', () => {
  const one: Standing = {
    ...{ kind: 'scheduled', mode: 'video', urgency: 'routine', endsAt: null, complete: false, accepted: false, decidedAt: null },
    ...{ papers: false, actionsOn: null },
  };
  const hours = (n: number) => new Date(now.getTime() + n * 3_600_000);
  const endsAt = hours(5);
  it.each([
    [
      'an immediate one: the answer, within ten minutes',
      'invited',
      { kind: 'immediate', urgency: 'immediate' },
      { at: hours(1 / 6), for: 'answer' },
    ],
    ['a routine one: the answer, within a day', 'invited', {}, { at: hours(24), for: 'answer' }],
    ['an urgent one: within twelve hours', 'invited', { urgency: 'urgent' }, { at: hours(12), for: 'answer' }],
    ['once accepted: a time, within two days', 'invited', { accepted: true }, { at: hours(48), for: 'time' }],
    ['a booked one: the opinion, a day after its end', 'booked', { endsAt }, { at: hours(29), for: 'opinion' }],
    ['after the session: the opinion', 'concluding', {}, { at: hours(24), for: 'opinion' }],
    ['once all have signed: the decision', 'concluding', { complete: true }, { at: hours(48), for: 'decision' }],
    ['once decided: the feedback, after a fortnight', 'decided', { decidedAt: now }, { at: hours(14 * 24), for: 'feedback' }],
    [
      'an immediate one that was accepted: the opinion',
      'invited',
      { kind: 'immediate', accepted: true },
      { at: hours(24), for: 'opinion' },
    ],
    ['on the board, once accepted: the opinion', 'invited', { mode: 'board', accepted: true }, { at: hours(24), for: 'opinion' }],
    ['a rescue, once decided: its papers', 'decided', { decidedAt: now, papers: true }, { at: hours(24), for: 'papers' }],
    [
      'an action, on its day',
      'decided',
      { decidedAt: now, actionsOn: '2026-11-22' },
      { at: new Date('2026-11-22T16:00:00Z'), for: 'actions' },
    ],
    ['closed: nobody', 'closed', {}, null],
  ] as const)('%s', (_, state, more, due) => expect(dueAfter(state, { ...one, ...more }, defaultTerms, now)).toEqual(due));
});

describe('the hub chain (S5-09)', () => {
  const leads = (['nation', 'city', 'province'] as const).map((tier) => ({ id: tier, tier }));
  it('goes county, city, province, nation', () => {
    expect(hubsAbove(['county'], ['county'], leads).map(({ id }) => id)).toEqual(['city', 'province', 'nation']);
    expect(hubsAbove(['county', 'city'], ['county', 'city'], leads).map(({ id }) => id)).toEqual(['province', 'nation']);
    expect(hubsAbove(['nation'], ['nation'], leads)).toEqual([]);
  });
  it.each([
    ['village', 'township'],
    ['primary', 'township'],
    ['secondary', 'county'],
    ['tertiary', 'city'],
    ['unknown', 'county'],
  ] as const)('%s hospitals stand at the %s', (level, tier) => expect(tierOf(level)).toBe(tier));
});
