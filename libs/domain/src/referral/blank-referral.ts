import type { ReferralFacts, Standpoint } from './referral.types.js';

/** A referral as it begins: a draft of one hospital that nobody has written anything on. */
export const blankReferral = (id: string, senderId: string): ReferralFacts => ({
  id,
  version: 1,
  state: 'draft',
  senderId,
  receiverId: null,
  outside: null,
  custodianId: senderId,
  patientId: null,
  patientBirthDate: null,
  service: null,
  urgency: null,
  direction: null,
  transport: null,
  receiverDepartmentId: null,
  reason: null,
  diagnosisText: null,
  reviewer: null,
  consentGiver: null,
  consentName: null,
  consentScope: null,
  authorisedBy: null,
  consultAllowed: false,
  criteriaReason: null,
  nextActionAt: null,
  nextActionBy: null,
  pausedSeconds: null,
  acceptedAt: null,
  undo: null,
  pairId: null,
  originId: null,
  appeal: null,
  correction: null,
  handOver: { sender: false, receiver: false },
  answeredByPerson: null,
});

/** Somebody who is nowhere on duty, at a department that allows the coordinator nothing. */
export const plainStandpoint = (now: Date): Standpoint => ({
  now,
  onDuty: false,
  dutyKept: false,
  criticalUnit: false,
  standingPermissions: [],
});
