import * as figures from '@alliance/contracts/recognition-figures.contract';
import * as review from '@alliance/contracts/recognition-review.contract';
import { randomUUIDv7 } from 'node:crypto';
import { RecognitionFiguresModule } from '../recognition-figures/recognition-figures.module.js';
import { RecognitionReviewModule } from '../recognition-review/recognition-review.module.js';
import type { Serving } from './app.js';
import type { TestDatabase } from './services.js';
import type { Hospital, World } from './world.js';

export const reviewSlice: Serving = { features: [RecognitionReviewModule, RecognitionFiguresModule], contracts: [review, figures] };

export interface Decided {
  readonly by: Hospital;
  readonly issuer: Hospital;
  readonly decision: 'accepted' | 'repeated' | 'ordered';
  readonly itemCode?: string;
  readonly reason?: string;
  readonly counts?: boolean;
  readonly text?: string | null;
  readonly at?: string;
  readonly physician: string;
  readonly patientName?: string;
  readonly saved?: readonly [fen: number, microsievert: number, microlitres: number];
}

/** Items, reasons and a patient that decisions need. */
export async function makeRecognitionBase({ owner }: TestDatabase): Promise<void> {
  await owner.query(`insert into test_item (code, test_class, test_group, scale, name_zh, name_en, specimen, unit) values
    ('718-7', 'laboratory', 'haematology', 'quantitative', '血红蛋白', 'Haemoglobin', 'blood', 'g/L'),
    ('14682-9', 'laboratory', 'chemistry', 'quantitative', '肌酐', 'Creatinine', 'serum', 'umol/L') on conflict do nothing`);
  await owner.query(`insert into repeat_reason (code, name_zh, name_en, national, counts, needs_text) values
    ('NR01', '病情变化', 'The illness changed', true, true, false), ('NR98', '未提供图像', 'No images', false, false, false),
    ('NR99', '其他', 'Another case', true, true, true) on conflict do nothing`);
}

/** One decided line, as the decision of a check leaves it. @returns its id */
export async function decided({ owner }: TestDatabase, one: Decided): Promise<string> {
  const [patientId, checkId, id] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()];
  const { by, issuer, decision, itemCode = '718-7', at = '2026-11-18T10:00:00+08:00', saved = [0, 0, 0] } = one;
  const [repeated, ordered] = [decision === 'repeated', decision === 'ordered'];
  await owner.query(`insert into patient (id, identifier_kind) values ($1, 'none')`, [patientId]);
  await owner.query(`insert into patient_relation (institution_id, patient_id, name, initials) values ($1, $2, $3, 'x')`, [
    by.id,
    patientId,
    one.patientName ?? '赵明远',
  ]);
  await owner.query(
    `insert into recognition_check (id, institution_id, patient_id, origin, state, at, decided_at) values ($1, $2, $3, 'portal', 'stable', $4, $4)`,
    [checkId, by.id, patientId, at],
  );
  const reportId = randomUUIDv7();
  const resultId = randomUUIDv7();
  if (!ordered) {
    await owner.query(
      `insert into diagnostic_report (id, institution_id, patient_id, number, state, test_class, title, patient_name, performed_at, issued_at, filed_at, source)
       values ($1, $2, $3, $4, 'final', 'laboratory', '检验', '赵明远', $5, $5, $5, 'form')`,
      [reportId, issuer.id, patientId, `R-${reportId.slice(-6)}`, '2026-11-17T08:00:00+08:00'],
    );
    await owner.query(
      `insert into test_result (id, report_id, institution_id, patient_id, item_code, local_code, local_name, position, state, performed_at)
       values ($1, $2, $3, $4, $5, 'X', 'X', 1, 'final', $6)`,
      [resultId, reportId, issuer.id, patientId, itemCode, '2026-11-17T08:00:00+08:00'],
    );
  }
  await owner.query(
    `insert into recognition_item (id, check_id, institution_id, patient_id, position, item_code, verdict, result_id, report_id, report_number, issuer_id,
       performed_at, decision, repeat_reason, repeat_text, counts, explained_at, explained_by, decided_by, decided_at, saved_fen, saved_microsievert, saved_microlitres)
     values ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`,
    [
      ...[id, checkId, by.id, patientId, itemCode, ordered ? 'no_result' : 'recognisable'],
      ...(ordered
        ? [null, null, null, null, null]
        : [resultId, reportId, `R-${reportId.slice(-6)}`, issuer.id, '2026-11-17T08:00:00+08:00']),
      ...[decision, repeated ? (one.reason ?? 'NR01') : null, one.text ?? null, repeated ? (one.counts ?? true) : null],
      ...[repeated ? at : null, repeated ? one.physician : null, one.physician, at, ...saved],
    ],
  );
  return id;
}

/** The person behind somebody's appointment. */
export async function personOf(world: World, username: string): Promise<string> {
  const { rows } = await world.owner.query<{ person_id: string }>('select person_id from account where username = $1', [username]);
  return rows[0]?.person_id as string;
}
