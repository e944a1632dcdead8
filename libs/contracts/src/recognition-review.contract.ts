import {
  appealDecisions,
  offeredReviewActions,
  recognitionReviewStates,
  reviewVerdicts,
  samplings,
} from '@alliance/domain/recognition-review/recognition-review.machine';
import { z } from 'zod';
import { route } from './route.js';
import { ById, CalendarDate, Id, Instant, Named, Text, Version, line, page } from './schema.js';

/** Something said in a review: as whom, when. The person is named to the own hospital's readers by their hospital only. */
const Said = z.object({ institution: Named, text: z.string(), at: Instant });

/** A repeated test that is looked at. No patient's identity is in it: the issuing hospital knows the patient by its own report number. */
export const RecognitionReview = z
  .object({
    id: Id,
    version: Version,
    state: z.enum(recognitionReviewStates),
    how: z.enum(samplings),
    itemCode: z.string(),
    itemName: Text,
    /** The report of the issuing hospital, and when it was made. */
    reportNumber: z.string(),
    performedAt: Instant,
    repeatedAt: Instant,
    reason: z.object({ code: z.string(), name: Text, counts: z.boolean() }),
    /** What the physician wrote, with the patient's name taken out. */
    reasonText: z.string().nullable(),
    repeater: Named,
    issuer: Named,
    sampler: Named,
    reviewer: Named.nullable(),
    sampledAt: Instant,
    dueAt: Instant.nullable(),
    overdue: z.boolean(),
    judgement: Said.extend({ verdict: z.enum(reviewVerdicts) }).nullable(),
    appeal: Said.nullable(),
    decision: Said.extend({ decision: z.enum(appealDecisions) }).nullable(),
    /** What holds in the end, and counts. */
    standing: z.enum(reviewVerdicts).nullable(),
    actions: z.array(z.enum(offeredReviewActions)),
  })
  .meta({ id: 'RecognitionReview' });
export type RecognitionReview = z.infer<typeof RecognitionReview>;

const refuses = [
  'access.denied',
  'access.not_found',
  'record.stale',
  'recognition.wrong_state',
  'recognition.not_your_action',
  'return_review.names_patient',
] as const;

export const listRecognitionReviews = route('GET', '/recognition/reviews', {
  summary: 'Repeats that are looked at and concern my hospital',
  query: z.strictObject({ state: z.enum(['open', 'closed', 'all']).default('open'), ...page(30) }),
  returns: z
    .object({ items: z.array(RecognitionReview), nextCursor: z.string().nullable(), open: z.int() })
    .meta({ id: 'RecognitionReviewPage' }),
  refuses: ['access.denied'],
});

export const getRecognitionReview = route('GET', '/recognition/reviews/:id', {
  summary: 'One repeat that is looked at',
  params: ById,
  returns: RecognitionReview,
  refuses: ['access.denied', 'access.not_found'],
});

export const sampleRepeats = route('POST', '/recognition/reviews/samples', {
  summary: 'Draw repeats to be looked at, of hospitals that I answer for: at random, evenly over them, or aimed',
  status: 201,
  body: z
    .strictObject({
      how: z.enum(samplings),
      /** Days of the decisions, both included. */
      from: CalendarDate,
      to: CalendarDate,
      /** One of the two. */
      count: z.int().min(1).max(500).optional(),
      percent: z.int().min(1).max(100).optional(),
      /** The same seed draws the same. */
      seed: line(40).optional(),
      itemCode: line(40).optional(),
      hospitalId: Id.optional(),
      physicianId: Id.optional(),
      reason: line(20).optional(),
    })
    .refine(({ count, percent }) => (count === undefined) !== (percent === undefined), { path: ['count'] })
    .meta({ id: 'SampleRepeats' }),
  returns: z
    .object({ id: Id, seed: z.string(), /** Repeats that could have been drawn. */ candidates: z.int(), taken: z.int() })
    .meta({ id: 'RepeatSample' }),
  refuses: ['access.denied', 'request.invalid'],
});

export const judgeRepeat = route('POST', '/recognition/reviews/:id/judge', {
  summary: 'Whether the reason stands, as somebody who did not repeat the test',
  params: ById,
  body: z.strictObject({ version: Version, verdict: z.enum(reviewVerdicts), text: line(1000) }).meta({ id: 'JudgeRepeat' }),
  returns: RecognitionReview,
  refuses,
});

export const appealVerdict = route('POST', '/recognition/reviews/:id/appeal', {
  summary: 'Appeal: the issuing hospital against a justified reason, the repeating one against a refused reason',
  params: ById,
  body: z.strictObject({ version: Version, text: line(1000) }).meta({ id: 'AppealVerdict' }),
  returns: RecognitionReview,
  refuses,
});

export const assignReviewer = route('POST', '/recognition/reviews/:id/assign', {
  summary: 'Ask a third hospital to decide the appeal',
  params: ById,
  body: z.strictObject({ version: Version, institutionId: Id }).meta({ id: 'AssignReviewer' }),
  returns: RecognitionReview,
  refuses: [...refuses, 'recognition.same_institution'],
});

export const decideAppeal = route('POST', '/recognition/reviews/:id/decide', {
  summary: 'Decide an appeal for good, as somebody of neither hospital who did not judge before',
  params: ById,
  body: z.strictObject({ version: Version, decision: z.enum(appealDecisions), text: line(1000) }).meta({ id: 'DecideAppeal' }),
  returns: RecognitionReview,
  refuses,
});
