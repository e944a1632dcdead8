import { bedKinds, bedSexes, bedSituations, bedStates, slotSituations, slotStates } from '@alliance/domain/capacity/bed';
import { urgencies } from '@alliance/domain/referral/referral.codes';
import { z } from 'zod';
import { route } from './route.js';
import { ById, CalendarDate, Id, Instant, Text, Version, line } from './schema.js';

export const slotServices = ['outpatient', 'examination'] as const;
const DepartmentName = z.object({ id: Id, name: Text });
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** What is kept for one referral. No patient stands here: the board hangs where everybody passes. */
export const Hold = z
  .object({
    id: Id,
    version: Version,
    /** The name of the bed, or the time and room of the slot. */
    label: z.string(),
    state: z.enum(['held', 'occupied']),
    /** null: somebody is in it, for as long as it takes. */
    until: Instant.nullable(),
    /** null: it is no longer ours to see. */
    referral: z.object({ id: Id, number: z.string(), urgency: z.enum(urgencies).nullable() }).nullable(),
  })
  .meta({ id: 'CapacityHold' });
export type Hold = z.infer<typeof Hold>;

export const Bed = z
  .object({
    id: Id,
    version: Version,
    departmentId: Id,
    label: z.string(),
    kind: z.enum(bedKinds),
    sex: z.enum(bedSexes),
    situation: z.enum(bedSituations),
    /** When the ward expects somebody from elsewhere to leave. */
    occupiedUntil: Instant.nullable(),
    note: z.string().nullable(),
    hold: Hold.nullable(),
  })
  .meta({ id: 'Bed' });
export type Bed = z.infer<typeof Bed>;

export const Slot = z
  .object({
    id: Id,
    version: Version,
    departmentId: Id,
    service: z.enum(slotServices),
    room: z.string(),
    from: Instant,
    to: Instant,
    situation: z.enum(slotSituations),
    hold: Hold.nullable(),
  })
  .meta({ id: 'Slot' });
export type Slot = z.infer<typeof Slot>;

/** When somebody last said that the figures are right; `old` after twelve hours, or never. */
const Confirmation = { confirmedAt: Instant.nullable(), old: z.boolean() };
const BoardDepartment = z
  .object({
    department: DepartmentName,
    beds: z.array(Bed),
    slots: z.array(Slot),
    ...Confirmation,
    confirmedBy: z.string().nullable(),
    /** Who waits here because nothing was free. */
    waiting: z.int(),
  })
  .meta({ id: 'BoardDepartment' });
export type BoardDepartment = z.infer<typeof BoardDepartment>;

export const getCapacityBoard = route('GET', '/capacity/board', {
  summary: 'Beds of my institution as they are now, and its slots of a day (today where none is named)',
  query: z.strictObject({ departmentId: Id.optional(), day: CalendarDate.optional() }),
  returns: z.object({ day: CalendarDate, departments: z.array(BoardDepartment) }).meta({ id: 'CapacityBoard' }),
  refuses: ['access.denied'],
});

const bedFields = { kind: z.enum(bedKinds), sex: z.enum(bedSexes) };
const denied = ['access.denied', 'access.not_found'] as const;
const stale = [...denied, 'record.stale'] as const;

export const addBeds = route('POST', '/capacity/beds', {
  summary: 'Publish beds of one kind in a department of mine',
  status: 201,
  body: z.strictObject({ departmentId: Id, labels: z.array(line(20)).min(1).max(200), ...bedFields }).meta({ id: 'AddBeds' }),
  returns: z.object({ items: z.array(Bed) }).meta({ id: 'AddedBeds' }),
  refuses: [...denied, 'department.foreign', 'capacity.label_taken'],
});
export const changeBed = route('PUT', '/capacity/beds/:id', {
  summary: 'Change what a bed is: its name, kind, whom the room is kept for, a note',
  params: ById,
  body: z.strictObject({ version: Version, label: line(20), ...bedFields, note: line(120).nullable() }).meta({ id: 'ChangeBed' }),
  returns: Bed,
  refuses: [...stale, 'capacity.label_taken', 'capacity.in_use'],
});
export const markBed = route('POST', '/capacity/beds/:id/mark', {
  summary: 'Say that a bed is free, taken by somebody from elsewhere, or closed; freeing it ends the stay of a referred patient',
  params: ById,
  body: z
    .strictObject({ version: Version, state: z.enum(bedStates), occupiedUntil: Instant.nullable().default(null) })
    .refine(({ state, occupiedUntil }) => state === 'occupied' || occupiedUntil === null, { path: ['occupiedUntil'] })
    .meta({ id: 'MarkBed' }),
  returns: Bed,
  refuses: [...stale, 'capacity.in_use', 'capacity.period_invalid'],
});

export const addSlots = route('POST', '/capacity/slots', {
  summary: 'Publish slots of a length on weekdays between two days; those that exist already are not added twice',
  status: 201,
  body: z
    .strictObject({
      departmentId: Id,
      service: z.enum(slotServices),
      room: line(40),
      firstDay: CalendarDate,
      lastDay: CalendarDate,
      weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
      opens: TimeOfDay,
      closes: TimeOfDay,
      pauses: z.array(z.strictObject({ from: TimeOfDay, to: TimeOfDay })).max(4),
      minutes: z.int().min(5).max(480),
      /** Patients at the same time. */
      places: z.int().min(1).max(20).default(1),
    })
    .meta({ id: 'AddSlots' }),
  returns: z.object({ added: z.int() }).meta({ id: 'AddedSlots' }),
  refuses: [...denied, 'department.foreign', 'capacity.period_invalid'],
});
export const markSlots = route('POST', '/capacity/slots/mark', {
  summary: 'Say that slots are free, given to others, or closed',
  body: z
    .strictObject({
      slots: z
        .array(z.strictObject({ id: Id, version: Version }))
        .min(1)
        .max(500),
      state: z.enum(slotStates),
    })
    .meta({ id: 'MarkSlots' }),
  returns: z.object({ marked: z.int() }).meta({ id: 'MarkedSlots' }),
  refuses: [...stale, 'capacity.in_use'],
});
export const confirmCapacity = route('POST', '/capacity/confirmations', {
  summary: 'The published figures of a department are right as they stand',
  body: z.strictObject({ departmentId: Id }).meta({ id: 'ConfirmCapacity' }),
  returns: z.object({ departmentId: Id, ...Confirmation }).meta({ id: 'CapacityConfirmation' }),
  refuses: [...denied, 'department.foreign'],
});

export const holdCapacity = route('POST', '/capacity/holds', {
  summary: 'Hold a bed or slot for a referral that my institution has taken; what was held for it before is given back',
  status: 201,
  body: z
    .strictObject({ referralId: Id, bedId: Id.nullable(), slotId: Id.nullable(), until: Instant })
    .refine(({ bedId, slotId }) => (bedId === null) !== (slotId === null), { path: ['bedId'] })
    .meta({ id: 'HoldCapacity' }),
  returns: Hold,
  refuses: [
    ...denied,
    'referral.not_found',
    'referral.wrong_state',
    'referral.stale',
    'capacity.taken',
    'capacity.not_fitting',
    'capacity.period_invalid',
  ],
});
export const extendHold = route('POST', '/capacity/holds/:id/extend', {
  summary: 'Hold longer',
  params: ById,
  body: z.strictObject({ version: Version, until: Instant }).meta({ id: 'ExtendHold' }),
  returns: Hold,
  refuses: [...stale, 'capacity.taken', 'capacity.period_invalid'],
});
export const releaseHold = route('POST', '/capacity/holds/:id/release', {
  summary: 'Give back what is held; both hospitals learn of it',
  status: 204,
  params: ById,
  body: z.strictObject({ version: Version }).meta({ id: 'ReleaseHold' }),
  returns: z.void(),
  refuses: stale,
});

const FreeBed = Bed.pick({ id: true, label: true, kind: true, sex: true }).extend({
  department: DepartmentName,
  /** Whether the room is kept for the sex of this patient, or for nobody’s. */
  suits: z.boolean(),
});
export type FreeBed = z.infer<typeof FreeBed>;
export const getCapacityChoices = route('GET', '/capacity/choices', {
  summary: 'What can be held for a referral that was sent to my institution: free beds, those of its department first, and the next slots',
  query: z.strictObject({ referralId: Id }),
  returns: z
    .object({
      held: Hold.nullable(),
      beds: z.array(FreeBed),
      slots: z.array(Slot.pick({ id: true, service: true, room: true, from: true, to: true }).extend({ department: DepartmentName })),
      ...Confirmation,
    })
    .meta({ id: 'CapacityChoices' }),
  refuses: ['access.denied', 'referral.not_found'],
});
export const getHeldPlace = route('GET', '/referrals/:id/held', {
  summary: 'Which bed or slot is kept for a referral, and until when; both hospitals may know',
  params: ById,
  returns: z
    .object({
      held: z.object({ label: z.string(), isSlot: z.boolean(), state: z.enum(['held', 'occupied']), until: Instant.nullable() }).nullable(),
    })
    .meta({ id: 'HeldPlace' }),
  refuses: ['access.denied'],
});
export const getFreeCapacity = route('GET', '/capacity/free', {
  summary: 'Free beds by kind and the next slot, by department, of an institution that shares an alliance with mine: figures only',
  query: z.strictObject({ institutionId: Id }),
  returns: z
    .object({
      items: z.array(
        z.object({
          department: DepartmentName,
          beds: z.array(z.object({ kind: z.enum(bedKinds), free: z.int(), open: z.int() })),
          nextSlotAt: Instant.nullable(),
          ...Confirmation,
        }),
      ),
    })
    .meta({ id: 'FreeCapacity' }),
  refuses: ['access.denied'],
});
