import type { OutsideCriteriaReason } from '../protocol/protocol.types.js';
import type { Urgency } from '../referral/referral.codes.js';

/** Why many patients leave at once. */
export const batchKinds = ['ward_closure', 'mass_casualty', 'capability_lost', 'disaster'] as const;
export type BatchKind = (typeof batchKinds)[number];

/** Patients in one command; a bigger event is several groups. */
export const batchLimit = 200;

/** 检伤分类 of those who can be moved, red first (START: immediate, delayed, minor). */
export const triages = ['red', 'yellow', 'green'] as const;
export type Triage = (typeof triages)[number];

/** How soon an answer is needed for somebody of that colour. */
export const urgencyOfTriage: Readonly<Record<Triage, Urgency>> = { red: 'immediate', yellow: 'urgent', green: 'routine' };

/** Why patients of such a group are sent although no criterion of a protocol is met. */
export const criteriaReasonOf: Readonly<Record<BatchKind, OutsideCriteriaReason>> = {
  ward_closure: 'bed_not_available_here',
  mass_casualty: 'bed_not_available_here',
  capability_lost: 'examination_not_available_here',
  disaster: 'bed_not_available_here',
};
