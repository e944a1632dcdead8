import type { DownPlan } from '@alliance/contracts/down-plan.schema';
import { availabilityOf } from '@alliance/domain/down-transfer/down-plan';
import type pg from 'pg';
import { demoId } from '../demo-id.js';
import { actorOf } from '../everybody.js';
import { keptAt } from '../formulary.js';
import { aftercare } from './aftercare.js';
import { fill } from './fill.js';
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
  await fill(owner, 'down_plan', told.flatMap(planRows));
  await writeAftercare(owner, told, now);
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

/** In the order of the tables. */
async function writeAftercare(owner: pg.ClientBase, told: readonly ToldReferral[], now: Date): Promise<void> {
  for (const [table, all] of Object.entries(aftercare(told, now))) await fill(owner, table, all);
}

function planRows({ life: { referral }, plan }: ToldReferral): object[] {
  if (!plan) return [];
  const { given, by, at } = plan;
  const medicines: DownPlan['medicines'] = given.medicines.map((medicine) => ({
    ...medicine,
    availability: availabilityOf(medicine, keptAt(referral.receiverId)),
  }));
  const signs = given.warningSigns.map((sign, n) => ({ id: demoId(`sign ${referral.id} ${n}`), ...sign }));
  return [
    {
      ...{ referral_id: referral.id, rehabilitation: given.rehabilitation, medicines, warning_signs: signs },
      ...{ next_visit_on: given.nextVisitOn, written_by: actorOf(by).personId, written_at: at },
    },
  ];
}
