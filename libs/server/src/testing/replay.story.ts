import * as replay from '@alliance/contracts/replay.contract';
import { getReplay, startReplay, type ReplayRun } from '@alliance/contracts/replay.contract';
import type { VersionView } from '@alliance/contracts/protocol.schema';
import type { GivenFacts } from '@alliance/domain/criteria/fact.types';
import type { Criterion } from '@alliance/domain/criteria/rule.types';
import type { ProtocolContent } from '@alliance/domain/protocol/protocol.types';
import { newId } from '../platform/ids.js';
import { ReplayModule } from '../replay/replay.module.js';
import type { Person, Serving } from './app.js';
import { eventually } from './eventually.js';
import { stands } from './judgement.story.js';
import { at, nextDraftOf, writes, type ProtocolStage } from './protocol.story.js';

export const replaySlice: Serving = { features: [ReplayModule], contracts: [replay] };

/** Nobody of this name may ever be in an answer of a replay. */
export const sentName = '欧阳无名';

/** Referrals that were sent and judged with these facts, `daysAgo`. The judgement itself does not matter: a replay judges both times. */
export async function wereSent(
  { database: { owner }, world, allianceId }: Pick<ProtocolStage, 'database' | 'world' | 'allianceId'>,
  sent: {
    readonly from: 'county' | 'township' | 'lead';
    readonly direction?: 'up' | 'down';
    readonly facts: GivenFacts;
    readonly times?: number;
    readonly daysAgo?: number;
    readonly allianceId?: string;
  },
): Promise<void> {
  const { from, direction = 'up', facts, times = 1, daysAgo = 10 } = sent;
  const [sender, receiver] = [world[from].id, from === 'lead' ? world.county.id : world.lead.id];
  const patientId = newId();
  await owner.query(`insert into patient (id, identifier_kind) values ($1, 'other')`, [patientId]);
  await owner.query(
    `with sent as (
       insert into referral (id, number, state, version, sender_id, receiver_id, custodian_id, direction, service, urgency, patient_id, patient_name, patient_initials,
         patient_sex, created_by, owner_id, submitted_at, alliance_id, facts)
       select uuidv7(), 'N' || left(md5(random()::text), 12), 'closed', 2, $1, $2, $1, $3, 'outpatient', 'routine', $4, $5, 'o', 'female',
         (select id from appointment limit 1), (select id from appointment limit 1), now() - make_interval(days => $6) - interval '1 second' * i, $7, $8
       from generate_series(1, $9) i returning *)
     insert into referral_judgement (referral_id, alliance_id, sender_id, direction, level, facts, verdict, version_ids, judgement, judged_at)
     select id, alliance_id, sender_id, direction, null, facts, 'unknown', '{}', '{}', submitted_at from sent`,
    [sender, receiver, direction, patientId, sentName, daysAgo, sent.allianceId ?? allianceId, JSON.stringify(facts), times],
  );
}

/** A version in force and the draft of the one that shall follow it. */
export async function draftAfter(stage: ProtocolStage, before: ProtocolContent, after: ProtocolContent): Promise<VersionView> {
  const { protocolId } = await stands(stage.database, stage.allianceId, before);
  const { version } = await nextDraftOf(stage, protocolId);
  return writes(stage.author, { id: protocolId, n: '2', version }, after);
}

/** The same protocol with other criteria in the place of some. */
export const revised = (content: ProtocolContent, changes: Readonly<Record<string, Partial<Criterion>>>): ProtocolContent => ({
  ...content,
  criteria: content.criteria.map((criterion) => ({ ...criterion, ...changes[criterion.code.slice(-3)] })),
});

export const begins = (author: Person, draft: VersionView, days = 90): Promise<ReplayRun> =>
  author.get(startReplay, { params: at(draft), body: { days } });

export const shows = (author: Person, { id }: Pick<ReplayRun, 'id'>): Promise<ReplayRun> => author.get(getReplay, { params: { id } });

/** Waits for the worker. @returns the run that is over */
export async function ends(author: Person, run: Pick<ReplayRun, 'id'>, timeoutMs = 15_000): Promise<ReplayRun> {
  let now: ReplayRun | undefined;
  await eventually(async () => {
    now = await shows(author, run);
    if (now.state === 'queued' || now.state === 'running') throw new Error(`still ${now.state}: ${now.done} of ${now.total}`);
  }, timeoutMs);
  return now as ReplayRun;
}
