import * as delivery from '@alliance/contracts/delivery.contract';
import * as notification from '@alliance/contracts/notification.contract';
import * as webhook from '@alliance/contracts/webhook.contract';
import { randomUUIDv7 } from 'node:crypto';
import { DeliveryModule, NotificationModule, NotificationWorkerModule } from '../notification/notification.module.js';
import { WebhookModule } from '../webhook/webhook.module.js';
import type { Serving } from './app.js';
import type { TestDatabase } from './services.js';
import type { World } from './world.js';

/** What an API needs to serve notifications, and what was sent of them. */
export const deliverySlice: Serving = {
  features: [NotificationModule, DeliveryModule, WebhookModule],
  contracts: [notification, delivery, webhook],
};
export const deliveryWork = [NotificationWorkerModule];

export interface SentRow {
  id: string;
  channel: string;
  template: string;
  state: string;
  reason: string | null;
  attempts: number;
  idempotency_key: string;
  address_masked: string | null;
  address_cipher: string | null;
  link_cipher: string | null;
  next_attempt_at: Date | null;
  lease_until: Date | null;
  seconds: number | null;
}

/** Arranges what the planner and the sender look at, and looks behind the walls. */
export class DeliveryStory {
  constructor(
    private readonly database: TestDatabase,
    private readonly world: World,
  ) {}

  async personOf(username: string): Promise<string> {
    const { rows } = await this.database.owner.query<{ person_id: string }>('select person_id from account where username = $1', [
      username,
    ]);
    return rows[0]?.person_id as string;
  }

  async reach(username: string, phone: string | null, email: string | null = null): Promise<void> {
    await this.database.owner.query(
      `insert into person_contact (person_id, phone, email) values ($1, $2, $3) on conflict (person_id) do update set phone = $2, email = $3`,
      [await this.personOf(username), phone, email],
    );
  }

  /** Somebody at the county hospital did something that the lead hospital's referral office is told of. @returns the event */
  async happens(
    urgency: 'immediate' | 'urgent',
    more: { kind?: string; topic?: string; departmentId?: string; concerns?: string[] } = {},
  ): Promise<{ id: string; subjectId: string }> {
    const { kind = 'referral.submitted', topic = 'referral', departmentId, concerns = [] } = more;
    const id = randomUUIDv7();
    const subjectId = randomUUIDv7();
    await this.database.owner.query(
      `with told as (insert into event (id, kind, topic, subject_id, version, happened_at, institution_id, data, recipients, concerns)
         values ($1, $2, $3, $4, 1, now(), $5, $6, $7, $8) returning id)
       insert into outbox (event_id) select id from told`,
      [id, kind, topic, subjectId, this.world.county.id, JSON.stringify({ urgency, departmentId }), [this.world.lead.id], concerns],
    );
    return { id, subjectId };
  }

  /** On duty at the lead hospital since an hour ago and for another one; without a department for its duty office. @returns the shift */
  async onDuty(username: string, phone: string, more: { departmentId?: string; backup?: string } = {}): Promise<string> {
    const { departmentId = null, backup } = more;
    const { rows } = await this.database.owner.query<{ id: string }>(
      `insert into on_call_shift (id, institution_id, department_id, person_id, phone, backup_person_id, backup_phone, during)
       values ($1, $2, $3, $4, $5, $6, $7, tstzrange(now() - interval '1 hour', now() + interval '1 hour')) returning id`,
      [
        ...[randomUUIDv7(), this.world.lead.id, departmentId, await this.personOf(username), phone],
        ...(backup ? [await this.personOf(backup), '13900001234'] : [null, null]),
      ],
    );
    return rows[0]?.id as string;
  }

  async deliveries(where: string, ...values: unknown[]): Promise<SentRow[]> {
    const { rows } = await this.database.owner.query<SentRow>(
      `select *, extract(epoch from next_attempt_at - now())::float8 as seconds from delivery d where ${where} order by id`,
      values,
    );
    return rows;
  }

  /** Of one event, whoever was told. */
  about(eventId: string): Promise<SentRow[]> {
    return this.deliveries(`idempotency_key like 'event:' || $1 || '%'`, eventId);
  }

  /** What would be tried later is due now. */
  async hurry(): Promise<void> {
    await this.database.owner.query(`update delivery set next_attempt_at = now() where state = 'waiting' and lease_until is null`);
  }
}
