import { recognitionDecisions } from '@alliance/domain/recognition/recognition.codes';
import { reviewVerdicts } from '@alliance/domain/recognition-review/recognition-review.machine';
import { z } from 'zod';
import { route } from './route.js';
import { CalendarDate, Id, Instant, Named, Text, page } from './schema.js';

/** Whose decisions: of the own hospital, of others about the own hospital's results, of the members of my alliances, of all. */
export const recognitionScopes = ['own', 'issued', 'alliances', 'all'] as const;
export type RecognitionScope = (typeof recognitionScopes)[number];

const filters = {
  /** Where left out: the own hospital's, of the office all. */
  scope: z.enum(recognitionScopes).optional(),
  /** Days of the decisions, both included; the last 90 where left out. */
  from: CalendarDate.optional(),
  to: CalendarDate.optional(),
};

const Counts = z.object({
  /** Decided lines with a result that could be taken over: accepted and repeated. */
  offered: z.int(),
  accepted: z.int(),
  repeated: z.int(),
  /** Repeats that count as not recognising: refused by a closed review, or not reviewed and with a reason that counts. */
  counted: z.int(),
  /** Done because there was nothing to take over. */
  ordered: z.int(),
});
const Savings = z.object({ repeatsAvoided: z.int(), fen: z.int(), microsievert: z.int(), microlitres: z.int() });
const Item = z.object({ code: z.string(), name: Text });

export const getRecognitionFigures = route('GET', '/recognition/figures', {
  summary: 'What was taken over and repeated, what that saved, which items and between whom (MR-15)',
  query: z.strictObject(filters),
  returns: z
    .object({
      scopes: z.array(z.enum(recognitionScopes)),
      scope: z.enum(recognitionScopes),
      span: z.object({ from: CalendarDate, to: CalendarDate }),
      total: Counts.extend(Savings.shape),
      reasons: z.array(z.object({ code: z.string(), name: Text, repeated: z.int(), counted: z.int() })),
      /** Of the hospital that decided. */
      hospitals: z.array(Counts.extend({ hospital: Named })),
      items: z.array(Counts.extend({ item: Item })),
      /** Whose results, taken over or passed over by whom. */
      pairs: z.array(Counts.extend({ issuer: Named, receiver: Named })),
      /** `YYYY-MM`. */
      months: z.array(Counts.extend({ month: z.string() }).extend(Savings.shape)),
    })
    .meta({ id: 'RecognitionFigures' }),
  refuses: ['access.denied', 'request.invalid'],
});
export type RecognitionFigures = z.infer<typeof getRecognitionFigures.returns>;

const selection = {
  decision: z.enum(recognitionDecisions).optional(),
  counted: z.stringbool().optional(),
  itemCode: z.string().max(40).optional(),
  reason: z.string().max(20).optional(),
  issuerId: Id.optional(),
  receiverId: Id.optional(),
};
export const RecognitionCase = z
  .object({
    id: Id,
    /** null for whoever is not of the hospital that decided. */
    checkId: Id.nullable(),
    decidedAt: Instant,
    item: Item,
    issuer: Named.nullable(),
    receiver: Named,
    decision: z.enum(recognitionDecisions),
    reason: z.string().nullable(),
    counts: z.boolean().nullable(),
    standing: z.enum(reviewVerdicts).nullable(),
    fen: z.int(),
    microsievert: z.int(),
    microlitres: z.int(),
  })
  .meta({ id: 'RecognitionCase' });
export type RecognitionCase = z.infer<typeof RecognitionCase>;
export const listRecognitionCases = route('GET', '/recognition/figures/cases', {
  summary: 'The decisions behind a figure, newest first: hospitals, items and codes, nobody’s name',
  query: z.strictObject({ ...filters, ...selection, ...page(50) }),
  returns: z.object({ items: z.array(RecognitionCase), nextCursor: z.string().nullable() }).meta({ id: 'RecognitionCases' }),
  refuses: ['access.denied', 'request.invalid'],
});

export const exportRecognition = route('GET', '/recognition/figures/export', {
  summary: 'The figures with their method, as a CSV file; recorded',
  kind: 'file',
  query: z.strictObject({ ...filters, language: z.enum(['zh', 'en']).default('zh') }),
  returns: z.unknown(),
  refuses: ['access.denied', 'request.invalid'],
});
