import { standingPermissions } from '../administration/department.js';
import type { Actor, Role } from '../access/actor.js';
import { Refusal } from '../refusal.js';
import { blankReferral, plainStandpoint } from './blank-referral.js';
import { after } from './deadline.js';
import type { ReferralAsk } from './referral.ask.js';
import type { ReferralAction } from './referral.machine.js';
import type { Circumstances, ReferralChange, ReferralFacts } from './referral.types.js';

/** People, a case and questions that specs of the referral speak of. */
export const now = new Date('2026-11-23T02:00:00Z');
export const today = '2026-11-23';
export const person = (institutionId: string, role: Role = 'coordinator', personId = `${role} of ${institutionId}`): Actor => ({
  personId,
  appointmentId: personId,
  institutionId,
  role,
});
export const sender = person('county', 'doctor');
export const receiver = person('lead');
export const physician = person('lead', 'doctor');

export const at = (more: Partial<Circumstances> = {}): Circumstances => ({
  ...plainStandpoint(now),
  standingPermissions,
  deadlines: {},
  ...more,
});

export const draft: ReferralFacts = {
  ...blankReferral('r', 'county'),
  allianceId: 'alliance',
  receiverId: 'lead',
  patientId: 'p1',
  patientBirthDate: '1960-05-01',
  service: 'inpatient',
  urgency: 'urgent',
  direction: 'up',
  receiverDepartmentId: 'd',
  reason: 'chest pain',
  diagnosisText: 'unstable angina',
  reviewer: 'Dr Li',
  consentGiver: 'patient',
  consentScope: 'receiver',
};
export const submitted: ReferralFacts = { ...draft, state: 'submitted', nextActionAt: after(now, 3600), nextActionBy: 'receiver' };

/** One way of asking for each action. */
export const asksAt = (time: Date): Readonly<Record<ReferralAction, ReferralAsk>> => ({
  submit: { action: 'submit' },
  resubmit: { action: 'resubmit' },
  accept: { action: 'accept', arriveBy: after(time, 7200), place: 'ward 3', phone: '0951', physician: 'Dr Wang', bedRoute: 'bed' },
  acknowledge: {
    action: 'acknowledge',
    arriveBy: after(time, 7200),
    place: 'ward 3',
    phone: '0951',
    physician: 'Dr Wang',
    bedRoute: 'bed',
  },
  withdrawAcceptance: { action: 'withdrawAcceptance', reason: 'bed_lost', explanation: 'ECG first' },
  ask: { action: 'ask', questions: [{ kind: 'text', text: '?' }] },
  reply: { action: 'reply', questions: [{ kind: 'text', text: '?' }], answers: [{ question: 1, text: '!' }] },
  return: { action: 'return', reason: 'other', advice: 'ECG first' },
  redirect: {
    action: 'redirect',
    reason: 'other',
    explanation: 'ECG first',
    receiverId: 'other',
    receiverDepartmentId: 'd2',
    outside: null,
  },
  convert: { action: 'convert', question: 'ECG first' },
  resume: { action: 'resume' },
  closeWithAdvice: { action: 'closeWithAdvice', advice: 'ECG first' },
  treatHere: { action: 'treatHere', plan: 'observe' },
  appeal: { action: 'appeal', reviewerInstitutionId: 'judge', explanation: 'ECG first' },
  uphold: { action: 'uphold', explanation: 'ECG first' },
  overturn: { action: 'overturn', explanation: 'ECG first' },
  cancel: { action: 'cancel', reason: 'other' },
  patientDeclines: { action: 'patientDeclines', decidedBy: 'patient', proof: 'signed', explanation: 'observe' },
  depart: { action: 'depart', estimatedArrivalAt: after(time, 1800) },
  divert: {
    action: 'divert',
    reason: 'other',
    explanation: 'observe',
    receiverId: 'other',
    receiverDepartmentId: 'd2',
    outside: null,
    estimatedArrivalAt: after(time, 900),
  },
  turnBack: { action: 'turnBack', reason: 'other', explanation: 'observe' },
  arrive: { action: 'arrive' },
  signHandOver: { action: 'signHandOver', sheet: true },
  reassign: { action: 'reassign', receiverDepartmentId: 'd3' },
  admit: { action: 'admit' },
  markNoShow: { action: 'markNoShow' },
  rebook: { action: 'rebook', arriveBy: after(time, 7200), place: 'ward 3' },
  reportOutcome: { action: 'reportOutcome', outcome: 'discharged_home', summary: 'stent' },
  reportDeath: { action: 'reportDeath', diedAt: time, place: 'ward 3', certifiedBy: 'Dr Wang' },
  offerDown: { action: 'offerDown', summary: 'stent' },
  doctorAccept: { action: 'doctorAccept' },
  doctorDecline: { action: 'doctorDecline', reason: 'full_load', advice: 'observe' },
  close: { action: 'close' },
  correct: { action: 'correct', explanation: 'stent' },
  confirmCorrection: { action: 'confirmCorrection' },
  refuseCorrection: { action: 'refuseCorrection' },
  enterInError: { action: 'enterInError', reason: 'wrong_patient', explanation: 'stent' },
  undo: { action: 'undo' },
});
export const asks = asksAt(now);

export const refusalOf = (act: () => unknown): string => {
  try {
    act();
    return 'allowed';
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
};

/** The referral after a change, as the service writes it. */
export function applied(facts: ReferralFacts, { set, signs, event }: ReferralChange, actor: Actor, action: ReferralAction): ReferralFacts {
  const { reception: _r, outcome: _o, submittedAt: _s, departedAt: _d, arrivedAt: _a, closedAt: _c, endedAs: _e, ...kept } = set;
  const appeal = action === 'appeal' ? { id: 'a', reviewerInstitutionId: String(event.data['reviewer']) } : facts.appeal;
  const correction = action === 'correct' ? { id: 'c', institutionId: actor.institutionId, proposedBy: actor.personId } : facts.correction;
  return {
    ...facts,
    ...kept,
    version: facts.version + 1,
    handOver: signs ? { ...facts.handOver, [signs]: true } : facts.handOver,
    appeal: action === 'uphold' || action === 'overturn' ? null : appeal,
    correction: action === 'confirmCorrection' || action === 'refuseCorrection' ? null : correction,
    appealable: action === 'return' || (facts.appealable && action !== 'appeal'),
    offerOpen: facts.offerOpen || action === 'offerDown',
    answeredByPerson: action === 'accept' || action === 'return' || action === 'doctorAccept' ? actor.personId : facts.answeredByPerson,
  };
}
