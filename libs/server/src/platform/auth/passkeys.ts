import type { PasskeyAnswer } from '@alliance/contracts/session.contract';
import { Refusal } from '@alliance/domain/refusal';
import { Inject, Injectable } from '@nestjs/common';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../config/config.js';
import { Database } from '../db/database.js';
import { newId } from '../ids.js';
import { Attempts } from './attempts.js';
import type { Proven } from './password.proof.js';

const portalName = '专科联盟';

interface Known {
  authenticator_id: string;
  account_id: string;
  person_id: string;
  username: string;
  public_key: Buffer;
  counter: string;
  transports: string[] | null;
}
export interface NewPasskey {
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
}
type Response = PasskeyAnswer['response'];

/** WebAuthn ceremonies (W3C WebAuthn Level 3): the authenticator verifies its user, so a passkey is both factors. */
@Injectable()
export class Passkeys {
  constructor(
    private readonly database: Database,
    private readonly attempts: Attempts,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Begins a sign-in, step-up or unlocking. Lists no credentials: the authenticator knows its own, and nobody learns who has one. */
  async challenge(request: FastifyRequest) {
    const options = await generateAuthenticationOptions({ rpID: this.party(request).id, userVerification: 'required' });
    return { challengeId: await this.keep(options.challenge, null), options: { ...options } };
  }

  /** @throws Refusal session.passkey_failed, session.locked: failures count under the account's user name, as those of its password do */
  async prove({ challengeId, response }: PasskeyAnswer, request: FastifyRequest): Promise<Proven> {
    const [known] = await this.database.anonymous<Known>('select * from auth_passkey($1)', [response.id]);
    const challenge = await this.take(challengeId, null);
    if (!known || !challenge) throw new Refusal('session.passkey_failed');
    const right = await this.attempts.within(known.username, async () => {
      const found = await this.verify(known, challenge, response, request);
      return { outcome: found ? 'succeeded' : 'failed', found };
    });
    if (!right) throw new Refusal('session.passkey_failed');
    return { accountId: known.account_id, personId: known.person_id, method: 'passkey' };
  }

  /** Begins to add a passkey for somebody; those in `existing` are not offered again. */
  async offer(request: FastifyRequest, who: { personId: string; username: string; name: string }, existing: readonly string[]) {
    const options = await generateRegistrationOptions({
      rpName: portalName,
      rpID: this.party(request).id,
      userName: who.username,
      userDisplayName: who.name,
      userID: new TextEncoder().encode(who.personId),
      attestationType: 'none',
      excludeCredentials: existing.map((id) => ({ id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    return { challengeId: await this.keep(options.challenge, who.personId), options: { ...options } };
  }

  /** @throws Refusal authenticator.passkey_refused */
  async register(request: FastifyRequest, personId: string, challengeId: string, response: Response): Promise<NewPasskey> {
    const { id, origins } = this.party(request);
    const challenge = await this.take(challengeId, personId);
    if (!challenge) throw new Refusal('authenticator.passkey_refused');
    try {
      const { registrationInfo } = await verifyRegistrationResponse({
        response: response as unknown as RegistrationResponseJSON,
        expectedChallenge: challenge,
        expectedOrigin: origins,
        expectedRPID: id,
        requireUserVerification: true,
      });
      const { credential } = registrationInfo as NonNullable<typeof registrationInfo>;
      return {
        credentialId: credential.id,
        publicKey: Buffer.from(credential.publicKey),
        counter: credential.counter,
        transports: credential.transports ?? [],
      };
    } catch {
      throw new Refusal('authenticator.passkey_refused');
    }
  }

  private async verify(known: Known, challenge: string, response: Response, request: FastifyRequest): Promise<boolean> {
    const { id, origins } = this.party(request);
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: response as unknown as AuthenticationResponseJSON,
        expectedChallenge: challenge,
        expectedOrigin: origins,
        expectedRPID: id,
        credential: { id: response.id, publicKey: new Uint8Array(known.public_key), counter: Number(known.counter) },
        requireUserVerification: true,
      });
      if (!verified) return false;
      const [used] = await this.database.anonymous<{ used: boolean }>('select auth_use_passkey($1, $2) as used', [
        known.authenticator_id,
        authenticationInfo.newCounter,
      ]);
      return used?.used === true;
    } catch {
      return false;
    }
  }

  private async keep(challenge: string, personId: string | null): Promise<string> {
    const id = newId();
    await this.database.anonymous('select auth_new_challenge($1, $2, $3)', [id, challenge, personId]);
    return id;
  }

  private async take(id: string, personId: string | null): Promise<string | undefined> {
    const [row] = await this.database.anonymous<{ challenge: string | null }>('select auth_take_challenge($1, $2) as challenge', [
      id,
      personId,
    ]);
    return row?.challenge ?? undefined;
  }

  /** As which site we ask: the configured address, or without one the host that the browser calls us by. */
  private party({ headers, host }: FastifyRequest): { id: string; origins: string[] } {
    if (this.config.PUBLIC_URL) return { id: new URL(this.config.origin).hostname, origins: [this.config.origin] };
    const named = headers.host ?? host;
    return { id: new URL(`http://${named}`).hostname, origins: [`http://${named}`, `https://${named}`] };
  }
}
