import type { ReferralAction } from '@alliance/domain/referral/referral.machine';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { ReferralQueries } from './referral.queries.js';
import { partiesOf, record } from './referral.record.js';
import type { ReferralRow } from './referral.row.js';
import type { HoldAsk } from './reservations.js';

export interface PairAsk {
  readonly decision: 'together' | 'split';
  /** For the other half. */
  readonly hold: HoldAsk | null;
}

/** Mother and newborn: accepted together, or split by a decision that somebody can be asked about. */
@Injectable()
export class PairPolicy {
  constructor(private readonly queries: ReferralQueries) {}

  /**
   * @returns the other half, where it is accepted too
   * @throws Refusal referral.pair_undecided while both wait at the same hospital and nobody said which
   */
  async together(work: Work, row: ReferralRow, asked: PairAsk | undefined): Promise<ReferralRow[]> {
    if (!row.pair_id || row.beside.pair?.state !== 'submitted') return [];
    const other = await this.queries.row(work, row.pair_id);
    if (other.receiver_id !== row.receiver_id) return [];
    if (!asked) throw new Refusal('referral.pair_undecided', { number: other.number });
    if (asked.decision === 'together') return [other];
    await this.split(work, row, other);
    return [];
  }

  /** The other half, where one answer was given for both and is taken back. */
  async answeredToo(work: Work, row: ReferralRow): Promise<ReferralRow[]> {
    if (!row.pair_id || !row.undo) return [];
    const other = await this.queries.row(work, row.pair_id);
    return other.undo?.until === row.undo.until && other.undo.action === row.undo.action ? [other] : [];
  }

  /** One half goes its own way: both hospitals of both halves read so, and nobody waits for a pair that is none. */
  async part(work: Work, row: ReferralRow, action: ReferralAction): Promise<void> {
    if (!row.pair_id || !parting.has(action)) return;
    await this.split(work, row, await this.queries.row(work, row.pair_id));
  }

  private async split(work: Work, row: ReferralRow, other: ReferralRow): Promise<void> {
    await work.rows('update referral set pair_id = null where id in ($1, $2)', [row.id, other.id]);
    record(work, other, other.version, 'referral.pair_split', {}, partiesOf(other));
    record(work, row, row.version, 'referral.pair_split', {}, partiesOf(row));
  }
}

const parting: ReadonlySet<ReferralAction> = new Set([
  'cancel',
  'patientDeclines',
  'return',
  'redirect',
  'divert',
  'turnBack',
  'withdrawAcceptance',
  'markNoShow',
  'enterInError',
]);
