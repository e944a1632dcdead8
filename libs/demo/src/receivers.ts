import type { Capability } from '@alliance/domain/administration/capability';
import { today } from '@alliance/server/platform/today';
import type pg from 'pg';
import { demoId } from './demo-id.js';

/** Places of an invented county: degrees in hills where none of these hospitals stands. */
const places: Readonly<Record<string, readonly [latitude: number, longitude: number]>> = {
  lead: [26.212, 104.031],
  county: [26.488, 104.347],
  tcm: [26.493, 104.356],
  township: [26.601, 104.522],
  sanqiao: [26.431, 104.502],
  wangling: [26.018, 104.416],
  yuntai: [25.902, 104.571],
  luming: [26.093, 104.602],
  bitan: [26.367, 103.624],
  huangnitang: [26.512, 103.488],
  shuangxi: [25.748, 104.087],
  songping: [25.611, 104.204],
  other: [25.934, 103.62],
};

/** What departments say of their wait, in days; what is measured from the history stands beside it. */
const claims: readonly (readonly [hospital: string, department: string, days: number])[] = [
  ['lead', 'cardiology', 2],
  ['lead', 'respiratory', 3],
  ['lead', 'neurology', 1],
  ['county', 'cardiology', 1],
  ['county', 'medicine', 1],
  ['tcm', 'rehabilitation', 5],
  ['wangling', 'cardiology', 2],
  ['bitan', 'cardiology', 3],
  ['shuangxi', 'medicine', 1],
];

const capabilities: readonly (readonly [hospital: string, capability: Capability, department: string | null])[] = [
  ['lead', 'chest_pain_centre', 'emergency'],
  ['lead', 'stroke_centre', 'neurology'],
  ['lead', 'trauma_centre', 'emergency'],
  ['lead', 'respiratory_icu', 'respiratory'],
  ['lead', 'temporary_pacing', 'ccu'],
  ['lead', 'non_invasive_ventilation', 'respiratory'],
  ['lead', 'thrombolytic_drugs', 'emergency'],
  ['lead', 'caesarean_24h', 'obstetrics'],
  ['county', 'thrombolytic_drugs', 'emergency'],
  ['county', 'tetanus_immunoglobulin', 'emergency'],
  ['county', 'caesarean_24h', 'obstetrics'],
  ['tcm', 'rehabilitation_beds', 'rehabilitation'],
  ['township', 'tetanus_immunoglobulin', null],
  ['wangling', 'thrombolytic_drugs', 'emergency'],
  ['wangling', 'rehabilitation_beds', 'rehabilitation'],
  ['bitan', 'thrombolytic_drugs', 'emergency'],
  ['bitan', 'rehabilitation_beds', 'rehabilitation'],
  ['shuangxi', 'rehabilitation_beds', 'rehabilitation'],
  ['yuntai', 'tetanus_immunoglobulin', null],
];

/** What is no longer stated, or will not be soon: so many days from now. */
const ending: readonly (readonly [hospital: string, capability: Capability, days: number])[] = [
  ['bitan', 'ct_24h', -9],
  ['shuangxi', 'ct_24h', 19],
];
const day = 86_400_000;

/** What the choice of a receiver rests on in the demonstration; all of it invented. */
export async function loadReceivers(owner: pg.ClientBase, now: Date): Promise<void> {
  const rows = (values: object[]) => [JSON.stringify(values)];
  await owner.query(
    `update institution i set latitude = p.latitude, longitude = p.longitude
     from jsonb_to_recordset($1::jsonb) p (id uuid, latitude float8, longitude float8) where i.id = p.id`,
    rows(Object.entries(places).map(([key, [latitude, longitude]]) => ({ id: demoId(`institution ${key}`), latitude, longitude }))),
  );
  await owner.query(
    `update department d set claimed_wait_days = c.days from jsonb_to_recordset($1::jsonb) c (id uuid, days smallint) where d.id = c.id`,
    rows(claims.map(([hospital, department, days]) => ({ id: demoId(`department ${hospital} ${department}`), days }))),
  );
  await owner.query(
    `insert into capability (id, institution_id, department_id, capability, valid)
     select id, institution_id, department_id, capability, '[2024-01-01,)'::daterange
     from jsonb_to_recordset($1::jsonb) c (id uuid, institution_id uuid, department_id uuid, capability text)`,
    rows(
      capabilities.map(([hospital, capability, department]) => ({
        id: demoId(`capability ${hospital} ${capability}`),
        institution_id: demoId(`institution ${hospital}`),
        department_id: department && demoId(`department ${hospital} ${department}`),
        capability,
      })),
    ),
  );
  for (const [hospital, capability, days] of ending)
    await owner.query('update capability set valid = daterange(lower(valid), $3::date) where institution_id = $1 and capability = $2', [
      demoId(`institution ${hospital}`),
      capability,
      today(new Date(now.getTime() + days * day)),
    ]);
}
