import type pg from 'pg';
import { relationRow } from './patient.js';
import * as rows from './rows.js';
import type { ToldReferral } from './told.js';

/** Writes referrals with everything that hangs on them. */
export async function writeReferrals(owner: pg.ClientBase, told: readonly ToldReferral[], now: Date): Promise<void> {
  const lives = told.map(({ life }) => life);
  const patients = new Map(told.flatMap(({ patient, stored }) => (stored ? [] : [[patient.id, patient] as const])));
  const relations = new Map(
    told.flatMap(({ patient, knownTo, written }) =>
      knownTo.map((hospital) => [`${patient.id} ${hospital}`, relationRow(patient, hospital, written.createdAt)] as const),
    ),
  );
  await fill(
    owner,
    'patient',
    [...patients.values()].map(({ row }) => row),
  );
  await fill(owner, 'patient_relation', [...relations.values()]);
  await fill(
    owner,
    'referral',
    told.map(({ life, written }) => rows.referralRow(life, written)),
  );
  await fill(
    owner,
    'referral_judgement',
    told.flatMap(({ judgement }) => (judgement ? [judgement] : [])),
  );
  await fill(owner, 'event', lives.flatMap(rows.eventRows));
  await fill(owner, 'referral_note', lives.flatMap(rows.noteRows));
  await fill(owner, 'referral_stop', lives.flatMap(rows.stopRows));
  await fill(owner, 'hand_over', lives.flatMap(rows.handOverRows));
  await fill(owner, 'referral_appeal', lives.flatMap(rows.appealRows));
  await fill(owner, 'access_grant', lives.flatMap(rows.reviewGrantRows));
  await fill(owner, 'info_request', lives.flatMap(rows.infoRequestRows));
  await fill(owner, 'info_question', lives.flatMap(rows.infoQuestionRows));
  await fill(owner, 'incident', lives.flatMap(rows.incidentRows));
  await fill(
    owner,
    'timer',
    lives.flatMap((life) => rows.timerRows(life, now)),
  );
}

/** Rows as JSON, named as the columns are. */
export async function fill(owner: pg.ClientBase, table: string, all: readonly object[]): Promise<void> {
  if (!all.length) return;
  const columns = Object.keys(all[0] ?? {}).join(', ');
  await owner.query(`insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [
    JSON.stringify(all),
  ]);
}
