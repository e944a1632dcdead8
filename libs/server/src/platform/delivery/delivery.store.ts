import { channels, type Channel } from '@alliance/domain/notification/channel';
import type { PatientTemplate } from '@alliance/domain/patient-status/patient-message';
import { Injectable } from '@nestjs/common';
import { SystemDatabase } from '../db/system-database.js';
import type { Template } from './template.js';

/** One message that this process may send until its lease ends; then another one tries. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly institution_id: string;
  readonly channel: Channel;
  readonly template: Template | PatientTemplate;
  readonly address_cipher: string | null;
  readonly link_cipher: string;
  /** Of a message to a patient: what it says. */
  readonly words_cipher: string | null;
  readonly idempotency_key: string;
  /** This one included. */
  readonly attempts: number;
  readonly webhook_id: string | null;
  /** Null for a person's delivery, and for a robot that was switched off meanwhile. */
  readonly url_cipher: string | null;
  /** What it tells was read in the portal meanwhile. */
  readonly read: boolean;
  /** Of a digest: what the person has not read. */
  readonly unread: number;
}

const claim = `
  update delivery d set attempts = attempts + 1, lease_until = now() + interval '30 seconds'
  from unnest($1::text[], $2::int[]) place (channel, free) cross join lateral (
    select id from delivery where channel = place.channel and state = 'waiting' and next_attempt_at <= now() and (lease_until is null or lease_until < now())
    order by urgent desc, next_attempt_at limit place.free for update skip locked) due
  where d.id = due.id
  returning d.id, d.institution_id, d.channel, d.template, d.address_cipher, d.link_cipher, d.words_cipher, d.idempotency_key, d.attempts, d.webhook_id,
    (select w.url_cipher from webhook w where w.id = d.webhook_id and w.enabled) as url_cipher,
    coalesce((select n.read_at is not null from notification n where n.id = d.notification_id), false) as read,
    case when d.template = 'digest' then (select count(*)::int from notification n join appointment a on a.id = n.appointment_id
      where a.person_id = d.person_id and a.institution_id = d.institution_id and n.read_at is null) else 1 end as unread`;

const forgotten = 'next_attempt_at = null, lease_until = null, address_cipher = null, link_cipher = null, words_cipher = null';

/** The sender's statements, each a transaction of its own: what is sent stands between two of them. */
@Injectable()
export class DeliveryStore {
  constructor(private readonly system: SystemDatabase) {}

  /** @param free how many more each channel may have under way */
  async claim(free: ReadonlyMap<Channel, number>): Promise<ClaimedDelivery[]> {
    const { rows } = await this.system.query<ClaimedDelivery>(claim, [[...free.keys()], [...free.values()]]);
    return rows;
  }

  /** Whoever claimed it last: it left, and that is what counts. @returns whether it was not recorded before */
  async sent(id: string, reference: string | undefined): Promise<boolean> {
    const { rowCount } = await this.system.query(
      `update delivery set state = 'sent', reason = null, sent_at = now(), provider_reference = $2, ${forgotten} where id = $1 and state <> 'sent'`,
      [id, reference ?? null],
    );
    return rowCount === 1;
  }

  async used(webhookId: string): Promise<void> {
    await this.system.query('update webhook set last_used_at = now() where id = $1', [webhookId]);
  }

  /** Only the attempt that holds the claim decides what comes next. */
  async retry({ id, attempts }: ClaimedDelivery, reason: string, seconds: number): Promise<void> {
    await this.system.query(
      `update delivery set reason = $3, next_attempt_at = now() + make_interval(secs => $4), lease_until = null
       where id = $1 and attempts = $2 and state = 'waiting'`,
      [id, attempts, reason, seconds],
    );
  }

  async end({ id, attempts }: ClaimedDelivery, state: 'undelivered' | 'cancelled', reason: string | null): Promise<boolean> {
    const { rowCount } = await this.system.query(
      `update delivery set state = $3, reason = $4, ${forgotten} where id = $1 and attempts = $2 and state = 'waiting'`,
      [id, attempts, state, reason],
    );
    return rowCount === 1;
  }

  /** What is due and has not left, by channel; each channel has its line. */
  async waiting(): Promise<{ channel: Channel; waiting: number; oldest: number }[]> {
    const { rows } = await this.system.query<{ channel: Channel; waiting: number; oldest: number }>(
      `select place.channel, count(d.id)::int as waiting, coalesce(extract(epoch from now() - min(d.created_at)), 0)::float8 as oldest
       from unnest($1::text[]) place (channel) left join delivery d on d.channel = place.channel and d.state = 'waiting' and d.next_attempt_at <= now() group by place.channel`,
      [channels],
    );
    return rows;
  }
}
