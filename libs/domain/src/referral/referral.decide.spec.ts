import { describe, expect, it } from '@jest/globals';
import { missingFields } from './completion.js';
import { after, dueAt } from './deadline.js';
import type { ReferralAsk } from './referral.ask.js';
import { urgencies } from './referral.codes.js';
import { decide as decideAt } from './referral.decide.js';
import { referralActions, referralMachine } from './referral.machine.js';
import { actionsOf as actionsAt } from './referral.policy.js';
import { applied, asks, at, draft, now, person, physician, receiver, refusalOf, sender, submitted, today } from './referral.stage.js';
import type { Circumstances, ReferralFacts } from './referral.types.js';

type Who = Parameters<typeof actionsAt>[0];
const decide = (facts: ReferralFacts, ask: ReferralAsk, actor: Who, more: Partial<Circumstances> = {}) =>
  decideAt(facts, ask, actor, at(more), today);
const actionsOf = (actor: Who, facts: ReferralFacts, more: Partial<Circumstances> = {}) => actionsAt(actor, facts, at(more));

describe('submitting', () => {
  it.each(urgencies)('starts the response clock of an %s case', (urgency) => {
    const change = decide({ ...draft, urgency }, asks.submit, sender);
    expect(change.set).toMatchObject({
      state: 'submitted',
      nextActionBy: 'receiver',
      nextActionAt: dueAt('submitted', urgency, now),
      submittedAt: now,
    });
  });
  const judged = { verdict: 'met', asked: true, respondWithinMinutes: 60 } as const;
  it.each([
    ['sooner than the urgency’s own time', 'urgent', 60, 60],
    ['later than the urgency’s own time', 'urgent', 1440, 120],
    ['unless it says nothing', 'urgent', null, 120],
    ['sooner even for an immediate case', 'immediate', 5, 5],
  ] as const)('takes the time of the criteria where it is %s', (_, urgency, respondWithinMinutes, expected) => {
    const change = decide({ ...draft, urgency }, { action: 'submit', judged: { ...judged, respondWithinMinutes } }, sender);
    expect(change.set.nextActionAt).toEqual(after(now, expected * 60));
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
      expect(refusalOf(() => decide({ ...draft, ...more, state }, { action, judged: { ...judged, ...verdict } }, sender))).toBe(expected);
  });
  it('no reason is demanded where no protocol is in force', () => {
    expect(refusalOf(() => decide(draft, { action: 'submit', judged: null }, sender))).toBe('allowed');
  });
  it('names every missing field at once', () => {
    expect(missingFields({ ...draft, patientId: null, reason: '  ', reviewer: null }, today)).toEqual(['patientId', 'reason', 'reviewer']);
  });
  it('lets the reviewer of an immediate case follow later (RF-06)', () => {
    expect(missingFields({ ...draft, urgency: 'immediate', reviewer: null }, today)).toEqual([]);
  });
  it('refuses to send a patient to oneself', () => {
    expect(refusalOf(() => decide({ ...draft, receiverId: 'county' }, asks.submit, sender))).toBe('referral.receiver_invalid');
  });
});

describe('asking and answering', () => {
  it('pauses the clock of the receiver and starts the one of the sender', () => {
    expect(decide(submitted, asks.ask, receiver).set).toMatchObject({
      state: 'info_requested',
      nextActionBy: 'sender',
      pausedSeconds: 3600,
    });
  });
  it('gives the receiver the time it still had', () => {
    const asked: ReferralFacts = { ...submitted, state: 'info_requested', nextActionBy: 'sender', pausedSeconds: 3600 };
    expect(decide(asked, asks.reply, sender)).toMatchObject({
      set: { nextActionBy: 'receiver', nextActionAt: after(now, 3600), pausedSeconds: null },
    });
  });
  it('a question that came too late leaves no time, never a negative one', () => {
    expect(decide({ ...submitted, nextActionAt: after(now, -60) }, asks.ask, receiver).set.pausedSeconds).toBe(0);
  });
  it('is never done with an immediate case', () => {
    expect(refusalOf(() => decide({ ...submitted, urgency: 'immediate' }, asks.ask, receiver))).toBe('referral.ask_not_for_immediate');
  });
});

describe('accepting', () => {
  it.each([
    ['emergency', { phone: null }, ['phone']],
    ['emergency', { physician: ' ' }, ['physician']],
    ['inpatient', { bedRoute: null }, ['bedRoute']],
    ['outpatient', { phone: null, physician: null, bedRoute: null }, []],
  ] as const)('of %s with %j needs %j more', (service, without, fields) => {
    const act = () => decide({ ...submitted, service }, { ...asks.accept, ...without } as ReferralAsk, physician);
    if (fields.length === 0) expect(act().set.state).toBe('accepted');
    else expect(act).toThrow(expect.objectContaining({ code: 'referral.acceptance_incomplete', facts: { fields } }));
  });
  it('promises no arrival in the past', () => {
    expect(refusalOf(() => decide(submitted, { ...asks.accept, arriveBy: now } as ReferralAsk, receiver))).toBe('referral.arrival_in_past');
  });
});

it('custody passes to the receiver at arrival and not before', () => {
  const accepted: ReferralFacts = { ...submitted, state: 'accepted' };
  expect(decide(accepted, asks.depart, sender).set.custodianId).toBeUndefined();
  expect(decide(accepted, asks.arrive, receiver).set.custodianId).toBe('lead');
});

it.each(['outpatient', 'examination'] as const)('%s is never admitted, it goes straight to the outcome', (service) => {
  const arrived: ReferralFacts = { ...submitted, state: 'arrived', service };
  expect(actionsOf(receiver, arrived)).toEqual(['reassign', 'reportOutcome', 'enterInError']);
  expect(refusalOf(() => decide(arrived, asks.admit, receiver))).toBe('referral.never_admitted');
});

describe('who may do what', () => {
  it.each([
    ['the sender cannot accept its own referral', sender, 'accept', 'referral.not_your_action'],
    ['the receiver cannot cancel', receiver, 'cancel', 'referral.not_your_action'],
    ['a quality manager cannot accept', person('lead', 'quality_manager'), 'accept', 'referral.not_your_action'],
    ['somebody else learns nothing', person('other'), 'accept', 'referral.not_found'],
    ['nobody closes what is only submitted', receiver, 'close', 'referral.wrong_state'],
  ] as const)('%s', (_, actor, action, code) => {
    expect(refusalOf(() => decide(submitted, asks[action], actor))).toBe(code);
  });
  it('a physician of the receiver may take an emergency', () => {
    expect(actionsOf(person('lead', 'doctor'), { ...submitted, service: 'emergency' })).toContain('accept');
  });
});

describe('for any referral and anybody', () => {
  it('events carry no free text', () => {
    for (const action of referralActions) {
      for (const state of Object.keys(referralMachine) as ReferralFacts['state'][]) {
        for (const actor of [sender, receiver, physician]) {
          const facts: ReferralFacts = { ...submitted, state };
          if (refusalOf(() => decide(facts, asks[action], actor)) !== 'allowed') continue;
          const data = JSON.stringify(decide(facts, asks[action], actor).event.data);
          for (const typed of ['ward 3', 'ECG first', 'observe', 'stent', 'Dr']) expect(data).not.toContain(typed);
        }
      }
    }
  });
});

describe('who answers', () => {
  const emergency: ReferralFacts = { ...submitted, service: 'emergency' };
  it.each([
    ['an emergency', emergency, {}, physician, { onDuty: true, dutyKept: true }, true],
    ['an emergency', emergency, {}, physician, { onDuty: false, dutyKept: true }, false],
    ['an emergency where nobody keeps duty', emergency, {}, physician, { dutyKept: false }, true],
    ['an emergency', emergency, {}, receiver, { onDuty: true, dutyKept: true }, false],
    ['an inpatient', submitted, {}, physician, {}, true],
    ['an inpatient, with the department’s word', submitted, {}, receiver, {}, true],
    ['an inpatient, without it', submitted, {}, receiver, { standingPermissions: ['coordinator_accepts_outpatients'] }, false],
    ['a bed in critical care', submitted, {}, receiver, { criticalUnit: true }, false],
    ['a bed in critical care', submitted, {}, physician, { criticalUnit: true, onDuty: true, dutyKept: true }, true],
    [
      'for a hospital off the platform',
      { ...submitted, receiverId: null, outside: { name: 'x', phone: '1', contact: null } },
      {},
      sender,
      {},
      true,
    ],
  ] as const)('%s', (_, facts, more, actor, duty, may) => {
    for (const action of ['accept', 'return'] as const)
      expect(actionsOf(actor, { ...facts, ...more } as ReferralFacts, duty).includes(action)).toBe(may);
  });
});

describe('an immediate case', () => {
  const immediate: ReferralFacts = { ...submitted, urgency: 'immediate', service: 'emergency' };
  const left = applied(immediate, decide(immediate, asks.depart, sender), sender, 'depart');
  it('leaves without waiting; others wait', () => {
    expect(left.state).toBe('in_transit');
    expect(refusalOf(() => decide(submitted, asks.depart, sender))).toBe('referral.not_your_action');
  });
  it('is from then on acknowledged or diverted, never returned', () => {
    expect(actionsOf(physician, left)).toEqual(expect.arrayContaining(['acknowledge', 'divert']));
    expect(actionsOf(physician, left)).not.toContain('return');
    expect(refusalOf(() => decide(left, asks.return, physician))).toBe('referral.wrong_state');
    const taken = applied(left, decide(left, asks.acknowledge, physician), physician, 'acknowledge');
    expect(actionsOf(physician, taken)).not.toContain('acknowledge');
  });
  it('goes anywhere whatever the consent covers, also off the platform', () => {
    const outside = { name: '邻县医院', phone: '120', contact: null };
    const to = { ...asks.divert, receiverId: null, receiverDepartmentId: null, outside } as ReferralAsk;
    expect(decide(left, to, sender).set).toMatchObject({
      state: 'in_transit',
      receiverId: null,
      outside,
      acceptedAt: null,
      nextActionBy: 'sender',
    });
    expect(refusalOf(() => decide(immediate, asks.redirect, physician))).toBe('allowed');
  });
  it('needs four things only; a rescue without consent needs who answers for it', () => {
    const bare = { ...immediate, diagnosisText: null, reviewer: null, consentGiver: null, receiverDepartmentId: null };
    expect(missingFields(bare, today)).toEqual([]);
    expect(missingFields({ ...bare, consentGiver: 'rescue' }, today)).toEqual(['authorisedBy']);
    expect(missingFields({ ...bare, consentGiver: 'rescue', authorisedBy: '李主任' }, today)).toEqual([]);
  });
});

describe('consent', () => {
  it.each([
    ['2012-11-24', 'patient', ['consentGiver']],
    ['2012-11-23', 'patient', []],
    ['2020-01-01', 'guardian', []],
    ['1980-01-01', 'rescue', ['authorisedBy']],
  ] as const)('born %s, given by the %s: missing %j', (patientBirthDate, consentGiver, missing) => {
    expect(
      missingFields({ ...draft, patientBirthDate, consentGiver }, '2026-11-23').filter(
        (field) => field !== 'authorisedBy' || consentGiver === 'rescue',
      ),
    ).toEqual(missing);
  });
  it('covers another hospital only where it was given for the alliance', () => {
    expect(refusalOf(() => decide(submitted, asks.redirect, receiver))).toBe('referral.consent_not_covering');
    expect(refusalOf(() => decide({ ...submitted, consentScope: 'alliance' }, asks.redirect, receiver))).toBe('allowed');
    const within = { ...asks.redirect, receiverId: 'lead' } as ReferralAsk;
    expect(refusalOf(() => decide(submitted, within, receiver))).toBe('allowed');
    expect(refusalOf(() => decide(submitted, { ...within, receiverDepartmentId: 'd' } as ReferralAsk, receiver))).toBe(
      'referral.same_place',
    );
  });
});
