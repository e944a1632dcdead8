import type { Role } from '@alliance/domain/access/actor';
import { randomUUIDv7 } from 'node:crypto';
import { hashPassword } from '../platform/auth/password.js';
import { demoPassword } from './app.js';
import type { TestDatabase } from './services.js';

const secret = hashPassword(demoPassword);

export interface Hospital {
  readonly id: string;
  readonly departmentId: string;
}
/** A lead, a county and a township hospital of one alliance, and one outside of it. */
export interface World {
  readonly lead: Hospital;
  readonly county: Hospital;
  readonly township: Hospital;
  readonly other: Hospital;
  readonly office: Hospital;
  readonly appointments: Readonly<Record<string, string>>;
  /** For what no route arranges. */
  readonly owner: TestDatabase['owner'];
}

const levels = { lead: 'tertiary', county: 'secondary', township: 'township', other: 'secondary', office: 'unknown' } as const;
const people: readonly [username: string, hospital: keyof typeof levels, role: Role][] = [
  ['lead.coordinator', 'lead', 'coordinator'],
  ['lead.doctor', 'lead', 'doctor'],
  ['lead.admin', 'lead', 'lead_administrator'],
  ['county.doctor', 'county', 'doctor'],
  ['county.coordinator', 'county', 'coordinator'],
  ['county.admin', 'county', 'member_administrator'],
  ['township.doctor', 'township', 'doctor'],
  ['other.doctor', 'other', 'doctor'],
  ['other.coordinator', 'other', 'coordinator'],
  ['office', 'office', 'management_office'],
  ['auditor', 'lead', 'auditor'],
];

/** Makes the people and hospitals that API tests speak of. Everybody is invented. */
export async function makeWorld({ owner }: TestDatabase): Promise<World> {
  const hospitals = {} as Record<keyof typeof levels, Hospital>;
  for (const [name, level] of Object.entries(levels) as [keyof typeof levels, string][]) {
    const hospital = { id: randomUUIDv7(), departmentId: randomUUIDv7() };
    const type = name === 'office' ? 'management_office' : 'general_hospital';
    await owner.query('insert into institution (id, name, type, level, invented) values ($1, $2, $3, $4, true)', [
      hospital.id,
      `${name} hospital`,
      type,
      level,
    ]);
    await owner.query(
      `insert into department (id, institution_id, name_zh, name_en, specialties, standing_permissions)
       values ($1, $2, '心内科', 'Cardiology', '{cardiovascular}', '{coordinator_accepts_inpatients,coordinator_accepts_outpatients,coordinator_accepts_examinations}')`,
      [hospital.departmentId, hospital.id],
    );
    hospitals[name] = hospital;
  }
  const appointments: Record<string, string> = {};
  for (const [username, hospital, role] of people) {
    const personId = randomUUIDv7();
    appointments[username] = randomUUIDv7();
    await owner.query('insert into person (id, name) values ($1, $2)', [personId, `person ${username}`]);
    await owner.query('insert into account (id, person_id, username, password_hash) values ($1, $2, $3, $4)', [
      randomUUIDv7(),
      personId,
      username,
      await secret,
    ]);
    await owner.query(`insert into appointment (id, person_id, institution_id, role, valid) values ($1, $2, $3, $4, '[2020-01-01,)')`, [
      appointments[username],
      personId,
      hospitals[hospital].id,
      role,
    ]);
  }
  return { ...hospitals, appointments, owner };
}
