import type pg from 'pg';
import { demoId } from '../demo-id.js';
import { fill } from '../history/fill.js';
import { aliveConsultations } from './alive.js';
import { historic } from './history.js';
import * as rows from './rows.js';
import { idOf, type About, type ToldConsultation } from './told.js';

/** So many lie behind. */
export const consultationsBehind = 300;

const referrals = `
  select r.id, r.number, r.sender_id, r.alliance_id, r.owner_id as requester_appointment, a.person_id as requester_person, a.role as requester_role,
    r.patient_id, r.patient_name, r.patient_initials, r.patient_sex, r.patient_birth_date::text as patient_birth_date, r.patient_identifier_masked,
    r.diagnosis_text, r.diagnosis_code, r.diagnosis_edition, r.reason, r.summary, r.facts, r.submitted_at
  from referral r join appointment a on a.id = r.owner_id join patient p on p.id = r.patient_id
  where r.alliance_id = $1 and r.direction = 'up' and r.sender_id <> $2 and r.submitted_at < $3 and p.identifier_masked is not null and a.role = 'doctor'
    and r.state in ('closed', 'outcome_sent', 'in_care') order by r.submitted_at desc, r.id limit $4`;

/** Consultations of the cardiovascular alliance: three hundred that lie behind, and those that wait for somebody. */
export async function loadConsultations(owner: pg.ClientBase, now: Date): Promise<void> {
  const { rows: about } = await owner.query<About>(referrals, [
    ...[demoId('alliance cardiovascular'), demoId('institution lead'), new Date(now.getTime() - 4 * 86_400_000), consultationsBehind + 40],
  ]);
  const behind = about.slice(0, consultationsBehind).map((one, n) => historic(n, one, now));
  const county = about.filter(({ requester_person }) => requester_person === demoId('person county.doctor'));
  const told = [...behind, ...aliveConsultations(county, now)];
  await write(owner, told, now);
}

async function write(owner: pg.ClientBase, told: readonly ToldConsultation[], now: Date): Promise<void> {
  await fill(owner, 'consultation', told.map(rows.consultationRow));
  await fill(owner, 'consultation_patient', told.flatMap(rows.patientRows));
  await fill(owner, 'consultation_party', told.flatMap(rows.partyRows));
  await fill(owner, 'consultation_attendee', told.flatMap(rows.attendeeRows));
  await fill(owner, 'consultation_opinion', told.flatMap(rows.opinionRows));
  await fill(owner, 'consultation_call', told.flatMap(rows.callRows));
  await fill(owner, 'consultation_action', told.flatMap(rows.actionRows));
  await fill(owner, 'consultation_feedback', told.flatMap(rows.feedbackRows));
  await fill(owner, 'event', told.flatMap(rows.eventRows));
  await fill(owner, 'consultation_note', told.flatMap(rows.noteRows));
  await fill(
    owner,
    'reservation',
    told.flatMap((one) => rows.reservationRows(one, now)),
  );
  await armTimers(owner, told, now);
}

/** The database armed what is due; its ids are chance, and the demonstration knows none. What was decided is sealed a few at a time. */
async function armTimers(owner: pg.ClientBase, told: readonly ToldConsultation[], now: Date): Promise<void> {
  await owner.query(`update timer set id = md5('demonstration ' || kind || subject_id)::uuid where kind = 'consultation.due'`);
  const sealed = told.filter(({ state }) => state === 'decided' || state === 'closed');
  const all = sealed.map((one, n) => ({
    ...{
      id: demoId(`timer consultation.seal ${one.key}`),
      kind: 'consultation.seal',
      subject_id: idOf(one),
      acting_institution: one.about.sender_id,
    },
    ...{ due_at: new Date(now.getTime() + (90 + Math.floor((540 * n) / sealed.length)) * 1_000), attempts: 0 },
  }));
  await fill(owner, 'timer', all);
}
