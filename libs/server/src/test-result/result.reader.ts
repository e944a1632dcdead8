import type { EarlierResult } from '@alliance/domain/recognition/check';
import type { Side } from '@alliance/domain/recognition/direction-rule';
import { criticalFlags } from '@alliance/domain/recognition/recognition.codes';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/db/database.js';
import { resultColumns, resultView, type ResultRecord } from './result.row.js';
import type { TestResult } from '@alliance/contracts/result.schema';

// how a result is shown, for whoever shows one beside what it says of it
export { resultColumns, resultView, type ResultRecord } from './result.row.js';

/** An earlier result as the check looks at it, and as it is shown beside the answer. */
export interface EarlierRow extends Omit<EarlierResult, 'issuer'> {
  /** Without its alliances. */
  readonly issuer: Omit<Side, 'allianceIds'>;
  readonly itemCode: string;
  readonly shown: TestResult;
  readonly reportId: string;
  readonly reportNumber: string;
  readonly institution: { readonly id: string; readonly name: string };
  readonly conclusion: string | null;
}
export type ConsentStanding = 'given' | 'transfer' | 'withdrawn' | 'missing';

interface EarlierRecord extends ResultRecord {
  report_id: string;
  report_number: string;
  institution_id: string;
  institution_name: string;
  level: Side['level'];
  province: string | null;
  city: string | null;
  state: EarlierResult['state'];
  performed_at: Date;
  images_available: boolean;
  identity_verified: boolean;
  conclusion: string | null;
}

/** Item by item along the index of the patient's results, never the whole record. */
export const earlier = `
  select ${resultColumns}, r.report_id, d.number as report_number, d.conclusion, r.institution_id, i.name as institution_name, i.level, i.province, i.city,
    r.state, r.performed_at, r.images_available, p.identifier_index is not null as identity_verified
  from (
    select found.*, row_number() over (partition by found.item_code order by found.performed_at desc, found.id desc) as n
    from unnest($2::text[]) asked cross join rows_kept_under(kept_row_of($1)) known cross join lateral (
      select t.* from test_result t where t.patient_id = known and t.item_code = asked and t.current and t.state <> 'revoked'
      order by t.performed_at desc, t.id desc limit $3) found) r
    join diagnostic_report d on d.id = r.report_id join institution i on i.id = r.institution_id
    join patient p on p.id = r.patient_id left join test_item item on item.code = r.item_code
  where r.n <= $3 order by r.item_code, r.performed_at desc, r.id desc`;

/** What other features ask about results. */
@Injectable()
export class ResultReader {
  /**
   * Newest first, at most `each` per item, of all rows that this hospital keeps under the patient; row-level security decides what is seen.
   * Revoked results are left out: they were never true.
   */
  async earlier(tx: Transaction, ask: { patientId: string; itemCodes: readonly string[]; each: number }): Promise<EarlierRow[]> {
    const rows = await tx.rows<EarlierRecord>(earlier, [ask.patientId, ask.itemCodes, ask.each]);
    return rows.map(earlierRow);
  }

  /** Whether this hospital may look up what others measured (see the policy `treated_here`). */
  async consent(tx: Transaction, patientId: string): Promise<ConsentStanding> {
    const [row] = await tx.rows<{ standing: ConsentStanding }>(
      `select coalesce(results_consent, case when via_referral is not null then 'transfer' else 'missing' end) as standing from patient_relation
       where institution_id = current_institution() and patient_id = $1 and closed_at is null`,
      [patientId],
    );
    return row?.standing ?? 'missing';
  }
}

const earlierRow = (row: EarlierRecord): EarlierRow => ({
  resultId: row.id,
  itemCode: row.item_code as string,
  shown: resultView(row),
  ...{ reportId: row.report_id, reportNumber: row.report_number, conclusion: row.conclusion },
  institution: { id: row.institution_id, name: row.institution_name },
  issuer: { institutionId: row.institution_id, level: row.level, province: row.province, city: row.city },
  ...{ state: row.state, performedAt: new Date(row.performed_at), imagesAvailable: row.images_available },
  critical: row.flag !== null && criticalFlags.has(row.flag),
  identityVerified: row.identity_verified,
  ...{ unit: row.unit, method: row.method, specimen: row.specimen, bodySite: row.body_site },
  mark:
    row.mark_level === null
      ? null
      : {
          level: row.mark_level,
          ...{ province: row.mark_province, city: row.mark_city, allianceId: row.mark_alliance_id, label: row.mark_label ?? '' },
        },
});
