import { randomUUIDv7 } from 'node:crypto';
import { patientOnTheWay } from './trip.story.js';
import { personOf } from './on-call.story.js';
import type { TestDatabase } from './services.js';
import type { World } from './world.js';

/** Some of everything that members can owe an alliance, late and not, and some of the same that belongs to no alliance. */
export async function owedInEveryWay(database: TestDatabase, world: World, allianceId: string): Promise<void> {
  const { owner } = database;
  const person = await personOf(database, 'county.doctor');
  const approver = await personOf(database, 'lead.doctor');
  const hours = (n: number) => new Date(Date.now() + n * 3_600_000);
  const sent = async (state: string, due: number, more = 'alliance_id = $2') => {
    const id = await patientOnTheWay(database, world, { state, urgency: 'urgent', nextActionAt: hours(due) });
    await owner.query(`update referral set ${more} where id = $1${more.includes('$2') ? '' : ' and $2::uuid is not null'}`, [
      id,
      allianceId,
    ]);
    return id;
  };
  await sent('submitted', -3);
  await sent('submitted', 3);
  await sent('consult_first', -1);
  await sent('in_transit', -1);
  await sent('accepted', -1);
  await sent('submitted', -9, 'alliance_id = null');
  await sent('info_requested', -2, `alliance_id = $2, next_action_by = 'sender'`);
  await sent('returned', 5, `alliance_id = $2, next_action_by = 'sender'`);
  const waiting = await sent('in_care', 30);
  const came = await sent('in_care', 30);
  await owner.query(
    `insert into shortage (id, institution_id, referral_id, department_id, service, promised_on) values ($1, $2, $3, $4, 'inpatient', local_today() - 2)`,
    [randomUUIDv7(), world.lead.id, waiting, world.lead.departmentId],
  );
  await owner.query(
    `insert into referral_appeal (id, referral_id, referral_number, sender_id, receiver_id, reviewer_id, at, due_at)
     values ($1, $2, 'A1', $3, $4, $5, now() - interval '9 days', now() - interval '2 days')`,
    [randomUUIDv7(), waiting, world.county.id, world.lead.id, world.township.id],
  );
  await owner.query(
    `insert into referral_correction (id, referral_id, institution_id, before, after, explanation, proposed_by, proposed_at)
     values ($1, $2, $3, '{}', '{}', 'x', $4, now() - interval '4 days')`,
    [randomUUIDv7(), waiting, world.county.id, person],
  );
  for (const [kind, at] of [
    ['owner_missing', -30],
    ['timer_missing', -2],
  ] as const)
    await owner.query(
      `insert into open_finding (id, institution_id, referral_id, kind, found_at, seen_at) values ($1, $2, $3, $4, $5, now())`,
      [randomUUIDv7(), world.county.id, waiting, kind, hours(at)],
    );
  for (const [kind, due] of [
    ['first_48h', -5],
    ['day_7', 90],
  ] as const)
    await owner.query(
      `insert into follow_up (id, referral_id, kind, institution_id, sender_id, alliance_id, owner_id, arrived_at, due_at)
       values ($1, $2, $3, $4, $5, $6, $7, now() - interval '3 days', $8)`,
      [randomUUIDv7(), came, kind, world.county.id, world.lead.id, allianceId, world.appointments['county.doctor'], hours(due)],
    );
  for (const { id, departmentId } of [world.lead, world.county])
    await owner.query(`insert into bed (id, institution_id, department_id, label, kind, sex) values ($1, $2, $3, '1', 'ordinary', 'any')`, [
      randomUUIDv7(),
      id,
      departmentId,
    ]);
  await owner.query(`insert into capacity_confirmation (department_id, institution_id, confirmed_at) values ($1, $2, now())`, [
    world.lead.departmentId,
    world.lead.id,
  ]);
  for (const [capability, from, to] of [
    ['pci', -400, -5],
    ['icu', -400, 20],
    ['mri', -400, 400],
  ] as const)
    await owner.query(
      `insert into capability (id, institution_id, capability, valid) values ($1, $2, $3, daterange(local_today() + $4::int, local_today() + $5::int))`,
      [randomUUIDv7(), world.county.id, capability, from, to],
    );
  for (const [code, days, by] of [
    ['old', 60, world.county.id],
    ['new', 3, world.lead.id],
  ] as const) {
    const [protocol, version] = [randomUUIDv7(), randomUUIDv7()];
    await owner.query(`insert into protocol (id, alliance_id, code, title_zh) values ($1, $2, $3, $3)`, [protocol, allianceId, code]);
    await owner.query(
      `insert into protocol_version (id, protocol_id, number, state, content, authors, approved_by, approved_at, published_at, effective_from)
       values ($1, $2, 1, 'published', '{}', '{}', $3, now(), now(), local_today() - $4::int)`,
      [version, protocol, approver, days],
    );
    await owner.query(
      `insert into protocol_adoption (protocol_id, institution_id, version_id, adopted_by, adopted_at) values ($1, $2, $3, $4, now())`,
      [protocol, by, version, approver],
    );
    await owner.query(`insert into protocol_acknowledgement (version_id, person_id, institution_id, at) values ($1, $2, $3, now())`, [
      version,
      person,
      world.county.id,
    ]);
  }
}
