import type { FollowUpKind, FollowUpState } from '@alliance/domain/follow-up/follow-up.codes';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/db/database.js';
import { followUpRows, type FollowUpRow } from './follow-up.row.js';

export interface FollowUpTold {
  readonly id: string;
  readonly kind: FollowUpKind;
  readonly state: FollowUpState;
  readonly endedAs: string | null;
  readonly institution: string;
  readonly arrivedAt: string;
  readonly dueAt: string;
  readonly doneAt: string | null;
  readonly attempts: number;
  readonly records: FollowUpRow['records'];
}
export interface FollowUpDuties {
  readonly institutionId: string;
  /** Open and not late, and late. */
  readonly due: number;
  readonly overdue: number;
  /** What is late longest has been so since then. */
  readonly oldest: Date | null;
}

/** What other features ask of follow-ups. */
@Injectable()
export class FollowUpReader {
  /** Both follow-ups of a referral with their records in order of time; empty for whoever is not one of its hospitals. */
  async of(tx: Transaction, referralId: string): Promise<FollowUpTold[]> {
    const rows = await tx.rows<FollowUpRow>(`${followUpRows} and f.referral_id = $1 order by f.kind desc, f.id`, [referralId]);
    return rows.map(({ id, kind, state, ended_as, institution, arrived_at, due_at, done_at, attempts, records }) => ({
      ...{ id, kind, state, endedAs: ended_as, institution, attempts },
      arrivedAt: arrived_at.toISOString(),
      dueAt: due_at.toISOString(),
      doneAt: done_at && done_at.toISOString(),
      records: records.map((record) => ({
        ...record,
        at: new Date(record.at).toISOString(),
        recordedAt: new Date(record.recordedAt).toISOString(),
      })),
    }));
  }

  /** Figures of an alliance by member, for its lead and the office; nobody else gets a row. */
  async duties(tx: Transaction, allianceId: string): Promise<FollowUpDuties[]> {
    const rows = await tx.rows<{ institution_id: string; due: number; overdue: number; oldest: Date | null }>(
      'select * from follow_up_duties($1)',
      [allianceId],
    );
    return rows.map(({ institution_id, ...figures }) => ({ institutionId: institution_id, ...figures }));
  }
}
