import type { ReferralAction } from '@alliance/domain/referral/referral.machine';
import { randomUUIDv7 } from 'node:crypto';

const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
const reception = () => ({
  arriveBy: inMinutes(120),
  place: '急诊抢救室',
  phone: '0990-5550120',
  physician: '韩医师',
  bedRoute: 'via_emergency',
});

export const sheet = { allergies: '青霉素', infections: '不详', isolation: 'none', condition: '神志清，血压平稳' } as const;

/** The least that comes down with a patient. */
export const plainPlan = {
  rehabilitation: [{ kind: 'exercise', text: '每日步行 20 分钟' }],
  medicines: [],
  noMedicines: true,
  warningSigns: [{ sign: '胸痛超过 15 分钟', action: 'return_now' }],
} as const;

/** Another place that a patient can be sent to. */
export interface OtherPlace {
  readonly receiverId: string;
  readonly receiverDepartmentId: string;
}
const nowhere: OtherPlace = { receiverId: randomUUIDv7(), receiverDepartmentId: randomUUIDv7() };

/** A valid body for every action of the machine; the version is added by whoever asks. */
export const actionBodies = (to: OtherPlace = nowhere): Readonly<Record<ReferralAction, object>> => ({
  submit: {},
  resubmit: {},
  accept: reception(),
  acknowledge: reception(),
  withdrawAcceptance: { reason: 'bed_lost', explanation: 'x' },
  ask: { questions: [{ kind: 'text', text: 'x' }] },
  reply: { answers: [{ question: 1, text: 'x' }] },
  return: { reason: 'other', advice: 'x' },
  redirect: { ...to, reason: 'other', explanation: 'x' },
  convert: { question: 'x' },
  resume: {},
  closeWithAdvice: { advice: 'x' },
  treatHere: { plan: 'x' },
  appeal: { reviewerInstitutionId: to.receiverId, explanation: 'x' },
  uphold: { explanation: 'x' },
  overturn: { explanation: 'x' },
  cancel: { reason: 'other' },
  patientDeclines: { decidedBy: 'patient', proof: 'signed', explanation: 'x' },
  depart: { estimatedArrivalAt: inMinutes(60) },
  divert: { ...to, reason: 'other', explanation: 'x', estimatedArrivalAt: inMinutes(30) },
  turnBack: { reason: 'other', explanation: 'x' },
  arrive: {},
  signHandOver: { sheet },
  reassign: { receiverDepartmentId: to.receiverDepartmentId },
  admit: {},
  markNoShow: {},
  rebook: { arriveBy: inMinutes(120), place: 'x' },
  reportOutcome: { outcome: 'discharged_home', summary: 'x' },
  reportDeath: { diedAt: new Date(Date.now() - 60_000).toISOString(), place: 'x', certifiedBy: 'x' },
  offerDown: {
    consentGiver: 'patient',
    consentName: 'x',
    reason: 'x',
    summary: 'x',
    plan: plainPlan,
    criteriaReason: 'clinical_judgement',
  },
  doctorAccept: {},
  doctorDecline: { reason: 'full_load', advice: 'x' },
  close: {},
  correct: { changes: { outcomeSummary: 'y' }, explanation: 'x' },
  confirmCorrection: {},
  refuseCorrection: {},
  enterInError: { reason: 'wrong_patient', explanation: 'x' },
  undo: {},
});
