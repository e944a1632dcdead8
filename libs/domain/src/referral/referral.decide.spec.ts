import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Actor, Role } from '../access/actor.js';
import { Refusal } from '../refusal.js';
import { after, responseSeconds } from './deadline.js';
import { decide, missingFields } from './referral.decide.js';
import { openStates, referralActions, referralMachine, type ReferralAction } from './referral.machine.js';
import { actionsOf } from './referral.policy.js';
import { services, urgencies, type ReferralAsk, type ReferralFacts } from './referral.types.js';

const now = new Date('2026-11-22T02:00:00Z');
const person = (institutionId: string, role: Role = 'coordinator'): Actor => ({ personId: 'p', appointmentId: 'a', institutionId, role });
const sender = person('county', 'doctor');
const receiver = person('lead');

const draft: ReferralFacts = {
  id: 'r',
  version: 1,
  state: 'draft',
  senderId: 'county',
  receiverId: 'lead',
  custodianId: 'county',
  patientId: 'p1',
  service: 'inpatient',
  urgency: 'urgent',
  direction: 'up',
  receiverDepartmentId: 'd',
  reason: 'chest pain',
  diagnosisText: 'unstable angina',
  reviewer: 'Dr Li',
  consentGiver: 'patient',
  criteriaReason: null,
  nextActionAt: null,
  nextActionBy: null,
  pausedSeconds: null,
};
const submitted: ReferralFacts = { ...draft, state: 'submitted', nextActionAt: after(now, 3600), nextActionBy: 'receiver' };

const asks: Readonly<Record<ReferralAction, ReferralAsk>> = {
  submit: { action: 'submit' },
  resubmit: { action: 'resubmit' },
  admit: { action: 'admit' },
  close: { action: 'close' },
  arrive: { action: 'arrive' },
  accept: { action: 'accept', arriveBy: after(now, 7200), place: 'ward 3', phone: '0951', physician: 'Dr Wang', bedRoute: 'bed' },
  ask: { action: 'ask', question: '?' },
  reply: { action: 'reply', answer: '!' },
  return: { action: 'return', reason: 'other', advice: 'ECG first' },
  treatHere: { action: 'treatHere', plan: 'observe' },
  depart: { action: 'depart', estimatedArrivalAt: after(now, 1800) },
  reportOutcome: { action: 'reportOutcome', outcome: 'discharged_home', summary: 'stent' },
  cancel: { action: 'cancel', reason: 'other' },
};
const refusalOf = (act: () => unknown): string => {
  try {
    act();
    return 'allowed';
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
};

describe('submitting', () => {
  it.each(urgencies)('starts the response clock of an %s case', (urgency) => {
    const change = decide({ ...draft, urgency }, asks.submit, sender, now);
    expect(change.set).toMatchObject({
      state: 'submitted',
      nextActionBy: 'receiver',
      nextActionAt: after(now, responseSeconds[urgency]),
      submittedAt: now,
    });
    expect(change.responseDueAt).toEqual(after(now, responseSeconds[urgency]));
  });
  const judged = { verdict: 'met', asked: true, respondWithinMinutes: 60 } as const;
  it.each([
    ['sooner than the urgency’s own time', 'urgent', 60, 60],
    ['later than the urgency’s own time', 'urgent', 1440, 120],
    ['unless it says nothing', 'urgent', null, 120],
    ['sooner even for an immediate case', 'immediate', 5, 5],
  ] as const)('takes the time of the criteria where it is %s', (_, urgency, respondWithinMinutes, expected) => {
    const change = decide({ ...draft, urgency }, { action: 'submit', judged: { ...judged, respondWithinMinutes } }, sender, now);
    expect(change.responseDueAt).toEqual(after(now, expected * 60));
    expect(change.event.data).toMatchObject({ verdict: 'met' });
  });
  it.each([
    ['not met', { verdict: 'not_met' }, {}, 'criteria.reason_required'],
    ['for nobody like this patient', { verdict: 'not_applicable' }, {}, 'criteria.reason_required'],
    ['not met, with a reason', { verdict: 'not_met' }, { criteriaReason: 'patient_wish' }, 'allowed'],
    ['unknown', { verdict: 'unknown' }, {}, 'allowed'],
    ['met', { verdict: 'met' }, {}, 'allowed'],
    ['not met, for a rescue', { verdict: 'not_met' }, { urgency: 'immediate' }, 'allowed'],
    ['asked at other levels only', { verdict: 'not_applicable', asked: false }, {}, 'allowed'],
  ] as const)('criteria that are %s: %s %s: %s', (_, verdict, more, expected) => {
    for (const [action, state] of [
      ['submit', 'draft'],
      ['resubmit', 'returned'],
    ] as const)
      // both ways of sending
      expect(refusalOf(() => decide({ ...draft, ...more, state }, { action, judged: { ...judged, ...verdict } }, sender, now))).toBe(
        expected,
      );
  });
  it('no reason is demanded where no protocol is in force', () => {
    expect(refusalOf(() => decide(draft, { action: 'submit', judged: null }, sender, now))).toBe('allowed');
  });
  it('names every missing field at once', () => {
    expect(missingFields({ ...draft, patientId: null, reason: '  ', reviewer: null })).toEqual(['patientId', 'reason', 'reviewer']);
  });
  it('lets the reviewer of an immediate case follow later (RF-06)', () => {
    expect(missingFields({ ...draft, urgency: 'immediate', reviewer: null })).toEqual([]);
  });
  it('refuses to send a patient to oneself', () => {
    expect(refusalOf(() => decide({ ...draft, receiverId: 'county' }, asks.submit, sender, now))).toBe('referral.receiver_invalid');
  });
});

describe('asking and answering', () => {
  it('pauses the clock of the receiver and starts the one of the sender', () => {
    expect(decide(submitted, asks.ask, receiver, now).set).toMatchObject({
      state: 'info_requested',
      nextActionBy: 'sender',
      pausedSeconds: 3600,
    });
  });
  it('gives the receiver the time it still had', () => {
    const asked: ReferralFacts = { ...submitted, state: 'info_requested', nextActionBy: 'sender', pausedSeconds: 3600 };
    expect(decide(asked, asks.reply, sender, now)).toMatchObject({
      responseDueAt: after(now, 3600),
      set: { nextActionBy: 'receiver', pausedSeconds: null },
    });
  });
  it('a question that came too late leaves no time, never a negative one', () => {
    expect(decide({ ...submitted, nextActionAt: after(now, -60) }, asks.ask, receiver, now).set.pausedSeconds).toBe(0);
  });
  it('is never done with an immediate case', () => {
    expect(refusalOf(() => decide({ ...submitted, urgency: 'immediate' }, asks.ask, receiver, now))).toBe('referral.ask_not_for_immediate');
  });
});

describe('accepting', () => {
  it.each([
    ['emergency', { phone: null }, ['phone']],
    ['emergency', { physician: ' ' }, ['physician']],
    ['inpatient', { bedRoute: null }, ['bedRoute']],
    ['outpatient', { phone: null, physician: null, bedRoute: null }, []],
  ] as const)('of %s with %j needs %j more', (service, without, fields) => {
    const act = () => decide({ ...submitted, service }, { ...asks.accept, ...without } as ReferralAsk, receiver, now);
    if (fields.length === 0) expect(act().set.state).toBe('accepted');
    else expect(act).toThrow(expect.objectContaining({ code: 'referral.acceptance_incomplete', facts: { fields } }));
  });
  it('promises no arrival in the past', () => {
    expect(refusalOf(() => decide(submitted, { ...asks.accept, arriveBy: now } as ReferralAsk, receiver, now))).toBe(
      'referral.arrival_in_past',
    );
  });
});

it('custody passes to the receiver at arrival and not before', () => {
  const accepted: ReferralFacts = { ...submitted, state: 'accepted' };
  expect(decide(accepted, asks.depart, sender, now).set.custodianId).toBeUndefined();
  expect(decide(accepted, asks.arrive, receiver, now).set.custodianId).toBe('lead');
});

it.each(['outpatient', 'examination'] as const)('%s is never admitted, it goes straight to the outcome', (service) => {
  const arrived: ReferralFacts = { ...submitted, state: 'arrived', service };
  expect(actionsOf(receiver, arrived)).toEqual(['reportOutcome']);
  expect(refusalOf(() => decide(arrived, asks.admit, receiver, now))).toBe('referral.never_admitted');
});

describe('who may do what', () => {
  it.each([
    ['the sender cannot accept its own referral', sender, 'accept', 'referral.not_your_action'],
    ['the receiver cannot cancel', receiver, 'cancel', 'referral.not_your_action'],
    ['a quality manager cannot accept', person('lead', 'quality_manager'), 'accept', 'referral.not_your_action'],
    ['a physician of the receiver cannot take an inpatient', person('lead', 'doctor'), 'accept', 'referral.not_your_action'],
    ['somebody else learns nothing', person('other'), 'accept', 'referral.not_found'],
    ['nobody closes what is only submitted', receiver, 'close', 'referral.wrong_state'],
  ] as const)('%s', (_, actor, action, code) => {
    expect(refusalOf(() => decide(submitted, asks[action], actor, now))).toBe(code);
  });
  it('a physician of the receiver may take an emergency', () => {
    expect(actionsOf(person('lead', 'doctor'), { ...submitted, service: 'emergency' })).toContain('accept');
  });
});

describe('for any referral and anybody', () => {
  const anyFacts = fc.record({
    state: fc.constantFrom(...(Object.keys(referralMachine) as ReferralFacts['state'][])),
    service: fc.constantFrom(...services),
    urgency: fc.constantFrom(...urgencies),
  });
  const anyActor = fc.record({
    institutionId: fc.constantFrom('county', 'lead', 'other'),
    role: fc.constantFrom<Role>('doctor', 'coordinator', 'expert', 'auditor', 'management_office'),
  });

  it('exactly the actions that are offered are allowed, and each leads where the table says with one event', () => {
    fc.assert(
      fc.property(anyFacts, anyActor, fc.constantFrom(...referralActions), (standing, who, action) => {
        const facts = { ...submitted, ...standing };
        const actor = person(who.institutionId, who.role);
        const offered = actionsOf(actor, facts).includes(action);
        const result = refusalOf(() => decide(facts, asks[action], actor, now));
        expect(result === 'allowed').toBe(offered);
        if (!offered) return;
        const { set, event } = decide(facts, asks[action], actor, now);
        expect(set.state).toBe((referralMachine[facts.state] as Record<string, string>)[action]);
        expect(event.kind).toMatch(/^referral\.[a-z_]+$/);
        // every open case has somebody who must act, and a time for it
        if (openStates.includes(set.state)) expect([set.nextActionAt, set.nextActionBy]).not.toContain(undefined);
        else expect([set.nextActionAt, set.nextActionBy]).toEqual([null, null]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('events carry no free text', () => {
    for (const action of referralActions) {
      for (const state of Object.keys(referralMachine) as ReferralFacts['state'][]) {
        for (const actor of [sender, receiver]) {
          const facts: ReferralFacts = { ...submitted, state };
          if (refusalOf(() => decide(facts, asks[action], actor, now)) !== 'allowed') continue;
          const data = JSON.stringify(decide(facts, asks[action], actor, now).event.data);
          for (const typed of ['ward 3', 'ECG first', 'observe', 'stent', 'Dr']) expect(data).not.toContain(typed);
        }
      }
    }
  });
});
