import { countDownCandidates, getCareFacts, listDownCandidates, recordCareFacts } from '@alliance/contracts/down-candidate.contract';
import * as ending from '@alliance/contracts/referral-ending.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import type { GivenFacts } from '@alliance/domain/criteria/fact.types';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Person, startApi, type TestApi } from '../testing/app.js';
import { downSlice, factsOf, inCare, listed, lists, records } from '../testing/down.story.js';
import { caseContent, stands } from '../testing/judgement.story.js';
import { machineToken, newMachineKey, registerMachine } from '../testing/machine.js';
import { dayFrom } from '../testing/person.story.js';
import { freshCode, makeAlliance } from '../testing/protocol.story.js';
import { step } from '../testing/referral-steps.js';
import { doctorSubmits } from '../testing/referral.story.js';
import { cloneDatabase, poolOf, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let county: Person;
let lead: Person;
let coordinator: Person;
let allianceId: string;
let code: string;
let inForce: Awaited<ReturnType<typeof stands>>;

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
  inForce = await stands(database, allianceId, caseContent(code));
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const sick = { sbp: 190, severe_headache: true };
const admitted = (facts: GivenFacts = sick): Promise<ReferralView> =>
  inCare(county, coordinator, world, { allianceId, facts, urgency: 'urgent' });
const well = { sbp: 128, severe_headache: false };
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const cameEarlier = (id: string, hours: number) =>
  database.owner.query(
    `update referral set arrived_at = arrived_at - make_interval(hours => $2), submitted_at = submitted_at - make_interval(hours => $2) where id = $1`,
    [id, hours],
  );
const told = async (id: string) =>
  (
    await database.owner.query<{ kind: string; version: number; data: object; recipients: string[] }>(
      `select kind, version, data, recipients from event where subject_id = $1 and topic = 'down' order by id`,
      [id],
    )
  ).rows;

describe('what is measured of a patient in care', () => {
  it('is judged at once by the criteria in force: the patient becomes a candidate, with the reason', async () => {
    const up = await admitted();
    const before = await factsOf(lead, up);
    expect(before).toMatchObject({ version: 1, inCare: true, allianceId, sent: sick, recorded: {}, changes: [], down: { verdict: null } });
    const after = await records(lead, up, well);
    expect(after).toMatchObject({
      version: 2,
      recorded: { sbp: [{ value: 128 }], severe_headache: [{ value: false }] },
      changes: [{ by: 'person lead.doctor', facts: well, takenBack: [] }],
      down: { verdict: 'met', metSince: after.down.judgedAt, against: [], missing: [] },
    });
    expect(after.down.findings[0]).toMatchObject({
      criterion: { code: `${code}-D01`, protocolVersionId: inForce.versionId },
      verdict: 'met',
      reasons: [{ fact: 'sbp', value: 128 }],
    });
    expect(await listed(coordinator, 'met')).toContain(up.id);
    expect(await told(up.id)).toEqual([
      { kind: 'down.candidate', version: 2, data: { verdict: 'met', before: 'none' }, recipients: [world.lead.id] },
      { kind: 'down.facts_recorded', version: 2, data: { facts: 2, takenBack: 0, verdict: 'met' }, recipients: [world.lead.id] },
    ]);
  });

  it('counts only when it was measured here: what the patient was sent with keeps nobody, and frees nobody', async () => {
    const up = await admitted(well);
    const after = await records(lead, up, { severe_headache: false });
    expect(after.down).toMatchObject({ verdict: 'unknown', missing: ['sbp'] });
    const old = await records(lead, up, { sbp: { value: 120, at: hoursAgo(2) } });
    expect(old.down).toMatchObject({ verdict: 'unknown', missing: ['sbp'] });
    await cameEarlier(up.id, 3);
    expect((await records(lead, up, { severe_headache: false })).down.verdict).toBe('met');
  });

  it('stops counting when it is too old', async () => {
    const up = await admitted();
    await cameEarlier(up.id, 24 * 5);
    const old = await records(lead, up, { severe_headache: false, sbp: { value: 120, at: hoursAgo(73) } });
    expect(old.down).toMatchObject({ verdict: 'unknown', missing: ['sbp'] });
    expect((await records(lead, up, { sbp: { value: 120, at: hoursAgo(71) } })).down.verdict).toBe('met');
  });

  it('is suppressed by a criterion to refer up, which is named; since when it is met begins anew', async () => {
    const up = await admitted();
    const met = await records(lead, up, well);
    const again = await records(lead, up, { sbp: 126 });
    expect(again.down.metSince).toBe(met.down.metSince);
    const worse = await records(lead, up, { glucose: 18 });
    expect(worse.down).toMatchObject({
      verdict: 'not_met',
      metSince: null,
      missing: [],
      against: [{ verdict: 'met', criterion: { code: `${code}-U03` } }],
    });
    expect(worse.down.findings[0]).toMatchObject({ verdict: 'met' });
    expect(await listed(lead, 'met')).not.toContain(up.id);
    const better = await records(lead, up, { glucose: 6 });
    expect(Date.parse(better.down.metSince ?? '')).toBeGreaterThan(Date.parse(met.down.metSince ?? ''));
    expect((await told(up.id)).filter(({ kind }) => kind === 'down.candidate').map(({ data }) => data)).toEqual([
      { verdict: 'met', before: 'none' },
      { verdict: 'not_met', before: 'met' },
      { verdict: 'met', before: 'not_met' },
    ]);
  });

  it('lists who is near, with the facts that are missing', async () => {
    const up = await admitted();
    await records(lead, up, { glucose: 6 });
    expect(await listed(lead, 'near')).toContain(up.id);
    const row = (await lists(lead, 'near')).find(({ referralId }) => referralId === up.id);
    expect(row?.down.missing).toEqual(['sbp', 'severe_headache']);
    expect((await told(up.id)).map(({ kind }) => kind)).toEqual(['down.facts_recorded']);
  });

  it('takes a slip back, and keeps on record that it was made', async () => {
    const up = await admitted();
    await records(lead, up, well);
    const slip = await records(lead, up, { sbp: 228 });
    expect(slip.down.verdict).toBe('not_met');
    const mended = await records(lead, up, {}, ['sbp']);
    expect(mended).toMatchObject({ down: { verdict: 'met' }, recorded: { sbp: [{ value: 128 }] } });
    expect(mended.changes.map(({ takenBack }) => takenBack)).toEqual([['sbp'], [], []]);
  });

  it.each<[string, GivenFacts, number, string]>([
    ['a text for a number', { sbp: 'high' }, 422, 'criteria.fact_invalid'],
    ['a unit of something else', { sbp: { value: 120, unit: 'mg' } }, 422, 'criteria.unit_unconvertible'],
    ['a time to come', { sbp: { value: 120, at: hoursAgo(-1) } }, 400, 'request.invalid'],
  ])('%s is refused', async (_, facts, status, refusal) => {
    const up = await admitted();
    const { version } = await factsOf(lead, up);
    const { problem, status: answered } = await lead.ask(recordCareFacts, {
      params: { id: up.id },
      body: { version, facts: facts as never },
    });
    expect([answered, problem.code]).toEqual([status, refusal]);
    expect(problem.facts?.['fields']).toEqual([status === 422 ? 'facts.sbp' : 'facts']);
  });

  it('beyond its limits waits for a confirmation', async () => {
    const up = await admitted();
    expect((await records(lead, up, { ...well, sbp: 15 })).down.missing).toEqual(['sbp']);
    expect((await records(lead, up, { sbp: { value: 29, confirmed: true } })).down.verdict).toBe('met');
  });

  it('is written once by whoever is first', async () => {
    const up = await admitted();
    const ask = (facts: GivenFacts) => lead.ask(recordCareFacts, { params: { id: up.id }, body: { version: 1, facts: facts as never } });
    const both = await Promise.all([ask({ sbp: 120 }), ask({ sbp: 200 })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const stale = await ask({ sbp: 190 });
    expect([stale.status, stale.problem.code]).toEqual([409, 'record.stale']);
    expect((await factsOf(lead, up)).changes).toHaveLength(1);
  });

  it('ends with the care', async () => {
    const up = await admitted();
    await records(lead, up, well);
    await step(coordinator, ending.reportOutcome, up, { outcome: 'discharged_home', summary: '好转' });
    const { status, problem } = await lead.ask(recordCareFacts, { params: { id: up.id }, body: { version: 2, facts: { sbp: 120 } } });
    expect([status, problem.code]).toEqual([409, 'referral.wrong_state']);
    expect(await listed(lead, 'all')).not.toContain(up.id);
    expect((await factsOf(lead, up)).inCare).toBe(false);
  });

  it('says nothing where no protocol is in force, and follows the hospital’s own rules', async () => {
    const bare = await makeAlliance(database, world);
    const up = await inCare(county, coordinator, world, { allianceId: bare });
    expect((await records(lead, up, well)).down).toMatchObject({ verdict: null, findings: [], missing: [] });
    await stands(database, bare, caseContent(freshCode()), { from: dayFrom() });
    expect((await records(lead, up, { sbp: 120 })).down.verdict).toBe('met');
  });

  it('comes from a program of the hospital too, marked as imported; it sets nobody aside', async () => {
    const up = await admitted();
    const key = await newMachineKey();
    const client = await registerMachine(await api.as('lead.admin'), key, ['referral.draft', 'referral.read']);
    const { body } = await machineToken(api, client.id, key);
    const program = new Person(api.app, { authorization: `Bearer ${body.access_token}` });
    const after = await records(program, up, { sbp: { value: 128, origin: 'typed' }, severe_headache: false });
    expect(after).toMatchObject({ down: { verdict: 'met' }, recorded: { sbp: [{ value: 128, origin: 'imported' }] } });
    const [row] = (await lists(program, 'met')).filter(({ referralId }) => referralId === up.id);
    expect(row?.actions).toEqual(['recordFacts']);
  });
});

describe('nobody but the hospital in care', () => {
  it.each([
    ['the sender', 'county.doctor', 404],
    ['a member of the alliance', 'township.doctor', 404],
    ['a hospital outside', 'other.doctor', 404],
    ['the management office', 'office', 403],
    ['an administrator of the hospital itself', 'lead.admin', 403],
    ['its auditor', 'auditor', 403],
  ])('reads or writes what was measured: %s', async (_, username, expected) => {
    const up = await admitted();
    await records(lead, up, well);
    const who = await api.as(username);
    const params = { id: up.id };
    const read = await who.ask(getCareFacts, { params });
    const wrote = await who.ask(recordCareFacts, { params, body: { version: 2, facts: { sbp: 100 } } });
    expect([read.status, wrote.status]).toEqual([expected, expected]);
    const list = await who.ask(listDownCandidates, { query: { verdict: 'all' } });
    if (expected === 403) expect([list.status, (await who.ask(countDownCandidates, { query: {} })).status]).toEqual([403, 403]);
    else expect(list.answer.items).toEqual([]);
  });

  it('sees a row of it, whatever the statement: the policies hold below the queries', async () => {
    const up = await admitted();
    await records(lead, up, well);
    const pool = poolOf(database.appUrl, 1);
    const client = await pool.connect();
    const rowsOf = async (institutionId: string, statement: string) => {
      await client.query('begin');
      await client.query(`select set_config('app.institution', $1, true), set_config('app.role', 'doctor', true)`, [institutionId]);
      try {
        return (await client.query(statement)).rowCount;
      } finally {
        await client.query('rollback');
      }
    };
    const tables = ['care_fact_change', 'down_candidate'];
    try {
      for (const table of tables) {
        const all = `select * from ${table} where referral_id = '${up.id}'`;
        expect([table, await rowsOf(world.lead.id, all), await rowsOf(world.county.id, all), await rowsOf(world.office.id, all)]).toEqual([
          table,
          1,
          0,
          0,
        ]);
      }
      const another = `insert into down_candidate (referral_id, institution_id) values ('${(await doctorSubmits(county, world)).id}', '${world.county.id}')`;
      await expect(rowsOf(world.county.id, another)).rejects.toThrow(/row-level security/);
      await expect(rowsOf(world.lead.id, `update care_fact_change set facts = '{}'`)).rejects.toThrow(/permission denied/);
      await expect(rowsOf(world.lead.id, 'delete from care_fact_change')).rejects.toThrow(/permission denied/);
    } finally {
      client.release();
      await pool.end();
    }
  });
});
