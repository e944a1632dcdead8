import { dutyRungs } from '@alliance/domain/on-call/ladder';
import { z } from 'zod';
import { route } from './route.js';
import { ById, CalendarDate, Id, Instant, Named, Text, Version, line } from './schema.js';

const Phone = line(30);
/** A department, or null for the institution's duty office 总值班. */
const Place = z.object({ id: Id, name: Text }).nullable();
const OnDutyPerson = z.object({ id: Id, name: z.string(), phone: z.string() });

export const OnCallShift = z
  .object({
    id: Id,
    version: Version,
    institutionId: Id,
    department: Place,
    person: OnDutyPerson,
    backup: OnDutyPerson.nullable(),
    from: Instant,
    to: Instant,
    handOverNote: z.string().nullable(),
    /** When the person took it over, with the sound tested; null until then. */
    takenOverAt: Instant.nullable(),
    /** May I take it over now? */
    mine: z.boolean(),
  })
  .meta({ id: 'OnCallShift' });
export type OnCallShift = z.infer<typeof OnCallShift>;

const Stretch = z.object({ department: Place, from: Instant, to: Instant });
export const Rota = z
  .object({
    shifts: z.array(OnCallShift),
    /** Places that keep a rota: the duty office (null) and departments with at least one shift, or marked as on call. */
    places: z.array(Place),
    /** Times at which a place has nobody. */
    gaps: z.array(Stretch),
    /** Times at which a place has two. */
    overlaps: z.array(z.object({ ...Stretch.shape, shiftIds: z.array(Id) })),
  })
  .meta({ id: 'Rota' });
export type Rota = z.infer<typeof Rota>;

export const getRota = route('GET', '/on-call-shifts', {
  summary: 'Shifts of my institution between two days, with gaps and double bookings',
  query: z.strictObject({ from: CalendarDate, to: CalendarDate, departmentId: Id.or(z.literal('duty_office')).optional() }),
  returns: Rota,
  refuses: ['shift.period_invalid'],
});
const shiftFields = {
  departmentId: Id.nullable(),
  personId: Id,
  phone: Phone,
  backupPersonId: Id.nullable(),
  backupPhone: Phone.nullable(),
  from: Instant,
  to: Instant,
  handOverNote: z.string().trim().max(2_000).nullable(),
};
/** A backup and the number to reach them come together. */
const reachableBackup = ({ backupPersonId, backupPhone }: { backupPersonId: string | null; backupPhone: string | null }): boolean =>
  (backupPersonId === null) === (backupPhone === null);
const refuses = ['access.denied', 'shift.person_elsewhere', 'shift.period_invalid', 'shift.person_foreign', 'department.foreign'] as const;
export const addShift = route('POST', '/on-call-shifts', {
  summary: 'Add a shift; nobody can be on duty at two places at once',
  status: 201,
  body: z
    .strictObject({ id: Id.optional(), ...shiftFields })
    .refine(reachableBackup, { path: ['backupPhone'] })
    .meta({ id: 'AddShift' }),
  returns: OnCallShift,
  refuses,
});
export const changeShift = route('POST', '/on-call-shifts/:id/change', {
  summary: 'Change a shift: another person, other times',
  params: ById,
  body: z
    .strictObject({ version: Version, ...shiftFields })
    .refine(reachableBackup, { path: ['backupPhone'] })
    .meta({ id: 'ChangeShift' }),
  returns: OnCallShift,
  refuses: [...refuses, 'access.not_found', 'record.stale'],
});
export const cancelShift = route('POST', '/on-call-shifts/:id/cancel', {
  summary: 'Take a shift off the rota',
  status: 204,
  params: ById,
  body: z.strictObject({ version: Version }).meta({ id: 'CancelShift' }),
  returns: z.void(),
  refuses: ['access.denied', 'access.not_found', 'record.stale'],
});
export const takeOver = route('POST', '/on-call-shifts/:id/take-over', {
  summary:
    '接班: take the shift over at this desk, with the sound heard; whoever was on duty here is relieved and this desk locks instead of signing out',
  params: ById,
  body: z.strictObject({ version: Version, soundHeard: z.literal(true) }).meta({ id: 'TakeOver' }),
  returns: OnCallShift,
  refuses: [
    'access.denied',
    'access.not_found',
    'record.stale',
    'shift.not_yours',
    'shift.not_now',
    'shift.sound_untested',
    'shift.person_elsewhere',
  ],
});
export const leaveNote = route('POST', '/on-call-shifts/:id/note', {
  summary: 'What the next one must know',
  params: ById,
  body: z.strictObject({ version: Version, handOverNote: z.string().trim().max(2_000) }).meta({ id: 'LeaveNote' }),
  returns: OnCallShift,
  refuses: ['access.denied', 'access.not_found', 'record.stale', 'shift.not_yours'],
});
export const getHandOver = route('GET', '/on-call-shifts/:id/hand-over', {
  summary: 'What the one before left: the shift relieved and its note',
  params: ById,
  returns: z.object({ shift: OnCallShift, before: OnCallShift.nullable() }).meta({ id: 'ShiftHandOver' }),
  refuses: ['access.not_found'],
});

export const OnDuty = z
  .object({
    institution: Named,
    department: Place,
    /** Which rung of the ladder answered. */
    rung: z.enum(dutyRungs),
    person: z.string().nullable(),
    phone: z.string(),
    backup: z.object({ name: z.string(), phone: z.string() }).nullable(),
    until: Instant.nullable(),
    takenOver: z.boolean(),
  })
  .meta({ id: 'OnDuty' });
export type OnDuty = z.infer<typeof OnDuty>;

export const listOnDuty = route('GET', '/on-duty', {
  summary:
    'Who is on duty now, with phone: every place of an institution that keeps a rota, its 24-hour line and, where nobody is, the next rung',
  query: z.strictObject({ institutionId: Id.optional(), departmentId: Id.optional() }),
  returns: z.object({ items: z.array(OnDuty), roundTheClockLine: z.string().nullable() }).meta({ id: 'OnDutyNow' }),
  refuses: ['access.not_found'],
});
