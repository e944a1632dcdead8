import type { MachineClient } from '@alliance/contracts/machine.contract';
import { grantableScopes } from '@alliance/domain/access/machine-scope';
import type { Permission } from '@alliance/domain/access/permission';

type Grantable = Extract<
  Permission,
  | 'institution.read'
  | 'pairing.read'
  | 'alliance.read'
  | 'duty.read'
  | 'patient.read'
  | 'patient.register'
  | 'referral.read'
  | 'referral.draft'
  | 'event.read'
>;
const writing: ReadonlySet<Permission> = new Set(['patient.register', 'referral.draft']);
/** What can be given, those that only read first. */
export const scopeGroups = {
  read: grantableScopes.filter((scope) => !writing.has(scope)) as readonly Grantable[],
  write: grantableScopes.filter((scope) => writing.has(scope)) as readonly Grantable[],
} as const;

export type KeyRead = { readonly key: Readonly<Record<string, unknown>> } | { readonly bad: 'unread' | 'private' };
/** Reads a pasted key as far as a page can: a private one never leaves the browser. */
export function readKey(pasted: string): KeyRead {
  let read: unknown;
  try {
    read = JSON.parse(pasted);
  } catch {
    return { bad: 'unread' };
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read) || !('kty' in read)) return { bad: 'unread' };
  return ['d', 'p', 'q', 'k'].some((part) => part in read) ? { bad: 'private' } : { key: read as Record<string, unknown> };
}

export type Rotation = 'add' | 'wait' | 'revoke';
/** Where a change of keys stands: the newest of several valid keys is the one to move to. */
export function rotationOf({ keys }: Pick<MachineClient, 'keys'>): Rotation {
  const valid = keys.filter(({ revokedAt }) => revokedAt === null).toSorted((a, b) => Date.parse(b.addedAt) - Date.parse(a.addedAt));
  if (valid.length < 2) return 'add';
  return valid[0]?.lastUsedAt ? 'revoke' : 'wait';
}
