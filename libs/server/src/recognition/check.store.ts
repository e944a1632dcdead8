import type { OrderedCase } from '@alliance/domain/recognition/case-context';
import type { DirectionRule, Side } from '@alliance/domain/recognition/direction-rule';
import { sameName } from '@alliance/domain/recognition/check-identity';
import { Injectable } from '@nestjs/common';
import type { GivenFacts } from '@alliance/domain/criteria/fact.types';
import type { Work } from '../platform/command/work.js';
import type { Transaction } from '../platform/db/database.js';
import { today } from '../platform/today.js';

export interface NewItem {
  readonly id: string;
  readonly position: number;
  readonly item_code: string;
  readonly panel_code: string | null;
  readonly verdict: string;
  readonly reasons: readonly string[];
  readonly result_id: string | null;
  readonly report_id: string | null;
  readonly report_number: string | null;
  readonly issuer_id: string | null;
  readonly performed_at: Date | null;
  readonly mark_label: string | null;
  readonly valid_days: number | null;
}
export interface NewCheck {
  readonly id: string;
  readonly patientId: string;
  readonly referralId: string | null;
  readonly origin: 'portal' | 'api' | 'cds';
  readonly state: string;
  readonly contexts: readonly string[];
}

const sides = `
  select i.id as "institutionId", i.province, i.city, i.level, array(
    select m.alliance_id from membership m where m.institution_id = i.id and m.suspended_at is null and m.valid @> $2::date order by 1) as "allianceIds"
  from institution i where i.id = any($1::uuid[])`;
const rules = `
  select d.kind, d.province, d.city, d.alliance_id as "allianceId", d.test_class as "testClass", d.item_codes as "itemCodes"
  from recognition_direction d where daterange(d.valid_from, d.valid_until, '[]') @> $1::date`;
const items = `
  insert into recognition_item (id, check_id, institution_id, patient_id, position, item_code, panel_code, verdict, reasons, result_id, report_id, report_number,
    issuer_id, performed_at, mark_label, valid_days)
  select x.id, $1, current_institution(), $2, x.position, x.item_code, x.panel_code, x.verdict, x.reasons, x.result_id, x.report_id, x.report_number,
    x.issuer_id, x.performed_at, x.mark_label, x.valid_days
  from jsonb_to_recordset($3::jsonb) x (id uuid, position smallint, item_code text, panel_code text, verdict text, reasons text[], result_id uuid, report_id uuid,
    report_number text, issuer_id uuid, performed_at timestamptz, mark_label text, valid_days int)`;
/** Whether this hospital knows the person by a number, under which name, and whom reports name. */
const naming = `
  select p.identifier_index is not null as numbered, k.name,
    (select coalesce(jsonb_object_agg(d.id, d.patient_name), '{}') from diagnostic_report d where d.id = any($2::uuid[])) as reports
  from patient_relation k join patient p on p.id = k.patient_id where k.institution_id = current_institution() and k.patient_id = kept_row_of($1)`;
/** Of a referral of this patient that the asking hospital can see. */
const referral = `
  select r.urgency = 'immediate' as immediate, r.diagnosis_code, r.facts from referral r
  where r.id = $1 and r.patient_id in (select rows_kept_under(kept_row_of($2)))`;

@Injectable()
export class CheckStore {
  /** Where hospitals stand today, with their alliances. */
  async sides(tx: Transaction, institutionIds: readonly string[], now: Date): Promise<Map<string, Side>> {
    const rows = await tx.rows<Side>(sides, [institutionIds, today(now)]);
    return new Map(rows.map((side) => [side.institutionId, side]));
  }

  /** Which of these reports name the patient as this hospital does, who is known here by a number. */
  async verified(tx: Transaction, patientId: string, reportIds: readonly string[]): Promise<Set<string>> {
    const [row] = await tx.rows<{ numbered: boolean; name: string; reports: Record<string, string> }>(naming, [patientId, reportIds]);
    if (!row?.numbered) return new Set();
    return new Set(Object.entries(row.reports).flatMap(([id, name]) => (sameName(name, row.name) ? [id] : [])));
  }

  rules(tx: Transaction, now: Date): Promise<DirectionRule[]> {
    return tx.rows<DirectionRule>(rules, [today(now)]);
  }

  /** What a referral says of the case; undefined where there is none of this patient to be seen here. */
  async caseOf(tx: Transaction, referralId: string, patientId: string): Promise<Partial<OrderedCase> | undefined> {
    const [row] = await tx.rows<{ immediate: boolean | null; diagnosis_code: string | null; facts: GivenFacts | null }>(referral, [
      referralId,
      patientId,
    ]);
    if (!row) return undefined;
    const fact = (key: string) => {
      const given = row.facts?.[key];
      return typeof given === 'object' && 'value' in given ? given.value : given;
    };
    const temperature = fact('temp');
    return {
      immediate: row.immediate ?? false,
      diagnosisCodes: row.diagnosis_code ? [row.diagnosis_code] : [],
      pregnant: fact('pregnant') === true ? true : null,
      temperature: typeof temperature === 'number' ? temperature : null,
    };
  }

  async add(work: Work, check: NewCheck, lines: readonly NewItem[]): Promise<void> {
    await work.rows(
      `insert into recognition_check (id, institution_id, patient_id, person_id, referral_id, origin, state, contexts, at)
       values ($1, current_institution(), $2, current_person(), $3, $4, $5, $6, $7)`,
      [check.id, check.patientId, check.referralId, check.origin, check.state, check.contexts, work.now],
    );
    await work.rows(items, [check.id, check.patientId, JSON.stringify(lines)]);
  }
}
