import { challengePasskey } from '@alliance/contracts/passkey.contract';
import type { PasskeyAnswer, PasskeyResponse } from '@alliance/contracts/session.contract';
import type { z } from 'zod';
import { call } from './call';

export type PasskeyFailure = 'cancelled' | 'known' | 'unusable';
/** The browser or the device did not give a passkey; `given_up` is said to nobody. */
export class PasskeyFailed extends Error {
  constructor(
    readonly reason: PasskeyFailure | 'given_up',
    cause: unknown,
  ) {
    super(reason, { cause });
    this.name = 'PasskeyFailed';
  }
}
type Response = z.input<typeof PasskeyResponse>;

/** Whether this browser knows passkeys; only over TLS or on the own machine. */
export const passkeysWork = (): boolean => typeof globalThis.PublicKeyCredential === 'function';
/** Whether it can offer them inside the field for the user name. */
export const passkeysFill = async (): Promise<boolean> =>
  passkeysWork() && ((await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false);

// fetched when it is wanted: most people sign in with a password
const library = () => import('@simplewebauthn/browser');

/**
 * Asks the device for a passkey of this portal. `filling` waits inside the field for the user name until one is chosen.
 * @throws PasskeyFailed, and what `call` throws
 */
export async function askPasskey({ filling = false } = {}): Promise<PasskeyAnswer> {
  const [{ startAuthentication }, { challengeId, options }] = await Promise.all([library(), call(challengePasskey, {})]);
  const optionsJSON = options as unknown as Parameters<typeof startAuthentication>[0]['optionsJSON'];
  return { challengeId, response: await fromDevice(() => startAuthentication({ optionsJSON, useBrowserAutofill: filling })) };
}
/**
 * Makes a passkey on the device with the options of the server.
 * @throws PasskeyFailed
 */
export async function makePasskey(options: object): Promise<Response> {
  const { startRegistration } = await library();
  const optionsJSON = options as Parameters<typeof startRegistration>[0]['optionsJSON'];
  return fromDevice(() => startRegistration({ optionsJSON }));
}
/** Takes an offer inside the field back. */
export const stopPasskeys = (): void => void library().then(({ WebAuthnAbortService }) => WebAuthnAbortService.cancelCeremony());

async function fromDevice(ceremony: () => Promise<object>): Promise<Response> {
  try {
    return (await ceremony()) as Response;
  } catch (error) {
    throw new PasskeyFailed(reasonOf(error), error);
  }
}
const reasons: Readonly<Record<string, PasskeyFailed['reason']>> = {
  NotAllowedError: 'cancelled',
  AbortError: 'given_up',
  InvalidStateError: 'known',
};
const reasonOf = (error: unknown): PasskeyFailed['reason'] => (error instanceof Error && reasons[error.name]) || 'unusable';
