import type { Authenticator, addPasskey } from '@alliance/contracts/account.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Attempts } from '../platform/auth/attempts.js';
import { Passkeys } from '../platform/auth/passkeys.js';
import { SecondFactors } from '../platform/auth/second-factor.js';
import type { Session } from '../platform/auth/session.reader.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { newId } from '../platform/ids.js';
import { authenticatorOf, type AuthenticatorRow } from './account.queries.js';

export interface Added {
  readonly authenticator: Authenticator;
  /** Shown once; null where there are some already. */
  readonly recoveryCodes: string[] | null;
}
const columns = 'id, kind, name, added_at, last_used_at';
const counting = `person_id = current_person() and (kind = 'passkey' or confirmed_at is not null)`;

/** Adding and removing one's own second factors. */
@Injectable()
export class AuthenticatorService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly attempts: Attempts,
    private readonly factors: SecondFactors,
    private readonly passkeys: Passkeys,
  ) {}

  /** It counts when confirmed; one that was begun before is forgotten. */
  async enrolTotp(actor: Actor, { username }: Session, name: string): Promise<{ id: string; secret: string; uri: string }> {
    const id = newId();
    const { cipher, ...shown } = this.factors.newSecret(id, username);
    await this.commands.run(actor, async (work) => {
      await work.rows(`delete from authenticator where person_id = current_person() and kind = 'totp' and confirmed_at is null`);
      await work.rows(
        `insert into authenticator (id, person_id, kind, name, secret_cipher) values ($1, current_person(), 'totp', $2, $3)`,
        [id, name, cipher],
      );
    });
    return { id, ...shown };
  }

  /** @throws Refusal access.not_found, authenticator.code_wrong (counted like a failed sign-in), session.locked */
  async confirmTotp(actor: Actor, { username }: Session, id: string, code: string): Promise<Added> {
    const [begun] = await this.database.read(actor, (tx) =>
      tx.rows<{ secret_cipher: string }>(
        `select secret_cipher from authenticator where id = $1 and person_id = current_person() and kind = 'totp' and confirmed_at is null`,
        [id],
      ),
    );
    if (!begun) throw new Refusal('access.not_found');
    const step = await this.attempts.within(username, async () => {
      const found = this.factors.stepOf(id, begun.secret_cipher, code);
      return { outcome: found === undefined ? 'failed' : 'released', found };
    });
    if (step === undefined) throw new Refusal('authenticator.code_wrong');
    return this.commands.run(actor, async (work) => {
      const [row] = await work.rows<AuthenticatorRow>(
        `update authenticator set confirmed_at = now(), last_used_at = now(), last_step = $2 where id = $1 and confirmed_at is null returning ${columns}`,
        [id, step],
      );
      if (!row) throw new Refusal('access.not_found');
      return this.added(work, row);
    });
  }

  async offerPasskey(actor: Actor, { personId, username, name }: Session, request: FastifyRequest) {
    const known = await this.database.read(actor, (tx) =>
      tx.rows<{ credential_id: string }>(`select credential_id from authenticator where person_id = current_person() and kind = 'passkey'`),
    );
    return this.passkeys.offer(
      request,
      { personId, username, name },
      known.map((row) => row.credential_id),
    );
  }

  /** @throws Refusal authenticator.passkey_refused */
  async addPasskey(
    actor: Actor,
    { challengeId, name, response }: InputOf<typeof addPasskey>['body'],
    request: FastifyRequest,
  ): Promise<Added> {
    const { credentialId, publicKey, counter, transports } = await this.passkeys.register(request, actor.personId, challengeId, response);
    return this.commands.run(actor, async (work) => {
      const [row] = await work.rows<AuthenticatorRow>(
        `insert into authenticator (id, person_id, kind, name, credential_id, public_key, counter, transports)
         values ($1, current_person(), 'passkey', $2, $3, $4, $5, $6) on conflict (credential_id) do nothing returning ${columns}`,
        [newId(), name, credentialId, publicKey, counter, transports],
      );
      if (!row) throw new Refusal('authenticator.passkey_refused');
      return this.added(work, row);
    });
  }

  /** @throws Refusal access.not_found, authenticator.required for the last one where the institution demands one */
  remove(actor: Actor, id: string): Promise<void> {
    return this.commands.run(actor, async (work) => {
      // two windows may not each remove the last but one
      const mine = await work.rows<{ id: string }>(`select id from authenticator where ${counting} for update`);
      if (!mine.some((row) => row.id === id)) throw new Refusal('access.not_found');
      if (mine.length === 1) await this.giveUpLast(work);
      await work.rows('delete from authenticator where id = $1 and person_id = current_person()', [id]);
      work.audit({ action: 'authenticator.remove', objectKind: 'authenticator', objectIds: [id] });
    });
  }

  renewRecoveryCodes(actor: Actor): Promise<{ recoveryCodes: string[] }> {
    return this.commands.run(actor, async (work) => {
      work.audit({ action: 'recovery_code.renew', objectKind: 'person', objectIds: [actor.personId] });
      return { recoveryCodes: await this.newCodes(work, actor.personId) };
    });
  }

  private async added(work: Work, row: AuthenticatorRow): Promise<Added> {
    const { personId } = work.actor as Actor;
    await work.rows('update session set enrolment_required = false where person_id = current_person()');
    const [left] = await work.rows('select 1 from recovery_code where person_id = current_person() and used_at is null limit 1');
    work.audit({ action: 'authenticator.add', objectKind: 'authenticator', objectIds: [row.id] });
    return { authenticator: authenticatorOf(row), recoveryCodes: left ? null : await this.newCodes(work, personId) };
  }

  /** Codes stand in for a factor: without one they would be a password of their own. */
  private async giveUpLast(tx: Transaction): Promise<void> {
    const [demanded] = await tx.rows<{ second_factor: string }>('select second_factor from own_sign_in()');
    if (demanded?.second_factor === 'required') throw new Refusal('authenticator.required');
    await tx.rows('delete from recovery_code where person_id = current_person()');
  }

  private async newCodes(tx: Transaction, personId: string): Promise<string[]> {
    const { codes, hashes } = this.factors.newRecoveryCodes(personId);
    await tx.rows('delete from recovery_code where person_id = current_person()');
    await tx.rows('insert into recovery_code (person_id, code_hash) select current_person(), unnest($1::bytea[])', [hashes]);
    return codes;
  }
}
