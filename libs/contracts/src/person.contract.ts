import { roles } from '@alliance/domain/access/actor';
import { z } from 'zod';
import { route } from './route.js';
import { ById, CalendarDate, Id, Instant, Text, Version, line, page, pageOf } from './schema.js';

export const Appointment = z
  .object({
    id: Id,
    role: z.enum(roles),
    department: z.object({ id: Id, name: Text }).nullable(),
    title: z.string().nullable(),
    /** Registered scope of practice 执业范围; null for those who do not practise. */
    practiceScope: z.string().nullable(),
    /** Since when this person practises independently; years are counted from it (TM-08). */
    independentSince: CalendarDate.nullable(),
    from: CalendarDate,
    /** Last day, itself included. */
    to: CalendarDate.nullable(),
  })
  .meta({ id: 'Appointment' });
export type Appointment = z.infer<typeof Appointment>;

export const accountStates = ['none', 'invited', 'active', 'locked', 'disabled'] as const;
export const PersonSummary = z
  .object({
    id: Id,
    version: Version,
    name: z.string(),
    staffNumber: z.string().nullable(),
    /** Appointments at my institution, those that are over too. */
    appointments: z.array(Appointment),
    account: z.enum(accountStates),
    lastSeenAt: Instant.nullable(),
    deactivatedAt: Instant.nullable(),
  })
  .meta({ id: 'PersonSummary' });
export type PersonSummary = z.infer<typeof PersonSummary>;

export const PersonDetail = z
  .object({
    ...PersonSummary.shape,
    username: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    secondFactors: z.int(),
    invitationExpiresAt: Instant.nullable(),
    /** How many other institutions this person works for; which ones is theirs to know. */
    elsewhere: z.int(),
  })
  .meta({ id: 'PersonDetail' });
export type PersonDetail = z.infer<typeof PersonDetail>;

const Phone = z
  .string()
  .trim()
  .regex(/^\+?[\d][\d -]{4,18}\d$/, 'phone');
const personFields = {
  name: line(40),
  staffNumber: line(30).nullable(),
  phone: Phone.nullable(),
  email: z.email().max(120).nullable(),
};
const appointmentFields = {
  role: z.enum(roles),
  departmentId: Id.nullable(),
  title: line(40).nullable(),
  practiceScope: line(120).nullable(),
  independentSince: CalendarDate.nullable(),
  from: CalendarDate,
  to: CalendarDate.nullable(),
};
const denied = ['access.denied', 'access.not_found', 'record.stale', 'person.inactive'] as const;
const appointing = ['appointment.role_refused', 'appointment.period_invalid', 'department.foreign'] as const;
const sensitive = ['session.step_up_required'] as const;

export const listPeople = route('GET', '/people', {
  summary: 'People of my institution by name, pinyin initials or staff number',
  query: z.strictObject({
    query: z.string().max(60).optional(),
    departmentId: Id.optional(),
    role: z.enum(roles).optional(),
    /** People whose appointments here are over as well. */
    past: z.stringbool().optional(),
    ...page(50),
  }),
  returns: pageOf('PersonPage', PersonSummary),
});
export const getPerson = route('GET', '/people/:id', {
  summary: 'One person of my institution',
  params: ById,
  returns: PersonDetail,
  refuses: ['access.not_found'],
});
export const addPerson = route('POST', '/people', {
  summary: 'Add somebody with a first appointment; an invitation follows separately',
  status: 201,
  body: z
    .strictObject({ id: Id.optional(), ...personFields, appointment: z.strictObject(appointmentFields), institutionId: Id.optional() })
    .meta({ id: 'AddPerson' }),
  returns: PersonDetail,
  refuses: ['access.denied', ...appointing, ...sensitive],
});
export const changePerson = route('POST', '/people/:id/change', {
  summary: 'Change name, staff number, phone, mail',
  params: ById,
  body: z.strictObject({ version: Version, ...personFields }).meta({ id: 'ChangePerson' }),
  returns: PersonDetail,
  refuses: [...denied, ...sensitive],
});
export const appoint = route('POST', '/people/:id/appointments', {
  summary: 'Give a further appointment at my institution',
  status: 201,
  params: ById,
  body: z.strictObject({ version: Version, ...appointmentFields }).meta({ id: 'Appoint' }),
  returns: PersonDetail,
  refuses: [...denied, ...appointing, 'person.self', ...sensitive],
});
export const changeAppointment = route('POST', '/people/:id/appointments/:appointmentId', {
  summary: 'Change an appointment, or end it by its last day; the last one ends by deactivating',
  params: z.strictObject({ id: Id, appointmentId: Id }),
  body: z.strictObject({ version: Version, ...appointmentFields }).meta({ id: 'ChangeAppointment' }),
  returns: PersonDetail,
  refuses: [...denied, ...appointing, 'person.last_administrator', 'person.self', ...sensitive],
});

/** An invitation or a reset link, shown once to the administrator and sent where an address and a channel exist. */
const Link = z.object({ url: z.url(), expiresAt: Instant, sentBy: z.array(z.enum(['sms', 'email'])) }).meta({ id: 'OneTimeLink' });
export const invitePerson = route('POST', '/people/:id/invitation', {
  summary: 'Invite by a link that works once; an earlier link stops working',
  status: 201,
  params: ById,
  returns: Link,
  refuses: ['access.denied', 'access.not_found', 'person.inactive', ...sensitive],
});
export const issuePasswordReset = route('POST', '/people/:id/password-reset', {
  summary: 'A link to set a new password, for somebody who forgot it',
  status: 201,
  params: ById,
  returns: Link,
  refuses: ['access.denied', 'access.not_found', 'person.inactive', ...sensitive],
});
export const unlockAccount = route('POST', '/people/:id/unlock', {
  summary: 'End a lockout before its time',
  status: 204,
  params: ById,
  returns: z.void(),
  refuses: ['access.denied', 'access.not_found', ...sensitive],
});
export const resetSecondFactors = route('POST', '/people/:id/reset-second-factors', {
  summary: 'Remove somebody’s second factors after a lost device; all their sessions end',
  status: 204,
  params: ById,
  returns: z.void(),
  refuses: ['access.denied', 'access.not_found', 'person.self', ...sensitive],
});

export const OpenWork = z
  .object({
    drafts: z.int(),
    openReferrals: z.int(),
    shifts: z.int(),
    total: z.int(),
  })
  .meta({ id: 'OpenWork' });
export type OpenWork = z.infer<typeof OpenWork>;
export const getOpenWork = route('GET', '/people/:id/open-work', {
  summary: 'What somebody would leave behind at my institution',
  params: ById,
  returns: OpenWork,
  refuses: ['access.not_found'],
});
export const deactivatePerson = route('POST', '/people/:id/deactivate', {
  summary: 'End all appointments here and now: sessions and sockets end at once, open work goes to a successor',
  params: ById,
  body: z.strictObject({ version: Version, reason: line(200), successorId: Id.nullable() }).meta({ id: 'DeactivatePerson' }),
  returns: PersonDetail,
  refuses: [...denied, 'person.self', 'person.open_work', 'person.successor_invalid', 'person.last_administrator', ...sensitive],
});
