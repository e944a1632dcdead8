import { roles } from '@alliance/domain/access/actor';
import { z } from 'zod';
import { route } from './route.js';
import { line } from './schema.js';
import { SessionView } from './session.contract.js';

/** Links that are used once: to join, and to set a new password. The token stands in the link's fragment, which no server logs. */
const Token = z.string().regex(/^[\w-]{43}$/);
const passwordRules = ['password.too_short', 'password.common', 'password.contains_name'] as const;

export const lookAtInvitation = route('POST', '/invitations/look', {
  summary: 'What an invitation says: to whom, from which institution, under which user name',
  body: z.strictObject({ token: Token }).meta({ id: 'LookAtInvitation' }),
  returns: z
    .object({
      name: z.string(),
      username: z.string(),
      institution: z.string(),
      roles: z.array(z.enum(roles)),
      minimumPasswordLength: z.int(),
    })
    .meta({ id: 'InvitationView' }),
  refuses: ['link.invalid', 'request.too_many'],
});
export const acceptInvitation = route('POST', '/invitations/accept', {
  summary: 'Join: choose a password and be signed in',
  status: 201,
  body: z.strictObject({ token: Token, password: z.string().min(1).max(256) }).meta({ id: 'AcceptInvitation' }),
  returns: SessionView,
  /** `session.code_required`: the password is set, but a second factor of an earlier time is still to be shown at the sign-in. */
  refuses: ['link.invalid', 'request.too_many', 'session.code_required', ...passwordRules],
});
export const requestPasswordReset = route('POST', '/password-resets', {
  summary: 'Ask for a link to set a new password; the answer never says whether the user name is known',
  status: 202,
  body: z.strictObject({ username: line(64) }).meta({ id: 'RequestPasswordReset' }),
  returns: z.object({ accepted: z.literal(true) }).meta({ id: 'PasswordResetRequested' }),
  refuses: ['request.too_many'],
});
export const redeemPasswordReset = route('POST', '/password-resets/redeem', {
  summary: 'Set a new password; every session of the account ends, the second factor stays',
  status: 204,
  body: z.strictObject({ token: Token, password: z.string().min(1).max(256) }).meta({ id: 'RedeemPasswordReset' }),
  returns: z.void(),
  refuses: ['link.invalid', 'request.too_many', ...passwordRules],
});
