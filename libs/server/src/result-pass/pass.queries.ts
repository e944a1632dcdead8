import type { PassStatement, ResultPass } from '@alliance/contracts/result-pass.contract';
import { carried } from '@alliance/domain/result-pass/result-pass';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Transaction } from '../platform/db/database.js';
import { resultColumns, resultView, type ResultRecord } from '../test-result/result.reader.js';

interface PassRow {
  id: string;
  issued_at: Date;
  issued_by: string;
  expires_at: Date;
  revoked_at: Date | null;
  looks: number;
  looked_at: Date | null;
  reports: ResultPass['reports'];
}
interface HeadRow {
  id: string;
  institution: string;
  number: string;
  edition: number;
  test_class: PassStatement['testClass'];
  title: string;
  performed_at: Date;
  issued_at: Date;
  conclusion: string | null;
}

const passes = (which: string) => `
  select p.id, p.issued_at, who.name as issued_by, p.expires_at, p.revoked_at, p.looks, p.looked_at,
    (select json_agg(json_build_object('id', c.report_id, 'title', c.statement::json ->> 'title', 'number', c.statement::json ->> 'number',
      'institution', c.statement::json ->> 'institution') order by c.position) from result_pass_report c where c.pass_id = p.id) as reports
  from result_pass p join appointment a on a.id = p.issued_by join person who on who.id = a.person_id
  where p.institution_id = current_institution() and ${which} order by p.issued_at desc, p.id desc limit 100`;
// row-level security says which reports of the patient this hospital may see
const heads = `
  select d.id, i.name as institution, d.number, d.edition, d.test_class, d.title, d.performed_at, d.issued_at, d.conclusion
  from diagnostic_report d join institution i on i.id = d.institution_id
  where d.id = any($2::uuid[]) and d.patient_id in (select rows_kept_under(kept_row_of($1))) and d.current and d.state = any($3::text[])`;
const lines = `
  select ${resultColumns}, r.report_id from test_result r left join test_item item on item.code = r.item_code
  where r.report_id = any($1::uuid[]) order by r.report_id, r.position`;

/** Passes of a patient, and what is put on a new one. */
@Injectable()
export class PassQueries {
  constructor(private readonly clock: Clock) {}

  /** @throws Refusal access.not_found for a patient not treated here */
  async ofPatient(tx: Transaction, patientId: string): Promise<ResultPass[]> {
    await this.mustTreat(tx, patientId);
    const rows = await tx.rows<PassRow>(passes('p.patient_id in (select rows_kept_under(kept_row_of($1)))'), [patientId]);
    return rows.map((row) => this.view(row));
  }

  /** @throws Refusal access.not_found */
  async one(tx: Transaction, id: string): Promise<ResultPass> {
    const [row] = await tx.rows<PassRow>(passes('p.id = $1'), [id]);
    if (!row) throw new Refusal('access.not_found');
    return this.view(row);
  }

  /** In the order asked for. @throws Refusal access.not_found; report.not_found where one is not seen here, is replaced, preliminary or revoked */
  async statements(tx: Transaction, passId: string, patientId: string, reportIds: readonly string[]): Promise<PassStatement[]> {
    await this.mustTreat(tx, patientId);
    const found = await tx.rows<HeadRow>(heads, [patientId, reportIds, carried]);
    const results = await tx.rows<ResultRecord & { report_id: string }>(lines, [reportIds]);
    return reportIds.map((id) => {
      const head = found.find((row) => row.id === id);
      if (!head) throw new Refusal('report.not_found');
      return statementOf(
        passId,
        head,
        results.filter((row) => row.report_id === id),
      );
    });
  }

  private async mustTreat(tx: Transaction, patientId: string): Promise<void> {
    const known = await tx.rows(
      'select 1 from patient_relation where institution_id = current_institution() and patient_id = $1 and closed_at is null',
      [patientId],
    );
    if (!known.length) throw new Refusal('access.not_found');
  }

  private view({ id, reports, looks, ...row }: PassRow): ResultPass {
    const expired = row.expires_at <= this.clock.now();
    return {
      ...{ id, reports, looks, issuedBy: row.issued_by },
      issuedAt: row.issued_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      state: row.revoked_at ? 'revoked' : expired ? 'expired' : 'open',
      lookedAt: row.looked_at && row.looked_at.toISOString(),
    };
  }
}

const statementOf = (passId: string, head: HeadRow, results: readonly ResultRecord[]): PassStatement => ({
  ...{ passId, reportId: head.id, institution: head.institution, number: head.number, edition: head.edition },
  ...{ testClass: head.test_class, title: head.title, conclusion: head.conclusion },
  performedAt: new Date(head.performed_at).toISOString(),
  issuedAt: new Date(head.issued_at).toISOString(),
  results: results.map(resultView).map((one) => ({
    ...{ code: one.localCode, name: one.name, valueNumber: one.valueNumber, valueText: one.valueText, comparator: one.comparator },
    ...{ unit: one.unit, referenceLow: one.referenceLow, referenceHigh: one.referenceHigh, referenceText: one.referenceText },
    ...{ flag: one.flag, method: one.method, specimen: one.specimen, mark: one.mark?.label ?? null },
  })),
});
