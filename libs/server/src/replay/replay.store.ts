import type { StoredOverride } from '@alliance/domain/criteria/override-in-force';
import type { ReplaySummary } from '@alliance/domain/criteria/replay';
import type { ProtocolContent } from '@alliance/domain/protocol/protocol.types';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import type { Transaction } from '../platform/db/database.js';
import type { JudgedReferral, ReplayedCase } from './replay.judge.js';

/** The last referral of a slice: runs go by alliance, moment and id. */
export interface Reached {
  readonly alliance: string;
  readonly at: string;
  readonly id: string;
}
export interface ReplayTask {
  readonly id: string;
  readonly number: number;
  readonly requested_by: string;
  readonly reached: Reached | null;
  readonly summary: ReplaySummary | null;
  readonly before: ProtocolContent | null;
  readonly after: ProtocolContent;
  /** The version still says what it said when the run was asked for. */
  readonly unchanged: boolean;
  readonly overrides: Readonly<Record<string, StoredOverride[]>>;
}
export interface SliceRow extends JudgedReferral {
  readonly alliance_id: string;
  readonly place: string;
}

/** A worker that has not written for so long is taken for dead. */
const silenceSeconds = 10;
/** How often a run is begun again without getting any further. */
const mostAttempts = 3;

const take = `
  update replay_run set attempts = attempts + 1, moved_at = now(),
    state = case when attempts < ${mostAttempts} then 'running' else 'failed' end, finished_at = case when attempts < ${mostAttempts} then null else $2::timestamptz end
  where id = $1 and state in ('queued', 'running') and (moved_at is null or moved_at < now() - interval '${silenceSeconds} seconds')
  returning state`;

const task = `
  select r.id, v.number, r.requested_by, r.reached, r.summary, b.content as before, v.content as after, md5(v.content::text) = r.content_digest as unchanged,
    (select coalesce(jsonb_object_agg(o.institution_id, o.overrides), '{}') from protocol_adoption o where o.protocol_id = r.protocol_id and o.overrides <> '[]') as overrides
  from replay_run r join protocol_version v on v.id = r.version_id left join protocol_version b on b.id = r.against_id
  where r.id = $1`;

const slice = `select *, judged_at::text as place from replay_referrals($1, $2, $3::timestamptz, $4, $5)`;

const move = `
  update replay_run set reached = $3::jsonb, done = done + $4, summary = $5::jsonb, moved_at = now(), attempts = 0
  where id = $1 and state = 'running' and reached is not distinct from $2::jsonb returning id`;

const keep = `
  insert into replay_case (run_id, referral_id, number, sender_id, submitted_at, direction, before, after, change, criteria)
  select $1, referral_id, number, sender_id, submitted_at, direction, before, after, change, criteria
  from jsonb_to_recordset($2::jsonb) c (referral_id uuid, number text, sender_id uuid, submitted_at timestamptz, direction text, before jsonb, after jsonb, change text, criteria jsonb)`;

/** The worker's statements. Of two workers at one run only one writes: each slice is written where the last one still is the last. */
@Injectable()
export class ReplayStore {
  /** @returns `running` for whoever has it from now on, `failed` when it was begun often enough; otherwise who has it goes on, or it is over */
  async take(work: Work, id: string): Promise<'running' | 'failed' | 'going_on' | 'over'> {
    const [taken] = await work.rows<{ state: 'running' | 'failed' }>(take, [id, work.now]);
    if (taken) return taken.state;
    const going = await work.rows(`select 1 from replay_run where id = $1 and state in ('queued', 'running')`, [id]);
    return going.length ? 'going_on' : 'over';
  }

  async task(tx: Transaction, id: string): Promise<ReplayTask | undefined> {
    const [row] = await tx.rows<ReplayTask>(task, [id]);
    return row;
  }

  slice(tx: Transaction, id: string, reached: Reached | null, limit: number): Promise<SliceRow[]> {
    return tx.rows<SliceRow>(slice, [id, reached?.alliance ?? null, reached?.at ?? null, reached?.id ?? null, limit]);
  }

  /** @returns false where the run was stopped or somebody else is further: then nothing is written */
  async move(
    work: Work,
    id: string,
    {
      from,
      to,
      judged,
      summary,
      cases,
    }: { from: Reached | null; to: Reached; judged: number; summary: ReplaySummary; cases: readonly ReplayedCase[] },
  ): Promise<boolean> {
    const moved = await work.rows(move, [id, from && JSON.stringify(from), JSON.stringify(to), judged, JSON.stringify(summary)]);
    if (moved.length && cases.length) await work.rows(keep, [id, JSON.stringify(cases)]);
    return moved.length > 0;
  }

  /** @returns false where it is over already */
  async end(work: Work, id: string, state: 'done' | 'failed'): Promise<boolean> {
    // referrals that were sent again meanwhile belong to a later run
    const ended = await work.rows(
      `update replay_run set state = $2, finished_at = $3, total = case $2 when 'done' then done else total end where id = $1 and state = 'running' returning id`,
      [id, state, work.now],
    );
    return ended.length > 0;
  }
}
