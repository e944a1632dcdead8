import type { Delivery } from '@alliance/contracts/delivery.contract';
import type { Actor } from '@alliance/domain/access/actor';
import type { Channel, DeliveryState } from '@alliance/domain/notification/channel';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';

interface Row {
  id: string;
  channel: Channel;
  state: DeliveryState;
  reason: string | null;
  address: string | null;
  to: string | null;
  template: string;
  attempts: number;
  created_at: Date;
  sent_at: Date | null;
  next_attempt_at: Date | null;
}
interface Page {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const delivery = `
  select d.id, d.channel, d.state, d.reason, d.address_masked as address, coalesce(p.name, w.name) as "to", d.template, d.attempts, d.created_at, d.sent_at, d.next_attempt_at
  from delivery d left join person p on p.id = d.person_id left join webhook w on w.id = d.webhook_id`;

/** What left the portal, as far as it may be seen: addresses masked, links not at all. */
@Injectable()
export class DeliveryQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** Of the whole institution; says whom it told, so looking is recorded. */
  list(actor: Actor, { limit, cursor, state }: Page & { readonly state?: DeliveryState | undefined }) {
    const [before] = readCursor(cursor, 1);
    return this.database.write(actor, async (tx) => {
      const rows = await tx.rows<Row>(
        `${delivery} where d.institution_id = $1 and ($2::uuid is null or d.id < $2) and ($3::text is null or d.state = $3) order by d.id desc limit $4`,
        [actor.institutionId, before ?? null, state ?? null, limit + 1],
      );
      await this.audit.seen(tx, actor, {
        action: 'delivery.list',
        objectKind: 'delivery',
        objectIds: rows.slice(0, limit).map(({ id }) => id),
      });
      return pageFrom(rows, limit, ({ id }) => [id], deliveryOf);
    });
  }

  listOwn(actor: Actor, { limit, cursor }: Page) {
    const [before] = readCursor(cursor, 1);
    return this.database.read(actor, async (tx) => {
      const rows = await tx.rows<Row>(
        `${delivery} where d.person_id = $1 and ($2::uuid is null or d.id < $2) order by d.id desc limit $3`,
        [actor.personId, before ?? null, limit + 1],
      );
      return pageFrom(rows, limit, ({ id }) => [id], deliveryOf);
    });
  }

  /** One of one's own. @throws Refusal access.not_found */
  async one(tx: Transaction, { personId }: Actor, id: string): Promise<Delivery> {
    const [row] = await tx.rows<Row>(`${delivery} where d.id = $1 and d.person_id = $2`, [id, personId]);
    if (!row) throw new Refusal('access.not_found');
    return deliveryOf(row);
  }
}

const deliveryOf = (row: Row): Delivery => ({
  id: row.id,
  channel: row.channel,
  state: row.state,
  reason: row.reason,
  address: row.address,
  to: row.to,
  template: row.template,
  attempts: row.attempts,
  createdAt: row.created_at.toISOString(),
  sentAt: row.sent_at?.toISOString() ?? null,
  nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
});
