import type { Urgency } from '../referral/referral.codes.js';

/** Fields of a referral that are no condition of sending, but of being understood (RF-07). */
export const checkedFields = ['diagnosisCode', 'summary', 'senderDepartmentId', 'transport', 'consentName', 'documents'] as const;
export type CheckedField = (typeof checkedFields)[number];

/** One line of a checklist: there as soon as one of its fields or facts is. */
export interface ChecklistItem {
  readonly key: string;
  readonly fields?: readonly CheckedField[];
  /** Keys of coded facts. */
  readonly facts?: readonly string[];
  readonly weight: number;
  /** Asked for at these urgencies; of all where it is left out. */
  readonly at?: readonly Urgency[];
}

/** What a disease asks for beside what every referral does. */
export interface Checklist {
  readonly code: string;
  /** First three characters of ICD-10, both ends included. */
  readonly ranges: readonly (readonly [from: string, to: string])[];
  readonly items: readonly ChecklistItem[];
}
