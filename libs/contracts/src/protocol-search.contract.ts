import { z } from 'zod';
import { route } from './route.js';
import { ById, Id, Instant, Text, line, page, pageOf } from './schema.js';

const Hit = z
  .object({
    protocolId: Id,
    number: z.int(),
    title: Text,
    /** Section kind or criterion code: what the address points at. */
    place: z.string(),
    /** Text around the hit, and where in it the hit is, from–to; empty when found by pinyin. */
    snippet: z.string(),
    marks: z.array(z.tuple([z.int(), z.int()])),
  })
  .meta({ id: 'ProtocolHit' });
export const searchProtocols = route('GET', '/protocol-search', {
  summary: 'Search the protocols in force by words, pinyin or initials; what finds nothing is counted for the authors',
  query: z.strictObject({
    q: z.string().trim().min(1).max(60),
    limit: z.coerce.number<number | string>().int().min(1).max(50).default(20),
  }),
  returns: z.object({ items: z.array(Hit) }).meta({ id: 'ProtocolHits' }),
});
export const listSearchMisses = route('GET', '/protocol-search/misses', {
  summary: 'What people looked for and did not find, most wanted first',
  query: z.strictObject({ ...page(50) }),
  returns: pageOf(
    'SearchMissPage',
    z.object({ query: z.string(), count: z.int(), institutions: z.int(), lastAt: Instant }).meta({ id: 'SearchMiss' }),
  ),
});

export const feedbackReasons = [
  'does_not_fit',
  'threshold_wrong',
  'population_wrong',
  'fact_not_available',
  'card_overridden',
  'other',
] as const;
const FeedbackView = z
  .object({
    id: Id,
    protocolId: Id,
    number: z.int(),
    criterion: z.string().nullable(),
    reason: z.enum(feedbackReasons),
    text: z.string().nullable(),
    institution: z.string(),
    by: z.string().nullable(),
    at: Instant,
    answer: z.object({ text: z.string(), by: z.string(), at: Instant }).nullable(),
  })
  .meta({ id: 'ProtocolFeedback' });
export const giveFeedback = route('POST', '/protocols/:id/feedback', {
  summary: 'Tell the author that a criterion does not fit; no patient is named',
  status: 201,
  params: ById,
  body: z
    .strictObject({
      number: z.int().min(1),
      criterion: z.string().max(20).nullable().default(null),
      reason: z.enum(feedbackReasons),
      text: line(1000).nullable().default(null),
    })
    .meta({ id: 'GiveFeedback' }),
  returns: FeedbackView,
  refuses: ['access.not_found'],
});
export const listFeedback = route('GET', '/protocols/:id/feedback', {
  summary: 'What was said about a protocol: to its authors all, to others what their institution said',
  params: ById,
  query: z.strictObject({ ...page(50) }),
  returns: pageOf('FeedbackPage', FeedbackView),
  refuses: ['access.not_found'],
});
export const answerFeedback = route('POST', '/protocol-feedback/:id/answer', {
  summary: 'The author answers',
  params: ById,
  body: z.strictObject({ text: line(1000) }).meta({ id: 'AnswerFeedback' }),
  returns: FeedbackView,
  refuses: ['access.not_found', 'protocol.wrong_state'],
});
export const getUsage = route('GET', '/protocols/:id/usage', {
  summary: 'How often it was opened in the last 90 days, by institution; to authors and the office all, to others their own',
  params: ById,
  returns: z
    .object({ items: z.array(z.object({ institution: z.string(), opened: z.int(), lastOn: z.iso.date() })) })
    .meta({ id: 'ProtocolUsage' }),
  refuses: ['access.not_found'],
});
