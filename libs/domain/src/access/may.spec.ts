import { expect, it } from '@jest/globals';
import { roles, type Role } from './actor.js';
import { may, permissionsOf } from './may.js';
import { permissions } from './permission.js';

const as = (role: Role) => ({ personId: 'p', appointmentId: 'a', institutionId: 'i', role });

it('the auditor sees audit entries and the own account, nothing else', () => {
  expect(permissions.filter((permission) => may(as('auditor'), permission))).toEqual(['account.own', 'audit.read']);
});
it('only the management office imports and opens alliances, and it sees no patient', () => {
  expect(roles.filter((role) => may(as(role), 'pairing.import') || may(as(role), 'alliance.open'))).toEqual(['management_office']);
  expect(permissionsOf.management_office.filter((permission) => /^(patient|referral)\./.test(permission))).toEqual([]);
});
it('only those who treat draft referrals', () => {
  expect(roles.filter((role) => may(as(role), 'referral.draft'))).toEqual(['doctor', 'coordinator', 'integration_client']);
});
it('a scope narrows and never widens', () => {
  for (const role of roles)
    for (const scope of permissions) {
      const narrowed = permissions.filter((permission) => may({ ...as(role), scopes: [scope] }, permission));
      expect(narrowed).toEqual(permissionsOf[role].includes(scope) ? [scope] : []);
    }
});
