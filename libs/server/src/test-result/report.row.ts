import type { ReportLine, ReportView } from '@alliance/contracts/result.schema';

export interface ReportRecord {
  id: string;
  version: number;
  number: string;
  edition: number;
  current: boolean;
  state: ReportLine['state'];
  test_class: ReportLine['testClass'];
  title: string;
  institution_id: string;
  institution_name: string;
  patient_id: string;
  performed_at: Date;
  issued_at: Date;
  filed_at: Date;
  source: ReportLine['source'];
  abnormal: number;
  critical: number;
  results: number;
  /** To the microsecond, where a page ends. */
  sorted_at: string;
}
export interface ReportDetail extends ReportRecord {
  patient_name: string;
  department: string | null;
  reported_by: string | null;
  reviewed_by: string | null;
  conclusion: string | null;
  study_uid: string | null;
  images_available: boolean;
  correction_reason: string | null;
  revocation_reason: string | null;
  message_id: string | null;
}

const counts = `(select count(*)::int as results, count(*) filter (where r.flag <> 'normal')::int as abnormal,
  count(*) filter (where r.flag in ('critical', 'critical_low', 'critical_high'))::int as critical from test_result r where r.report_id = d.id)`;
export const headColumns = `d.id, d.version, d.number, d.edition, d.current, d.state, d.test_class, d.title, d.institution_id, i.name as institution_name,
  d.patient_id, d.performed_at, d.issued_at, d.filed_at, d.source, c.results, c.abnormal, c.critical`;
export const headSource = `from diagnostic_report d join institution i on i.id = d.institution_id cross join lateral ${counts} c`;
export const detailColumns = `${headColumns}, d.patient_name, d.department, d.reported_by, d.reviewed_by, d.conclusion, d.study_uid, d.images_available,
  d.correction_reason, d.revocation_reason, d.message_id`;

const iso = (at: Date | string): string => new Date(at).toISOString();

export const headView = (row: ReportRecord): Omit<ReportLine, 'results'> => ({
  ...{ id: row.id, version: row.version, number: row.number, edition: row.edition, current: row.current, state: row.state },
  ...{ testClass: row.test_class, title: row.title, patientId: row.patient_id, source: row.source },
  institution: { id: row.institution_id, name: row.institution_name },
  ...{ performedAt: iso(row.performed_at), issuedAt: iso(row.issued_at), filedAt: iso(row.filed_at) },
  ...{ abnormal: row.abnormal, critical: row.critical },
});
export const lineView = (row: ReportRecord): ReportLine => ({ ...headView(row), results: row.results });

export const editionView = (row: ReportDetail): ReportView['editions'][number] => ({
  ...{ id: row.id, edition: row.edition, state: row.state, filedAt: iso(row.filed_at) },
  reason: row.revocation_reason ?? row.correction_reason,
});
