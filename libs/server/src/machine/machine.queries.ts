import type { MachineClient } from '@alliance/contracts/machine.contract';
import type { Actor } from '@alliance/domain/access/actor';
import type { Permission } from '@alliance/domain/access/permission';
import { Refusal } from '@alliance/domain/refusal';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { tokenPath } from './client-assertion.js';

interface Row {
  id: string;
  version: number;
  name: string;
  scopes: Permission[];
  created_at: Date;
  created_by: string | null;
  last_used_at: Date | null;
  last_address: string | null;
  disabled_at: Date | null;
  keys: { kid: string; algorithm: string; added_at: string; last_used_at: string | null; revoked_at: string | null }[];
}

const client = `
  select c.id, c.version, c.name, c.scopes, c.created_at, p.name as created_by, c.last_used_at, c.last_address, c.disabled_at,
    (select coalesce(jsonb_agg(jsonb_build_object('kid', k.kid, 'algorithm', k.algorithm, 'added_at', k.added_at, 'last_used_at', k.last_used_at,
      'revoked_at', k.revoked_at) order by k.added_at desc, k.kid), '[]') from machine_key k where k.client_id = c.id) as keys
  from machine_client c left join person p on p.id = c.created_by`;

@Injectable()
export class MachineQueries {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async list(actor: Actor): Promise<{ items: MachineClient[]; tokenEndpoint: string }> {
    const rows = await this.database.read(actor, (tx) => tx.rows<Row>(`${client} order by c.disabled_at desc nulls first, c.name, c.id`));
    return { items: rows.map(view), tokenEndpoint: `${this.config.origin}${tokenPath}` };
  }

  get(actor: Actor, id: string): Promise<MachineClient> {
    return this.database.read(actor, (tx) => this.one(tx, id));
  }

  /** @throws Refusal access.not_found */
  async one(tx: Transaction, id: string): Promise<MachineClient> {
    const [row] = await tx.rows<Row>(`${client} where c.id = $1`, [id]);
    if (!row) throw new Refusal('access.not_found');
    return view(row);
  }
}

const instant = (at: Date | string | null): string | null => at && new Date(at).toISOString();

const view = (row: Row): MachineClient => ({
  id: row.id,
  version: row.version,
  name: row.name,
  scopes: row.scopes,
  keys: row.keys.map((key) => ({
    kid: key.kid,
    algorithm: key.algorithm,
    addedAt: new Date(key.added_at).toISOString(),
    lastUsedAt: instant(key.last_used_at),
    revokedAt: instant(key.revoked_at),
  })),
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  lastUsedAt: instant(row.last_used_at),
  lastAddress: row.last_address,
  disabledAt: instant(row.disabled_at),
});
