import { z } from 'zod';
import { route } from './route.js';
import { ById, Id, Instant, line } from './schema.js';
import { PasskeyResponse, SessionView } from './session.contract.js';

/** Own password, second factors and recovery codes. Every change needs a session that was stepped up. */
export const Authenticator = z
  .object({
    id: Id,
    kind: z.enum(['totp', 'passkey']),
    name: z.string(),
    addedAt: Instant,
    lastUsedAt: Instant.nullable(),
  })
  .meta({ id: 'Authenticator' });
export type Authenticator = z.infer<typeof Authenticator>;

export const AccountSecurity = z
  .object({
    username: z.string(),
    /** False for somebody who only signs in through the hospital's own service or a passkey. */
    hasPassword: z.boolean(),
    passwordChangedAt: Instant.nullable(),
    minimumPasswordLength: z.int(),
    secondFactor: z.enum(['optional', 'required']),
    authenticators: z.array(Authenticator),
    recoveryCodesLeft: z.int(),
    singleSignOn: z.array(z.object({ provider: z.string(), linkedAt: Instant })),
  })
  .meta({ id: 'AccountSecurity' });
export type AccountSecurity = z.infer<typeof AccountSecurity>;

/** Shown once, when the first second factor is added or when new ones are asked for. */
const RecoveryCodes = z.array(z.string());
const sensitive = ['session.step_up_required'] as const;
const passwordRules = ['password.too_short', 'password.common', 'password.contains_name'] as const;

export const getAccountSecurity = route('GET', '/account/security', {
  summary: 'My password, second factors, recovery codes',
  returns: AccountSecurity,
});
export const changePassword = route('POST', '/account/password', {
  summary: 'Change my password; every other session of mine ends, this one gets a new id',
  body: z.strictObject({ current: z.string().min(1).max(256), next: z.string().min(1).max(256) }).meta({ id: 'ChangePassword' }),
  returns: SessionView,
  refuses: ['password.wrong', 'session.locked', ...passwordRules],
});
export const enrolTotp = route('POST', '/account/totp', {
  summary: 'Begin to add an authenticator app: its secret, shown once; it counts when confirmed',
  status: 201,
  body: z.strictObject({ name: line(60) }).meta({ id: 'EnrolTotp' }),
  returns: z.object({ id: Id, secret: z.string(), uri: z.string() }).meta({ id: 'TotpEnrolment' }),
  refuses: sensitive,
});
export const confirmTotp = route('POST', '/account/totp/:id/confirm', {
  summary: 'Confirm an authenticator app by its first code; the session id changes',
  params: ById,
  body: z
    .strictObject({
      code: z
        .string()
        .trim()
        .regex(/^\d{6}$/),
    })
    .meta({ id: 'ConfirmTotp' }),
  returns: z.object({ authenticator: Authenticator, recoveryCodes: RecoveryCodes.nullable() }).meta({ id: 'TotpConfirmed' }),
  refuses: ['authenticator.code_wrong', 'access.not_found', 'session.locked', ...sensitive],
});
export const offerPasskey = route('POST', '/account/passkeys/offer', {
  summary: 'Begin to add a passkey',
  returns: z.object({ challengeId: Id, options: z.looseObject({ challenge: z.string() }) }).meta({ id: 'PasskeyOffer' }),
  refuses: sensitive,
});
export const addPasskey = route('POST', '/account/passkeys', {
  summary: 'Add the passkey that the browser made; the session id changes',
  status: 201,
  body: z.strictObject({ challengeId: Id, name: line(60), response: PasskeyResponse }).meta({ id: 'AddPasskey' }),
  returns: z.object({ authenticator: Authenticator, recoveryCodes: RecoveryCodes.nullable() }).meta({ id: 'PasskeyAdded' }),
  refuses: ['authenticator.passkey_refused', ...sensitive],
});
export const removeAuthenticator = route('DELETE', '/account/authenticators/:id', {
  summary: 'Remove one of my second factors',
  status: 204,
  params: ById,
  returns: z.void(),
  refuses: ['access.not_found', 'authenticator.required', ...sensitive],
});
export const renewRecoveryCodes = route('POST', '/account/recovery-codes', {
  summary: 'New recovery codes; the old ones stop working',
  status: 201,
  returns: z.object({ recoveryCodes: RecoveryCodes }).meta({ id: 'NewRecoveryCodes' }),
  refuses: sensitive,
});
