import {
  ICalAlarmType,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendar,
  ICalCalendarMethod,
  ICalEventStatus,
  type ICalEventData,
} from 'ical-generator';
import type { Specialty } from '@alliance/domain/alliance/alliance';
import type { ConsultationKind } from '@alliance/domain/consultation/consultation.codes';
import { kindWords, specialtyWords } from './calendar.words.js';

/** What a calendar program learns of one session. There is no place for a patient in it. */
export interface CalendarSession {
  readonly id: string;
  readonly number: string;
  readonly kind: ConsultationKind;
  readonly specialty: string | null;
  /** Name of the inviting hospital. */
  readonly organiser: string;
  /** Names of the invited ones. */
  readonly hospitals: readonly string[];
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Rises with each change of time, place or attendee (RFC 5545, 3.8.7.4). */
  readonly sequence: number;
  readonly changedAt: Date;
}
export interface CalendarShift {
  readonly id: string;
  readonly place: string;
  readonly institution: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly sequence: number;
  readonly changedAt: Date;
}
/** Whom an invitation is sent to. The addresses of the others stay with their hospitals. */
export interface Invitee {
  readonly name: string;
  readonly email: string;
  readonly accepted: boolean;
}
/** The portal as calendar programs know it. */
export interface Portal {
  readonly origin: string;
  /** Address that invitations come from. */
  readonly from: string;
}

const alarmMinutes = 10;
const product = { company: 'Alliance', product: 'Portal', language: 'ZH' };

/** One line, whatever somebody called their hospital: no control character reaches a calendar program. */
// eslint-disable-next-line no-control-regex -- those are the ones that are meant
const plain = (text: string): string => text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim();

/**
 * Times are written in UTC: every program shows them in its own zone, and none has to know ours (no VTIMEZONE that ages).
 * The stamp is that of the last change, so that the same session is the same text each time.
 */
function sessionEvent(session: CalendarSession, { origin, from }: Portal): ICalEventData {
  const { id, number, kind, specialty, organiser, hospitals, startsAt, endsAt, sequence, changedAt } = session;
  const link = new URL(`/consultations/${id}`, origin).href;
  const field = specialty ? ` · ${specialtyWords[specialty as Specialty] ?? specialty}` : '';
  return {
    id: `consultation-${id}@${new URL(origin).hostname}`,
    summary: plain(`${kindWords[kind]} ${number}${field}`),
    description: [`邀请方：${plain(organiser)}`, ...hospitals.map((name) => `受邀方：${plain(name)}`), link].join('\n'),
    organizer: { name: plain(organiser), email: from },
    location: link,
    url: link,
    start: startsAt,
    end: endsAt,
    sequence,
    stamp: changedAt,
    status: ICalEventStatus.CONFIRMED,
  };
}

const shiftEvent = (
  { id, place, institution, startsAt, endsAt, sequence, changedAt }: CalendarShift,
  { origin }: Portal,
): ICalEventData => ({
  id: `shift-${id}@${new URL(origin).hostname}`,
  summary: plain(`值班 · ${place}`),
  location: plain(institution),
  start: startsAt,
  end: endsAt,
  sequence: Math.max(0, sequence),
  stamp: changedAt,
});

/** Everything a calendar program shows of one person (METHOD:PUBLISH). */
export function calendarOf(sessions: readonly CalendarSession[], shifts: readonly CalendarShift[], portal: Portal): string {
  const calendar = new ICalCalendar({ prodId: product, method: ICalCalendarMethod.PUBLISH, name: '专科联盟协同平台', ttl: 15 * 60 });
  for (const session of sessions) calendar.createEvent(sessionEvent(session, portal));
  for (const shift of shifts) calendar.createEvent(shiftEvent(shift, portal));
  return calendar.toString();
}

/** An invitation, or its end, for one person (RFC 5546): the same UID each time, so a later one takes the place of an earlier one. */
export function invitationOf(method: 'request' | 'cancel', session: CalendarSession, invitee: Invitee, portal: Portal): string {
  const calendar = new ICalCalendar({
    prodId: product,
    method: method === 'cancel' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  const event = calendar.createEvent({
    ...sessionEvent(session, portal),
    ...(method === 'cancel' && { status: ICalEventStatus.CANCELLED }),
  });
  event.createAttendee({
    name: plain(invitee.name),
    email: invitee.email,
    role: ICalAttendeeRole.REQ,
    status: invitee.accepted ? ICalAttendeeStatus.ACCEPTED : ICalAttendeeStatus.NEEDSACTION,
    // whether somebody comes is said in the portal
    rsvp: false,
  });
  if (method === 'request') event.createAlarm({ type: ICalAlarmType.display, trigger: alarmMinutes * 60, description: event.summary() });
  return calendar.toString();
}

/** The session alone, to be kept by whoever downloads it. */
export const entryOf = (session: CalendarSession, portal: Portal): string => {
  const calendar = new ICalCalendar({ prodId: product, method: ICalCalendarMethod.PUBLISH });
  const event = calendar.createEvent(sessionEvent(session, portal));
  event.createAlarm({ type: ICalAlarmType.display, trigger: alarmMinutes * 60, description: event.summary() });
  return calendar.toString();
};
