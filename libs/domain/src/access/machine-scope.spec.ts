import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { grantableScopes, narrowedScopes, refusedScopes } from './machine-scope.js';
import { may, permissionsOf } from './may.js';
import { permissions } from './permission.js';

const machine = (scopes: readonly (typeof permissions)[number][]) => ({ role: 'integration_client' as const, scopes });
const someOf = <T>(list: readonly T[]) => fc.subarray([...list]);

it('a machine can be given what its role may do, and nothing that administers, takes a shift or belongs to a person', () => {
  expect(refusedScopes(permissions)).toEqual(permissions.filter((permission) => !permissionsOf.integration_client.includes(permission)));
  expect(grantableScopes.filter((scope) => /^account\.|\.(manage|take|import|open)$/.test(scope))).toEqual([]);
});

it('what is asked for narrows what was given and never adds to it', () => {
  fc.assert(
    fc.property(someOf(permissions), someOf(permissions), (given, asked) => {
      const narrowed = narrowedScopes(given, asked.join(' '));
      const allowed = permissions.filter((permission) => narrowed && may(machine(narrowed), permission));
      expect(allowed.every((permission) => given.includes(permission) && grantableScopes.includes(permission))).toBe(true);
      if (asked.length) expect(allowed.every((permission) => asked.includes(permission))).toBe(true);
      expect(narrowed === undefined).toBe(asked.some((scope) => !given.includes(scope)) || given.length === 0);
    }),
  );
});

it.each([
  ['nothing asked is all given', undefined, ['referral.read', 'patient.read']],
  ['an empty parameter too', '', ['referral.read', 'patient.read']],
  ['one of two', 'patient.read', ['patient.read']],
  ['asked twice is asked once', 'patient.read  patient.read', ['patient.read']],
  ['one that was not given', 'patient.read referral.draft', undefined],
  ['one that does not exist', 'admin', undefined],
])('%s', (_, asked, expected) => {
  expect(narrowedScopes(['referral.read', 'patient.read'], asked)).toEqual(expected);
});
