import { getCriteriaInForce, getResponseTimes, judgeFacts, listFacts, setResponseTimes } from '@alliance/contracts/judgement.contract';
import pg from 'pg';
import { finish } from '@alliance/domain/imports/steps';
import { checkedOverrides } from '@alliance/domain/protocol/adoption';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Person, startApi, type TestApi } from '../testing/app.js';
import { caseContent, judgementSlice, stands } from '../testing/judgement.story.js';
import { machineToken, newMachineKey, registerMachine } from '../testing/machine.js';
import { dayFrom } from '../testing/person.story.js';
import { academic, makeAlliance } from '../testing/protocol.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let doctor: Person;
let township: Person;
let outsider: Person;
let expert: Person;
let allianceId: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, judgementSlice);
  [doctor, township, outsider] = await Promise.all([api.as('county.doctor'), api.as('township.doctor'), api.as('other.doctor')]);
  expert = await academic(database, api, world, 'lead.expert');
  allianceId = await makeAlliance(database, world);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

type Body = Parameters<typeof asked>[1];
const asked = (who: Person, body: Partial<(typeof judgeFacts)['body']['_zod']['input']>) =>
  who.ask(judgeFacts, { body: { allianceId, direction: 'up', facts: {}, ...body } as never });
const judged = async (who: Person, body: Body) => {
  const { status, answer } = await asked(who, body);
  expect([status, answer]).toEqual([200, expect.anything()]);
  return answer;
};
const verdicts = (answer: Awaited<ReturnType<typeof judged>>) =>
  Object.fromEntries(answer.findings.map(({ criterion, verdict }) => [criterion.code, verdict]));

describe('facts held against the criteria in force', () => {
  let version: Awaited<ReturnType<typeof stands>>;
  beforeAll(async () => {
    version = await stands(database, allianceId, caseContent('JA'));
  });

  it('every criterion of the direction answers with its code, its reasons and what is missing', async () => {
    const answer = await judged(doctor, { facts: { sbp: 186 } });
    expect(answer).toMatchObject({ verdict: 'met', urgency: '24h', protocolVersionId: version.versionId, suppressedBy: [], doubted: [] });
    expect(verdicts(answer)).toEqual({ 'JA-U01': 'met', 'JA-U02': 'unknown', 'JA-U03': 'unknown' });
    const [met, open] = answer.findings;
    expect(met?.criterion).toMatchObject({
      label: { zh: '血压持续升高' },
      grades: ['V'],
      protocolId: version.protocolId,
      overridden: false,
    });
    expect(met?.reasons).toMatchObject([{ fact: 'sbp', op: '>=', threshold: 180, value: 186, unit: 'mm[Hg]' }]);
    expect(open).toMatchObject({ missing: ['severe_headache'], settling: ['severe_headache'] });
  });
  it('a value in another unit is converted, mass to amount of substance too', async () => {
    const over = await judged(doctor, { facts: { glucose: { value: 310, unit: 'mg/dL' } } });
    const under = await judged(doctor, { facts: { glucose: { value: 290, unit: 'mg/dL' } } });
    expect([verdicts(over)['JA-U03'], verdicts(under)['JA-U03'], over.urgency]).toEqual(['met', 'not_met', '2h']);
  });
  it('down is suppressed by what is met up, and by an immediate criterion that is open', async () => {
    const calm = { sbp: 120, severe_headache: false };
    expect(await judged(doctor, { direction: 'down', facts: { ...calm, glucose: 5 } })).toMatchObject({ verdict: 'met', suppressedBy: [] });
    expect(await judged(doctor, { direction: 'down', facts: { ...calm, glucose: 20 } })).toMatchObject({
      verdict: 'not_met',
      suppressedBy: ['JA-U03'],
    });
    expect(await judged(doctor, { direction: 'down', facts: {} })).toMatchObject({ verdict: 'unknown', suppressedBy: ['JA-U02'] });
  });
  it.each([
    ['a fact that nobody knows', { nonsense: 1 }, 'criteria.fact_unknown', { fact: 'nonsense' }],
    ['a word for a number', { sbp: 'high' }, 'criteria.fact_invalid', { fact: 'sbp' }],
    [
      'a unit of another quantity',
      { glucose: { value: 5, unit: 'mm[Hg]' } },
      'criteria.unit_unconvertible',
      { fact: 'glucose', unit: 'mm[Hg]', expected: 'mmol/L' },
    ],
    [
      'a unit that is none',
      { sbp: { value: 5, unit: 'parsec/fortnight' } },
      'criteria.unit_unconvertible',
      { fact: 'sbp', unit: 'parsec/fortnight' },
    ],
  ])('%s is refused by name', async (_, facts, code, named) => {
    const { status, problem } = await asked(doctor, { facts: facts as never });
    expect([status, problem.code]).toEqual([422, code]);
    expect(problem.facts).toMatchObject(named);
  });
  it('a fact of the dictionary that no criterion asks for is no mistake', async () => {
    expect(await judged(doctor, { facts: { sbp: 120, hr: 80 } })).toMatchObject({ doubted: [] });
  });
  it('a value beyond what is possible is questioned and not used until somebody confirms it', async () => {
    const doubted = await judged(doctor, { facts: { sbp: 1860 } });
    expect([verdicts(doubted)['JA-U01'], doubted.doubted]).toEqual([
      'unknown',
      [{ fact: 'sbp', doubt: 'outside_limits', detail: { low: 30, high: 300, value: 1860 } }],
    ]);
    expect(verdicts(await judged(doctor, { facts: { sbp: { value: 310, confirmed: true } } }))['JA-U01']).toBe('met');
  });
  it('whoever is outside the alliance finds none, the office too; without a session nothing', async () => {
    for (const who of [outsider, await api.as('office')]) expect((await asked(who, {})).problem.code).toBe('access.not_found');
    expect((await asked(doctor, { allianceId: world.lead.id })).status).toBe(404);
    expect((await asked(new Person(api.app, {}), {})).status).toBe(401);
    expect((await asked(await api.as('auditor'), {})).status).toBe(403);
  });
  it('somebody who left finds none any more', async () => {
    const left = await makeAlliance(database, world);
    expect((await asked(doctor, { allianceId: left })).status).toBe(200);
    await database.owner.query(`update membership set valid = '[2020-01-01,2020-12-31)' where alliance_id = $1 and institution_id = $2`, [
      left,
      world.county.id,
    ]);
    expect((await asked(doctor, { allianceId: left })).status).toBe(404);
  });
  it('an alliance without protocols answers that nothing applies', async () => {
    const empty = await makeAlliance(database, world, [world.other.id]);
    expect(await judged(outsider, { allianceId: empty, facts: {} })).toMatchObject({
      verdict: 'not_applicable',
      protocolVersionId: null,
      findings: [],
    });
  });
});

describe('which version holds', () => {
  it('today’s until tomorrow’s begins; a withdrawn one never', async () => {
    const id = await makeAlliance(database, world);
    const tomorrow = dayFrom(1);
    const { protocolId, versionId } = await stands(database, id, caseContent('JB', 180));
    const next = await stands(database, id, caseContent('JB', 160), { protocolId, number: 2, from: tomorrow });
    const facts = { sbp: 170, severe_headache: false, glucose: 5 };
    const now = await judged(doctor, { allianceId: id, facts });
    // tomorrow begins at the hospitals' midnight, not at Greenwich's
    const then = await judged(doctor, { allianceId: id, facts, at: `${tomorrow}T00:00:01+08:00` });
    const before = await judged(doctor, { allianceId: id, facts, at: `${tomorrow}T00:00:01+09:00` });
    expect([now, before, then].map(({ verdict, protocolVersionId }) => [verdict, protocolVersionId])).toEqual([
      ['not_met', versionId],
      ['not_met', versionId],
      ['met', next.versionId],
    ]);
    await database.owner.query(`update protocol_version set state = 'withdrawn', withdrawn_at = now() where id = $1`, [next.versionId]);
    expect(await judged(doctor, { allianceId: id, facts, at: `${tomorrow}T12:00:00+08:00` })).toMatchObject({
      protocolVersionId: versionId,
    });
  });
  it('a draft of the lead is no criterion, not even for its author', async () => {
    const id = await makeAlliance(database, world);
    const { protocolId } = await stands(database, id, caseContent('JC'), { from: dayFrom(30) });
    await database.owner.query(
      `insert into protocol_version (id, protocol_id, number, state, content, authors) values (gen_random_uuid(), $1, 2, 'draft', $2, '{}')`,
      [protocolId, JSON.stringify(caseContent('JC', 100))],
    );
    expect(await judged(expert, { allianceId: id, facts: { sbp: 120 } })).toMatchObject({ findings: [], protocolVersionId: null });
  });
  it('common protocols join every alliance; each reads a fact by its own definition', async () => {
    const id = await makeAlliance(database, world);
    const elsewhere = await makeAlliance(database, world);
    await stands(database, id, caseContent('JD'));
    const kilopascal = caseContent('JE', 20);
    const facts = kilopascal.facts.map((fact) => (fact.key === 'sbp' ? { ...fact, unit: 'kPa', low: 4, high: 40 } : fact));
    const common = await stands(database, elsewhere, { ...kilopascal, facts }, { common: true });
    try {
      const answer = await judged(doctor, { allianceId: id, facts: { sbp: { value: 155, unit: 'mm[Hg]' } } });
      expect([answer.protocolVersionIds.at(-1), verdicts(answer)['JD-U01'], verdicts(answer)['JE-U01']]).toEqual([
        common.versionId,
        'not_met',
        'met',
      ]);
      expect(answer).toMatchObject({ verdict: 'met', protocolVersionId: common.versionId });
    } finally {
      await database.owner.query('update protocol set common = false where id = $1', [common.protocolId]);
    }
  });
});

describe('an own rule of a member', () => {
  it('holds for its people only, and only while the alliance says what it said', async () => {
    const id = await makeAlliance(database, world);
    const { protocolId, versionId } = await stands(database, id, caseContent('JF'));
    const mine = { code: 'JF-U01', rule: { fact: 'sbp', op: '>=', value: 160 } as const, reason: '山区路远' };
    const overrides = finish(checkedOverrides(caseContent('JF'), [mine]));
    await database.owner.query(
      `insert into protocol_adoption (protocol_id, institution_id, version_id, overrides, adopted_by, adopted_at)
       select $1, $2, $3, $4, id, now() from person limit 1`,
      [protocolId, world.township.id, versionId, JSON.stringify(overrides)],
    );
    const ask = { allianceId: id, facts: { sbp: 170, severe_headache: false, glucose: 5 } };
    const [own, theirs] = [await judged(township, ask), await judged(doctor, ask)];
    expect([own.verdict, theirs.verdict]).toEqual(['met', 'not_met']);
    expect(own.findings.map(({ criterion }) => criterion.overridden)).toEqual([true, false, false]);
    const inForce = await township.get(getCriteriaInForce, { query: { allianceId: id } });
    expect(inForce.protocols[0]?.criteria[0]).toMatchObject({ overridden: true, rule: { value: 160 } });

    await database.owner.query(`update protocol_adoption set overrides = $1, version = 2 where protocol_id = $2`, [
      JSON.stringify(overrides.map((one) => ({ ...one, rule: { fact: 'sbp', op: '>=', value: 175 } }))),
      protocolId,
    ]);
    expect((await judged(township, ask)).verdict).toBe('not_met');
    await stands(database, id, caseContent('JF', 190), { protocolId, number: 2, from: dayFrom() });
    expect(await judged(township, { ...ask, facts: { ...ask.facts, sbp: 180 } })).toMatchObject({
      verdict: 'not_met',
      findings: [{ criterion: { overridden: false } }, {}, {}],
    });
  });
});

describe('what the form judges with', () => {
  it('facts and criteria in force, the own level and the response times; no test cases', async () => {
    const id = await makeAlliance(database, world);
    const { versionId } = await stands(database, id, caseContent('JG'));
    const answer = await township.get(getCriteriaInForce, { query: { allianceId: id } });
    expect(answer).toMatchObject({
      level: 'township',
      responseMinutes: { immediate: 10 },
      protocols: [{ versionId, number: 1, common: false, effectiveFrom: '2020-02-01' }],
    });
    expect(answer.protocols[0]?.criteria.map(({ code }) => code)).toEqual(['JG-U01', 'JG-U02', 'JG-U03', 'JG-D01']);
    expect(JSON.stringify(answer)).not.toContain('testCases');
    for (const who of [outsider, await api.as('office')])
      expect((await who.ask(getCriteriaInForce, { query: { allianceId: id } })).status).toBe(404);
  });
  it('the dictionary, with how the computed ones are computed', async () => {
    const { items } = await doctor.get(listFacts, {});
    expect(items.length).toBeGreaterThan(100);
    const { computedFrom, computedBy } = items.find(({ key }) => key === 'shock_index') ?? {};
    expect([computedFrom?.toSorted(), computedBy]).toEqual([['hr', 'sbp'], expect.any(String)]);
  });
});

describe('response times', () => {
  const minutes = { immediate: 5, '2h': 30, '24h': 120, '7d': 1440, routine: 2880 };
  it('are the defaults until the lead’s academic team sets them; others see them, outsiders do not', async () => {
    const params = { id: allianceId };
    const before = await doctor.get(getResponseTimes, { params });
    expect(before).toEqual({ version: 1, minutes: { immediate: 10, '2h': 60, '24h': 120, '7d': 1440, routine: 1440 } });
    expect((await outsider.ask(getResponseTimes, { params })).status).toBe(404);
    expect((await outsider.ask(setResponseTimes, { params, body: { version: 1, minutes } })).status).toBe(403);
    const member = await academic(database, api, world, 'county.quality', 'quality_manager', 'county');
    expect((await member.ask(setResponseTimes, { params, body: { version: 1, minutes } })).problem.code).toBe('protocol.not_lead');
    const stranger = await academic(database, api, world, 'other.expert', 'expert', 'other');
    expect((await stranger.ask(setResponseTimes, { params, body: { version: 1, minutes } })).status).toBe(404);

    expect(await expert.get(setResponseTimes, { params, body: { version: 1, minutes } })).toEqual({ version: 2, minutes });
    expect((await expert.ask(setResponseTimes, { params, body: { version: 1, minutes } })).problem.code).toBe('record.stale');
    expect(await expert.get(setResponseTimes, { params, body: { version: 2, minutes } })).toMatchObject({ version: 3 });
    expect(await doctor.get(getResponseTimes, { params })).toMatchObject({ version: 3, minutes });
    const { rows } = await database.owner.query(
      `select recipients from event where kind = 'protocol.response_times_set' and subject_id = $1`,
      [allianceId],
    );
    expect(rows[0].recipients.toSorted()).toEqual([world.lead.id, world.county.id, world.township.id].toSorted());
  });
  it('of eight who set them at once one does', async () => {
    const id = await makeAlliance(database, world);
    const all = Array.from({ length: 8 }, () => expert.ask(setResponseTimes, { params: { id }, body: { version: 1, minutes } }));
    expect((await Promise.all(all)).map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 7 }, () => 409)]);
  });
});

it('the question about what is in force takes on no identity beyond itself, and none beside another one', async () => {
  const app = new pg.Client({ connectionString: database.appUrl });
  await app.connect();
  try {
    const ask = (institutionId: string) =>
      app.query('select * from criteria_in_force($1, null, $2, local_today())', [institutionId, allianceId]);
    expect((await ask(world.county.id)).rows[0]).toMatchObject({ belongs: true, versions: [{ number: 1 }] });
    expect((await ask(world.other.id)).rows[0]).toMatchObject({ belongs: false, versions: [] });
    expect((await app.query('select current_institution() as me')).rows).toEqual([{ me: null }]);
    await app.query('begin');
    await ask(world.county.id);
    await expect(ask(world.lead.id)).rejects.toThrow('another identity is acting');
  } finally {
    await app.end();
  }
});

describe('a machine', () => {
  it('judges with the scope criteria.judge and not without', async () => {
    const admin = await api.as('county.admin');
    const bearer = async (scope: 'criteria.judge' | 'protocol.read') => {
      const key = await newMachineKey();
      const { id } = await registerMachine(admin, key, [scope]);
      return new Person(api.app, { authorization: `Bearer ${(await machineToken(api, id, key)).body.access_token}` });
    };
    expect((await asked(await bearer('criteria.judge'), { facts: { sbp: 186 } })).answer).toMatchObject({ verdict: 'met' });
    expect((await asked(await bearer('protocol.read'), { facts: { sbp: 186 } })).status).toBe(403);
  });
});
