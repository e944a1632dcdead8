import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { startApi, type TestApi } from '../testing/app.js';
import { bundle, CdsClient } from '../testing/cds.story.js';
import { codeOf, counts, makeCatalogue, RecognitionStory, recognitionSlice } from '../testing/recognition.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { aResult } from '../testing/test-result.story.js';
import { makeWorld, type World } from '../testing/world.js';
import type { OrderCard } from './cds-card.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let program: CdsClient;
let story: RecognitionStory;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  await makeCatalogue(database, world);
  api = await startApi(database, recognitionSlice);
  program = await CdsClient.of(api, await api.as('lead.admin'), 'recognition.check');
});
beforeEach(async () => {
  story = await RecognitionStory.begin(api, world, await api.as('lead.doctor'));
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const own = () => `${api.config.origin}/fhir/CodeSystem/test-item`;
const order = (id: string, code: string, system = own()) => ({
  resourceType: 'ServiceRequest',
  id,
  status: 'draft',
  code: { coding: [{ system, code }] },
});
const patient = (number: string) => ({ resourceType: 'Patient', identifier: [{ system: 'urn:oid:2.16.156.10011.1.3', value: number }] });
const signing = (orders: object[], more: object = {}, number = story.number) => ({
  ...{ hook: 'order-sign', hookInstance: newId(), context: { userId: 'Practitioner/1', patientId: '1', draftOrders: bundle(...orders) } },
  prefetch: { patient: patient(number), ...more },
});
const post = async (body: object, by = program, path = '') => by.post(`/cds-services/mutual-recognition${path}`, body);
const cards = async (orders: object[], more?: object, number?: string, by = program): Promise<OrderCard[]> => {
  const reply = await post(signing(orders, more, number), by);
  if (reply.statusCode !== 200) throw new Error(reply.body);
  return reply.json<{ cards: OrderCard[] }>().cards;
};

describe('order-sign', () => {
  it('one card for the order set: what can be taken over, why, and which orders need not be made', async () => {
    await story.measured(counts(1, 3));
    const [card, ...more] = await cards([
      order('a', codeOf(1)),
      order('b', codeOf(2)),
      order('c', codeOf(9)),
      order('d', 'X-CBC'),
      order('e', '00000-0'),
    ]);
    expect(more).toEqual([]);
    expect(card).toMatchObject({
      indicator: 'warning',
      selectionBehavior: 'any',
      links: [{ url: `${api.config.origin}/recognition/checks/${card?.uuid ?? ''}` }],
    });
    expect(card?.summary).toBe('15 项中 3 项已有可互认的结果');
    expect(card?.detail.split('\n')).toHaveLength(15);
    expect(card?.detail).toContain('county hospital');
    expect(card?.suggestions.map(({ actions }) => actions[0]?.resourceId)).toEqual(['ServiceRequest/a', 'ServiceRequest/b']);
    expect(card?.overrideReasons.map(({ code }) => code)).toEqual(expect.arrayContaining(['NR01', 'NR99']));
    const english = await cards(
      [order('a', codeOf(1))],
      {},
      story.number,
      new CdsClient(api, { ...program.headers, 'accept-language': 'en' }),
    );
    expect(english[0]?.summary).toBe('1 of 1 tests can be taken over');
  });

  it('a whole panel that is there is one order less', async () => {
    await story.measured(counts(1, 15));
    const [card] = await cards([order('p', 'X-CBC')]);
    expect(card?.suggestions).toMatchObject([{ actions: [{ type: 'delete', resourceId: 'ServiceRequest/p' }] }]);
  });

  it('a blood group is not offered beside an ordered transfusion', async () => {
    await story.measured([aResult({ code: '883-9', name: 'ABO', value: 'A', unit: null, referenceLow: null, referenceHigh: null })]);
    const group = order('g', '883-9', 'http://loinc.org');
    expect(await cards([group])).toHaveLength(1);
    expect(await cards([group, order('t', '116859006', 'http://snomed.info/sct')])).toEqual([]);
    expect((await cards([group], { encounter: { resourceType: 'Encounter', class: { code: 'EMER' } } })).length).toBe(1);
  });

  it('nobody is interrupted without an answer: nothing measured, no test of ours, nobody known by the number, no consent', async () => {
    expect(await cards([order('a', codeOf(1))])).toEqual([]);
    await story.measured(counts(1, 1));
    expect(await cards([order('a', '00000-0')])).toEqual([]);
    expect(await cards([order('a', codeOf(1))], {}, '110105194912310021')).toEqual([]);
    expect(await cards([order('a', codeOf(1))])).toHaveLength(1);
    await story.consent(false);
    expect(await cards([order('a', codeOf(1))])).toEqual([]);
  });

  it('another hospital hears nothing of the patient', async () => {
    await story.measured(counts(1, 1));
    const outsider = new CdsClient(api, (await api.as('other.doctor')).headers);
    expect(await cards([order('a', codeOf(1))], {}, story.number, outsider)).toEqual([]);
  });

  it('is asked with its scope, its hook and the patient', async () => {
    const wrong = await CdsClient.of(api, await api.as('lead.admin'), 'criteria.judge');
    expect((await post(signing([]), wrong)).statusCode).toBe(403);
    expect((await post({ ...signing([]), hook: 'patient-view' })).statusCode).toBe(400);
    expect((await post({ ...signing([]), prefetch: {} })).statusCode).toBe(412);
  });
});

it('feedback is noted once the card was shown here, and decides nothing', async () => {
  await story.measured(counts(1, 1));
  const [card] = await cards([order('a', codeOf(1))]);
  const feedback = (id: string) => ({ feedback: [{ card: id, outcome: 'accepted', outcomeTimestamp: new Date().toISOString() }] });
  expect((await post(feedback(card?.uuid ?? ''), program, '/feedback')).statusCode).toBe(200);
  expect((await post(feedback(newId()), program, '/feedback')).statusCode).toBe(404);
  const outsider = new CdsClient(api, (await api.as('other.doctor')).headers);
  expect((await post(feedback(card?.uuid ?? ''), outsider, '/feedback')).statusCode).toBe(404);
  const { rows } = await database.owner.query<{ n: number }>(
    `select (select count(*)::int from audit_entry where action = 'recognition.card_accepted' and $1 = any(object_ids)) as n
     from recognition_check where id = $1 and origin = 'cds' and decided_at is null`,
    [card?.uuid],
  );
  expect(rows).toEqual([{ n: 1 }]);
});
