import * as notification from '@alliance/contracts/notification.contract';
import * as patientMerge from '@alliance/contracts/patient-merge.contract';
import * as patientRecord from '@alliance/contracts/patient-record.contract';
import * as patient from '@alliance/contracts/patient.contract';
import { checkCharacterOf } from '@alliance/domain/identity/citizen-id';
import { randomUUIDv7 } from 'node:crypto';
import { NotificationModule, NotificationWorkerModule } from '../notification/notification.module.js';
import { PatientModule } from '../patient/patient.module.js';
import type { Person, Serving } from './app.js';
import type { TestDatabase } from './services.js';
import type { Hospital, World } from './world.js';

/** What an API needs to serve patients and nothing else. */
export const patientSlice: Serving = { features: [PatientModule], contracts: [patient, patientRecord, patientMerge] };
/** The same with notices, and the worker that writes them. */
export const noticedSlice: Serving = {
  features: [PatientModule, NotificationModule],
  contracts: [...patientSlice.contracts, notification],
};
export const noticeWork = [NotificationWorkerModule];

let people = 0;
/** A number with a right check character in a district that does not exist: nobody’s. The sequence digit says the sex. */
export function numberOf(sex: 'male' | 'female', year = 1950 + (people % 50)): string {
  const digits = `990209${year}0315${String(people++ * 2 + (sex === 'male' ? 1 : 0)).padStart(3, '0')}`;
  return digits + checkCharacterOf(digits);
}

export const unknownPerson = (
  by: Person,
  more: Partial<{ sex: 'male' | 'female' | 'unknown'; estimatedAge: number; marks: string; phone: string }> = {},
) => by.get(patient.registerPatient, { body: { sex: 'male', identifierKind: 'unknown_person', ...more } });

export const withNumber = (by: Person, name: string, identifier: string, more: object = {}) =>
  by.get(patient.registerPatient, { body: { name, sex: 'unknown', identifierKind: 'citizen_id', identifier, ...more } });

/** An open referral of a patient, as it stands after sending: its receiver knows the patient as the sender wrote it. */
export async function sent(
  { owner }: TestDatabase,
  world: World,
  patientId: string,
  from: Hospital,
  to: Hospital,
  state = 'submitted',
): Promise<string> {
  const id = randomUUIDv7();
  const by = world.appointments['county.doctor'];
  await owner.query(
    `insert into referral (id, number, state, sender_id, receiver_id, custodian_id, patient_id, patient_name, patient_initials, patient_sex, created_by, owner_id,
       submitted_at, next_action_at, next_action_by, urgency, service, consent_giver)
     select $1, $7, $6, $2, $3, $2, $4, name, initials, sex, $5, $5, now(), now() + interval '1 hour', 'receiver', 'urgent', 'inpatient', 'rescue'
     from patient_relation where institution_id = $2 and patient_id = $4`,
    [id, from.id, to.id, patientId, by, state, `N-${id}`],
  );
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('app.institution', $1, true)`, [from.id]);
    await client.query('select relate_receiver($1)', [id]);
    await client.query('commit');
  } finally {
    client.release();
  }
  return id;
}
