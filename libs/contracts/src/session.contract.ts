import { permissions } from '@alliance/domain/access/permission';
import { roles } from '@alliance/domain/access/actor';
import { z } from 'zod';
import { route } from './route.js';
import { CalendarDate, Id, Instant, Named, Text } from './schema.js';

export const AppointmentView = z
  .object({
    id: Id,
    role: z.enum(roles),
    title: z.string().nullable(),
    institution: Named,
    department: z.object({ id: Id, name: Text }).nullable(),
    from: CalendarDate,
    to: CalendarDate.nullable(),
    permissions: z.array(z.enum(permissions)),
  })
  .meta({ id: 'AppointmentView' });
export type AppointmentView = z.infer<typeof AppointmentView>;

export const signInMethods = ['password', 'totp', 'recovery_code', 'passkey', 'sso'] as const;

export const SessionView = z
  .object({
    user: z.object({ id: Id, username: z.string(), name: z.string() }),
    appointments: z.array(AppointmentView),
    csrfToken: z.string(),
    /** The installation shows invented people and says so on every page. */
    demonstration: z.boolean(),
    method: z.enum(signInMethods),
    /** A desk on call locks where others are signed out: it still hears the alarm and shows nothing else. */
    locked: z.boolean(),
    /** Seconds without a person's act after which the session ends, or locks on call. */
    idleSeconds: z.int(),
    /** The session ends then whatever happens. */
    absoluteEnd: Instant,
    /** Until when this desk is on call; null elsewhere. */
    onCallUntil: Instant.nullable(),
    /** Until when sensitive actions need no further proof. */
    steppedUpUntil: Instant,
    /** The institution requires a second factor and there is none yet: only enrolment is open. */
    enrolmentRequired: z.boolean(),
  })
  .meta({ id: 'SessionView' });
export type SessionView = z.infer<typeof SessionView>;

const Password = z.string().min(1).max(256);
/** Six digits of an authenticator, or a recovery code. */
export const SecondFactorCode = z.string().trim().min(6).max(20);
/** What the browser's WebAuthn returns, as JSON; its parts are checked by the server's library. */
export const PasskeyResponse = z.looseObject({ id: z.string().max(1500), rawId: z.string().max(1500), type: z.literal('public-key') });
/** A ceremony that was begun with `challengePasskey`. */
export const PasskeyAnswer = z.strictObject({ challengeId: Id, response: PasskeyResponse }).meta({ id: 'PasskeyAnswer' });
export type PasskeyAnswer = z.infer<typeof PasskeyAnswer>;

export const openSession = route('POST', '/session', {
  summary: 'Sign in; the session travels in an httpOnly cookie',
  status: 201,
  body: z
    .strictObject({ username: z.string().min(1).max(64), password: Password, code: SecondFactorCode.optional() })
    .meta({ id: 'OpenSession' }),
  returns: SessionView,
  refuses: ['session.wrong_credentials', 'session.code_required', 'session.locked', 'request.too_many'],
});

export const readSession = route('GET', '/session', { summary: 'Who am I', returns: SessionView, refuses: ['session.missing'] });

export const endSession = route('DELETE', '/session', {
  summary: 'Sign out',
  status: 204,
  returns: z.void(),
  refuses: ['session.missing', 'session.csrf'],
});

/** One proof that it is still the same person: password (with the code where there is one), or passkey. */
export const Proof = z
  .strictObject({ password: Password.optional(), code: SecondFactorCode.optional(), passkey: PasskeyAnswer.optional() })
  .meta({ id: 'Proof' });
export type Proof = z.infer<typeof Proof>;
