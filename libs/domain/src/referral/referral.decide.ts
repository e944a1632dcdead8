import type { Actor } from '../access/actor.js';
import { next } from '../machine.js';
import { Refusal } from '../refusal.js';
import { needsCriteriaReason } from './criteria-verdict.js';
import { acceptanceNeeds, after, followUpSeconds, replySeconds, responseSeconds, secondsUntil } from './deadline.js';
import { referralMachine } from './referral.machine.js';
import { mayAct, sideOf } from './referral.policy.js';
import { pastFacts, type ReferralAsk, type ReferralChange, type ReferralFacts, type Service, type Urgency } from './referral.types.js';

/** A referral that left its draft has all of these. */
export type CompleteReferral = ReferralFacts & {
  readonly receiverId: string;
  readonly receiverDepartmentId: string;
  readonly service: Service;
  readonly urgency: Urgency;
};

const required = [
  'patientId',
  'receiverId',
  'receiverDepartmentId',
  'service',
  'urgency',
  'reason',
  'diagnosisText',
  'consentGiver',
] as const;

/** Fields a referral still needs before it can be sent (RF-07). Paper never blocks rescue: `immediate` may name its reviewer later (RF-06). */
export function missingFields(referral: ReferralFacts): string[] {
  const missing: string[] = required.filter((field) => !referral[field]?.trim());
  if (!referral.reviewer?.trim() && referral.urgency !== 'immediate') missing.push('reviewer');
  return missing;
}

/**
 * Decides one action on one referral: what changes, which event says so, which clock runs. Nothing is written here.
 * @throws Refusal referral.not_your_action, wrong_state, incomplete, receiver_invalid, ask_not_for_immediate, never_admitted, acceptance_incomplete, arrival_in_past, criteria.reason_required
 */
export function decide(referral: ReferralFacts, ask: ReferralAsk, actor: Actor, now: Date): ReferralChange {
  const { action } = ask;
  if (!sideOf(referral, actor.institutionId)) throw new Refusal('referral.not_found');
  const state = next(referralMachine, referral.state, action);
  if (!state) throw new Refusal('referral.wrong_state', { state: referral.state, action });
  if (action === 'ask' && referral.urgency === 'immediate') throw new Refusal('referral.ask_not_for_immediate');
  if (action === 'admit' && referral.service !== 'emergency' && referral.service !== 'inpatient')
    throw new Refusal('referral.never_admitted');
  if (!mayAct(actor, action, referral)) throw new Refusal('referral.not_your_action', { action, role: actor.role });
  const event = (data: Record<string, string | number> = {}) => ({ kind: `referral.${pastFacts[action]}` as const, data });
  const waiting = (nextActionAt: Date, nextActionBy: 'sender' | 'receiver') => ({ nextActionAt, nextActionBy });

  switch (ask.action) {
    case 'submit':
    case 'resubmit': {
      const { urgency, receiverDepartmentId: departmentId, criteriaReason } = complete(referral);
      const { judged } = ask;
      if (judged && !criteriaReason && needsCriteriaReason(judged, urgency))
        throw new Refusal('criteria.reason_required', { verdict: judged.verdict });
      const dueAt = after(now, Math.min(responseSeconds[urgency], 60 * (judged?.respondWithinMinutes ?? Infinity)));
      return {
        set: { state, ...waiting(dueAt, 'receiver'), pausedSeconds: null, submittedAt: now },
        event: event({ urgency, departmentId, dueAt: dueAt.toISOString(), ...(judged && { verdict: judged.verdict }) }),
        note: null,
        responseDueAt: dueAt,
      };
    }
    case 'accept': {
      const { service } = complete(referral);
      const absent = acceptanceNeeds[service].filter((need) => !ask[need]?.trim());
      if (absent.length) throw new Refusal('referral.acceptance_incomplete', { fields: absent });
      if (ask.arriveBy <= now) throw new Refusal('referral.arrival_in_past');
      const { arriveBy, place, phone, physician, bedRoute } = ask;
      return {
        set: { state, ...waiting(arriveBy, 'sender'), reception: { arriveBy, place, phone, physician, bedRoute } },
        event: event({ arriveBy: arriveBy.toISOString(), ...answered(referral, now) }),
        note: ask.advice ? { kind: 'advice', text: ask.advice } : null,
      };
    }
    case 'ask': {
      const { urgency, nextActionAt } = complete(referral);
      const pausedSeconds = nextActionAt ? Math.max(secondsUntil(nextActionAt, now), 0) : responseSeconds[urgency];
      return {
        set: { state, ...waiting(after(now, replySeconds[urgency]), 'sender'), pausedSeconds },
        event: event({ pausedSeconds }),
        note: { kind: 'question', text: ask.question },
      };
    }
    case 'reply': {
      const { urgency, pausedSeconds } = complete(referral);
      const dueAt = after(now, pausedSeconds ?? responseSeconds[urgency]);
      return {
        set: { state, ...waiting(dueAt, 'receiver'), pausedSeconds: null },
        event: event({ dueAt: dueAt.toISOString() }),
        note: { kind: 'answer', text: ask.answer },
        responseDueAt: dueAt,
      };
    }
    case 'return':
      return {
        set: { state, ...waiting(after(now, followUpSeconds.returned), 'sender') },
        event: event({ reason: ask.reason, ...answered(referral, now) }),
        note: { kind: 'return_advice', text: ask.advice },
      };
    case 'depart':
      return {
        set: { state, ...waiting(ask.estimatedArrivalAt, 'receiver') },
        event: event({ estimatedArrivalAt: ask.estimatedArrivalAt.toISOString() }),
        note: null,
      };
    case 'arrive':
      return {
        set: {
          state,
          ...waiting(after(now, followUpSeconds.arrived), 'receiver'),
          custodianId: complete(referral).receiverId,
          arrivedAt: now,
        },
        event: event(),
        note: null,
      };
    case 'admit':
      return { set: { state, ...waiting(after(now, followUpSeconds.in_care), 'receiver') }, event: event(), note: null };
    case 'reportOutcome':
      return {
        set: { state, ...waiting(after(now, followUpSeconds.outcome_sent), 'sender'), outcome: ask.outcome },
        event: event({ outcome: ask.outcome }),
        note: { kind: 'outcome_summary', text: ask.summary },
      };
    case 'close':
      return { set: { ...over(state, now) }, event: event(), note: null };
    case 'treatHere':
      return { set: { ...over(state, now) }, event: event(), note: { kind: 'treatment_plan', text: ask.plan } };
    case 'cancel':
      return { set: { ...over(state, now) }, event: event({ reason: ask.reason }), note: null };
  }
}

const over = (state: ReferralChange['set']['state'], now: Date) => ({
  state,
  nextActionAt: null,
  nextActionBy: null,
  pausedSeconds: null,
  closedAt: now,
});

/** Seconds by which the answer was early (positive) or late, for the figures that are drawn from events later. */
const answered = (referral: ReferralFacts, now: Date) =>
  referral.nextActionAt ? { secondsLeft: secondsUntil(referral.nextActionAt, now) } : {};

function complete(referral: ReferralFacts): CompleteReferral {
  const missing = missingFields(referral);
  if (missing.length) throw new Refusal('referral.incomplete', { fields: missing });
  if (referral.receiverId === referral.senderId) throw new Refusal('referral.receiver_invalid', { fields: ['receiverId'] });
  return referral as CompleteReferral;
}
