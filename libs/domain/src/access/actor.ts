import type { Permission } from './permission.js';

/** What a person does at an institution (FHIR PractitionerRole.code). One person may hold several, one is acted in at a time. */
export const roles = [
  'doctor',
  'coordinator',
  'expert',
  'quality_manager',
  'lead_administrator',
  'member_administrator',
  'management_office',
  'auditor',
  'integration_client',
] as const;
export type Role = (typeof roles)[number];

/** As whom one acts: a person in one appointment at one institution. */
export interface Actor {
  readonly personId: string;
  readonly appointmentId: string;
  readonly institutionId: string;
  readonly role: Role;
  /** A machine's token may allow less than its role does, never more. */
  readonly scopes?: readonly Permission[];
}
