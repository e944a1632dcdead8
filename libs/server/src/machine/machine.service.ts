import type {
  MachineClient,
  addMachineClient,
  addMachineKey,
  changeMachineClient,
  disableMachineClient,
  revokeMachineKey,
} from '@alliance/contracts/machine.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { refusedScopes } from '@alliance/domain/access/machine-scope';
import type { Permission } from '@alliance/domain/access/permission';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { MachineQueries } from './machine.queries.js';
import { readPublicKey, type PublicKey } from './public-key.js';

/** What an administrator does with the machine clients of the own institution. Tokens are checked against client and key at every use, so all of it holds at once. */
@Injectable()
export class MachineService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: MachineQueries,
  ) {}

  /** @throws Refusal machine.scope_refused, machine.key_invalid */
  async add(actor: Actor, body: InputOf<typeof addMachineClient>['body']): Promise<MachineClient> {
    const scopes = checkedScopes(body.scopes);
    const key = await readPublicKey(body.key);
    return this.commands.run(
      actor,
      async (work) => {
        const id = body.id ?? newId();
        await work.rows('select machine_register($1, $2, $3, $4, $5::text[])', [id, newId(), newId(), body.name, listOf(scopes)]);
        await insertKey(work, id, key);
        work.subjectId = id;
        return this.done(work, actor, 'machine.added', id, { scopes, kid: key.kid });
      },
      { replay: (id) => this.queries.get(actor, id) },
    );
  }

  /** @throws Refusal machine.scope_refused, record.stale, access.not_found */
  async change(actor: Actor, id: string, { version, name, scopes }: InputOf<typeof changeMachineClient>['body']): Promise<MachineClient> {
    const checked = checkedScopes(scopes);
    return this.commands.run(actor, async (work) => {
      await this.next(work, id, version, 'name = $3, scopes = $4::text[]', [name, listOf(checked)]);
      await work.rows('select machine_rename($1, $2)', [id, name]);
      return this.done(work, actor, 'machine.changed', id, { scopes: checked });
    });
  }

  /** @throws Refusal machine.key_invalid, also for a key that this client has or had */
  async addKey(actor: Actor, id: string, { version, key: given }: InputOf<typeof addMachineKey>['body']): Promise<MachineClient> {
    const key = await readPublicKey(given);
    return this.commands.run(actor, async (work) => {
      await this.next(work, id, version);
      if ((await work.rows('select 1 from machine_key where client_id = $1 and kid = $2', [id, key.kid])).length)
        throw new Refusal('machine.key_invalid', { reason: 'known' });
      await insertKey(work, id, key);
      return this.done(work, actor, 'machine.key_added', id, { kid: key.kid });
    });
  }

  /** @throws Refusal access.not_found for a key that this client does not have */
  revokeKey(actor: Actor, id: string, { version, kid }: InputOf<typeof revokeMachineKey>['body']): Promise<MachineClient> {
    return this.commands.run(actor, async (work) => {
      await this.next(work, id, version);
      const revoked = await work.rows(
        'update machine_key set revoked_at = coalesce(revoked_at, now()) where client_id = $1 and kid = $2 returning 1',
        [id, kid],
      );
      if (!revoked.length) throw new Refusal('access.not_found');
      return this.done(work, actor, 'machine.key_revoked', id, { kid });
    });
  }

  disable(actor: Actor, id: string, { version }: InputOf<typeof disableMachineClient>['body']): Promise<MachineClient> {
    return this.commands.run(actor, async (work) => {
      await this.next(work, id, version, 'disabled_at = coalesce(disabled_at, now())');
      return this.done(work, actor, 'machine.disabled', id, {});
    });
  }

  /** @throws Refusal record.stale, access.not_found */
  private async next(work: Work, id: string, version: number, change = '', values: readonly unknown[] = []): Promise<void> {
    const changes = ['version = version + 1', change].filter(Boolean).join(', ');
    const changed = await work.rows(`update machine_client set ${changes} where id = $1 and version = $2 returning 1`, [
      id,
      version,
      ...values,
    ]);
    if (changed.length) return;
    await this.queries.one(work, id);
    throw new Refusal('record.stale');
  }

  private async done(work: Work, actor: Actor, kind: string, id: string, data: Record<string, unknown>): Promise<MachineClient> {
    const client = await this.queries.one(work, id);
    work.audit({ action: kind, objectKind: 'machine_client', objectIds: [id] });
    work.event({ kind, topic: 'policy', subjectId: id, version: client.version, data, recipients: [actor.institutionId] });
    return client;
  }
}

/** @throws Refusal machine.scope_refused naming the scopes that no machine can have */
function checkedScopes(wished: readonly Permission[]): Permission[] {
  const refused = refusedScopes(wished);
  if (refused.length) throw new Refusal('machine.scope_refused', { scopes: refused });
  return [...new Set(wished)];
}

const insertKey = (work: Work, clientId: string, { kid, jwk, algorithm }: PublicKey) =>
  work.rows('insert into machine_key (client_id, kid, jwk, algorithm) values ($1, $2, $3::jsonb, $4)', [
    clientId,
    kid,
    JSON.stringify(jwk),
    algorithm,
  ]);

const listOf = (scopes: readonly Permission[]): string => `{${scopes.join(',')}}`;
