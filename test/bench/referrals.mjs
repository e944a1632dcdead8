// Referrals by the million, written by set-based SQL as the owner: past ones, drafts ready to be sent, and sent ones ready to be accepted.
import { hospitals, sqlId, sqlReceiver, sqlSender } from './people.mjs';

const columns = `id, number, state, version, sender_id, receiver_id, receiver_department_id, custodian_id, direction, service, urgency, patient_id,
  patient_name, patient_initials, patient_sex, patient_birth_date, patient_identifier_masked, reason, diagnosis_text, reviewer, consent_giver,
  next_action_at, next_action_by, created_by, owner_id, created_at, updated_at, submitted_at`;

/** Rows of `referral` for numbers `i`; `state`, `sender`, `receiver`, `at` are SQL over `i`. */
const rows = ({ kind, state, sender, receiver, at, letter, patient }) => `
  select ${sqlId(kind, 'i')}, '${letter}' || i, ${state}, 2, ${sqlId('institution', sender)}, ${sqlId('institution', receiver)}, ${sqlId('department', receiver)},
    ${sqlId('institution', sender)}, 'up', 'outpatient', (array['immediate', 'urgent', 'routine', 'routine', 'routine', 'urgent', 'routine', 'routine'])[1 + i % 8],
    ${sqlId('patient', patient)}, 'Patient ' || (${patient}), 'p' || (${patient}), 'female', '1950-01-01'::date, '9901**********0015',
    '胸痛反复发作，需冠脉评估', '不稳定型心绞痛', '李主任', 'patient',
    case ${state} when 'draft' then null else ${at} + interval '2 hours' end, case ${state} when 'draft' then null else 'receiver' end, ${sqlId('appointment', `${sender} * 2 - 1`)}, ${sqlId('appointment', `${sender} * 2 - 1`)},
    ${at}, ${at}, case ${state} when 'draft' then null else ${at} end`;

/** Has thirty open ones from the first thousand on, so that its page is full at every size. */
export const ordinary = 77;
/** Has a past but nothing open: its page must not walk past the others' rows. */
export const quiet = hospitals;

const pastReceiver = `(case when i < 1000 and i % 25 = 1 and i % 4 <> 0 then ${ordinary} else ${sqlReceiver('i')} end)`;
/** One in eleven is still open. */
const past = {
  kind: 'referral',
  letter: 'R',
  patient: '1 + i / 2',
  sender: sqlSender('i'),
  receiver: pastReceiver,
  state: `(case when ${pastReceiver} < ${quiet} and (i % 11 = 0 or (i < 1000 and i % 25 = 1)) then 'submitted' else 'closed' end)`,
  at: `(now() - interval '1 second' * (i % 31000000))`,
};

/** Brings the number of past referrals up to `to`, with their patients, events and audit entries. */
export async function seedPast(owner, from, to) {
  const session = await owner.connect();
  try {
    await session.query(`set session_replication_role = replica; set synchronous_commit = off; set work_mem = '64MB'`); // no check per row
    const { sender, receiver } = past;
    await session.query(`insert into referral (${columns}) ${rows(past)} from generate_series(${from}, ${to - 1}) i`);
    await session.query(`
      insert into patient (id, identifier_kind) select ${sqlId('patient', 'n')}, 'other'
        from generate_series(${1 + from / 2}, ${to / 2}) n;
      insert into patient_relation (institution_id, patient_id, name, initials, sex, birth_date)
        select ${sqlId('institution', sender)}, ${sqlId('patient', '1 + i / 2')}, 'Patient ' || (1 + i / 2), 'p' || (1 + i / 2), 'female', '1950-01-01'::date
        from generate_series(${from}, ${to - 1}) i on conflict do nothing;
      insert into event (id, kind, topic, subject_id, version, happened_at, institution_id, person_id, appointment_id, role, data, recipients)
        select uuidv7(interval '-1 second' * (${to} - i)), 'referral.submitted', 'referral', ${sqlId('referral', 'i')}, 2, now(), ${sqlId('institution', sender)},
          ${sqlId('person', `${sender} * 2 - 1`)}, ${sqlId('appointment', `${sender} * 2 - 1`)}, 'doctor', '{"urgency":"urgent"}', array[${sqlId('institution', sender)}, ${sqlId('institution', receiver)}]
        from generate_series(${from}, ${to - 1}) i;
      insert into audit_entry (id, institution_id, person_id, appointment_id, role, action, object_kind, object_ids, outcome)
        select uuidv7(interval '-1 second' * (${to} - i)), ${sqlId('institution', sender)}, ${sqlId('person', `${sender} * 2 - 1`)}, ${sqlId('appointment', `${sender} * 2 - 1`)}, 'doctor',
          'referral.submitted', 'referral', array[${sqlId('referral', 'i')}], 'allowed' from generate_series(${from}, ${to - 1}) i`);
  } finally {
    session.release(true);
  }
  await tidy(owner);
}

export const tidy = (owner) =>
  owner
    .query('vacuum (analyze) referral')
    .then(() => owner.query('analyze'))
    .then(() => owner.query('checkpoint'));

/** A supply of numbered drafts or sent referrals; `take` hands out numbers that nobody had. */
export class Supply {
  constructor(owner, kind, patients) {
    Object.assign(this, { owner, kind, patients, made: 0, taken: 0 });
  }

  async atLeast(count) {
    const missing = this.taken + count - this.made;
    if (missing <= 0) return;
    const draft = this.kind === 'draft';
    const at = draft ? 'now()' : `(now() - interval '1 minute')`;
    const source = { kind: this.kind, letter: draft ? 'D' : 'W', state: draft ? `'draft'` : `'submitted'` };
    const patient = `1 + i % ${this.patients}`;
    const [sender, receiver] = [sqlSender('i'), sqlReceiver('i')];
    const range = `from generate_series(${this.made}, ${this.made + missing - 1}) i`;
    await this.owner.query(`
      insert into patient_relation (institution_id, patient_id, name, initials)
        select ${sqlId('institution', sender)}, ${sqlId('patient', patient)}, 'Patient ' || (${patient}), 'p' ${range} on conflict do nothing;
      insert into referral (${columns}) ${rows({ ...source, sender, receiver, patient, at })} ${range}`);
    this.made += missing;
  }

  take() {
    return this.taken++;
  }

  /** A block of numbers for a program that counts by itself. */
  block(count) {
    const first = this.taken;
    this.taken += count;
    return first;
  }
}
