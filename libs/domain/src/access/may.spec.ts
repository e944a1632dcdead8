import { expect, it } from '@jest/globals';
import { roles, type Role } from './actor.js';
import { may, permissions, permissionsOf } from './may.js';

const as = (role: Role) => ({ personId: 'p', appointmentId: 'a', institutionId: 'i', role });

it('the auditor sees audit entries and nothing else', () => {
  expect(permissions.filter((permission) => may(as('auditor'), permission))).toEqual(['audit.read']);
});
it('only the management office imports and opens alliances, and it sees no patient', () => {
  expect(roles.filter((role) => may(as(role), 'pairing.import') || may(as(role), 'alliance.open'))).toEqual(['management_office']);
  expect(permissionsOf.management_office.filter((permission) => /^(patient|referral)\./.test(permission))).toEqual([]);
});
it('only those who treat draft referrals', () => {
  expect(roles.filter((role) => may(as(role), 'referral.draft'))).toEqual(['doctor', 'coordinator']);
});
