import type { PasskeyAnswer, Proof, openSession } from '@alliance/contracts/session.contract';
import type { InputOf } from '@alliance/contracts/route';
import { Refusal } from '@alliance/domain/refusal';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AddressLimit } from '../platform/auth/address-limit.js';
import { Passkeys } from '../platform/auth/passkeys.js';
import { PasswordProof, type Proven } from '../platform/auth/password.proof.js';
import { SessionEnded } from '../platform/auth/session-ended.js';
import { SessionOpener } from '../platform/auth/session.opener.js';
import { cookieName, tokenHash, type Session } from '../platform/auth/session.reader.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Database } from '../platform/db/database.js';

/** Signing in and out, proving again, locking a desk. */
@Injectable()
export class SessionService {
  constructor(
    private readonly database: Database,
    private readonly opener: SessionOpener,
    private readonly passwords: PasswordProof,
    private readonly passkeys: Passkeys,
    private readonly limit: AddressLimit,
    private readonly sessionEnded: SessionEnded,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws Refusal session.wrong_credentials, session.code_required, session.locked, request.too_many */
  async open({ username, password, code }: InputOf<typeof openSession>['body'], request: FastifyRequest, reply: FastifyReply) {
    const proven = await this.limit.guard(request.ip, (suspect) => this.passwords.check(username, password, code, suspect));
    return this.opener.open(proven.accountId, proven.method, request, reply);
  }

  async challenge(request: FastifyRequest) {
    await this.limit.ask(request.ip);
    return this.passkeys.challenge(request);
  }

  /** @throws Refusal session.passkey_failed, session.locked, request.too_many */
  async openByPasskey(answer: PasskeyAnswer, request: FastifyRequest, reply: FastifyReply) {
    const proven = await this.limit.guard(request.ip, () => this.passkeys.prove(answer, request));
    return this.opener.open(proven.accountId, proven.method, request, reply);
  }

  /** The same person again: for sensitive actions, and at a locked desk. The session gets a new id. */
  async proveAgain(session: Session, proof: Proof, request: FastifyRequest, reply: FastifyReply) {
    const { personId } = await this.limit.guard(request.ip, (suspect) => this.prove(session, proof, request, suspect));
    if (personId !== session.personId) throw new Refusal('session.passkey_failed');
    return this.opener.rotate(request, reply, { proven: true });
  }

  /** @throws Refusal shift.not_now where no desk is on call: others end instead */
  async lock(request: FastifyRequest): Promise<void> {
    const [lock] = await this.database.anonymous<{ locked: boolean }>('select auth_lock($1) as locked', [this.hashOf(request)]);
    if (!lock?.locked) throw new Refusal('shift.not_now');
  }

  async signOut(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const [over] = await this.database.anonymous<{ id: string | null }>('select auth_end_session($1) as id', [this.hashOf(request)]);
    if (over?.id) this.sessionEnded.announce([over.id]);
    this.opener.forget(reply);
  }

  private prove({ username }: Session, { password, code, passkey }: Proof, request: FastifyRequest, suspect: boolean): Promise<Proven> {
    if (passkey) return this.passkeys.prove(passkey, request);
    if (password === undefined) throw new Refusal('request.invalid', { fields: ['password', 'passkey'] });
    return this.passwords.check(username, password, code, suspect);
  }

  private hashOf(request: FastifyRequest): Buffer {
    return tokenHash(request.cookies[cookieName(this.config)] ?? '');
  }
}
