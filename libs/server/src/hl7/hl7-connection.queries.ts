import type { Hl7Connection } from '@alliance/contracts/hl7-connection.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Database, type Transaction } from '../platform/db/database.js';

type Row = Omit<Hl7Connection, 'lastSeenAt'> & { readonly lastSeenAt: Date | null };

const kinds = ['filed', 'repeated', 'quarantined', 'refused'] as const;
const counted = (since: string) => `(select jsonb_build_object(${kinds.map((kind) => `'${kind}', coalesce(sum(${kind}), 0)`).join(', ')})
  from hl7_hour h where h.connection_id = c.id and h.hour >= ${since})`;
const connection = `
  select c.id, c.version, c.name, c.sending_application as "sendingApplication", c.sending_facility as "sendingFacility", c.local, c.addresses,
    c.charset, c.zone, c.enabled, c.last_seen_at as "lastSeenAt",
    array(select k.fingerprint from hl7_certificate k where k.connection_id = c.id order by k.added_at, k.fingerprint) as fingerprints,
    ${counted(`date_trunc('hour', $1::timestamptz) - interval '23 hours'`)} as day, ${counted(`date_trunc('hour', $1::timestamptz)`)} as hour,
    (select count(*)::int from inbound_message m where m.institution_id = c.institution_id and m.state = 'quarantined' and m.source = 'hl7'
      and m.origin = c.id::text) as waiting
  from hl7_connection c`;

@Injectable()
export class Hl7ConnectionQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async list(actor: Actor): Promise<{ items: Hl7Connection[]; port: number | null }> {
    const rows = await this.database.read(actor, (tx) =>
      tx.rows<Row>(`${connection} order by c.enabled desc, c.name, c.id`, [this.clock.now()]),
    );
    return { items: rows.map(view), port: this.config.MLLP_PORT ?? null };
  }

  get(actor: Actor, id: string): Promise<Hl7Connection> {
    return this.database.read(actor, (tx) => this.one(tx, id));
  }

  /** @throws Refusal access.not_found */
  async one(tx: Transaction, id: string): Promise<Hl7Connection> {
    const [row] = await tx.rows<Row>(`${connection} where c.id = $2`, [this.clock.now(), id]);
    if (!row) throw new Refusal('access.not_found');
    return view(row);
  }
}

const view = ({ lastSeenAt, ...row }: Row): Hl7Connection => ({ ...row, lastSeenAt: lastSeenAt && new Date(lastSeenAt).toISOString() });
