import { bulkActions, queueColumns, queueGroupings, startingViews } from '@alliance/domain/referral/queue';
import { refusalCodes } from '@alliance/domain/refusal';
import { z } from 'zod';
import { Claim, queueFilters } from './referral-queue.contract.js';
import { route } from './route.js';
import { ById, Id, line } from './schema.js';

const Claimed = z.object({ id: Id, claim: Claim.nullable() }).meta({ id: 'Claimed' });
const unclaimable = ['referral.not_found', 'referral.wrong_state', 'referral.not_your_action', 'referral.claim_held'] as const;

export const claimReferral = route('POST', '/referrals/:id/claim', {
  summary: 'Work on an inbound referral, so that nobody else does at the same time',
  params: ById,
  returns: Claimed,
  refuses: unclaimable,
});

export const releaseReferral = route('POST', '/referrals/:id/release', {
  summary: 'Let others work on it again',
  params: ById,
  returns: Claimed,
  refuses: ['referral.not_found', 'referral.not_your_action'],
});

export const takeReferral = route('POST', '/referrals/:id/take', {
  summary: 'Take the work over from a colleague who has left; they are told',
  params: ById,
  /** Whose claim was seen. */
  body: z.strictObject({ from: Id }).meta({ id: 'TakeReferral' }),
  returns: Claimed,
  refuses: unclaimable,
});

/** Who has a referral open now. Of the other hospital nobody is named. */
export const Presence = z
  .object({ id: Id, people: z.array(z.object({ appointmentId: Id, name: z.string() })), otherHospital: z.boolean() })
  .meta({ id: 'Presence' });
export type Presence = z.infer<typeof Presence>;

export const lookAtReferral = route('PUT', '/referrals/:id/presence', {
  summary: 'I have it open: said every 15 s, believed for 40 s. Answers who else has',
  params: ById,
  returns: Presence,
  refuses: ['referral.not_found'],
});

export const listPresence = route('GET', '/referrals/presence', {
  summary: 'Who has these referrals open now, myself left out; those that nobody has are left out too',
  query: z.strictObject({ ids: z.string().max(8_000) }),
  returns: z.object({ items: z.array(Presence) }).meta({ id: 'PresenceList' }),
});

/** The filters of a list as they stand in an address. */
const ViewQuery = z
  .partialRecord(z.enum(Object.keys(queueFilters) as (keyof typeof queueFilters)[]), z.string().max(300))
  .meta({ id: 'ViewQuery' });
const viewFields = {
  code: z.enum(startingViews).nullable(),
  /** null for one that everybody starts with. */
  name: z.string().nullable(),
  grouping: z.enum(queueGroupings),
  /** Colleagues of my department see it too. */
  shared: z.boolean(),
} as const;

export const QueueView = z
  .object({
    id: Id,
    ...viewFields,
    query: ViewQuery,
    /** Who shares it with me; null for my own. */
    sharedBy: z.string().nullable(),
    /** null where it lists what has ended: nobody waits for that. */
    count: z.int().nullable(),
    late: z.int(),
  })
  .meta({ id: 'QueueView' });
export type QueueView = z.infer<typeof QueueView>;

const Desk = z.object({ version: z.int(), columns: z.array(z.enum(queueColumns)), views: z.array(QueueView) }).meta({ id: 'Desk' });

export const readDesk = route('GET', '/referrals/views', {
  summary: 'My views of the queue with what stands in each, those shared with me, and the columns I keep',
  returns: Desk,
});

export const arrangeDesk = route('PUT', '/referrals/views', {
  summary: 'Keep my views in this order, and my columns',
  body: z
    .strictObject({
      version: z.int().nonnegative(),
      columns: z.array(z.enum(queueColumns)).max(queueColumns.length),
      views: z.array(z.strictObject({ id: Id, ...viewFields, name: line(24).nullable(), query: ViewQuery })).max(20),
    })
    .meta({ id: 'ArrangeDesk' }),
  returns: Desk,
  refuses: ['record.stale', 'department.foreign'],
});

export const bulkReferrals = route('POST', '/referrals/bulk', {
  summary: 'The same for many rows at once; answering a patient is not among it',
  body: z
    .strictObject({
      action: z.enum(bulkActions),
      ids: z.array(Id).min(1).max(200),
      /** To whom the work is handed over. */
      to: Id.optional(),
    })
    .meta({ id: 'BulkReferrals' }),
  returns: z.object({ results: z.array(z.object({ id: Id, refused: z.enum(refusalCodes).nullable() })) }).meta({ id: 'BulkResults' }),
  refuses: ['access.not_found'],
});
