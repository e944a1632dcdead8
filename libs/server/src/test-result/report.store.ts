import type { KnownPatient } from '@alliance/domain/recognition/intake/report-check';
import type { CodedItem, ResultRow } from '@alliance/domain/recognition/intake/result-row';
import type { RecognitionMark } from '@alliance/domain/recognition/recognition-mark';
import type { ReportSource, ReportState, TestClass } from '@alliance/domain/recognition/recognition.codes';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';

export interface StandingRow {
  readonly id: string;
  readonly number: string;
  readonly edition: number;
  readonly state: ReportState;
  readonly issuedAt: string;
  readonly patientId: string;
  readonly digest: string | null;
}
export interface KnownRow extends KnownPatient {
  readonly id: string;
  /** Keyed hash of the number, in hexadecimal; null for whoever has none. */
  readonly index: string | null;
}
type CodeRow = CodedItem['item'] & { readonly local: string | null; readonly method: string | null };
/** What has to be known before reports can be filed. */
export interface Surroundings {
  readonly timeZone: string;
  readonly codes: readonly CodeRow[];
  readonly patients: readonly KnownRow[];
  readonly reports: readonly StandingRow[];
}
export interface ReportRow {
  readonly id: string;
  readonly patientId: string;
  readonly number: string;
  readonly edition: number;
  readonly state: ReportState;
  readonly testClass: TestClass;
  readonly title: string;
  readonly patientName: string;
  readonly performedAt: Date;
  /** The day of the test by the hospital's own calendar. */
  readonly localDay: string;
  readonly issuedAt: Date;
  readonly department: string | null;
  readonly reportedBy: string | null;
  readonly reviewedBy: string | null;
  readonly conclusion: string | null;
  readonly studyUid: string | null;
  readonly imagesAvailable: boolean;
  readonly source: ReportSource;
  readonly messageId: string;
  readonly correctionReason: string | null;
  readonly digest: string;
  readonly results: readonly (ResultRow & { readonly id: string; readonly mark: RecognitionMark | undefined })[];
}

const item = `'code', i.code, 'testClass', i.test_class, 'scale', i.scale, 'unit', i.unit, 'molarMass', i.molar_mass`;
const known = `jsonb_build_object('id', k.patient_id, 'name', k.name, 'sex', k.sex, 'birthDate', k.birth_date, 'index', encode(p.identifier_index, 'hex'))`;
/** `$1` own codes, `$2` codes of the dictionary, `$3` keyed hashes of numbers, `$4` ids of patients, `$5` numbers of reports. */
const surroundings = `
  select (select time_zone from institution where id = current_institution()) as "timeZone",
    (select coalesce(jsonb_agg(found), '[]') from (
      select jsonb_build_object('local', l.code, 'method', l.method, ${item}) as found
        from local_test_code l join test_item i on i.code = l.item_code where l.institution_id = current_institution() and l.code = any($1)
      union all select jsonb_build_object('local', null, 'method', null, ${item}) from test_item i where i.code = any($2)) c) as codes,
    (select coalesce(jsonb_agg(found), '[]') from (
      select ${known} as found from unnest($3::text[]) asked join patient p on p.identifier_index = decode(asked, 'hex')
        join patient_relation k on k.patient_id = p.id and k.institution_id = current_institution() and k.closed_at is null
      union all select ${known} from patient_relation k join patient p on p.id = k.patient_id
        where k.institution_id = current_institution() and k.closed_at is null and k.patient_id = any($4)) k) as patients,
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'number', number, 'edition', edition, 'state', state, 'issuedAt', issued_at,
        'patientId', patient_id, 'digest', encode(digest, 'hex'))), '[]')
      from diagnostic_report where institution_id = current_institution() and current and number = any($5)) as reports`;

const write = `
  with filed as (
    insert into diagnostic_report (id, institution_id, patient_id, number, edition, state, test_class, title, patient_name, performed_at, issued_at, filed_at,
      department, reported_by, reviewed_by, conclusion, study_uid, images_available, source, message_id, filed_by, correction_reason, digest)
    select id, current_institution(), "patientId", number, edition, state, "testClass", title, "patientName", "performedAt", "issuedAt", $3,
      department, "reportedBy", "reviewedBy", conclusion, "studyUid", "imagesAvailable", source, "messageId", $4, "correctionReason", decode(digest, 'hex')
    from jsonb_to_recordset($1::jsonb) as r(id uuid, "patientId" uuid, number text, edition int, state text, "testClass" text, title text, "patientName" text,
      "performedAt" timestamptz, "issuedAt" timestamptz, department text, "reportedBy" text, "reviewedBy" text, conclusion text, "studyUid" text,
      "imagesAvailable" boolean, source text, "messageId" uuid, "correctionReason" text, digest text)),
  results as (
    insert into test_result (id, report_id, institution_id, patient_id, item_code, local_code, local_name, position, state, performed_at, value_number,
      value_text, comparator, unit, value, reference_low, reference_high, reference_text, flag, method, specimen, body_site, images_available,
      mark_level, mark_province, mark_city, mark_alliance_id, mark_label)
    select id, "reportId", current_institution(), "patientId", "itemCode", "localCode", "localName", position, state, "performedAt", "valueNumber",
      "valueText", comparator, unit, value, "referenceLow", "referenceHigh", "referenceText", flag, method, specimen, "bodySite", "imagesAvailable",
      "markLevel", "markProvince", "markCity", "markAllianceId", "markLabel"
    from jsonb_to_recordset($2::jsonb) as r(id uuid, "reportId" uuid, "patientId" uuid, "itemCode" text, "localCode" text, "localName" text, position smallint,
      state text, "performedAt" timestamptz, "valueNumber" double precision, "valueText" text, comparator text, unit text, value double precision,
      "referenceLow" double precision, "referenceHigh" double precision, "referenceText" text, flag text, method text, specimen text, "bodySite" text,
      "imagesAvailable" boolean, "markLevel" text, "markProvince" text, "markCity" text, "markAllianceId" uuid, "markLabel" text))
  select patient_id as "patientId", institution_id as "institutionId" from result_readers($5::uuid[])`;

/** The statements that file reports: one reads all that must be known, one writes all of them. */
@Injectable()
export class ReportStore {
  async surroundings(
    work: Work,
    ask: { local: string[]; loinc: string[]; indexes: string[]; patientIds: string[]; numbers: string[] },
  ): Promise<Surroundings> {
    const [row] = await work.rows<Surroundings>(surroundings, [ask.local, ask.loinc, ask.indexes, ask.patientIds, ask.numbers]);
    return row as Surroundings;
  }

  /** @returns by patient, the other hospitals that look at the patient's results */
  async write(work: Work, reports: readonly ReportRow[]): Promise<Map<string, string[]>> {
    const head = reports.map(({ results: _, ...report }) => report);
    const results = reports.flatMap(({ id, patientId, state, performedAt, imagesAvailable, results: rows }) =>
      rows.map(({ mark, ...row }, position) => ({
        ...row,
        ...{ reportId: id, patientId, state, performedAt, imagesAvailable, position },
        ...{
          markLevel: mark?.level,
          markProvince: mark?.province,
          markCity: mark?.city,
          markAllianceId: mark?.allianceId,
          markLabel: mark?.label,
        },
      })),
    );
    const patients = [...new Set(reports.map(({ patientId }) => patientId))];
    const readers = await work.rows<{ patientId: string; institutionId: string }>(write, [
      JSON.stringify(head),
      JSON.stringify(results),
      work.now,
      work.actor.personId ?? null,
      patients,
    ]);
    return byPatient(readers);
  }

  /** Later editions stand in the place of these. */
  async supersede(work: Work, ids: readonly string[]): Promise<void> {
    await work.rows(
      `with results as (update test_result set current = false where report_id = any($1) and institution_id = current_institution())
       update diagnostic_report set current = false, version = version + 1 where id = any($1) and institution_id = current_institution()`,
      [ids],
    );
  }

  /** @returns its new version, and the other hospitals that look at the patient's results */
  async revoke(work: Work, id: string, reason: string | null): Promise<{ version: number; readers: string[] }> {
    const [row] = await work.rows<{ version: number; patientId: string }>(
      `with results as (update test_result set state = 'revoked' where report_id = $1 and institution_id = current_institution())
       update diagnostic_report set state = 'revoked', revocation_reason = $2, version = version + 1
       where id = $1 and institution_id = current_institution() returning version, patient_id as "patientId"`,
      [id, reason],
    );
    const readers = await work.rows<{ institutionId: string }>(
      `select institution_id as "institutionId" from result_readers(array[$1::uuid])`,
      [row?.patientId],
    );
    return { version: row?.version ?? 1, readers: readers.map(({ institutionId }) => institutionId) };
  }
}

function byPatient(rows: readonly { readonly patientId: string; readonly institutionId: string }[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { patientId, institutionId } of rows) found.set(patientId, [...(found.get(patientId) ?? []), institutionId]);
  return found;
}
