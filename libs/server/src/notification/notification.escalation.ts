import { administratorRoles } from '@alliance/domain/administration/appointing';
import { addressOf, type Addresses } from '@alliance/domain/notification/address';
import { nextRung, peopleRungs, type PeopleRung } from '@alliance/domain/notification/delivery-plan';
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
    left join notification_settings s on s.person_id = a.person_id left join lateral contact_to_tell(a.person_id, true) c on true
  where n.id = $1
    and not exists (select 1 from notification m join appointment b on b.id = m.appointment_id
      where m.event_id = n.event_id and m.read_at is not null and b.person_id = a.person_id)
    and not exists (select 1 from event e where e.subject_id = n.subject_id and e.institution_id = n.institution_id and e.person_id is not null and e.recorded_at > n.at)`;

const inForce = 's.institution_id = n.institution_id and s.cancelled_at is null and s.starts_at <= now() and s.ends_at > now()';
const untold = (person: string) =>
  `not exists (select 1 from notification m join appointment b on b.id = m.appointment_id where m.event_id = n.event_id and b.person_id = ${person})`;

/** Who comes next, of those whom nobody told of this event. */
const next: Readonly<Record<PeopleRung, string>> = {
  // of the shift they are on, otherwise of the duty office
  backup: `select s.backup_person_id as id from on_call_shift s
    where ${inForce} and s.backup_person_id is not null and (s.person_id = mine.person_id or s.department_id is null) and ${untold('s.backup_person_id')}
    order by s.person_id = mine.person_id desc limit 1`,
  duty_office: `select s.person_id as id from on_call_shift s where ${inForce} and s.department_id is null and ${untold('s.person_id')}`,
  administration: `select distinct d.person_id as id from appointment d
    where d.institution_id = n.institution_id and d.valid @> local_today() and d.role = any('{coordinator,${administratorRoles.join(',')}}') and ${untold('d.person_id')}`,
};

/** Told like anybody else, by a notification of their own, which climbs too while it stays unread. */
const tellNext = (rung: PeopleRung) => `
  insert into notification (appointment_id, institution_id, event_id, kind, topic, subject_id, from_institution_id)
  select a.id, n.institution_id, n.event_id, n.kind, n.topic, n.subject_id, n.from_institution_id
  from notification n join appointment mine on mine.id = n.appointment_id
    cross join lateral (${next[rung]}) person
    cross join lateral (select a.id from appointment a where a.person_id = person.id and a.institution_id = n.institution_id and a.valid @> local_today()
      order by a.role in ('coordinator', 'doctor') desc, a.id limit 1) a
  where n.id = $1
  on conflict (event_id, appointment_id) do nothing
  returning appointment_id`;

const toldLater =
  'select 1 from notification n join notification m on m.event_id = n.event_id and m.institution_id = n.institution_id and m.at > n.at where n.id = $1 limit 1';

/** An immediate notification that stays unread climbs: the next channel that wakes, then people who were not told; each once. */
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
    const channel = nextRung(
      row.tried,
      configured.filter((each) => addressOf(each, row)),
    );
    const rung = channel === 'people' ? await this.tellPeople(work, row.id) : channel;
    if (!rung) return;
    if (channel !== 'people') {
      const message = {
        template: 'immediate' as const,
        link: `/n/${row.id}`,
        idempotencyKey: keyOf(row),
        urgent: true,
        notificationId: row.id,
      };
      await this.deliveries.queue(work, { ...message, personId: row.person_id, institutionId, channels: [channel] });
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

  /**
   * A rung with nobody new on it is passed over; that nobody is left is a fact worth recording too.
   * @returns undefined where somebody was told later than this one: they are waited for, and their notification climbs on
   */
  private async tellPeople(work: Work, notificationId: string): Promise<PeopleRung | 'nobody' | undefined> {
    for (const rung of peopleRungs) {
      if ((await work.rows(tellNext(rung), [notificationId])).length) return rung;
      if ((await work.rows(toldLater, [notificationId])).length) return undefined;
    }
    return 'nobody';
  }
}
