import { treatmentSubjectCodes } from '@alliance/domain/administration/department';
import { institutionTypes } from '@alliance/domain/alliance/institution';
import { bedKinds } from '@alliance/domain/capacity/bed';
import { exclusions, targetFits } from '@alliance/domain/receivers/candidate.types';
import { needs, readNeeds } from '@alliance/domain/receivers/needs';
import { registrations } from '@alliance/domain/receivers/registration';
import { institutionLevels } from '@alliance/domain/referral/direction';
import { directions, services, urgencies } from '@alliance/domain/referral/referral.codes';
import { referralStates } from '@alliance/domain/referral/referral.machine';
import { z } from 'zod';
import { route } from './route.js';
import { CalendarDate, Id, Instant, Text } from './schema.js';

/** From sending to arrival over the last 90 days; the median is null with fewer than six cases. */
const Wait = z.object({ cases: z.int(), medianMinutes: z.int().nullable() });
/** As the department published it. `stale`: nobody confirmed it in the last twelve hours. */
const Free = z.object({
  beds: z.array(z.object({ kind: z.enum(bedKinds), free: z.int() })),
  nextSlotAt: Instant.nullable(),
  confirmedAt: Instant.nullable(),
  stale: z.boolean(),
});

export const ReceiverDepartment = z.object({
  id: Id,
  name: Text,
  phone: z.string().nullable(),
  /** `not_stated`: nobody has said for what it is licensed. */
  registration: z.enum(registrations).exclude(['unregistered']),
  /** null where nothing is published. */
  free: Free.nullable(),
  /** Measured, for the asked service; null where nobody was sent. */
  wait: Wait.nullable(),
  /** What the department says of itself. */
  claimedWaitDays: z.int().nullable(),
});
export type ReceiverDepartment = z.infer<typeof ReceiverDepartment>;

export const Receiver = z
  .object({
    id: Id,
    name: z.string(),
    city: z.string().nullable(),
    type: z.enum(institutionTypes),
    level: z.enum(institutionLevels),
    /** From my institution to it, by the levels. */
    direction: z.enum(directions),
    /** The line that is answered round the clock. */
    phone: z.string().nullable(),
    /** As the crow flies; null where one of the places is unknown. */
    distanceKm: z.number().nullable(),
    /** Whether it has what the criteria point to. */
    target: z.enum(targetFits),
    /** Alternatives of which it has none. */
    missing: z.array(z.array(z.enum(needs))),
    /** Those that may be asked, the most suitable first. */
    departments: z.array(ReceiverDepartment),
  })
  .meta({ id: 'Receiver' });
export type Receiver = z.infer<typeof Receiver>;

export const listReceivers = route('GET', '/receivers', {
  summary: 'Members of an alliance that may receive a patient, the most suitable first, and why the others are not offered',
  query: z.strictObject({
    allianceId: Id,
    service: z.enum(services),
    urgency: z.enum(urgencies).optional(),
    diagnosisCode: z.string().max(12).optional(),
    /** Where the patient is to go. */
    direction: z.enum(directions).optional(),
    /** What the criteria that are met point to: alternatives joined by `|`, what is needed together by `,`. */
    needs: z
      .string()
      .max(600)
      .refine((text) => readNeeds(text) !== undefined, 'needs')
      .optional(),
    /** Name, pinyin or its initials. */
    query: z.string().trim().max(60).optional(),
    limit: z.coerce.number<number | string>().int().min(1).max(100).default(20),
  }),
  returns: z
    .object({
      items: z.array(Receiver),
      /** How many there are, shown or not. */
      total: z.int(),
      excluded: z.array(
        z.object({
          id: Id,
          name: z.string(),
          why: z.enum(exclusions),
        }),
      ),
      /** 诊疗科目 of which a department must be registered for one; empty for any. */
      subjects: z.array(z.enum(treatmentSubjectCodes)),
    })
    .meta({ id: 'Receivers' }),
  refuses: ['access.denied', 'access.not_found'],
});

export const findDuplicates = route('GET', '/receivers/duplicates', {
  summary: 'Open referrals of the same patient for the same service: our own, and whether the alliance has another, never whose',
  query: z.strictObject({
    patientId: Id,
    service: z.enum(services),
    /** The one being written. */
    exceptId: Id.optional(),
  }),
  returns: z
    .object({
      own: z.array(
        z.object({
          id: Id,
          number: z.string(),
          state: z.enum(referralStates),
          urgency: z.enum(urgencies).nullable(),
          author: z.string(),
          since: CalendarDate,
        }),
      ),
      elsewhere: z.object({ since: CalendarDate, urgency: z.enum(urgencies).nullable() }).nullable(),
    })
    .meta({ id: 'Duplicates' }),
  refuses: ['access.denied', 'access.not_found'],
});
