import type { MergeState } from '@alliance/domain/identity/merge.machine';
import { standingStates } from '@alliance/domain/identity/merge.machine';
import type { IdentificationBasis } from '@alliance/domain/identity/identification';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { mergeRows, type MergeRow } from './patient-merge.row.js';

interface NewMerge {
  readonly id: string;
  readonly keptId: string;
  readonly mergedId: string;
  readonly reason?: string;
  readonly basis?: IdentificationBasis;
}
/** What of a merge is written besides its state. */
export interface MergeSet {
  readonly state: MergeState;
  readonly decided?: boolean;
  readonly undoReason?: string | null;
  readonly undoDecided?: boolean;
}

const stands = (state: MergeState): boolean => (standingStates as readonly MergeState[]).includes(state);

@Injectable()
export class PatientMergeStore {
  /** Rows of one hospital are joined and parted one after the other: two people at once could close a circle. */
  async lock(work: Work): Promise<void> {
    await work.rows(`select pg_advisory_xact_lock(hashtextextended('patient_merge ' || current_institution(), 0))`);
  }

  /** @throws Refusal access.not_found, record.stale */
  async load(work: Work, id: string, version?: number): Promise<MergeRow> {
    const [row] = await work.rows<MergeRow>(`${mergeRows} and m.id = $2`, [work.actor.institutionId, id]);
    if (!row) throw new Refusal('access.not_found');
    if (version !== undefined && row.version !== version) throw new Refusal('record.stale', { version: row.version });
    return row;
  }

  async identified(work: Work, merge: NewMerge): Promise<void> {
    await this.insert(work, merge, 'identified', 'in_force');
    await this.keepUnder(work, merge.mergedId, merge.keptId);
  }

  /** @throws UniqueConstraintViolationException where the same two are proposed already */
  async propose(work: Work, merge: NewMerge): Promise<void> {
    await this.insert(work, merge, 'merged', 'proposed');
  }

  /** Writes the next state, and lets the row count as the other one exactly while that state stands. */
  async write(work: Work, row: MergeRow, { state, decided, undoReason, undoDecided }: MergeSet): Promise<void> {
    const by = work.actor.personId;
    const undoing = state === 'undo_proposed' || state === 'undone';
    await work.rows(
      `update patient_merge set state = $2, version = version + 1,
         decided_by = case when $3 then $4::uuid else decided_by end, decided_at = case when $3 then $5::timestamptz else decided_at end,
         undo_reason = case when not $6 then null else coalesce($7, undo_reason) end,
         undo_proposed_by = case when not $6 then null when $7::text is not null then $4::uuid else undo_proposed_by end,
         undo_proposed_at = case when not $6 then null when $7::text is not null then $5::timestamptz else undo_proposed_at end,
         undo_decided_by = case when $8 then $4::uuid end, undo_decided_at = case when $8 then $5::timestamptz end
       where id = $1`,
      [row.id, state, decided ?? false, by, work.now, undoing, undoReason ?? null, undoDecided ?? false],
    );
    if (stands(state) !== stands(row.state)) await this.keepUnder(work, row.merged.id, stands(state) ? row.kept.id : null);
  }

  /** What was only known through a wrong number is no longer among this hospital's patients; referrals of it keep theirs. */
  async forget(work: Work, mergeId: string, keptId: string): Promise<void> {
    await work.rows(
      `update patient_relation r set closed_at = $3, version = version + 1
       where r.institution_id = current_institution() and r.patient_id = $2 and r.via_merge = $1
         and not exists (select 1 from referral f where f.patient_id = r.patient_id and r.institution_id in (f.sender_id, f.receiver_id))`,
      [mergeId, keptId, work.now],
    );
  }

  /**
   * Writes into the timelines of the open referrals of an identified person that they were identified, or no longer are. Codes only: who it is, each
   * hospital reads among its own patients.
   * @returns the people who work on those referrals
   */
  async tellReferrals(work: Work, mergeId: string, kind: string, data: Readonly<Record<string, string>> = {}): Promise<string[]> {
    const referrals = await work.rows<{ id: string; version: number; told: string[]; concerns: string[] }>(
      'select * from referrals_of_identified($1)',
      [mergeId],
    );
    for (const { id, version, told, concerns } of referrals)
      work.event({ kind, topic: 'referral', subjectId: id, version, data, recipients: told, concerns });
    return [...new Set(referrals.flatMap(({ concerns }) => concerns))];
  }

  private async insert(work: Work, merge: NewMerge, kind: string, state: MergeState): Promise<void> {
    await work.rows(
      `insert into patient_merge (id, institution_id, kind, state, kept_id, merged_id, reason, basis, proposed_by, proposed_at)
       values ($1, current_institution(), $2, $3, $4, $5, $6, $7, current_person(), $8)`,
      [merge.id, kind, state, merge.keptId, merge.mergedId, merge.reason ?? null, merge.basis ?? null, work.now],
    );
  }

  private async keepUnder(work: Work, rowId: string, keptId: string | null): Promise<void> {
    await work.rows(
      'update patient_relation set same_as = $2, version = version + 1 where institution_id = current_institution() and patient_id = $1',
      [rowId, keptId],
    );
  }
}
