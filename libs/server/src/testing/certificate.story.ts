import type { AssessedLine, OutOfControl } from '@alliance/domain/quality-certificate/marks-of';
import { randomUUID } from 'node:crypto';
import type { TestDatabase } from './services.js';

/** Somebody of that hospital. */
export async function personOf({ owner }: TestDatabase, institutionId: string): Promise<string> {
  const { rows } = await owner.query<{ person_id: string }>('select person_id from appointment where institution_id = $1 limit 1', [
    institutionId,
  ]);
  if (!rows[0]) throw new Error('nobody works there');
  return rows[0].person_id;
}

/** A paper about one item that a second person confirmed, written past the commands. */
export async function confirmed(
  { owner }: TestDatabase,
  institutionId: string,
  enteredBy: string,
  itemCode: string,
  { certificateId, level, outcome, validFrom, validUntil, revokedOn }: AssessedLine,
): Promise<void> {
  const [province, city] = [level === 'province' || level === 'city' ? '湖北省' : null, level === 'city' ? '武汉市' : null];
  const checker = randomUUID();
  await owner.query(`insert into person (id, name) values ($1, 'checker')`, [checker]);
  const allianceId = level === 'alliance' ? randomUUID() : null;
  if (allianceId)
    await owner.query(
      `insert into alliance (id, name_zh, specialty, phase, lead_id, invented, opened_on) values ($1, 'EQA ' || $1::uuid, 'cardiovascular', 'running', $2, true, '2020-01-01')`,
      [allianceId, institutionId],
    );
  await owner.query(
    `insert into quality_certificate (id, institution_id, level, assessor, province, city, alliance_id, label, round, valid_from, valid_until, state,
       entered_by, entered_at, checked_by, checked_at, revoked_on, updated_at)
     values ($1, $2, $3, 'EQA', $4, $5, $6, $7, '2026-1', $8, $9, $10, $11, now(), $12, now(), $13, now())`,
    [
      ...[certificateId, institutionId, level, province, city, allianceId, `HR ${level}`, validFrom, validUntil],
      ...[revokedOn ? 'revoked' : 'in_force', enteredBy, checker, revokedOn],
    ],
  );
  await owner.query('insert into quality_certificate_item (certificate_id, item_code, outcome) values ($1, $2, $3)', [
    certificateId,
    itemCode,
    outcome,
  ]);
}

/** An item that internal control said was out of control. */
export const flagged = ({ owner }: TestDatabase, institutionId: string, setBy: string, itemCode: string, { from, until }: OutOfControl) =>
  owner.query(
    `insert into internal_quality_flag (id, institution_id, item_code, out_from, out_until, reason, set_by) values ($1, $2, $3, $4, $5, '1-3s', $6)`,
    [randomUUID(), institutionId, itemCode, from, until, setBy],
  );
