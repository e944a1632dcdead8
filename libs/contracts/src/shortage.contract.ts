import { bedKinds } from '@alliance/domain/capacity/bed';
import { contactDues, contactOutcomes, shortageResolutions } from '@alliance/domain/capacity/shortage';
import { services, urgencies } from '@alliance/domain/referral/referral.codes';
import { referralStates } from '@alliance/domain/referral/referral.machine';
import { z } from 'zod';
import { route } from './route.js';
import { ById, CalendarDate, Id, Instant, Named, Text, Version, line } from './schema.js';

const Contact = z.object({ at: Instant, by: z.string(), outcome: z.enum(contactOutcomes), note: z.string().nullable() });

/** Somebody waits because no bed or slot was free, and was promised a call on a day (field.md F42). */
export const Shortage = z
  .object({
    id: Id,
    version: Version,
    institution: Named,
    department: z.object({ id: Id, name: Text }),
    referral: z.object({ id: Id, number: z.string(), urgency: z.enum(urgencies).nullable() }),
    sender: Named,
    service: z.enum(services),
    bedKind: z.enum(bedKinds).nullable(),
    since: Instant,
    promisedOn: CalendarDate,
    due: z.enum(contactDues),
    /** Calls made, the last one first; only at the hospital that makes them. */
    contacts: z.array(Contact),
  })
  .meta({ id: 'Shortage' });
export type Shortage = z.infer<typeof Shortage>;

const refuses = ['access.denied', 'access.not_found', 'record.stale'] as const;

export const listShortages = route('GET', '/capacity/shortages', {
  summary: 'Who waits for a bed or slot at my institution, the earliest promise first; of one referral also at the other hospital',
  query: z.strictObject({ departmentId: Id.optional(), referralId: Id.optional() }),
  returns: z.object({ items: z.array(Shortage) }).meta({ id: 'Shortages' }),
  refuses: ['access.denied'],
});
/** A referral that my institution took, or is asked to take, and that has neither bed nor slot. */
export const Unplaced = z
  .object({
    referral: z.object({ id: Id, number: z.string(), urgency: z.enum(urgencies).nullable() }),
    state: z.enum(referralStates),
    service: z.enum(services).nullable(),
    department: z.object({ id: Id, name: Text }).nullable(),
    arriveBy: Instant.nullable(),
    /** Whether it was taken, so that something can be held for it. */
    taken: z.boolean(),
    /** Whether it stands in the queue, with a promised day. */
    waits: z.boolean(),
  })
  .meta({ id: 'Unplaced' });
export type Unplaced = z.infer<typeof Unplaced>;
export const listUnplaced = route('GET', '/capacity/unplaced', {
  summary: 'Referrals with my institution that have no bed or slot, the most urgent first',
  returns: z.object({ items: z.array(Unplaced) }).meta({ id: 'UnplacedReferrals' }),
  refuses: ['access.denied'],
});
export const openShortage = route('POST', '/capacity/shortages', {
  summary: 'Nothing is free: put a referral in the queue and promise a day on which somebody calls',
  status: 201,
  body: z
    .strictObject({ id: Id.optional(), referralId: Id, departmentId: Id, bedKind: z.enum(bedKinds).nullable(), promisedOn: CalendarDate })
    .meta({ id: 'OpenShortage' }),
  returns: Shortage,
  refuses: [
    'access.denied',
    'referral.not_found',
    'referral.wrong_state',
    'department.foreign',
    'capacity.period_invalid',
    'capacity.in_use',
  ],
});
export const recordContact = route('POST', '/capacity/shortages/:id/contact', {
  summary: 'Somebody called, and promised the next call',
  params: ById,
  body: z
    .strictObject({ version: Version, outcome: z.enum(contactOutcomes), note: line(300).nullable(), promisedOn: CalendarDate })
    .meta({ id: 'RecordContact' }),
  returns: Shortage,
  refuses: [...refuses, 'capacity.period_invalid'],
});
export const resolveShortage = route('POST', '/capacity/shortages/:id/resolve', {
  summary: 'Nobody waits any more',
  status: 204,
  params: ById,
  body: z.strictObject({ version: Version, resolution: z.enum(shortageResolutions) }).meta({ id: 'ResolveShortage' }),
  returns: z.void(),
  refuses,
});
