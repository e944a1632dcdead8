import { replayChanges } from '@alliance/domain/criteria/replay';
import { criterionDirections, criterionUrgencies, verdicts } from '@alliance/domain/criteria/rule.types';
import { z } from 'zod';
import { route } from './route.js';
import { ById, Id, Instant, page, pageOf } from './schema.js';

export const replayStates = ['queued', 'running', 'done', 'cancelled', 'failed'] as const;
/** Counts of referrals by what the new version changes for them: each is `same` or one of the changes. */
const Differences = z.object({
  judged: z.int(),
  same: z.int(),
  /** Met now and not before; the other way round. */
  newlyMet: z.int(),
  noLongerMet: z.int(),
  /** Met both times, sooner or later to be seen. */
  sooner: z.int(),
  later: z.int(),
  /** Met neither time; decided before and open now; the other way round. */
  newlyUnknown: z.int(),
  newlyDecided: z.int(),
});
export const ReplayRun = z
  .object({
    id: Id,
    protocolId: Id,
    number: z.int(),
    /** The version it is held against: the one in force when the run began; null when there was none. */
    against: z.int().nullable(),
    days: z.int(),
    state: z.enum(replayStates),
    /** Referrals judged, and to judge. */
    done: z.int(),
    total: z.int(),
    requestedBy: z.string(),
    requestedAt: Instant,
    finishedAt: Instant.nullable(),
    summary: z
      .object({
        all: Differences,
        byDirection: z.array(z.object({ direction: z.enum(criterionDirections), ...Differences.shape })),
        byUrgency: z.array(z.object({ urgency: z.enum([...criterionUrgencies, 'none']), before: z.int(), after: z.int() })),
        byMember: z.array(z.object({ institutionId: Id, institution: z.string(), ...Differences.shape })),
      })
      .nullable(),
  })
  .meta({ id: 'ReplayRun' });
export type ReplayRun = z.infer<typeof ReplayRun>;

const OfVersion = z.strictObject({
  id: Id,
  n: z.coerce.number<number | string>().int().min(1).max(100_000) as unknown as z.ZodType<number, string>,
});
export const startReplay = route('POST', '/protocols/:id/versions/:n/replays', {
  summary: 'Run a version over what was judged when patients were sent in the last days: who would have been judged differently?',
  status: 202,
  params: OfVersion,
  body: z.strictObject({ days: z.int().min(1).max(365).default(90) }).meta({ id: 'StartReplay' }),
  returns: ReplayRun,
  refuses: ['access.not_found', 'protocol.not_your_action', 'protocol.wrong_state', 'replay.running'],
});
export const listReplays = route('GET', '/protocols/:id/versions/:n/replays', {
  summary: 'Runs of a version, newest first',
  params: OfVersion,
  returns: z.object({ items: z.array(ReplayRun) }).meta({ id: 'Replays' }),
  refuses: ['access.not_found'],
});
export const getReplay = route('GET', '/replays/:id', {
  summary: 'One run with its progress and what it found so far',
  params: ById,
  returns: ReplayRun,
  refuses: ['access.not_found'],
});
const Side = z.object({ verdict: z.enum(verdicts), urgency: z.enum(criterionUrgencies).nullable() });
export const listReplayCases = route('GET', '/replays/:id/cases', {
  summary: 'The referrals that would have been judged differently; a number, a hospital and a day, no patient',
  params: ById,
  query: z.strictObject({
    direction: z.enum(criterionDirections).optional(),
    institutionId: Id.optional(),
    change: z.enum(replayChanges).optional(),
    ...page(50),
  }),
  returns: pageOf(
    'ReplayCasePage',
    z
      .object({
        referralId: Id,
        number: z.string(),
        institution: z.string(),
        submittedAt: Instant,
        direction: z.enum(criterionDirections),
        before: Side,
        after: Side,
        change: z.enum(replayChanges),
        /** Criteria whose verdict differs, or how soon they want the patient seen; on the way down also those that forbid it. */
        criteria: z.array(z.object({ code: z.string(), before: z.enum(verdicts).nullable(), after: z.enum(verdicts).nullable() })),
      })
      .meta({ id: 'ReplayCase' }),
  ),
  refuses: ['access.not_found'],
});
export const cancelReplay = route('POST', '/replays/:id/cancel', {
  summary: 'Stop a run; what it found so far stays',
  params: ById,
  body: z.strictObject({}).meta({ id: 'CancelReplay' }),
  returns: ReplayRun,
  refuses: ['access.not_found', 'replay.wrong_state'],
});
