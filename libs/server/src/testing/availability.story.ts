import * as availability from '@alliance/contracts/availability.contract';
import type { AvailabilityRule } from '@alliance/contracts/availability.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { AvailabilityModule, AvailabilityWorkerModule } from '../availability/availability.module.js';
import type { Serving } from './app.js';
import { personOf } from './on-call.story.js';
import type { TestDatabase } from './services.js';
import type { World } from './world.js';

export const availabilitySlice: Serving = { features: [AvailabilityModule], contracts: [availability] };
export const availabilityWork = [AvailabilityWorkerModule];

export const everyDay = (more: Partial<AvailabilityRule> = {}): AvailabilityRule => ({
  id: randomUUIDv7(),
  rrule: 'FREQ=DAILY',
  startsAt: '08:00',
  minutes: 600,
  zone: 'Asia/Shanghai',
  validFrom: '2026-01-01',
  validUntil: null,
  kinds: null,
  protected: false,
  onHolidays: true,
  without: [],
  ...more,
});
export const noLimits: availability.AvailabilityLimits = {
  bufferBefore: 0,
  bufferAfter: 0,
  perDay: null,
  perWeek: null,
  leastNoticeHours: 0,
  mostNoticeDays: null,
};

/** A request of the county hospital to the lead hospital, with these people at the table. @returns its id */
export async function consultationOf(
  { owner }: TestDatabase,
  { county, lead, appointments }: World,
  seats: Readonly<Record<string, 'county' | 'lead'>>,
) {
  const id = randomUUIDv7();
  await owner.query(
    `insert into consultation (id, number, kind, mode, state, urgency, inviting_id, invited_ids, requester_id, created_at, updated_at)
     values ($1, $2, 'scheduled', 'video', 'invited', 'routine', $3, array[$4]::uuid[], $5, now(), now())`,
    [id, randomBytes(6).toString('hex'), county.id, lead.id, appointments['county.doctor']],
  );
  for (const [personId, hospital] of Object.entries(seats))
    await owner.query(
      `insert into consultation_party (id, consultation_id, institution_id, person_id, side, state) values ($1, $2, $3, $4, $5, 'accepted')`,
      [randomUUIDv7(), id, (hospital === 'lead' ? lead : county).id, personId, hospital === 'lead' ? 'invited' : 'inviting'],
    );
  return id;
}

/** One more expert of the lead hospital. @returns the person's id */
export async function expertOf({ owner }: TestDatabase, { lead }: World, name: string): Promise<string> {
  const id = randomUUIDv7();
  await owner.query('insert into person (id, name) values ($1, $2)', [id, name]);
  await owner.query(`insert into appointment (id, person_id, institution_id, role, valid) values ($1, $2, $3, 'expert', '[2020-01-01,)')`, [
    randomUUIDv7(),
    id,
    lead.id,
  ]);
  return id;
}

/** Somebody of the county hospital, for what is called inside other features' commands. */
export async function countyActor(database: TestDatabase, { county, appointments }: World): Promise<Actor> {
  const personId = await personOf(database, 'county.doctor');
  return { personId, appointmentId: appointments['county.doctor'] as string, institutionId: county.id, role: 'doctor' };
}
