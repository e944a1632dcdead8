import type { getReport, listReports, listResults } from '@alliance/contracts/result.contract';
import type { ReportView } from '@alliance/contracts/result.schema';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { may } from '@alliance/domain/access/may';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable, StreamableFile } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import {
  detailColumns,
  editionView,
  headColumns,
  headSource,
  headView,
  lineView,
  type ReportDetail,
  type ReportRecord,
} from './report.row.js';
import { resultColumns, resultView, type ResultRecord } from './result.row.js';

type PatientResult = AnswerOf<typeof listResults>['items'][number];
interface ListedResult extends ResultRecord {
  report_id: string;
  report_number: string;
  institution_id: string;
  institution_name: string;
  performed_at: Date;
  sorted_at: string;
  state: PatientResult['state'];
  images_available: boolean;
}

/** The rows that this hospital keeps under one patient `$1`. */
const rowsOfPatient = `(select rows_kept_under(kept_row_of($1)))`;
const before = (at: string, id: string, first: number) =>
  `($${first}::timestamptz is null or (${at}, ${id}) < ($${first}::timestamptz, $${first + 1}::uuid))`;

const resultsOfPatient = `
  select ${resultColumns}, r.report_id, d.number as report_number, r.institution_id, i.name as institution_name, r.performed_at, r.performed_at::text as sorted_at,
    r.state, r.images_available
  from test_result r join diagnostic_report d on d.id = r.report_id join institution i on i.id = r.institution_id
    left join test_item item on item.code = r.item_code
    cross join (select time_zone from institution where id = current_institution()) here
  where r.patient_id in ${rowsOfPatient} and r.current and r.state <> 'revoked' and ($2::text is null or r.item_code = $2) and ($3::text is null or d.test_class = $3)
    and ($4::date is null or r.performed_at >= $4::date::timestamp at time zone here.time_zone)
    and ($5::date is null or r.performed_at < ($5::date + 1)::timestamp at time zone here.time_zone)
    and ${before('r.performed_at', 'r.id', 6)}
  order by r.performed_at desc, r.id desc limit $8`;

const reportsOfPatient = `select ${headColumns}, d.performed_at::text as sorted_at ${headSource}
  where d.patient_id in ${rowsOfPatient} and d.current and ($2::text is null or d.number = $2) and ${before('d.performed_at', 'd.id', 3)}
  order by d.performed_at desc, d.id desc limit $5`;
const ownReports = `select ${headColumns}, d.filed_at::text as sorted_at ${headSource}
  where d.institution_id = $1 and d.current and ($2::text is null or d.number = $2) and ${before('d.filed_at', 'd.id', 3)}
  order by d.filed_at desc, d.id desc limit $5`;

const mediaOf = {
  form: 'application/json',
  csv: 'text/csv; charset=utf-8',
  hl7: 'text/plain; charset=utf-8',
  fhir: 'application/fhir+json',
};

/** What screens show of results. Row-level security decides whose; every look leaves its trace. */
@Injectable()
export class ReportQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** Revoked results are no results; their reports still say so. @throws Refusal access.not_found for a patient not treated here */
  results(actor: Actor, { patientId, itemCode, testClass, from, to, limit, cursor }: InputOf<typeof listResults>['query']) {
    const [at, id] = readCursor(cursor, 2);
    return this.database.write(actor, async (tx) => {
      await this.mustTreat(tx, patientId);
      const given = [patientId, itemCode, testClass, from, to, at, id].map((value) => value ?? null);
      const rows = await tx.rows<ListedResult>(resultsOfPatient, [...given, limit + 1]);
      await this.audit.seen(tx, actor, { action: 'result.list', objectKind: 'patient', objectIds: [patientId] });
      return pageFrom(
        rows,
        limit,
        (row) => [row.sorted_at, row.id],
        (row) => listedView(row, actor),
      );
    });
  }

  reports(actor: Actor, { patientId, number, limit, cursor }: InputOf<typeof listReports>['query']) {
    const [at, id] = readCursor(cursor, 2);
    return this.database.write(actor, async (tx) => {
      if (patientId) await this.mustTreat(tx, patientId);
      const given = [patientId ?? actor.institutionId, number ?? null, at ?? null, id ?? null, limit + 1];
      const rows = await tx.rows<ReportRecord>(patientId ? reportsOfPatient : ownReports, given);
      await this.audit.seen(tx, actor, {
        action: 'report.list',
        objectKind: 'report',
        objectIds: rows.slice(0, limit).map((row) => row.id),
      });
      return pageFrom(rows, limit, (row) => [row.sorted_at, row.id], lineView);
    });
  }

  /** @throws Refusal report.not_found */
  one(actor: Actor, id: string): Promise<AnswerOf<typeof getReport>> {
    return this.database.write(actor, async (tx) => {
      const view = await this.view(tx, actor, id);
      await this.audit.seen(tx, actor, { action: 'report.read', objectKind: 'report', objectIds: [id] });
      return view;
    });
  }

  /** @throws Refusal report.not_found */
  async view(tx: Transaction, actor: Actor, id: string): Promise<ReportView> {
    const row = await this.detail(tx, id);
    const results = await tx.rows<ResultRecord>(
      `select ${resultColumns} from test_result r left join test_item item on item.code = r.item_code where r.report_id = $1 order by r.position`,
      [id],
    );
    const editions = await tx.rows<ReportDetail>(
      `select ${detailColumns} ${headSource} where d.institution_id = $1 and d.number = $2 order by d.edition desc`,
      [row.institution_id, row.number],
    );
    const own = row.institution_id === actor.institutionId;
    const changeable = own && row.current && row.state !== 'revoked' && may(actor, 'result.file');
    return {
      ...headView(row),
      ...{ patientName: row.patient_name, department: row.department, reportedBy: row.reported_by, reviewedBy: row.reviewed_by },
      ...{ conclusion: row.conclusion, studyUid: row.study_uid, imagesAvailable: row.images_available },
      correctionReason: row.revocation_reason ?? row.correction_reason,
      results: results.map(resultView),
      editions: editions.map(editionView),
      hasOriginal: own && row.message_id !== null,
      actions: changeable ? ['correct', 'revoke'] : [],
    };
  }

  /** @throws Refusal report.not_found, also at every hospital but the issuing one */
  original(actor: Actor, id: string): Promise<StreamableFile> {
    return this.database.write(actor, async (tx) => {
      const [kept] = await tx.rows<{ content: string; source: keyof typeof mediaOf }>(
        `select m.content, m.source from diagnostic_report d join inbound_message m on m.id = d.message_id where d.id = $1 and d.institution_id = $2`,
        [id, actor.institutionId],
      );
      if (!kept) throw new Refusal('report.not_found');
      await this.audit.seen(tx, actor, { action: 'report.original', objectKind: 'report', objectIds: [id] });
      return new StreamableFile(Buffer.from(kept.content, 'utf8'), {
        type: mediaOf[kept.source],
        disposition: 'attachment; filename="original"',
      });
    });
  }

  private async detail(tx: Transaction, id: string): Promise<ReportDetail> {
    const [row] = await tx.rows<ReportDetail>(`select ${detailColumns} ${headSource} where d.id = $1`, [id]);
    if (!row) throw new Refusal('report.not_found');
    return row;
  }

  private async mustTreat(tx: Transaction, patientId: string): Promise<void> {
    const known = await tx.rows(
      'select 1 from patient_relation where institution_id = current_institution() and patient_id = $1 and closed_at is null',
      [patientId],
    );
    if (!known.length) throw new Refusal('access.not_found');
  }
}

const listedView = (row: ListedResult, actor: Actor): PatientResult => ({
  ...resultView(row),
  ...{ reportId: row.report_id, reportNumber: row.report_number, state: row.state, imagesAvailable: row.images_available },
  institution: { id: row.institution_id, name: row.institution_name },
  performedAt: new Date(row.performed_at).toISOString(),
  own: row.institution_id === actor.institutionId,
});
