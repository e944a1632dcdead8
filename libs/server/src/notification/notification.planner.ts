import { addressOf, type Addresses } from '@alliance/domain/notification/address';
import { groupOf, planDeliveries, type PlannedDelivery } from '@alliance/domain/notification/delivery-plan';
import { after } from '@alliance/domain/referral/deadline';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { SystemDatabase } from '../platform/db/system-database.js';
import { configuredChannels } from '../platform/delivery/channels.js';
import { Deliveries } from '../platform/delivery/deliveries.js';
import type { RobotChannel } from '../platform/delivery/robot.provider.js';
import { Sender } from '../platform/delivery/sender.js';
import { Log } from '../platform/observe/log.js';
import { escalate, keyOf } from './notification.escalation.js';
import { tellingColumns, tellingOf, type TellingRow } from './telling.row.js';

interface Unplanned extends TellingRow, Addresses {
  id: string;
  event_id: string;
  topic: string;
  person_id: string;
  immediate: boolean;
  punctual: boolean;
  /** The answer it tells of can be taken back until then. */
  stands_at: Date | null;
  undone: boolean;
  time_zone: string;
}

const lookEveryMs = 500;
const batch = 100;
/** The relay tells while its transaction is still open. */
const commitMs = 30;

const unplanned = `
  select n.id, n.event_id, n.topic, a.person_id, coalesce(e.data->>'urgency' = 'immediate', false) as immediate, coalesce(e.data->'punctual' = 'true', false) as punctual, (e.data->>'undoUntil')::timestamptz as stands_at,
    e.data ? 'undoUntil' and exists (select 1 from event u where u.subject_id = e.subject_id and u.kind = 'referral.undone' and u.recorded_at > e.recorded_at) as undone, i.time_zone, c.phone, c.email, ${tellingColumns}
  from notification n join appointment a on a.id = n.appointment_id join event e on e.id = n.event_id join institution i on i.id = n.institution_id
    left join notification_settings s on s.person_id = a.person_id left join lateral contact_to_tell(a.person_id, true) c on true
  where n.institution_id = $1 and n.planned_at is null order by n.id limit ${batch} for update of n skip locked`;

/**
 * Decides by which channels new notifications also leave. It works behind the relay, which only marks what has anything to decide:
 * numbering and signalling never wait for it.
 */
@Injectable()
export class NotificationPlanner implements OnApplicationBootstrap, OnModuleDestroy {
  private clock: NodeJS.Timeout | undefined;
  private stopped = false;
  private expecting = false;
  private running: Promise<void> | undefined;

  constructor(
    private readonly system: SystemDatabase,
    private readonly commands: Commands,
    private readonly deliveries: Deliveries,
    private readonly sender: Sender,
    private readonly log: Log,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    this.lookIn(lookEveryMs);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.clock);
    await this.running;
  }

  /** Notifications are being written in this process. */
  expect(): void {
    this.expecting = true;
    if (!this.running) this.lookIn(commitMs);
  }

  private lookIn(ms: number): void {
    clearTimeout(this.clock);
    if (this.stopped) return;
    this.clock = setTimeout(() => {
      this.expecting = false;
      this.running = this.look()
        .catch((error: unknown) => this.log.error({ err: error }, 'notifications were not planned'))
        .finally(() => {
          this.running = undefined;
          this.lookIn(this.expecting ? commitMs : lookEveryMs);
        });
    }, ms);
  }

  /** Plans until nothing is left; each institution in transactions of its own, under its own identity. */
  private async look(): Promise<void> {
    const { rows } = await this.system.query<{ institution_id: string }>(
      'select distinct institution_id from notification where planned_at is null limit 200',
    );
    for (const { institution_id: institutionId } of rows) {
      try {
        while (!this.stopped && (await this.commands.run({ institutionId }, (work) => this.plan(work))) === batch);
      } catch (error) {
        this.log.error({ institution: institutionId, err: error }, 'notifications of an institution were not planned');
      }
    }
    if (rows.length) this.sender.nudge();
  }

  private async plan(work: Work): Promise<number> {
    const rows = await work.rows<Unplanned>(unplanned, [work.actor.institutionId]);
    for (const row of rows) if (!row.undone) await this.tell(work, row);
    await this.tellRobots(work, new Set(rows.flatMap(({ immediate, event_id }) => (immediate ? [event_id] : []))));
    await work.rows('update notification set planned_at = now() where id = any($1::uuid[])', [rows.map(({ id }) => id)]);
    return rows.length;
  }

  private async tell(work: Work, row: Unplanned): Promise<void> {
    const configured = configuredChannels(this.config);
    const telling = tellingOf(row, configured);
    const planned = planDeliveries({
      group: groupOf(row.topic, row.immediate),
      telling,
      available: configured.filter((channel) => addressOf(channel, row)),
      now: row.stands_at && row.stands_at > work.now ? row.stands_at : work.now,
      zone: row.time_zone,
      punctual: row.punctual,
    });
    const [first] = planned;
    if (first)
      await this.deliveries.queue(work, {
        ...this.messageOf(row, first),
        ...about(work, row),
        channels: planned.map(({ channel }) => channel),
      });
    if (row.immediate) work.timer({ kind: escalate, subjectId: row.id, dueAt: after(work.now, telling.escalateAfterMinutes * 60) });
  }

  /** All channels of one notification leave at the same time. A digest is one message a day: its key is the day. */
  private messageOf(row: Unplanned, { at, digest }: PlannedDelivery) {
    if (digest)
      return { template: 'digest' as const, link: '/notifications', at, idempotencyKey: `digest:${row.person_id}:${at.toISOString()}` };
    return {
      template: row.immediate ? ('immediate' as const) : ('notice' as const),
      link: `/n/${row.id}`,
      at,
      idempotencyKey: keyOf(row),
      urgent: row.immediate,
      notificationId: row.id,
    };
  }

  private async tellRobots(work: Work, events: ReadonlySet<string>): Promise<void> {
    if (!events.size) return;
    const robots = await work.rows<{ id: string; channel: RobotChannel }>(
      'select id, channel from webhook where institution_id = $1 and enabled',
      [work.actor.institutionId],
    );
    for (const eventId of events)
      for (const { id, channel } of robots)
        await this.deliveries.queueForRobot(work, {
          webhookId: id,
          channel,
          template: 'immediate',
          link: `/n/${eventId}`,
          idempotencyKey: `event:${eventId}:${id}`,
          urgent: true,
        });
  }
}

const about = (work: Work, { person_id }: Unplanned) => ({ personId: person_id, institutionId: work.actor.institutionId });
