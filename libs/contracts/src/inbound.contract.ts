import { inboundProblems, inboundStates, reportSources } from '@alliance/domain/recognition/recognition.codes';
import { z } from 'zod';
import { Problem } from './result.schema.js';
import { route } from './route.js';
import { ById, Id, Instant, Named, Version, line, page, pageOf } from './schema.js';

/** What came in from another system: filed, waiting to be mended, or put aside. */
const InboundHead = z.object({
  id: Id,
  version: Version,
  source: z.enum(reportSources),
  /** The connection of a sender; a file or a client has only the word it came with. */
  connection: Named.nullable(),
  origin: z.string(),
  controlId: z.string(),
  state: z.enum(inboundStates),
  problems: z.array(Problem),
  attempts: z.int(),
  receivedAt: Instant,
});
export const InboundLine = InboundHead.meta({ id: 'InboundLine' });
export type InboundLine = z.infer<typeof InboundLine>;

export const InboundView = InboundHead.extend({
  /** As it came. */
  original: z.string(),
  /** What somebody made of it; it is what is tried again. */
  mended: z.string().nullable(),
  settledAt: Instant.nullable(),
  settledBy: z.string().nullable(),
  discardReason: z.string().nullable(),
  reportId: Id.nullable(),
}).meta({ id: 'InboundView' });
export type InboundView = z.infer<typeof InboundView>;

/** The longest text that can be mended here. */
export const longestMended = 200_000;

export const listInbound = route('GET', '/inbound-messages', {
  summary: 'What came in: what waits first, the longest waiting on top; else newest first',
  query: z.strictObject({
    state: z.enum(inboundStates).default('quarantined'),
    source: z.enum(reportSources).optional(),
    problem: z.enum(inboundProblems).optional(),
    connectionId: Id.optional(),
    ...page(50),
  }),
  returns: pageOf('InboundPage', InboundLine),
  refuses: ['access.denied'],
});
export const getInboundFigures = route('GET', '/inbound-messages/figures', {
  summary: 'How many wait, by what is wrong with them',
  returns: z
    .object({ waiting: z.int(), byProblem: z.array(z.object({ problem: z.enum(inboundProblems), count: z.int() })) })
    .meta({ id: 'InboundFigures' }),
  refuses: ['access.denied'],
});
export const getInbound = route('GET', '/inbound-messages/:id', {
  summary: 'One of them with its text and the places of what is wrong',
  params: ById,
  returns: InboundView,
  refuses: ['access.denied', 'access.not_found'],
});
export const mendInbound = route('POST', '/inbound-messages/:id/mend', {
  summary: 'Correct its text and try again; the original stays beside it',
  params: ById,
  body: z.strictObject({ version: Version, text: z.string().min(1).max(longestMended) }).meta({ id: 'MendInbound' }),
  returns: InboundView,
  refuses: ['access.denied', 'access.not_found', 'inbound.wrong_state', 'record.stale'],
});
export const replayInbound = route('POST', '/inbound-messages/:id/replay', {
  summary: 'Try again as it is: after a patient or an agreement was put right',
  params: ById,
  body: z.strictObject({ version: Version }).meta({ id: 'ReplayInbound' }),
  returns: InboundView,
  refuses: ['access.denied', 'access.not_found', 'inbound.wrong_state', 'record.stale'],
});
export const replayManyInbound = route('POST', '/inbound-messages/replay', {
  summary: 'Try everything that waits with one kind of problem again, the longest waiting first, up to 200 at a time',
  body: z.strictObject({ problem: z.enum(inboundProblems), source: z.enum(reportSources).optional() }).meta({ id: 'ReplayManyInbound' }),
  returns: z.object({ tried: z.int(), filed: z.int(), waiting: z.int() }).meta({ id: 'ReplayedInbound' }),
  refuses: ['access.denied'],
});
export const discardInbound = route('POST', '/inbound-messages/:id/discard', {
  summary: 'Put aside what will never be a report of ours, with the reason',
  params: ById,
  body: z.strictObject({ version: Version, reason: line(300) }).meta({ id: 'DiscardInbound' }),
  returns: InboundView,
  refuses: ['access.denied', 'access.not_found', 'inbound.wrong_state', 'record.stale'],
});
