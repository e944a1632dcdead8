import * as act from '@alliance/contracts/consultation-action.contract';
import * as calendarFeed from '@alliance/contracts/calendar-feed.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import * as notification from '@alliance/contracts/notification.contract';
import { CalendarFeedModule, CalendarFeedWorkerModule } from '../calendar-feed/calendar-feed.module.js';
import { SessionTimersModule } from '../consultation/session.module.js';
import { NotificationModule, NotificationWorkerModule } from '../notification/notification.module.js';
import type { Serving } from './app.js';
import { consultationSlice, consultationWork, does, requested, type Consulting } from './consultation.story.js';
import type { TestDatabase } from './services.js';
import type { Hospital, World } from './world.js';

/** What an API and a worker need for appointed sessions: reminders, who came, calendar programs. */
export const sessionSlice: Serving = {
  features: [...consultationSlice.features, CalendarFeedModule, NotificationModule],
  contracts: [...consultationSlice.contracts, calendarFeed, notification],
};
export const sessionWork = [...new Set([...consultationWork, SessionTimersModule, CalendarFeedWorkerModule, NotificationWorkerModule])];

/** The county's request, taken by the lead's first expert, without a time. */
export async function accepted(people: Consulting, world: World, more: object = {}): Promise<ConsultationView> {
  const sent = await does(people.doctor, act.invite, await requested(people.doctor, world, more));
  return does(people.expert, act.acceptConsultation, sent);
}
export const book = (people: Consulting, taken: ConsultationView, startsAt: Date): Promise<ConsultationView> =>
  does(people.coordinator, act.bookConsultation, taken, { startsAt: startsAt.toISOString(), minutes: 30 });

/** Everything about an appointed session moves towards now, so that what was due then is due. */
export async function minutesPass({ owner }: TestDatabase, id: string, minutes: number): Promise<void> {
  const earlier = `- make_interval(mins => $2)`;
  await owner.query(`update consultation set starts_at = starts_at ${earlier}, ends_at = ends_at ${earlier} where id = $1`, [id, minutes]);
  await owner.query(`update reservation set during = tstzrange(lower(during) ${earlier}, upper(during) ${earlier}) where subject_id = $1`, [
    ...[id, minutes],
  ]);
  await owner.query(`update timer set due_at = due_at ${earlier} where subject_id = $1 and fired_at is null`, [id, minutes]);
}

/** Somebody who can be asked at any hour, so that a test may run at any hour. */
export async function alwaysThere({ owner }: TestDatabase, personId: string, { id }: Hospital): Promise<void> {
  await owner.query(
    `insert into availability (person_id, institution_id, buffer_before, buffer_after, least_notice_hours, updated_at) values ($1, $2, 0, 0, 0, now())`,
    [personId, id],
  );
  await owner.query(
    `insert into availability_rule (id, person_id, institution_id, position, rrule, starts_at, minutes, zone, valid_from, protected, on_holidays, without)
     values (uuidv7(), $1, $2, 0, 'FREQ=DAILY', '00:00', 1440, 'Asia/Shanghai', '2020-01-01', false, true, '{}')`,
    [personId, id],
  );
}
/** Nothing that was appointed before stands in the way of what comes now. */
export const clearTimes = ({ owner }: TestDatabase) =>
  owner.query(`update reservation set state = 'released', until = null where state in ('held', 'confirmed')`);
