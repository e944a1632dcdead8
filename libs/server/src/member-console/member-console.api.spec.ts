import * as contract from '@alliance/contracts/member-console.contract';
import { isForPatients, standings, type DutySubject } from '@alliance/domain/member-console/duty';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUIDv7 } from 'node:crypto';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { owedInEveryWay } from '../testing/member-console.story.js';
import { allied, inHours, personOf } from '../testing/on-call.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { MemberConsoleModule } from './member-console.module.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let allianceId: string;
let lead: Person;
let office: Person;
let countyAdmin: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  allianceId = await allied(database, world);
  await owedInEveryWay(database, world, allianceId);
  api = await startApi(database, { features: [MemberConsoleModule], contracts: [contract] });
  [lead, office, countyAdmin] = [await api.as('lead.admin'), await api.as('office'), await api.as('county.admin')];
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const ask = () => ({ params: { id: allianceId } });
const console = (person = lead) => person.get(contract.getMemberConsole, ask());
const memberOf = async (id: string, person = lead) => {
  const found = (await console(person)).items.find((each) => each.id === id);
  if (!found) throw new Error('no such member');
  return found;
};
const owedOf = async (id: string, person = lead) =>
  Object.fromEntries((await memberOf(id, person)).owed.map(({ subject, count, late }) => [subject, [count, late]]));
const duties = (memberId: string, subject: DutySubject, person = lead) =>
  person.get(contract.listMemberDuties, { params: { id: allianceId, memberId }, query: { subject } });

/** Counted another way: straight from the tables, one subject at a time. */
const counts: Readonly<Record<string, string>> = {
  answers: `select count(*)::int as n, (count(*) filter (where next_action_at < now()))::int as late from referral
    where alliance_id = $2 and ((receiver_id = $1 and (state in ('submitted', 'consult_first', 'offered', 'doctor_accepted') or (state = 'in_transit' and accepted_at is null)))
      or (sender_id = $1 and next_action_by = 'sender' and state in ('info_requested', 'returned', 'no_show')))`,
  capacity: `select count(distinct b.department_id)::int as n, count(distinct b.department_id)::int as late from bed b
    where b.institution_id = $1 and b.state <> 'closed' and $2::uuid is not null
      and not exists (select 1 from capacity_confirmation c where c.department_id = b.department_id and c.confirmed_at > now() - interval '12 hours')`,
  waiting_list: `select count(*)::int as n, count(*)::int as late from shortage s join referral r on r.id = s.referral_id
    where s.institution_id = $1 and r.alliance_id = $2 and s.resolved_at is null and s.promised_on < local_today()`,
  appeals: `select count(*)::int as n, (count(*) filter (where a.due_at < now()))::int as late from referral_appeal a join referral r on r.id = a.referral_id
    where a.reviewer_id = $1 and r.alliance_id = $2 and a.state = 'pending'`,
  corrections: `select count(*)::int as n, (count(*) filter (where c.proposed_at < now() - interval '3 days'))::int as late from referral_correction c
    join referral r on r.id = c.referral_id where c.institution_id = $1 and r.alliance_id = $2 and c.state = 'proposed'`,
  findings: `select count(*)::int as n, (count(*) filter (where found_at < now() - interval '24 hours'))::int as late from open_finding f
    join referral r on r.id = f.referral_id where f.institution_id = $1 and r.alliance_id = $2 and f.settled_at is null`,
  follow_ups: `select count(*)::int as n, (count(*) filter (where due_at < now()))::int as late from follow_up where institution_id = $1 and alliance_id = $2 and state = 'open'`,
  protocols: `select count(*)::int as n, (count(*) filter (where v.effective_from < local_today() - 30))::int as late from protocol p
    join protocol_version v on v.protocol_id = p.id and v.state = 'published' where p.alliance_id = $2
      and not exists (select 1 from protocol_adoption a where a.version_id = v.id and a.institution_id = $1)`,
  reading: `select count(*)::int as n, (count(*) filter (where v.effective_from < local_today() - 30))::int as late
    from protocol p join protocol_version v on v.protocol_id = p.id and v.state = 'published' join appointment a on a.institution_id = $1
      and a.role in ('doctor', 'coordinator', 'expert', 'quality_manager') where p.alliance_id = $2
      and not exists (select 1 from protocol_acknowledgement k where k.version_id = v.id and k.person_id = a.person_id)`,
  certificates: `select count(*)::int as n, (count(*) filter (where upper(valid) <= local_today()))::int as late from capability
    where institution_id = $1 and $2::uuid is not null and upper(valid) <= local_today() + 30`,
};

describe('the console of the lead', () => {
  it.each(Object.keys(counts))('%s equals a count of its own, for each member', async (subject) => {
    let some = 0;
    for (const id of [world.lead.id, world.county.id, world.township.id]) {
      const { rows } = await database.owner.query<{ n: number; late: number }>(counts[subject] as string, [id, allianceId]);
      const { n, late } = rows[0] as { n: number; late: number };
      some += n;
      expect((await owedOf(id))[subject] ?? [0, 0]).toEqual([n, late]);
    }
    expect(some).toBeGreaterThan(0);
  });

  it('each number opens its list, with as many lines of which as many are late', async () => {
    for (const { id, owed } of (await console()).items)
      for (const { subject, count, late } of owed) {
        const { items } = await duties(id, subject);
        expect([subject, items.reduce((n, each) => n + each.count, 0), items.reduce((n, each) => n + each.late, 0)]).toEqual([
          subject,
          count,
          late,
        ]);
      }
  });

  it('no line of a list says who the patient is, and no id of a referral leaves', async () => {
    const { rows } = await database.owner.query<{ id: string }>('select id from referral');
    const ids = rows.map(({ id }) => id);
    for (const { id, owed } of (await console()).items)
      for (const { subject } of owed) {
        const text = JSON.stringify((await duties(id, subject)).items);
        expect(text).not.toMatch(/柳如烟|胸痛|急性心肌梗死/);
        expect(ids.filter((referral) => text.includes(referral))).toEqual([]);
      }
  });

  it('the longest late stands first, and old papers do not move a member up', async () => {
    const order = async () => (await console()).items.map(({ id }) => id);
    const longest = async (hours: number) => {
      await database.owner.query(
        `update follow_up set due_at = now() - $2 * interval '1 hour' where alliance_id = $1 and institution_id = $3 and kind = 'first_48h'`,
        [allianceId, hours, world.county.id],
      );
    };
    await longest(900);
    expect((await order())[0]).toBe(world.county.id);
    await longest(5);
    // its review of a return is two days late; the protocol that the county has to read is a month late
    expect((await order())[0]).toBe(world.township.id);
  });

  it('late comes first; standing is a word', async () => {
    const { items } = await console();
    const places = items.map(({ standing }) => standings.indexOf(standing));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(items[0]?.standing).toBe('patients_wait');
  });

  it('says when nobody answers at night, until somebody is on duty; and whom to call', async () => {
    expect(await owedOf(world.township.id)).toMatchObject({ line: [1, 1], rota: [1, 1] });
    await database.owner.query(
      `insert into contact_line (id, institution_id, kind, phone) values ($1, $2, 'round_the_clock', '0951-110')`,
      [randomUUIDv7(), world.township.id],
    );
    await database.owner.query(
      `insert into on_call_shift (id, institution_id, person_id, phone, during) values ($1, $2, $3, '13900000077', tstzrange($4, $5))`,
      [randomUUIDv7(), world.township.id, await personOf(database, 'township.doctor'), inHours(-1), inHours(48)],
    );
    const owed = await owedOf(world.township.id);
    expect([owed['line'], owed['rota']]).toEqual([undefined, undefined]);
    expect(await memberOf(world.township.id)).toMatchObject({
      line: '0951-110',
      onDuty: { person: 'person township.doctor', phone: '13900000077' },
    });
  });
});

describe('who sees it', () => {
  it('the lead and the office see every member, a member its own row', async () => {
    expect((await console()).items).toHaveLength(3);
    expect((await console(office)).items).toHaveLength(3);
    expect((await console(countyAdmin)).items.map(({ id, mayRemind }) => [id, mayRemind])).toEqual([[world.county.id, false]]);
    expect(await owedOf(world.county.id, countyAdmin)).toEqual(await owedOf(world.county.id));
    expect(
      (
        await countyAdmin.ask(contract.listMemberDuties, {
          params: { id: allianceId, memberId: world.township.id },
          query: { subject: 'answers' },
        })
      ).status,
    ).toBe(404);
  });

  it('alliances come with how much is late, of those that one sees; where most patients wait first', async () => {
    const quiet = randomUUIDv7();
    await database.owner.query(
      `insert into alliance (id, name_zh, specialty, phase, lead_id, opened_on) values ($1, '一号联盟', 'nephrology', 'preparing', $2, '2026-01-01')`,
      [quiet, world.lead.id],
    );
    await database.owner.query(
      `insert into membership (id, alliance_id, institution_id, role, valid) values ($1, $2, $3, 'lead', '[2026-01-01,)')`,
      [randomUUIDv7(), quiet, world.lead.id],
    );
    const listed = async (person: Person) => (await person.get(contract.listConsoleAlliances, {})).items;
    const all = (await console()).items.flatMap(({ owed }) => owed);
    const { late } = all
      .filter(({ subject }) => isForPatients(subject))
      .reduce((sum, each) => ({ late: sum.late + each.late }), { late: 0 });
    expect(late).toBeGreaterThan(0);
    for (const person of [lead, office])
      expect((await listed(person)).map(({ id, patientsWait }) => [id, patientsWait])).toEqual([
        [allianceId, late],
        [quiet, 0],
      ]);
    expect((await listed(countyAdmin)).map(({ id }) => id)).toEqual([allianceId]);
    expect((await (await api.as('county.doctor')).ask(contract.listConsoleAlliances, {})).status).toBe(403);
  });

  it('the lead of another alliance does not', async () => {
    const other = randomUUIDv7();
    await database.owner.query(
      `insert into alliance (id, name_zh, specialty, phase, lead_id, opened_on) values ($1, '肾病联盟', 'nephrology', 'preparing', $2, '2026-01-01')`,
      [other, world.other.id],
    );
    for (const id of [world.other.id, world.county.id])
      await database.owner.query(
        `insert into membership (id, alliance_id, institution_id, role, valid) values ($1, $2, $3, 'member', '[2026-01-01,)')`,
        [randomUUIDv7(), other, id],
      );
    expect((await lead.ask(contract.getMemberConsole, { params: { id: other } })).status).toBe(404);
    expect(
      (
        await lead.ask(contract.remindMembers, {
          params: { id: other },
          body: { members: [{ memberId: world.county.id, about: ['answers'] }] },
        })
      ).status,
    ).toBe(404);
  });

  it.each(['county.doctor', 'lead.doctor', 'lead.coordinator', 'auditor'])('%s may not', async (name) => {
    expect((await (await api.as(name)).ask(contract.getMemberConsole, ask())).status).toBe(403);
  });

  it('nor does the database tell somebody of the lead who is no administrator', async () => {
    const seenBy = async (role: string) => {
      const client = await database.owner.connect();
      try {
        await client.query('begin; set local role alliance_app');
        await client.query(`select set_config('app.institution', $1, true), set_config('app.role', $2, true)`, [world.lead.id, role]);
        const { rows } = await client.query(`select 1 from member_duties($1, null, null, '{doctor}', now())`, [allianceId]);
        return rows.length;
      } finally {
        await client.query('rollback');
        client.release();
      }
    };
    expect(await seenBy('lead_administrator')).toBeGreaterThan(0);
    expect([await seenBy('doctor'), await seenBy('coordinator')]).toEqual([0, 0]);
  });

  it('no table of somebody else is open to whoever asks it directly', async () => {
    const { rows } = await database.owner.query<{ open: boolean }>(
      `select has_function_privilege('public', 'member_duties(uuid, uuid, text, text[], timestamptz)', 'execute') or has_function_privilege('public', 'console_members(uuid, date)', 'execute') as open`,
    );
    expect(rows).toEqual([{ open: false }]);
  });
});
