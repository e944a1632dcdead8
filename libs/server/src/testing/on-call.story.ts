import * as contract from '@alliance/contracts/on-call.contract';
import { randomUUIDv7 } from 'node:crypto';
import type { TestDatabase } from './services.js';
import type { Serving } from './app.js';
import type { World } from './world.js';
import { OnCallModule } from '../on-call/on-call.module.js';

export const onCallSlice: Serving = { features: [OnCallModule], contracts: [contract] };

/** An instant that many hours from now, to the minute. */
export const inHours = (hours: number): string => new Date(Math.floor(Date.now() / 60_000) * 60_000 + hours * 3_600_000).toISOString();

/** The person behind a user name of the world. */
export async function personOf({ owner }: TestDatabase, username: string): Promise<string> {
  const { rows } = await owner.query<{ person_id: string }>('select person_id from account where username = $1', [username]);
  return (rows[0] as { person_id: string }).person_id;
}

/** A shift as a rota form sends it: the lead's duty office for the next eight hours unless told otherwise. */
export const shiftOf = (personId: string, more: Partial<ReturnType<typeof plain>> = {}) => ({ ...plain(personId), ...more });
const plain = (personId: string) => ({
  departmentId: null as string | null,
  personId,
  phone: '13900000001',
  backupPersonId: null as string | null,
  backupPhone: null as string | null,
  from: inHours(0),
  to: inHours(8),
  handOverNote: null as string | null,
});

/** The three hospitals of the world in one alliance, led by the lead. @returns its id */
export async function allied({ owner }: TestDatabase, { lead, county, township }: World): Promise<string> {
  const id = randomUUIDv7();
  await owner.query(
    `insert into alliance (id, name_zh, specialty, phase, lead_id, opened_on) values ($1, $3, 'cardiovascular', 'preparing', $2, '2026-01-01')`,
    [id, lead.id, `心血管联盟 ${id}`],
  );
  for (const { id: institutionId } of [lead, county, township])
    await owner.query(`insert into membership (id, alliance_id, institution_id, role, valid) values ($1, $2, $3, $4, '[2026-01-01,)')`, [
      randomUUIDv7(),
      id,
      institutionId,
      institutionId === lead.id ? 'lead' : 'member',
    ]);
  return id;
}
