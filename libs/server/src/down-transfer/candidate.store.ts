import { verdictChanged } from '@alliance/domain/down-transfer/candidate';
import type { RecordedFacts } from '@alliance/domain/down-transfer/care-facts';
import { isSetAside } from '@alliance/domain/down-transfer/set-aside';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import type { Transaction } from '../platform/db/database.js';
import { today } from '../platform/today.js';
import type { JudgedCandidate } from './candidate.judge.js';
import { beside, inCare, inCareColumns, type InCareRow } from './candidate.row.js';

const one = `select ${inCareColumns} from referral r ${beside} where r.id = $1 and r.receiver_id = current_institution() and r.submitted_at is not null`;
const slice = `
  select ${inCareColumns} from referral r ${beside}
  where r.receiver_id = current_institution() and ${inCare} and ($1::uuid is null or r.id > $1) order by r.id limit $2`;

/**
 * Writes what is new, where nobody else was first: a row that moved meanwhile was judged meanwhile. What was judged as before is not written,
 * and the version moves with what people would see change.
 */
const keep = `
  with n as (
    select * from jsonb_to_recordset($1::jsonb) n (referral_id uuid, known int, moves boolean, frees boolean, facts jsonb, verdict text, findings jsonb, against jsonb,
      missing text[], version_ids uuid[], digest text, met_since timestamptz)),
  changed as (
    update down_candidate c set version = c.version + n.moves::int, in_care = true, verdict = n.verdict, findings = n.findings, against = n.against, missing = n.missing,
      version_ids = n.version_ids, digest = n.digest, judged_at = $2, met_since = n.met_since, facts = coalesce(n.facts, c.facts),
      facts_at = case when n.facts is null then c.facts_at else $2 end, facts_by = case when n.facts is null then c.facts_by else current_person() end,
      set_aside_reason = case when not n.frees then c.set_aside_reason end, set_aside_until = case when not n.frees then c.set_aside_until end,
      set_aside_note = case when not n.frees then c.set_aside_note end, set_aside_by = case when not n.frees then c.set_aside_by end,
      set_aside_at = case when not n.frees then c.set_aside_at end
    from n where c.referral_id = n.referral_id and c.version = n.known
    returning c.referral_id, c.version),
  added as (
    insert into down_candidate (referral_id, institution_id, version, facts, facts_at, facts_by, verdict, findings, against, missing, version_ids, digest, judged_at, met_since)
    select referral_id, current_institution(), 1 + (facts is not null)::int, coalesce(facts, '{}'), case when facts is not null then $2::timestamptz end,
      case when facts is not null then current_person() end, verdict, findings, against, missing, version_ids, digest, $2, met_since from n where known = 0
    on conflict do nothing returning referral_id, version)
  select * from changed union all select * from added`;

const leave = `
  update down_candidate c set in_care = false, version = c.version + 1
  where c.institution_id = current_institution() and c.in_care and ($1::uuid is null or c.referral_id = $1)
    and not exists (select 1 from referral r where r.id = c.referral_id and r.receiver_id = c.institution_id and ${inCare})`;

/** A patient in care, as judged now. */
export interface Judged {
  readonly row: InCareRow;
  readonly said: JudgedCandidate;
  /** Given where they changed. */
  readonly facts?: RecordedFacts;
}

/** The statements on candidates, with the events that follow from them. */
@Injectable()
export class CandidateStore {
  /** @returns undefined where my hospital is not the receiver */
  async one(tx: Transaction, referralId: string): Promise<InCareRow | undefined> {
    const [row] = await tx.rows<InCareRow>(one, [referralId]);
    return row;
  }

  slice(tx: Transaction, after: string | null, limit: number): Promise<InCareRow[]> {
    return tx.rows<InCareRow>(slice, [after, limit]);
  }

  /** Keeps what was judged and tells the hospital of verdicts that changed. @returns versions by referral of what was written */
  async keep(work: Work, judged: readonly Judged[]): Promise<ReadonlyMap<string, number>> {
    const day = today(work.now);
    const rows = judged.flatMap(({ row, said, facts }) => {
      const changed = verdictChanged(row.verdict, said.verdict);
      const frees = row.set_aside_until !== null && (changed || !isSetAside(row.set_aside_until, day));
      const moves = changed || frees || facts !== undefined;
      if (!moves && row.digest === said.digest) return [];
      const { verdict, findings, against, missing, versionIds, digest, metSince } = said;
      return [
        {
          ...{ referral_id: row.id, known: row.version ?? 0, moves, frees, facts },
          ...{ verdict, findings, against, missing, version_ids: versionIds, digest, met_since: metSince },
        },
      ];
    });
    if (!rows.length) return new Map();
    const written = await work.rows<{ referral_id: string; version: number }>(keep, [JSON.stringify(rows), work.now]);
    const versions = new Map(written.map(({ referral_id: id, version }) => [id, version]));
    for (const { row, said } of judged) {
      const version = versions.get(row.id);
      if (version !== undefined && verdictChanged(row.verdict, said.verdict)) this.tell(work, row, said, version);
    }
    return versions;
  }

  /** Patients who are in care no more, or one of them. */
  async leave(work: Work, referralId: string | null): Promise<void> {
    await work.rows(leave, [referralId]);
  }

  private tell(work: Work, row: InCareRow, said: JudgedCandidate, version: number): void {
    work.event({
      kind: 'down.candidate',
      topic: 'down',
      subjectId: row.id,
      version,
      data: { verdict: said.verdict ?? 'none', before: row.verdict ?? 'none' },
      recipients: [work.actor.institutionId],
    });
  }
}
