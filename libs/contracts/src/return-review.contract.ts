import { urgencies } from '@alliance/domain/referral/referral.codes';
import * as codes from '@alliance/domain/return-review/return-review.codes';
import { offeredActions, returnReviewStates } from '@alliance/domain/return-review/return-review.machine';
import { z } from 'zod';
import { route } from './route.js';
import { ById, Id, Instant, Named, Version, line, page } from './schema.js';

const Factors = z.array(z.enum(codes.contributingFactors)).min(1).max(8);
const judgement = {
  preventable: z.enum(codes.preventabilities),
  countsAgainst: z.enum(codes.countings),
  factors: Factors,
  action: z.enum(codes.reviewActions),
} as const;
const Note = z.object({
  kind: z.enum(['account', 'conclusion', 'objection', 'decision']),
  institution: Named,
  by: z.string(),
  text: z.string(),
  at: Instant,
});

/** One referral of the two, as far as whoever looks is one of its hospitals. */
const Leg = z.object({
  /** null for whoever may not see the referral itself. */
  id: Id.nullable(),
  number: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
});

/** Somebody who had come down is back within 72 hours, and both hospitals look at it (field.md F49). No patient's identity is in it. */
export const ReturnReview = z
  .object({
    id: Id,
    version: Version,
    state: z.enum(returnReviewStates),
    way: z.enum(codes.returnWays),
    down: Leg,
    up: Leg.extend({ urgency: z.enum(urgencies).nullable() }),
    arrivedAt: Instant,
    returnedAt: Instant,
    hours: z.number(),
    /** The hospital that sent the patient down, and the one that the patient came home to. */
    downSender: Named,
    downReceiver: Named,
    /** null: the office concludes. Where the lead is late, the office may decide. */
    lead: Named.nullable(),
    openedAt: Instant,
    dueAt: Instant.nullable(),
    overdue: z.boolean(),
    accounts: z.array(z.object({ institution: Named, factors: Factors, by: z.string(), at: Instant })),
    conclusions: z.array(z.object({ level: z.enum(['first', 'decision']), ...judgement, institution: Named, by: z.string(), at: Instant })),
    objection: z.object({ institution: Named, preventable: z.enum(codes.preventabilities), factors: Factors }).nullable(),
    /** What holds in the end. */
    final: z.object({ preventable: z.enum(codes.preventabilities), countsAgainst: z.enum(codes.countings) }).nullable(),
    notes: z.array(Note),
    actions: z.array(z.enum(offeredActions)),
  })
  .meta({ id: 'ReturnReview' });
export type ReturnReview = z.infer<typeof ReturnReview>;

const refuses = [
  'access.denied',
  'access.not_found',
  'record.stale',
  'return_review.wrong_state',
  'return_review.not_your_action',
  'return_review.names_patient',
] as const;

export const listReturnReviews = route('GET', '/return-reviews', {
  summary: 'Reviews of early returns that concern my hospital: what waits for somebody first',
  query: z.strictObject({ state: z.enum(['open', 'closed', 'all']).default('open'), ...page(30) }),
  returns: z.object({ items: z.array(ReturnReview), nextCursor: z.string().nullable(), waiting: z.int() }).meta({ id: 'ReturnReviewPage' }),
  refuses: ['access.denied'],
});

export const getReturnReview = route('GET', '/return-reviews/:id', {
  summary: 'One review with what both hospitals say',
  params: ById,
  returns: ReturnReview,
  refuses: ['access.denied', 'access.not_found'],
});

/** Of a referral that brought somebody home, or of one that brings the patient back. */
export const returnOfReferral = route('GET', '/return-reviews/of-referral/:referralId', {
  summary: 'Whether the patient of a referral came back early, and the review of it',
  params: z.strictObject({ referralId: Id }),
  returns: z
    .object({
      link: z
        .object({ id: Id, returnedAt: Instant, arrivedAt: Instant, hours: z.number(), planned: z.boolean(), way: z.enum(codes.returnWays) })
        .nullable(),
      reviewId: Id.nullable(),
      /** The hospital that had sent the patient down may say that the patient has come by itself. */
      mayRecord: z.boolean(),
    })
    .meta({ id: 'ReturnOfReferral' }),
  refuses: ['access.denied', 'referral.not_found'],
});

export const recordReturn = route('POST', '/referrals/:id/early-return', {
  summary: 'A patient who was sent home came back without a referral',
  status: 201,
  params: ById,
  body: z.strictObject({ returnedAt: Instant }).meta({ id: 'RecordReturn' }),
  returns: ReturnReview,
  refuses: ['access.denied', 'referral.not_found', 'return_review.not_early', 'return_review.recorded_before'],
});

export const giveAccount = route('POST', '/return-reviews/:id/account', {
  summary: 'What contributed to the return, as one of the two hospitals sees it',
  params: ById,
  body: z.strictObject({ version: Version, factors: Factors, text: line(2000) }).meta({ id: 'GiveReturnAccount' }),
  returns: ReturnReview,
  refuses,
});

export const concludeReview = route('POST', '/return-reviews/:id/conclude', {
  summary: 'Conclude, as somebody who took part in neither referral',
  params: ById,
  body: z.strictObject({ version: Version, ...judgement, learning: line(2000) }).meta({ id: 'ConcludeReturnReview' }),
  returns: ReturnReview,
  refuses: [...refuses, 'request.invalid'],
});

export const objectToReview = route('POST', '/return-reviews/:id/object', {
  summary: 'Object once to the conclusion; the management office decides by the codes',
  params: ById,
  body: z
    .strictObject({ version: Version, preventable: judgement.preventable, factors: Factors, text: line(2000) })
    .meta({ id: 'ObjectToReturnReview' }),
  returns: ReturnReview,
  refuses,
});

export const decideReview = route('POST', '/return-reviews/:id/decide', {
  summary: 'Decide on an objection, or where nobody concluded in time, for good',
  params: ById,
  body: z.strictObject({ version: Version, ...judgement, learning: line(2000) }).meta({ id: 'DecideReturnReview' }),
  returns: ReturnReview,
  refuses: [...refuses, 'request.invalid'],
});
