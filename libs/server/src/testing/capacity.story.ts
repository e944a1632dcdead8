import * as capacity from '@alliance/contracts/capacity.contract';
import * as shortage from '@alliance/contracts/shortage.contract';
import type { Bed } from '@alliance/contracts/capacity.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { CapacityModule, CapacityWorkerModule } from '../capacity/capacity.module.js';
import type { Person, Serving } from './app.js';
import { personOf } from './on-call.story.js';
import type { TestDatabase } from './services.js';
import type { World } from './world.js';

export const capacitySlice: Serving = { features: [CapacityModule], contracts: [capacity, shortage] };
export const capacityWork = [CapacityWorkerModule];

export const inMinutes = (minutes: number, from = Date.now()): string => new Date(from + minutes * 60_000).toISOString();

/** Beds of the lead hospital's cardiology, one for each label. */
export async function publishBeds(
  manager: Person,
  { lead }: World,
  labels: string[],
  more: Partial<Pick<Bed, 'kind' | 'sex'>> = {},
): Promise<Bed[]> {
  const { items } = await manager.get(capacity.addBeds, {
    body: { departmentId: lead.departmentId, labels, kind: 'ordinary', sex: 'any', ...more },
  });
  return items;
}

let labels = 0;
export const someLabel = (): string => `T${++labels}`;

interface Sent {
  state: string;
  service: string;
  urgency: string;
  sex: string;
}
/** A referral of the county hospital to the lead's cardiology as it stands after its doctors acted. @returns its id */
export async function sentReferral(
  { owner }: TestDatabase,
  { county, lead, appointments }: World,
  more: Partial<Sent> = {},
): Promise<string> {
  const { state, service, urgency, sex } = { state: 'accepted', service: 'inpatient', urgency: 'urgent', sex: 'male', ...more };
  const id = randomUUIDv7();
  await owner.query(
    `insert into referral (id, number, state, sender_id, receiver_id, receiver_department_id, custodian_id, service, urgency, patient_sex, created_by, owner_id,
       submitted_at, next_action_at, next_action_by)
     values ($1, $2, $3, $4, $5, $6, $4, $7, $8, $9, $10, $10, now(), now() + interval '2 hours', 'receiver')`,
    [
      id,
      randomBytes(5).toString('hex').toUpperCase(),
      state,
      county.id,
      lead.id,
      lead.departmentId,
      service,
      urgency,
      sex,
      appointments['county.doctor'],
    ],
  );
  return id;
}

/** Somebody of the lead hospital, for what is called inside other features' commands. */
export async function actorOf(database: TestDatabase, { lead, appointments }: World, username = 'lead.coordinator'): Promise<Actor> {
  return {
    personId: await personOf(database, username),
    appointmentId: appointments[username] as string,
    institutionId: lead.id,
    role: username.endsWith('doctor') ? 'doctor' : 'coordinator',
  };
}
