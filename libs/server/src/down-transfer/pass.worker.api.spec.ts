import * as ending from '@alliance/contracts/referral-ending.contract';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { startApi, startWorker, type Person, type TestApi } from '../testing/app.js';
import { downSlice, downWork, factsOf, inCare, listed, records } from '../testing/down.story.js';
import { roundOf } from '../testing/escalation.story.js';
import { eventually } from '../testing/eventually.js';
import { caseContent, stands } from '../testing/judgement.story.js';
import { dayFrom } from '../testing/person.story.js';
import { freshCode, makeAlliance } from '../testing/protocol.story.js';
import { step } from '../testing/referral-steps.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

const patients = 900;
let database: TestDatabase;
let world: World;
let api: TestApi;
let worker: INestApplicationContext | undefined;
let county: Person;
let lead: Person;
let coordinator: Person;
let allianceId: string;
let code: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, downSlice);
  [county, lead, coordinator] = (await Promise.all(['county.doctor', 'lead.doctor', 'lead.coordinator'].map((name) => api.as(name)))) as [
    Person,
    Person,
    Person,
  ];
});
beforeEach(async () => {
  allianceId = await makeAlliance(database, world);
  code = freshCode();
});
afterEach(async () => {
  await worker?.close();
  worker = undefined;
  await asUsual();
  await database.owner.query('truncate down_candidate, care_fact_change, down_pass');
  await database.owner.query(`delete from timer where kind like 'down.%'`);
  await database.owner.query(`update referral set state = 'closed' where state = 'in_care'`);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const works = async () => (worker = await startWorker(database, downWork));
const well = { sbp: 128, severe_headache: false };
const admitted = () => inCare(county, coordinator, world, { allianceId, facts: { sbp: 190 } });
/** Patients in care with what was measured of them an hour ago. */
const many = (count: number, facts: Record<string, unknown>) =>
  database.owner.query(
    `with sent as (
       insert into referral (id, number, state, version, sender_id, receiver_id, custodian_id, direction, service, urgency, patient_initials, patient_sex, created_by, owner_id,
         submitted_at, arrived_at, next_action_at, next_action_by, alliance_id)
       select uuidv7(), 'N' || left(md5(random()::text), 12), 'in_care', 5, $1, $2, $2, 'up', 'inpatient', 'urgent', 'o', 'female',
         (select id from appointment limit 1), (select id from appointment limit 1), now() - interval '3 days', now() - interval '2 days', now() + interval '9 days', 'receiver', $3
       from generate_series(1, $4) returning id)
     insert into down_candidate (referral_id, institution_id, facts, facts_at)
     select id, $2, (select jsonb_object_agg(key, jsonb_build_array(jsonb_build_object('value', value, 'at', to_char(now() - interval '1 hour', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')))) from jsonb_each($5)), now()
     from sent`,
    [world.county.id, world.lead.id, allianceId, count, JSON.stringify(facts)],
  );
const passOf = async () =>
  (
    await database.owner.query<{ state: string; judged: number; changed: number }>(
      'select state, judged, changed from down_pass where institution_id = $1',
      [world.lead.id],
    )
  ).rows[0];
const verdicts = async () =>
  (
    await database.owner.query<{ verdict: string | null; count: number }>(
      'select verdict, count(*)::int as count from down_candidate where in_care group by 1 order by 1',
    )
  ).rows;
const told = async () =>
  (await database.owner.query<{ count: number }>(`select count(*)::int as count from event where kind = 'down.candidate'`)).rows[0]
    ?.count ?? 0;
const isOver = (judged: number) => eventually(async () => expect(await passOf()).toMatchObject({ state: 'done', judged }), 15_000);
/** The night of the lead hospital. */
const night = async () => {
  const due = `update timer set due_at = now(), lease_until = null where kind = $1 and fired_at is null and subject_id = $2`;
  await database.owner.query(due, ['down.nightly_pass', world.lead.id]);
  await roundOf(worker as INestApplicationContext);
};
/** As if the worker had been silent, and the time to look after its pass had come. */
const timePasses = async () => {
  await database.owner.query(`update down_pass set moved_at = now() - interval '11 seconds' where institution_id = $1`, [world.lead.id]);
  await database.owner.query(
    `update timer set due_at = now(), lease_until = null where kind = 'down.pass_watch' and fired_at is null and subject_id = $1`,
    [world.lead.id],
  );
};
/** What a slice meets when it is written. */
const eachSlice = (does: string) =>
  database.owner.query(`
    create or replace function test_slice() returns trigger language plpgsql as $$ begin ${does} return new; end $$;
    create or replace trigger test_slice before update of judged on down_pass for each row execute function test_slice()`);
const asUsual = () => database.owner.query('drop trigger if exists test_slice on down_pass');

describe('the pass over patients in care', () => {
  it('begins when the first worker does, is armed for half past one, and judges everybody', async () => {
    await stands(database, allianceId, caseContent(code));
    await many(300, well);
    await many(150, { sbp: 150, severe_headache: false });
    await works();
    await isOver(450);
    expect(await verdicts()).toEqual([
      { verdict: 'met', count: 300 },
      { verdict: 'not_met', count: 150 },
    ]);
    const { rows } = await database.owner.query(
      `select to_char(due_at at time zone 'Asia/Shanghai', 'HH24:MI') as due from timer where kind = 'down.nightly_pass' and fired_at is null`,
    );
    expect(rows).toEqual(Array.from({ length: 5 }, () => ({ due: '01:30' })));
  });

  it('writes and tells only what changed: the same night again is silent, an aged value is not', async () => {
    await stands(database, allianceId, caseContent(code));
    await many(250, well);
    await works();
    await isOver(250);
    const before = await told();
    await night();
    await eventually(async () => expect(await passOf()).toMatchObject({ state: 'done', judged: 250, changed: 0 }), 15_000);
    expect(await told()).toBe(before);
    // three nights later, for five of them
    await database.owner.query(`
      update down_candidate set facts = replace(facts::text, left(facts->'sbp'->0->>'at', 10), to_char(now() - interval '4 days', 'YYYY-MM-DD'))::jsonb
      where referral_id in (select referral_id from down_candidate order by referral_id limit 5);
      update referral set arrived_at = now() - interval '20 days' where state = 'in_care'`);
    await night();
    await eventually(async () => expect(await passOf()).toMatchObject({ state: 'done', judged: 250, changed: 5 }), 15_000);
    expect(await verdicts()).toEqual([
      { verdict: 'met', count: 245 },
      { verdict: 'unknown', count: 5 },
    ]);
    expect(await told()).toBe(before + 5);
  });

  it('follows another version at once, and not a patient who has left', async () => {
    const { protocolId } = await stands(database, allianceId, caseContent(code));
    await many(40, well);
    await works();
    await isOver(40);
    await stands(
      database,
      allianceId,
      { ...caseContent(code), criteria: caseContent(code).criteria.slice(0, 3) },
      { protocolId, number: 2, from: dayFrom() },
    );
    await database.owner.query(
      `update referral set state = 'closed' where id in (select referral_id from down_candidate order by referral_id limit 3)`,
    );
    await database.owner.query(
      `with told as (insert into event (id, kind, topic, subject_id, version, happened_at, institution_id, recipients) values (uuidv7(), 'protocol.published', 'protocol', $1, 2, now(), $2, array[$2]::uuid[]) returning id)
       insert into outbox (event_id) select id from told`,
      [protocolId, world.lead.id],
    );
    await isOver(37);
    expect(await verdicts()).toEqual([{ verdict: 'not_applicable', count: 37 }]);
  });

  it('goes on in another worker when its own died in the middle, and judges everybody once', async () => {
    await stands(database, allianceId, caseContent(code));
    await many(patients, well);
    await eachSlice(`if new.judged > 400 then raise exception 'the worker is gone'; end if;`);
    await works();
    await eventually(async () => expect((await passOf())?.judged).toBe(400), 15_000);
    await worker?.close();
    expect(await passOf()).toMatchObject({ state: 'running', judged: 400 });
    await asUsual();
    const before = await told();
    await works();
    await timePasses();
    await isOver(patients);
    expect(await verdicts()).toEqual([{ verdict: 'met', count: patients }]);
    expect((await told()) - before).toBe(patients - 400);
  });

  it('of two workers at one pass counts nobody twice and tells nothing twice', async () => {
    await stands(database, allianceId, caseContent(code));
    await many(patients, well);
    await eachSlice('perform pg_sleep(0.2);');
    const before = await told();
    await works();
    const second = await startWorker(database, downWork);
    await eventually(async () => expect((await passOf())?.judged).toBeGreaterThan(0), 15_000);
    await timePasses();
    await isOver(patients);
    await second.close();
    expect(await passOf()).toMatchObject({ changed: patients });
    expect((await told()) - before).toBe(patients);
  });

  it('frees who was set aside until yesterday, and leaves alone what a doctor wrote meanwhile', async () => {
    await stands(database, allianceId, caseContent(code));
    const up = await admitted();
    await records(lead, up, well);
    await database.owner.query(
      `update down_candidate set set_aside_reason = 'social', set_aside_until = current_date - 2 where referral_id = $1`,
      [up.id],
    );
    await works();
    await isOver(1);
    const { rows } = await database.owner.query('select set_aside_reason, version from down_candidate where referral_id = $1', [up.id]);
    expect(rows).toEqual([{ set_aside_reason: null, version: 3 }]);
  });
});

describe('a patient who comes or goes', () => {
  it('is looked at without waiting for the night: lacking facts first, then off the list', async () => {
    await stands(database, allianceId, caseContent(code));
    await works();
    const up = await admitted();
    await eventually(async () => expect(await listed(lead, 'near')).toContain(up.id));
    expect((await factsOf(lead, up)).down).toMatchObject({ verdict: 'unknown', missing: ['sbp', 'severe_headache'] });
    await records(lead, up, well);
    await step(coordinator, ending.reportOutcome, up, { outcome: 'discharged_home', summary: '好转' });
    await eventually(async () => {
      const { rows } = await database.owner.query('select in_care from down_candidate where referral_id = $1', [up.id]);
      expect(rows).toEqual([{ in_care: false }]);
    });
  });
});
