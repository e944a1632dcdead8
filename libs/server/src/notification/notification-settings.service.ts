import type { NotificationSettings, setNotificationSettings, testChannel } from '@alliance/contracts/delivery.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { addressOf, readEmail, readPhone, type Addresses } from '@alliance/domain/notification/address';
import { personalChannels } from '@alliance/domain/notification/channel';
import { Refusal } from '@alliance/domain/refusal';
import { Inject, Injectable } from '@nestjs/common';
import { isSteppedUp, type Session } from '../platform/auth/session.reader.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { configuredChannels } from '../platform/delivery/channels.js';
import { Deliveries } from '../platform/delivery/deliveries.js';
import { newId } from '../platform/ids.js';
import { DeliveryQueries } from './delivery.queries.js';
import { tellingColumns, tellingOf, type TellingRow } from './telling.row.js';

type Wish = InputOf<typeof setNotificationSettings>['body'];
const testsAllowed = 3;
const testMinutes = 10;

/** How somebody wants to be told; everybody sets their own and nobody else's. */
@Injectable()
export class NotificationSettingsService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly deliveries: Deliveries,
    private readonly queries: DeliveryQueries,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  get(actor: Actor): Promise<NotificationSettings> {
    return this.database.read(actor, (tx) => this.current(tx, actor));
  }

  /**
   * @param session whoever changes the phone or the address proves who they are: links that let somebody in are sent there
   * @throws Refusal record.stale, contact.address_invalid, contact.address_missing, session.step_up_required
   */
  set(actor: Actor, session: Session, wish: Wish): Promise<NotificationSettings> {
    return this.commands.run(
      actor,
      async (work) => {
        const before = await this.current(work, actor);
        if (before.version !== wish.version) throw new Refusal('record.stale', { version: before.version });
        const addresses = { phone: readPhone(wish.phone), email: readEmail(wish.email) };
        const chosen = new Set(Object.values(wish.rules).flat());
        const unreached = personalChannels.filter((channel) => chosen.has(channel) && !addressOf(channel, addresses));
        if (unreached.length)
          throw new Refusal('contact.address_missing', { fields: unreached.map((channel) => (channel === 'email' ? 'email' : 'phone')) });
        if (addresses.phone !== before.phone || addresses.email !== before.email) await this.changeContact(work, session, addresses);
        await this.save(work, actor, wish);
        return this.current(work, actor);
      },
      { replay: () => this.get(actor) },
    );
  }

  /** @throws Refusal contact.address_missing, request.too_many */
  test(actor: Actor, channel: InputOf<typeof testChannel>['body']['channel']) {
    return this.commands.run(
      actor,
      async (work) => {
        const { personId, institutionId } = actor;
        const { available, ...addresses } = await this.current(work, actor);
        if (available.includes(channel) && !addressOf(channel, addresses))
          throw new Refusal('contact.address_missing', { channels: [channel] });
        await this.refuseTooMany(work, personId);
        const message = { template: 'test' as const, link: '/account/notifications', idempotencyKey: `test:${newId()}` };
        const [queued] = await this.deliveries.queue(work, { ...message, personId, institutionId, channels: [channel] });
        if (!queued) throw new Error('a delivery was not queued');
        work.subjectId = queued.id;
        work.audit({ action: 'notification.test', objectKind: 'delivery', objectIds: [queued.id] });
        return this.queries.one(work, actor, queued.id);
      },
      { replay: (id) => this.database.read(actor, (tx) => this.queries.one(tx, actor, id)) },
    );
  }

  private async current(tx: Transaction, { personId }: Actor): Promise<NotificationSettings> {
    const [row] = await tx.rows<TellingRow & Addresses & { version: number | null }>(
      `select c.phone, c.email, s.version, ${tellingColumns}
       from person p left join person_contact c on c.person_id = p.id left join notification_settings s on s.person_id = p.id where p.id = $1`,
      [personId],
    );
    if (!row) throw new Refusal('access.not_found');
    const available = configuredChannels(this.config);
    const { rules, quiet, digestAt, escalateAfterMinutes } = tellingOf(row, available);
    const all = { immediate: [], referral: [], duty: [], administration: [] };
    return {
      version: row.version ?? 1,
      phone: row.phone,
      email: row.email,
      rules: Object.assign(all, rules),
      quietFrom: quiet?.from ?? null,
      quietTo: quiet?.to ?? null,
      digestAt,
      escalateAfterMinutes,
      available,
    };
  }

  private async changeContact(work: Work, session: Session, { phone, email }: Addresses): Promise<void> {
    if (!isSteppedUp(session, work.now)) throw new Refusal('session.step_up_required');
    await work.rows(
      `insert into person_contact (person_id, phone, email) values ($1, $2, $3)
       on conflict (person_id) do update set phone = excluded.phone, email = excluded.email, version = person_contact.version + 1`,
      [work.actor.personId, phone, email],
    );
    work.audit({ action: 'person.change_own_contact', objectKind: 'person', objectIds: [session.personId] });
  }

  private async save(work: Work, { personId, institutionId }: Actor, wish: Wish): Promise<void> {
    const quiet = wish.quietFrom !== null && wish.quietTo !== null;
    const [saved] = await work.rows<{ version: number }>(
      `insert into notification_settings as s (person_id, rules, quiet_from, quiet_to, digest_at, escalate_after_minutes, version)
       values ($1, $2::jsonb, $3::time, $4::time, $5::time, $6, $7 + 1)
       on conflict (person_id) do update set rules = excluded.rules, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
         digest_at = excluded.digest_at, escalate_after_minutes = excluded.escalate_after_minutes, version = excluded.version
         where s.version = $7 returning version`,
      [
        personId,
        JSON.stringify(wish.rules),
        quiet ? wish.quietFrom : null,
        quiet ? wish.quietTo : null,
        wish.digestAt,
        wish.escalateAfterMinutes,
        wish.version,
      ],
    );
    if (!saved) throw new Refusal('record.stale');
    work.subjectId = personId;
    work.event({
      kind: 'person.notification_settings_changed',
      topic: 'person',
      subjectId: personId,
      version: saved.version,
      recipients: [institutionId],
    });
    work.audit({ action: 'notification.set_own', objectKind: 'person', objectIds: [personId] });
  }

  private async refuseTooMany(work: Work, personId: string): Promise<void> {
    await work.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`delivery.test.${personId}`]);
    const rows = await work.rows<{ seconds: number }>(
      `select ceil(extract(epoch from created_at + make_interval(mins => $2) - now()))::int as seconds from delivery
       where person_id = $1 and template = 'test' and created_at > now() - make_interval(mins => $2) order by created_at`,
      [personId, testMinutes],
    );
    if (rows.length >= testsAllowed) throw new Refusal('request.too_many', { seconds: rows[0]?.seconds ?? 1 });
  }
}
