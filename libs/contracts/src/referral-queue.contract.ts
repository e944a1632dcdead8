import { directions, services, urgencies } from '@alliance/domain/referral/referral.codes';
import { referralActions, referralStates } from '@alliance/domain/referral/referral.machine';
import { z } from 'zod';
import { PatientView } from './patient.contract.js';
import { Deadline } from './referral.contract.js';
import { route } from './route.js';
import { Id, Instant, Named, Text, Version, page, pageOf } from './schema.js';

/** A row of the queue. */
export const ReferralRow = z
  .object({
    id: Id,
    number: z.string(),
    state: z.enum(referralStates),
    version: Version,
    actions: z.array(z.enum(referralActions)),
    urgency: z.enum(urgencies).nullable(),
    service: z.enum(services).nullable(),
    direction: z.enum(directions).nullable(),
    deadline: Deadline.nullable(),
    /** The other hospital: the sender of an inbound, the receiver of an outbound one. */
    counterpart: Named.nullable(),
    department: Text.nullable(),
    patient: z
      .object({
        name: z.string(),
        sex: PatientView.shape.sex,
        birthDate: PatientView.shape.birthDate,
        identifierMasked: z.string().nullable(),
        identifierLast4: z.string().nullable(),
      })
      .nullable(),
    diagnosis: z.string().nullable(),
    reason: z.string().nullable(),
    submittedAt: Instant.nullable(),
    updatedAt: Instant,
  })
  .meta({ id: 'ReferralRow' });
export type ReferralRow = z.infer<typeof ReferralRow>;

export const listReferrals = route('GET', '/referrals', {
  summary: 'The queue of one side, ordered by urgency, due, id',
  query: z.strictObject({
    side: z.enum(['inbound', 'outbound']),
    /** One state; without it all open ones, drafts included on the outbound side only when asked for. */
    state: z.enum(referralStates).optional(),
    urgency: z.enum(urgencies).optional(),
    departmentId: Id.optional(),
    /** Name or pinyin initials, from the start. */
    name: z.string().trim().max(60).optional(),
    number: z.string().trim().max(20).optional(),
    ...page(20),
  }),
  returns: pageOf('ReferralPage', ReferralRow),
});

export const countReferrals = route('GET', '/referrals/counts', {
  summary: 'How many open referrals stand in each state, and how many are late',
  returns: z
    .object({
      inbound: z.partialRecord(z.enum(referralStates), z.int()),
      outbound: z.partialRecord(z.enum(referralStates), z.int()),
      /** Open ones whose next action is mine and late. */
      late: z.int(),
    })
    .meta({ id: 'ReferralCounts' }),
});
