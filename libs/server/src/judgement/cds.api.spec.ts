import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { caseContent, judgementSlice, stands } from '../testing/judgement.story.js';
import { bundle, CdsClient, hoursAgo, opening, quantity } from '../testing/cds.story.js';
import { dayFrom } from '../testing/person.story.js';
import { freshCode, makeAlliance, pressureCriterion } from '../testing/protocol.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let admin: Person;
/** Of the county hospital, with the scope. */
let program: CdsClient;
let outsider: CdsClient;
let code: string;
let allianceId: string;
let inForce: Awaited<ReturnType<typeof stands>>;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, judgementSlice);
  admin = await api.as('county.admin');
  outsider = new CdsClient(api, (await api.as('other.doctor')).headers);
  program = await CdsClient.of(api, admin, 'criteria.judge');
});
beforeEach(async () => {
  await database.owner.query('delete from membership');
  allianceId = await makeAlliance(database, world);
  code = freshCode();
  inForce = await stands(database, allianceId, caseContent(code));
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const high = { vitals: bundle(quantity('8480-6', 186, 'mm[Hg]')) };

describe('discovery', () => {
  it('names the services with their prefetch to anybody, and only that', async () => {
    const reply = await api.app.inject({ url: '/cds-services' });
    expect(reply.statusCode).toBe(200);
    const { services } = reply.json<{ services: { hook: string; id: string; description: string; prefetch: Record<string, string> }[] }>();
    expect(services.map(({ hook, id }) => [hook, id])).toEqual([
      ['patient-view', 'patient-view'],
      ['order-sign', 'order-sign'],
      ['order-sign', 'mutual-recognition'],
    ]);
    expect(Object.keys(services.at(-1)?.prefetch ?? {})).toEqual(['patient', 'encounter']);
    for (const { description, prefetch: templates } of services.slice(0, 2)) {
      expect(description.length).toBeGreaterThan(20);
      expect(Object.keys(templates)).toEqual(['patient', 'vitals', 'laboratory', 'conditions']);
      for (const template of Object.values(templates)) expect(template).toContain('{{context.patientId}}');
    }
  });
});

describe('who may call', () => {
  it('a program with the scope, or somebody who is signed in; nobody else', async () => {
    const statusOf = async ({ headers }: { readonly headers: Readonly<Record<string, string>> }) =>
      (await new CdsClient(api, headers).post('/cds-services/patient-view', opening(high))).statusCode;
    expect(await statusOf(program)).toBe(200);
    expect(await statusOf(admin)).toBe(200);
    expect(await statusOf(await CdsClient.of(api, admin, 'protocol.read'))).toBe(403);
    expect(await statusOf(await api.as('auditor'))).toBe(403);
    expect(await statusOf({ headers: {} })).toBe(401);
    expect(await statusOf({ headers: { authorization: 'Bearer 0123456789012345678901' } })).toBe(401);
    expect(await statusOf({ headers: { cookie: admin.headers['cookie'] as string } })).toBe(403);
    expect((await new CdsClient(api, {}).post('/cds-services/patient-view/feedback', { feedback: [] })).statusCode).toBe(401);
  });
  it('another hospital hears of its own protocols only', async () => expect(await outsider.opened(high)).toEqual([]));
});

describe('patient-view', () => {
  it('a card for what is met: short, with reasons, source, link, reasons to override', async () => {
    const [card, ...more] = await program.opened(high);
    expect(more.map(({ indicator }) => indicator)).toEqual(['info']);
    expect(card).toMatchObject({ indicator: 'warning', source: { label: expect.stringContaining('v1') } });
    expect(card?.summary).toBe(`符合上转标准（24 小时内）：${code}-U01 血压持续升高`);
    expect(card?.detail).toContain('186');
    expect(card?.links).toEqual([
      { label: expect.any(String), type: 'absolute', url: `${api.config.origin}/protocols/${inForce.protocolId}?version=1` },
    ]);
    expect(card?.overrideReasons.map((reason) => reason.code)).toContain('criterion_does_not_fit');
  });
  it('in English for who asks in English', async () => {
    const [card] = await new CdsClient(api, { ...program.headers, 'accept-language': 'en-GB,en;q=0.9' }).opened(high);
    expect([card?.summary, card?.overrideReasons[0]?.display]).toEqual([
      `Refer up within 24 hours: ${code}-U01 Blood pressure stays high`,
      'Clinical judgement',
    ]);
  });
  it('is critical for an immediate one, which leads', async () => {
    const answer = {
      resourceType: 'Observation',
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code: 'X-HEAD' }] },
      effectiveDateTime: hoursAgo(1),
      valueBoolean: true,
    };
    const content = caseContent(code);
    const facts = content.facts.map((fact) => (fact.key === 'severe_headache' ? { ...fact, loinc: 'X-HEAD' } : fact));
    await stands(database, allianceId, { ...content, facts }, { protocolId: inForce.protocolId, number: 2, from: '2021-01-01' });
    const [card, ...more] = await program.opened({ vitals: bundle(quantity('8480-6', 186, 'mm[Hg]'), answer) });
    expect([card?.indicator, card?.source.topic.code, more]).toEqual(['critical', `${code}-U02`, []]);
    expect(card?.detail.indexOf('U02')).toBeLessThan(card?.detail.indexOf('U01') ?? 0);
  });
  it('no card where nothing is met and nothing was looked at', async () => {
    const single = pressureCriterion(`${code}-U09`, 0, { urgency: 'immediate', rule: { fact: 'severe_headache', op: 'is', value: true } });
    await stands(database, allianceId, caseContent(code, 180, [single]), { protocolId: inForce.protocolId, number: 2, from: '2021-01-01' });
    expect(await program.opened()).toEqual([]);
    expect(await program.opened({ vitals: bundle(quantity('8480-6', 120, 'mm[Hg]')) })).toEqual([]);
  });
  it('an immediate one that a single value would settle is asked for', async () => {
    const cards = await program.opened(high);
    expect(cards.at(-1)).toMatchObject({
      indicator: 'info',
      summary: expect.stringContaining(`${code}-U02`),
      detail: expect.stringContaining('剧烈头痛'),
    });
  });
  it('the summary stays below 140 characters, and texts of authors do not become markup', async () => {
    const long = { zh: `<img src=x> *${'很长的标准名称'.repeat(40)}` };
    const content = caseContent(code);
    const criteria = content.criteria.map((criterion) => ({ ...criterion, label: long }));
    await stands(database, allianceId, { ...content, criteria }, { protocolId: inForce.protocolId, number: 2, from: '2021-01-01' });
    const [card] = await program.opened(high);
    expect(card?.summary.length).toBe(139);
    expect(card?.detail).not.toContain('<img');
    expect(card?.detail).toContain('\\*');
  });
});

describe('observations become facts', () => {
  const met = async (observations: object[], key = 'vitals') =>
    (await program.opened({ [key]: bundle(...observations) })).some(({ indicator }) => indicator === 'warning');
  const old = { effectiveDateTime: hoursAgo(30) };
  it.each<[string, object, boolean]>([
    ['as they are', quantity('8480-6', 186, 'mm[Hg]'), true],
    ['in another unit', quantity('8480-6', 24.8, 'kPa'), true],
    ['in another unit, below', quantity('8480-6', 23.8, 'kPa'), false],
    ['as a component', { ...quantity('85354-9', 0, ''), valueQuantity: undefined, component: [quantity('8480-6', 186, 'mm[Hg]')] }, true],
    ['a day old', quantity('8480-6', 186, 'mm[Hg]', old), false],
    ['from the future', quantity('8480-6', 186, 'mm[Hg]', { effectiveDateTime: hoursAgo(-2) }), false],
    ['without a time', quantity('8480-6', 186, 'mm[Hg]', { effectiveDateTime: undefined }), false],
    ['of today, without an hour', quantity('8480-6', 186, 'mm[Hg]', { effectiveDateTime: dayFrom() }), true],
    ['without a unit', quantity('8480-6', 186, '', { valueQuantity: { value: 186 } }), false],
    ['in a unit of another quantity', quantity('8480-6', 186, 'kg'), false],
    ['more than something', quantity('8480-6', 186, 'mm[Hg]', { valueQuantity: { value: 186, comparator: '>', code: 'mm[Hg]' } }), false],
    ['entered in error', quantity('8480-6', 186, 'mm[Hg]', { status: 'entered-in-error' }), false],
    ['of another code system', quantity('8480-6', 186, 'mm[Hg]', { code: { coding: [{ system: 'urn:other', code: '8480-6' }] } }), false],
    ['that nobody can have', quantity('8480-6', 1860, 'mm[Hg]'), false],
    ['that is no observation', { resourceType: 'Observation', status: 7 }, false],
  ])('%s', async (_, observation, expected) => expect(await met([observation])).toBe(expected));

  it('the newest counts, whatever the order', async () => {
    const [before, now] = [quantity('8480-6', 190, 'mm[Hg]', { effectiveDateTime: hoursAgo(3) }), quantity('8480-6', 130, 'mm[Hg]')];
    expect([await met([before, now]), await met([now, before])]).toEqual([false, false]);
    const [current, longAgo] = [quantity('8480-6', 190, 'mm[Hg]'), quantity('8480-6', 130, 'mm[Hg]', old)];
    expect([await met([longAgo, current]), await met([current, longAgo])]).toEqual([true, true]);
  });
  it('laboratory values count for a month, converted from mass', async () => {
    expect(await met([quantity('14749-6', 310, 'mg/dL', { effectiveDateTime: hoursAgo(200) })], 'laboratory')).toBe(true);
    expect(await met([quantity('14749-6', 310, 'mg/dL', { effectiveDateTime: hoursAgo(800) })], 'laboratory')).toBe(false);
  });
});

describe('order-sign', () => {
  const calm = { vitals: bundle(quantity('8480-6', 120, 'mm[Hg]')), laboratory: bundle(quantity('14749-6', 5, 'mmol/L')) };
  const down = () => [{ coding: [{ system: `${api.config.origin}/fhir/CodeSystem/referral-direction`, code: 'down' }] }];

  it('a transfer without any criterion met is questioned', async () => {
    const [card] = await program.signing([], calm);
    expect(card).toMatchObject({ indicator: 'warning', summary: '没有符合的上转标准' });
  });
  it('a transfer with one is told how soon', async () => {
    expect((await program.signing([], high))[0]?.summary).toContain('符合上转标准（24 小时内）');
  });
  it('down is judged by the criteria of that direction, and questioned while something calls for sending up', async () => {
    expect(
      (await program.signing(down(), { ...calm, laboratory: bundle(quantity('14749-6', 20, 'mmol/L')) })).map(({ summary }) => summary),
    ).toEqual([`不宜下转：上转标准 ${code}-U03 已符合或尚未排除`]);
  });
  it('other orders are no transfer', async () => {
    expect(await program.signing([], calm, '71388002')).toEqual([]);
  });
});

describe('what cannot be answered', () => {
  it.each<[string, () => unknown, number, string]>([
    ['no prefetch at all', () => ({ ...opening(), prefetch: undefined }), 412, 'cds.prefetch_missing'],
    ['a key that is missing', () => opening({ vitals: undefined }), 412, 'cds.prefetch_missing'],
    [
      'a key that could not be fetched',
      () => opening({ vitals: { resourceType: 'OperationOutcome', issue: [] } }),
      412,
      'cds.prefetch_missing',
    ],
    ['no patient', () => opening({ patient: null }), 412, 'cds.prefetch_missing'],
    ['another hook', () => ({ ...opening(), hook: 'order-sign' }), 400, 'request.invalid'],
    ['an unknown hook', () => ({ ...opening(), hook: 'appointment-book' }), 400, 'request.invalid'],
    ['no instance', () => ({ ...opening(), hookInstance: '7' }), 400, 'request.invalid'],
    ['no context', () => ({ ...opening(), context: {} }), 400, 'request.invalid'],
    ['no object', () => [], 400, 'request.invalid'],
  ])('%s', async (_, body, status, refusal) => {
    const reply = await program.post('/cds-services/patient-view', body());
    expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([status, refusal]);
  });
  it('a service that we do not have', async () => {
    expect((await program.post('/cds-services/appointment-book', opening())).statusCode).toBe(404);
    expect(
      (
        await program.post('/cds-services/appointment-book/feedback', {
          feedback: [{ card: newId(), outcome: 'accepted', outcomeTimestamp: hoursAgo(0) }],
        })
      ).statusCode,
    ).toBe(404);
  });
});
