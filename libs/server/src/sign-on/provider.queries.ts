import type { IdentityProvider } from '@alliance/contracts/sign-on.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/db/database.js';
import { ProviderConnection, type LinkClaim } from './provider.connection.js';

interface Row {
  id: string;
  version: number;
  name: string;
  issuer: string;
  client_id: string;
  has_secret: boolean;
  link_claim: LinkClaim;
  enabled: boolean;
  linked_people: number;
  last_used_at: Date | null;
}

const provider = `
  select p.id, p.version, p.name, p.issuer, p.client_id, p.has_secret, p.link_claim, p.enabled, p.last_used_at,
    (select count(*)::int from sign_on_identity s where s.provider_id = p.id) as linked_people
  from identity_provider p`;

@Injectable()
export class ProviderQueries {
  constructor(
    private readonly database: Database,
    private readonly connection: ProviderConnection,
  ) {}

  async list(actor: Actor): Promise<{ items: IdentityProvider[] }> {
    const rows = await this.database.read(actor, (tx) => tx.rows<Row>(`${provider} order by p.name, p.id`));
    return { items: rows.map((row) => this.view(row)) };
  }

  get(actor: Actor, id: string): Promise<IdentityProvider> {
    return this.database.read(actor, (tx) => this.one(tx, id));
  }

  /** @throws Refusal access.not_found */
  async one(tx: Transaction, id: string): Promise<IdentityProvider> {
    const [row] = await tx.rows<Row>(`${provider} where p.id = $1`, [id]);
    if (!row) throw new Refusal('access.not_found');
    return this.view(row);
  }

  private view(row: Row): IdentityProvider {
    return {
      id: row.id,
      version: row.version,
      name: row.name,
      issuer: row.issuer,
      clientId: row.client_id,
      hasSecret: row.has_secret,
      linkClaim: row.link_claim,
      enabled: row.enabled,
      linkedPeople: row.linked_people,
      lastUsedAt: row.last_used_at?.toISOString() ?? null,
      redirectUri: this.connection.redirectUri,
    };
  }
}
