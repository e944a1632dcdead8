import type { DownVerdict } from '@alliance/contracts/down-candidate.contract';
import type { GivenFacts } from '@alliance/domain/criteria/fact.types';
import type { Verdict } from '@alliance/domain/criteria/rule.types';
import type { CareRecord, RecordedFacts } from '@alliance/domain/down-transfer/care-facts';
import type { Sex } from '@alliance/domain/identity/citizen-id';

/** A patient in care as the criteria are held against: what came along, what was recorded, and what was said last. */
export interface InCareRow {
  readonly id: string;
  readonly alliance_id: string | null;
  readonly in_care: boolean;
  readonly patient_sex: Sex | null;
  readonly patient_birth_date: string | null;
  readonly sent: GivenFacts | null;
  readonly submitted_at: Date | null;
  readonly since: Date;
  /** The rest is null while nothing was recorded or judged. */
  readonly recorded: RecordedFacts | null;
  readonly version: number | null;
  readonly verdict: Verdict | null;
  readonly met_since: Date | null;
  readonly set_aside_until: string | null;
  readonly digest: string | null;
}

/** Patients of whom a hospital takes care. */
export const inCare = `(r.state = 'in_care' or (r.state = 'arrived' and r.service = 'inpatient'))`;
/** Columns of `InCareRow`, of a referral `r` and what is kept beside it. */
export const inCareColumns = `r.id, r.alliance_id, ${inCare} as in_care, r.patient_sex, r.patient_birth_date::text as patient_birth_date, r.facts as sent, r.submitted_at,
  coalesce(r.arrived_at, r.submitted_at) as since, c.facts as recorded, c.version, c.verdict, c.met_since, c.set_aside_until::text as set_aside_until, case when c.in_care then c.digest end as digest`;
export const beside = `left join down_candidate c on c.referral_id = r.id and c.institution_id = current_institution()`;

export const recordOf = (row: InCareRow): CareRecord => ({
  patient: { sex: row.patient_sex, birthDate: row.patient_birth_date },
  sent: row.sent,
  sentAt: row.submitted_at && new Date(row.submitted_at),
  since: new Date(row.since),
  recorded: row.recorded ?? {},
});

/** What was judged last, as it is kept; its verdict is among the columns of `InCareRow`. */
export interface VerdictRow {
  readonly verdict: Verdict | null;
  readonly met_since: Date | null;
  readonly judged_at: Date | null;
  readonly findings: DownVerdict['findings'] | null;
  readonly against: DownVerdict['against'] | null;
  readonly missing: string[] | null;
}
export const verdictColumns = 'c.judged_at, c.findings, c.against, c.missing';

export const downVerdict = (row: VerdictRow): DownVerdict => ({
  verdict: row.verdict,
  metSince: instant(row.met_since),
  judgedAt: instant(row.judged_at),
  findings: row.findings ?? [],
  against: row.against ?? [],
  missing: row.missing ?? [],
});
export const instant = (at: Date | null): string | null => at && new Date(at).toISOString();
