import type { Notification } from '@alliance/contracts/notification.contract';
import type { Topic } from '@alliance/contracts/live';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';

interface Row {
  id: string;
  kind: string;
  topic: Topic;
  subject_id: string;
  label: string | null;
  from_institution: string | null;
  at: Date;
  read_at: Date | null;
  undelivered: boolean;
}

const notification = `
  select n.id, n.kind, n.topic, n.subject_id, coalesce(r.number, nullif(concat_ws(' · ', c.number, to_char(c.starts_at at time zone 'Asia/Shanghai', 'MM-DD HH24:MI')), ''), x.referral_number, a.name_zh, p.title_zh, concat_ws(' ', to_char(s.starts_at at time zone 'Asia/Shanghai', 'MM-DD HH24:MI'), d.name_zh)) as label, i.name as from_institution, n.at, n.read_at,
    exists (select 1 from delivery d where d.notification_id = n.id and d.state = 'undelivered') as undelivered
  from notification n left join institution i on i.id = n.from_institution_id
    left join referral r on n.topic = 'referral' and r.id = n.subject_id left join alliance a on n.topic = 'alliance' and a.id = n.subject_id
    left join consultation c on n.topic = 'consultation' and c.id = n.subject_id
    left join escalation x on n.topic = 'escalation' and x.id = n.subject_id
    left join protocol p on n.topic = 'protocol' and p.id = n.subject_id
    left join on_call_shift s on n.topic = 'shift' and s.id = n.subject_id left join department d on d.id = s.department_id
  where n.appointment_id = $1`;

/** One's own notifications; what they are about is looked up now, under one's own eyes, so a lost right shows nothing. */
@Injectable()
export class NotificationQueries {
  constructor(private readonly database: Database) {}

  list(actor: Actor, { limit, cursor, unread }: { limit: number; cursor?: string | undefined; unread?: boolean | undefined }) {
    const [before] = readCursor(cursor, 1);
    return this.database.read(actor, async (tx) => {
      const rows = await tx.rows<Row>(
        `${notification} and ($2::uuid is null or n.id < $2) and (not $3 or n.read_at is null) order by n.id desc limit $4`,
        [actor.appointmentId, before ?? null, unread ?? false, limit + 1],
      );
      return { ...pageFrom(rows, limit, ({ id }) => [id], notificationOf), unread: await this.unread(tx, actor) };
    });
  }

  /** @throws Refusal access.not_found for somebody else's, also for one's own in another appointment */
  get(actor: Actor, id: string): Promise<Notification> {
    return this.database.read(actor, async (tx) => {
      const [row] = await tx.rows<Row>(`${notification} and $2 in (n.id, n.event_id) limit 1`, [actor.appointmentId, id]);
      if (!row) throw new Refusal('access.not_found');
      return notificationOf(row);
    });
  }

  /** Marks the named ones, or all, as read. Idempotent by nature: no event, no key. */
  read(actor: Actor, ids: readonly string[] | undefined): Promise<{ unread: number }> {
    return this.database.write(actor, async (tx) => {
      await tx.rows(
        'update notification set read_at = now() where appointment_id = $1 and read_at is null and ($2::uuid[] is null or id = any($2))',
        [actor.appointmentId, ids ?? null],
      );
      return { unread: await this.unread(tx, actor) };
    });
  }

  private async unread(tx: Transaction, actor: Actor): Promise<number> {
    const [row] = await tx.rows<{ unread: number }>(
      'select count(*)::int as unread from notification where appointment_id = $1 and read_at is null',
      [actor.appointmentId],
    );
    return row?.unread ?? 0;
  }
}

const notificationOf = (row: Row): Notification => ({
  id: row.id,
  kind: row.kind,
  topic: row.topic,
  subjectId: row.subject_id,
  label: row.label ?? '',
  fromInstitution: row.from_institution,
  at: row.at.toISOString(),
  readAt: row.read_at?.toISOString() ?? null,
  undelivered: row.undelivered,
});
