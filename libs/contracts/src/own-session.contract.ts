import { z } from 'zod';
import { route } from './route.js';
import { ById, Id, Instant } from './schema.js';
import { Proof, SessionView, signInMethods } from './session.contract.js';

export const renewSession = route('POST', '/session/renew', {
  summary: 'A new session id for the same session: after a change of role, and to say that somebody is there',
  returns: SessionView,
  refuses: ['session.missing', 'session.csrf'],
});

const proofRefusals = [
  'session.missing',
  'session.csrf',
  'session.wrong_credentials',
  'session.code_required',
  'session.passkey_failed',
  'session.locked',
] as const;

export const stepUp = route('POST', '/session/step-up', {
  summary: 'Prove again who I am, before sensitive actions; the session id changes',
  body: Proof,
  returns: SessionView,
  refuses: proofRefusals,
});
export const lockSession = route('POST', '/session/lock', {
  summary: 'Lock this desk; only a desk on call can be locked',
  status: 204,
  returns: z.void(),
  refuses: ['session.missing', 'session.csrf', 'shift.not_now'],
});
export const unlockSession = route('POST', '/session/unlock', {
  summary: 'Unlock this desk; the session id changes',
  body: Proof,
  returns: SessionView,
  refuses: proofRefusals,
});

export const OwnSession = z
  .object({
    id: Id,
    current: z.boolean(),
    method: z.enum(signInMethods),
    openedAt: Instant,
    seenAt: Instant,
    endsAt: Instant,
    /** Browser and system in words a person recognises, as far as they can be told. */
    device: z.string(),
    address: z.string().nullable(),
    onCallUntil: Instant.nullable(),
  })
  .meta({ id: 'OwnSession' });
export type OwnSession = z.infer<typeof OwnSession>;

export const listOwnSessions = route('GET', '/sessions', {
  summary: 'Where I am signed in',
  returns: z.object({ items: z.array(OwnSession) }).meta({ id: 'OwnSessions' }),
});
export const revokeSession = route('DELETE', '/sessions/:id', {
  summary: 'End one of my sessions at once',
  status: 204,
  params: ById,
  returns: z.void(),
  refuses: ['access.not_found'],
});
export const revokeOtherSessions = route('POST', '/sessions/revoke-others', {
  summary: 'End all my sessions but this one',
  returns: z.object({ ended: z.int() }).meta({ id: 'EndedSessions' }),
});
