import { addressOf, type Addresses } from '@alliance/domain/notification/address';
import { nextRung } from '@alliance/domain/notification/delivery-plan';
import { after } from '@alliance/domain/referral/deadline';
import { Inject, Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { configuredChannels } from '../platform/delivery/channels.js';
import { Deliveries } from '../platform/delivery/deliveries.js';
import { HandlesTimer, type DueTimer } from '../platform/timers/timer.js';
import { tellingColumns, tellingOf, type TellingRow } from './telling.row.js';

export const escalate = 'notification.escalate';

/** One message for one person about one event, however many appointments it reached them in. */
export const keyOf = (row: { event_id: string; person_id: string }): string => `event:${row.event_id}:${row.person_id}`;

interface Unread extends TellingRow, Addresses {
  id: string;
  event_id: string;
  person_id: string;
  tried: string[];
}

/** Nothing comes back where it was read, or where the institution has acted on its subject since: then nobody is waited for. */
const unread = `
  select n.id, n.event_id, a.person_id, c.phone, c.email, ${tellingColumns},
    array(select d.channel from delivery d join notification m on m.id = d.notification_id where m.event_id = n.event_id and d.person_id = a.person_id) as tried
  from notification n join appointment a on a.id = n.appointment_id
    left join notification_settings s on s.person_id = a.person_id left join lateral contact_to_tell(a.person_id) c on true
  where n.id = $1
    and not exists (select 1 from notification m join appointment b on b.id = m.appointment_id
      where m.event_id = n.event_id and m.read_at is not null and b.person_id = a.person_id)
    and not exists (select 1 from event e where e.subject_id = n.subject_id and e.institution_id = n.institution_id and e.person_id is not null and e.recorded_at > n.at)`;

/** The backup of the shift they are on, or of the duty office; told like anybody else, by a notification of their own. */
const tellBackup = `
  insert into notification (appointment_id, institution_id, event_id, kind, topic, subject_id, from_institution_id)
  select a.id, n.institution_id, n.event_id, n.kind, n.topic, n.subject_id, n.from_institution_id
  from notification n
    cross join lateral (select s.backup_person_id as id from on_call_shift s
      where s.institution_id = n.institution_id and s.backup_person_id is not null and s.cancelled_at is null and s.starts_at <= now() and s.ends_at > now()
        and (s.person_id = $2 or s.department_id is null) order by s.person_id = $2 desc limit 1) backup
    cross join lateral (select a.id from appointment a where a.person_id = backup.id and a.institution_id = n.institution_id and a.valid @> local_today()
      order by a.role in ('coordinator', 'doctor') desc, a.id limit 1) a
  where n.id = $1
  on conflict (event_id, appointment_id) do nothing`;

/** An immediate notification that stays unread climbs: the next channel that wakes, then the backup on duty; each once. */
@Injectable()
export class NotificationEscalation {
  constructor(
    private readonly deliveries: Deliveries,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @HandlesTimer(escalate)
  async climb(work: Work, { subjectId }: DueTimer): Promise<void> {
    const [row] = await work.rows<Unread>(unread, [subjectId]);
    if (!row) return;
    const { institutionId } = work.actor;
    const configured = configuredChannels(this.config);
    const rung = nextRung(
      row.tried,
      configured.filter((channel) => addressOf(channel, row)),
    );
    if (rung === 'backup') await work.rows(tellBackup, [row.id, row.person_id]);
    else {
      const message = {
        template: 'immediate' as const,
        link: `/n/${row.id}`,
        idempotencyKey: keyOf(row),
        urgent: true,
        notificationId: row.id,
      };
      await this.deliveries.queue(work, { ...message, personId: row.person_id, institutionId, channels: [rung] });
      work.timer({ kind: escalate, subjectId: row.id, dueAt: after(work.now, tellingOf(row, configured).escalateAfterMinutes * 60) });
    }
    work.event({
      kind: 'notification.escalated',
      topic: 'notification',
      subjectId: row.id,
      version: 1,
      data: { rung },
      recipients: [institutionId],
    });
    work.audit({ action: 'notification.escalate', objectKind: 'notification', objectIds: [row.id] });
  }
}
