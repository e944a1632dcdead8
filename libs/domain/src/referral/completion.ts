import { ageOn } from '../identity/age.js';
import type { ReferralFacts } from './referral.types.js';

/** Paper never blocks rescue: an immediate case is sent with these (RF-06), the rest follows and is marked as a late entry. */
const forRescue = ['patientId', 'receiverId', 'service', 'urgency', 'reason'] as const;
const required = [...forRescue, 'receiverDepartmentId', 'diagnosisText', 'consentGiver', 'reviewer'] as const;
/** Below this age a guardian agrees (个人信息保护法 art. 31). */
export const guardianBelow = 14;

/** What a referral has to say before it is sent. */
export type Sendable = Pick<ReferralFacts, (typeof required)[number] | 'outside' | 'authorisedBy' | 'patientBirthDate'>;

/** Fields a referral still needs before it can be sent (RF-07). `today` is a plain date. */
export function missingFields(referral: Sendable, today: string): string[] {
  const needed: readonly (typeof required)[number][] = referral.urgency === 'immediate' ? forRescue : required;
  const atOutside = (field: string) => referral.outside !== null && (field === 'receiverId' || field === 'receiverDepartmentId');
  const missing: string[] = needed.filter((field) => !atOutside(field) && !referral[field]?.trim());
  if (referral.consentGiver && !consentHolds(referral, today))
    missing.push(referral.consentGiver === 'rescue' ? 'authorisedBy' : 'consentGiver');
  return missing;
}

/** Whether who agreed could agree: for a child the guardian, for a rescue whoever answers for it. */
export function consentHolds(
  {
    consentGiver,
    authorisedBy,
    patientBirthDate,
    urgency,
  }: Pick<Sendable, 'consentGiver' | 'authorisedBy' | 'patientBirthDate' | 'urgency'>,
  today: string,
): boolean {
  if (consentGiver === 'rescue') return urgency === 'immediate' && !!authorisedBy?.trim();
  const age = ageOn(patientBirthDate, today);
  return consentGiver !== 'patient' || age === undefined || age >= guardianBelow;
}
