import { absenceKinds, reservationStates } from '@alliance/domain/availability/availability.codes';
import { consultationKinds } from '@alliance/domain/consultation/consultation.codes';
import { z } from 'zod';
import { route } from './route.js';
import { ById, CalendarDate, Id, Instant, Version, line } from './schema.js';

const Kind = z.enum(consultationKinds);
/** Wall time `HH:MM`. */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** Wall time without a zone, `YYYY-MM-DDTHH:MM`. */
const LocalTime = z.iso.datetime({ local: true, precision: -1 }).refine((text) => !text.endsWith('Z'));
/** IANA name of a time zone. */
const Zone = line(60);
const ids = (most: number) =>
  z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(Id).min(1).max(most));

export const TimeRange = z.object({ startsAt: Instant, endsAt: Instant }).meta({ id: 'TimeRange' });
export type TimeRange = z.infer<typeof TimeRange>;

/** When somebody can be asked. Days count in the rule's own zone, so that eight o'clock stays eight o'clock when clocks change. */
export const AvailabilityRule = z
  .strictObject({
    id: Id,
    /** RFC 5545: FREQ DAILY, WEEKLY or MONTHLY with INTERVAL, BYDAY, BYMONTHDAY, BYSETPOS, WKST, COUNT. null: on `validFrom` alone (an extra date). */
    rrule: line(200).nullable(),
    startsAt: TimeOfDay,
    minutes: z.int().min(10).max(1440),
    zone: Zone,
    validFrom: CalendarDate,
    /** The last day of it; null: until further notice. */
    validUntil: CalendarDate.nullable(),
    /** null: every kind. */
    kinds: z.array(Kind).min(1).nullable(),
    /** A protected session: other kinds are kept out of its time. */
    protected: z.boolean(),
    /** Holds on public holidays too. */
    onHolidays: z.boolean(),
    /** Dates without it. */
    without: z.array(CalendarDate).max(200),
  })
  .refine((rule) => !rule.protected || rule.kinds !== null, { path: ['kinds'] })
  .refine((rule) => rule.validUntil === null || rule.validUntil >= rule.validFrom, { path: ['validUntil'] })
  .meta({ id: 'AvailabilityRule' });
export type AvailabilityRule = z.infer<typeof AvailabilityRule>;

export const AvailabilityLimits = z
  .strictObject({
    /** Minutes kept free before and after each session. */
    bufferBefore: z.int().min(0).max(240),
    bufferAfter: z.int().min(0).max(240),
    /** Sessions at most; null: no limit. */
    perDay: z.int().min(1).max(50).nullable(),
    perWeek: z.int().min(1).max(200).nullable(),
    /** Nobody books later than this before, nor earlier than that ahead. */
    leastNoticeHours: z.int().min(0).max(336),
    mostNoticeDays: z.int().min(1).max(366).nullable(),
  })
  .meta({ id: 'AvailabilityLimits' });
export type AvailabilityLimits = z.infer<typeof AvailabilityLimits>;

export const Absence = z
  .object({ id: Id, kind: z.enum(absenceKinds), ...TimeRange.shape, note: z.string().nullable() })
  .meta({ id: 'Absence' });
export type Absence = z.infer<typeof Absence>;

/** A reservation that lies where its person is not to be had: it stays, somebody has to look. */
export const ReservationOutside = z.object({ subjectId: Id, kind: Kind, ...TimeRange.shape }).meta({ id: 'ReservationOutside' });

export const Availability = z
  .object({
    personId: Id,
    institutionId: Id,
    /** 0: nothing was set yet, and working days from 8 to 18 are taken. */
    version: z.int().min(0),
    /** Zone of the institution: what a new rule starts with. */
    zone: Zone,
    rules: z.array(AvailabilityRule),
    limits: AvailabilityLimits,
    /** Those that are not over. */
    absences: z.array(Absence),
    /** Confirmed sessions to come that lie outside of these times, or in an absence. */
    outside: z.array(ReservationOutside),
    mayChange: z.boolean(),
  })
  .meta({ id: 'Availability' });
export type Availability = z.infer<typeof Availability>;

export const getAvailability = route('GET', '/people/:id/availability', {
  summary: 'When somebody of my institution can be asked: rules, limits, absences',
  params: ById,
  returns: Availability,
  refuses: ['access.not_found'],
});
export const setAvailability = route('PUT', '/people/:id/availability', {
  summary: 'Set the rules and limits: one’s own, or those of somebody of one’s institution. Says which sessions lie outside then',
  params: ById,
  body: z
    .strictObject({ version: z.int().min(0), rules: z.array(AvailabilityRule).max(40), limits: AvailabilityLimits })
    .meta({ id: 'SetAvailability' }),
  returns: Availability,
  refuses: ['access.denied', 'access.not_found', 'record.stale', 'availability.rule_invalid'],
});
export const addAbsence = route('POST', '/people/:id/absences', {
  summary: 'Leave, a meeting: times of the institution’s zone unless another is named',
  status: 201,
  params: ById,
  body: z
    .strictObject({
      id: Id.optional(),
      kind: z.enum(absenceKinds),
      startsAt: LocalTime,
      endsAt: LocalTime,
      zone: Zone.optional(),
      note: line(100).nullable().default(null),
    })
    .meta({ id: 'AddAbsence' }),
  returns: z.object({ absence: Absence, outside: z.array(ReservationOutside) }).meta({ id: 'AddedAbsence' }),
  refuses: ['access.denied', 'access.not_found', 'availability.period_invalid'],
});
export const removeAbsence = route('DELETE', '/people/:id/absences/:absenceId', {
  summary: 'Take an absence back',
  status: 204,
  params: z.strictObject({ id: Id, absenceId: Id }),
  returns: z.void(),
  refuses: ['access.denied', 'access.not_found'],
});

/** `reservation` and `absence` in full where they are one’s own or one arranges them; otherwise only `busy`. */
export const CalendarEntry = z
  .object({
    what: z.enum(['reservation', 'absence', 'busy']),
    ...TimeRange.shape,
    /** The consultation, or the absence; null for `busy`. */
    subjectId: Id.nullable(),
    kind: Kind.nullable(),
    state: z.enum(reservationStates).nullable(),
    absence: z.enum(absenceKinds).nullable(),
    note: z.string().nullable(),
    /** A held time is given back then. */
    until: Instant.nullable(),
  })
  .meta({ id: 'CalendarEntry' });
export type CalendarEntry = z.infer<typeof CalendarEntry>;
export const PersonCalendar = z
  .object({
    person: z.object({ id: Id, name: z.string() }),
    mine: z.boolean(),
    /** Times in which this one can be asked, without what is taken; for the kind asked for. */
    free: z.array(TimeRange),
    entries: z.array(CalendarEntry),
  })
  .meta({ id: 'PersonCalendar' });
export type PersonCalendar = z.infer<typeof PersonCalendar>;
export const Calendar = z.object({ zone: Zone, people: z.array(PersonCalendar) }).meta({ id: 'Calendar' });
export type Calendar = z.infer<typeof Calendar>;

export const getCalendar = route('GET', '/calendar', {
  summary: 'Busy and free of one or more people: in full what is one’s own, of others only when',
  query: z.strictObject({
    from: Instant,
    to: Instant,
    /** Up to 20, with commas; mine alone where left out. */
    personIds: ids(20).optional(),
    kind: Kind.default('scheduled'),
  }),
  returns: Calendar,
  refuses: ['access.not_found', 'availability.period_invalid'],
});
export const commonTimes = route('GET', '/consultations/common-times', {
  summary: 'When all of these people have time together, earliest first; proposals do not overlap',
  query: z.strictObject({
    /** Up to 20, with commas. */
    participants: ids(20),
    minutes: z.coerce.number<number | string>().int().min(10).max(480),
    from: Instant,
    to: Instant,
    kind: Kind.default('scheduled'),
    limit: z.coerce.number<number | string>().int().min(1).max(50).default(20),
  }),
  returns: z
    .object({
      items: z.array(TimeRange),
      /** Every stretch in which all have time, long enough for it: what a calendar shades. */
      free: z.array(TimeRange),
      /** Who alone has no time in this period. */
      withoutTime: z.array(Id),
    })
    .meta({ id: 'CommonTimes' }),
  refuses: ['access.not_found', 'availability.period_invalid'],
});

export const ConsultationRoom = z
  .object({ id: Id, version: Version, name: z.string(), equipment: z.string().nullable(), endedAt: Instant.nullable() })
  .meta({ id: 'ConsultationRoom' });
export type ConsultationRoom = z.infer<typeof ConsultationRoom>;
export const listConsultationRooms = route('GET', '/consultation-rooms', {
  summary: 'Rooms of my institution that are equipped for consultations',
  query: z.strictObject({ ended: z.enum(['yes', 'no']).default('no') }),
  returns: z.object({ items: z.array(ConsultationRoom) }).meta({ id: 'ConsultationRooms' }),
});
export const addConsultationRoom = route('POST', '/consultation-rooms', {
  summary: 'Add a room',
  status: 201,
  body: z
    .strictObject({ id: Id.optional(), name: line(60), equipment: line(200).nullable().default(null) })
    .meta({ id: 'AddConsultationRoom' }),
  returns: ConsultationRoom,
  refuses: ['access.denied', 'availability.name_taken'],
});
export const changeConsultationRoom = route('PATCH', '/consultation-rooms/:id', {
  summary: 'Rename a room, describe it, or take it out of use: no new session then',
  params: ById,
  body: z
    .strictObject({ version: Version, name: line(60), equipment: line(200).nullable(), ended: z.boolean() })
    .meta({ id: 'ChangeConsultationRoom' }),
  returns: ConsultationRoom,
  refuses: ['access.denied', 'access.not_found', 'record.stale', 'availability.name_taken'],
});
