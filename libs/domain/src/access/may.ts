import type { Actor, Role } from './actor.js';

/** What can be done with what. Actions on one referral have a table of their own: `referral.policy`. */
export const permissions = [
  'institution.read',
  'pairing.read',
  'pairing.import',
  'alliance.read',
  'alliance.open',
  'patient.read',
  'patient.register',
  'referral.read',
  'referral.draft',
  'notification.read',
  'event.read',
  'audit.read',
] as const;
export type Permission = (typeof permissions)[number];

const shared = ['institution.read', 'pairing.read', 'alliance.read', 'notification.read', 'event.read'] as const;
const clinical = [...shared, 'patient.read', 'referral.read'] as const;

/** The one source of what a role may do; the routes and the tests both read it. The auditor sees audit entries and nothing else. */
export const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  doctor: [...clinical, 'patient.register', 'referral.draft'],
  coordinator: [...clinical, 'patient.register', 'referral.draft'],
  expert: clinical,
  quality_manager: shared,
  lead_administrator: shared,
  member_administrator: shared,
  management_office: [...shared, 'pairing.import', 'alliance.open'],
  auditor: ['audit.read'],
};

/** May this actor do it at all? Whose objects they are is decided by row-level security and by the object's own policy. */
export function may(actor: Actor, permission: Permission): boolean {
  return permissionsOf[actor.role].includes(permission);
}
