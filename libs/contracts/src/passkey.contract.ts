import { z } from 'zod';
import { route } from './route.js';
import { Id } from './schema.js';
import { PasskeyAnswer, SessionView } from './session.contract.js';

/** Options for the browser's WebAuthn, as JSON. */
const Options = z.looseObject({ challenge: z.string() });

export const challengePasskey = route('POST', '/session/passkey/challenge', {
  summary: 'Begin a passkey ceremony for sign-in, unlocking or step-up; names nobody, so that nobody can be found out',
  returns: z.object({ challengeId: Id, options: Options }).meta({ id: 'PasskeyChallenge' }),
  refuses: ['request.too_many'],
});
export const openSessionByPasskey = route('POST', '/session/passkey', {
  summary: 'Sign in with a passkey: it is both factors',
  status: 201,
  body: PasskeyAnswer,
  returns: SessionView,
  refuses: ['session.passkey_failed', 'session.locked', 'request.too_many'],
});
