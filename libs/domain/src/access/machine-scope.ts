import { permissionsOf } from './may.js';
import type { Permission } from './permission.js';

/** What a machine client can be given: no more than the role `integration_client` may do. */
export const grantableScopes: readonly Permission[] = permissionsOf.integration_client;

/** Of the wished scopes those that no machine client can have. */
export const refusedScopes = (wished: readonly Permission[]): Permission[] => wished.filter((scope) => !grantableScopes.includes(scope));

/**
 * The scopes of a token (RFC 6749 §3.3): those asked for, or all that were given. Asking never adds.
 * @param given what the client has now, or had when its token family began
 * @param asked the `scope` parameter, names with spaces between; undefined or empty asks for all
 * @returns undefined where something asked for was not given, or nothing remains (`invalid_scope`)
 */
export function narrowedScopes(given: readonly Permission[], asked: string | undefined): readonly Permission[] | undefined {
  const wished = new Set((asked ?? '').split(' ').filter(Boolean));
  const narrowed = wished.size ? given.filter((scope) => wished.has(scope)) : given;
  return narrowed.length === 0 || narrowed.length < wished.size ? undefined : narrowed;
}
