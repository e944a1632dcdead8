import type { Hl7Connection, addHl7Connection, changeHl7Connection } from '@alliance/contracts/hl7-connection.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { sqlStateOf } from '../platform/db/sql-state.js';
import { newId } from '../platform/ids.js';
import { Hl7ConnectionQueries } from './hl7-connection.queries.js';

type Settings = Omit<InputOf<typeof changeHl7Connection>['body'], 'version'>;

/** Which systems may send, and as what. The listener asks again every few seconds. */
@Injectable()
export class Hl7ConnectionService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: Hl7ConnectionQueries,
  ) {}

  /** @throws Refusal connection.taken: a certificate, or the name of an engine of this machine, belongs to another connection */
  add(actor: Actor, { id = newId(), ...settings }: InputOf<typeof addHl7Connection>['body']): Promise<Hl7Connection> {
    const add = this.commands.run(
      actor,
      async (work) => {
        await work.rows(
          `insert into hl7_connection (id, institution_id, name, sending_application, sending_facility, local, addresses, charset, zone, enabled, created_at, created_by)
           values ($1, current_institution(), $2, $3, $4, $5, $6::text[], $7, $8, $9, $10, current_person())`,
          [id, ...valuesOf(settings), work.now],
        );
        await this.certify(work, id, settings.fingerprints);
        work.subjectId = id;
        return this.done(work, actor, 'hl7_connection.added', id);
      },
      { replay: (known) => this.queries.get(actor, known) },
    );
    return add.catch(taken);
  }

  /** @throws Refusal connection.taken, record.stale, access.not_found */
  change(actor: Actor, id: string, { version, ...settings }: InputOf<typeof changeHl7Connection>['body']): Promise<Hl7Connection> {
    const change = this.commands.run(actor, async (work) => {
      const changed = await work.rows(
        `update hl7_connection set version = version + 1, name = $3, sending_application = $4, sending_facility = $5, local = $6,
           addresses = $7::text[], charset = $8, zone = $9, enabled = $10 where id = $1 and version = $2 returning 1`,
        [id, version, ...valuesOf(settings)],
      );
      if (!changed.length) {
        await this.queries.one(work, id);
        throw new Refusal('record.stale');
      }
      await work.rows('delete from hl7_certificate where connection_id = $1 and fingerprint <> all($2::text[])', [
        id,
        listOf(settings.fingerprints),
      ]);
      await this.certify(work, id, settings.fingerprints);
      return this.done(work, actor, 'hl7_connection.changed', id);
    });
    return change.catch(taken);
  }

  private async certify(work: Work, id: string, fingerprints: readonly string[]): Promise<void> {
    await work.rows(
      `insert into hl7_certificate (fingerprint, connection_id, institution_id, added_at)
       select distinct f, $1::uuid, current_institution(), $3::timestamptz from unnest($2::text[]) f
       where not exists (select 1 from hl7_certificate k where k.fingerprint = f and k.connection_id = $1)`,
      [id, listOf(fingerprints), work.now],
    );
  }

  private async done(work: Work, actor: Actor, kind: string, id: string): Promise<Hl7Connection> {
    const connection = await this.queries.one(work, id);
    work.audit({ action: kind, objectKind: 'hl7_connection', objectIds: [id] });
    const data = { enabled: connection.enabled, certificates: connection.fingerprints.length };
    work.event({ kind, topic: 'inbound', subjectId: id, version: connection.version, data, recipients: [actor.institutionId] });
    return connection;
  }
}

const listOf = (texts: readonly string[]): string => `{${texts.join(',')}}`;
const valuesOf = ({ name, sendingApplication, sendingFacility, local, addresses, charset, zone, enabled }: Settings): unknown[] => [
  ...[name, sendingApplication, sendingFacility, local, listOf(addresses), charset, zone, enabled],
];

function taken(error: unknown): never {
  if (sqlStateOf(error) === '23505') throw new Refusal('connection.taken');
  throw error;
}
