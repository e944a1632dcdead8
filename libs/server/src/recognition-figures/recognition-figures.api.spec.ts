import * as contract from '@alliance/contracts/recognition-figures.contract';
import { recognitionRate } from '@alliance/domain/recognition-review/recognition-rate';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { academic, makeAlliance } from '../testing/protocol.story.js';
import { decided, makeRecognitionBase, personOf, reviewSlice, type Decided } from '../testing/recognition-review.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let quality: Person;
const days = { from: '2026-09-01', to: '2026-11-30' };
const told = (who: Person, query: object = {}) => who.get(contract.getRecognitionFigures, { query: { ...days, ...query } });

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  await makeRecognitionBase(database);
  await makeAlliance(database, world);
  api = await startApi(database, reviewSlice);
  quality = await academic(database, api, world, 'lead.quality', 'quality_manager');
  const physician = await personOf(world, 'lead.doctor');
  const add = (more: Partial<Decided>) =>
    decided(database, { by: world.lead, issuer: world.county, decision: 'accepted', physician, ...more });
  await add({ saved: [1500, 0, 2000] });
  await add({ saved: [2500, 7000, 0], itemCode: '14682-9', at: '2026-10-31T23:30:00+08:00' });
  // the same evening in UTC, the next month where the hospitals are
  await add({ saved: [1, 1, 1], at: '2026-10-31T16:30:00Z', issuer: world.township });
  await add({ decision: 'repeated', saved: [0, 0, 0] });
  await add({ decision: 'repeated', reason: 'NR98', counts: false });
  await add({ decision: 'ordered' });
  await add({ by: world.county, issuer: world.lead, decision: 'repeated', physician: await personOf(world, 'county.doctor') });
  await add({ by: world.other, issuer: world.township, decision: 'accepted', saved: [99, 0, 0] });
  // an own earlier result is no recognition
  await add({ by: world.lead, issuer: world.lead, saved: [5000, 0, 0] });
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

describe('figures of recognition', () => {
  it('are what a count by hand gives', async () => {
    const figures = await told(quality);
    expect(figures.total).toEqual({
      ...{ offered: 5, accepted: 3, repeated: 2, counted: 1, ordered: 1 },
      ...{ repeatsAvoided: 3, fen: 4001, microsievert: 7001, microlitres: 2001 },
    });
    expect(figures.months.map(({ month, accepted }) => [month, accepted])).toEqual([
      ['2026-10', 1],
      ['2026-11', 2],
    ]);
    expect(figures.reasons.map(({ code, repeated, counted }) => [code, repeated, counted])).toEqual([
      ['NR01', 1, 1],
      ['NR98', 1, 0],
    ]);
    expect(figures.pairs.map(({ issuer, receiver, accepted }) => [issuer.name, receiver.name, accepted])).toEqual([
      ['county hospital', 'lead hospital', 2],
      ['township hospital', 'lead hospital', 1],
    ]);
  });

  it('equal the rule of the domain and rows of the table, in each scope', async () => {
    const { rows } = await world.owner.query<{ decision: 'accepted'; counts: boolean | null; saved_fen: number; institution_id: string }>(
      'select decision, counts, saved_fen, institution_id from recognition_item where issuer_id is distinct from institution_id',
    );
    for (const [who, query, mine] of [
      [quality, { scope: 'own' }, [world.lead.id]],
      [quality, { scope: 'alliances' }, [world.lead.id, world.county.id, world.township.id]],
      [await api.as('office'), {}, Object.values(world).map((one: { id?: string }) => one.id)],
    ] as const) {
      const { total } = await told(who, query);
      const counted = rows.filter(({ institution_id }) => mine.includes(institution_id));
      const rate = recognitionRate(counted.map((row) => ({ ...row, standing: null })));
      expect({ accepted: total.accepted, among: total.accepted + total.counted }).toEqual(rate);
      expect(total.fen).toBe(counted.reduce((sum, { saved_fen }) => sum + saved_fen, 0));
    }
  });

  it('open their cases, without a patient', async () => {
    const { items, nextCursor } = await quality.get(contract.listRecognitionCases, { query: { ...days, decision: 'accepted', limit: 2 } });
    const rest = await quality.get(contract.listRecognitionCases, {
      query: { ...days, decision: 'accepted', limit: 2, cursor: nextCursor ?? '' },
    });
    expect([...items, ...rest.items].reduce((sum, { fen }) => sum + fen, 0)).toBe(4001);
    expect(items.every(({ checkId }) => checkId !== null)).toBe(true);
    const counted = await quality.get(contract.listRecognitionCases, { query: { ...days, counted: 'true' as never } });
    expect(counted.items).toHaveLength(1);
    expect(JSON.stringify(counted)).not.toContain('赵明远');
  });

  it('of others: the issuing hospital counts what became of its results; nobody outside counts anything', async () => {
    const county = await api.as('county.admin');
    const issued = await told(county, { scope: 'issued' });
    expect(issued.total).toMatchObject({ accepted: 2, repeated: 2, ordered: 0 });
    const cases = await county.get(contract.listRecognitionCases, { query: { ...days, scope: 'issued' } });
    expect(cases.items.every(({ checkId }) => checkId === null)).toBe(true);
    expect(
      (await told(await academic(database, api, world, 'other.quality', 'quality_manager', 'other'), { scope: 'alliances' })).total.offered,
    ).toBe(0);
    const status = async (who: Person, query: object) =>
      (await who.ask(contract.getRecognitionFigures, { query: { ...days, ...query } })).status;
    expect(await status(county, { scope: 'alliances' })).toBe(403);
    expect(await status(quality, { scope: 'all' })).toBe(403);
    expect(await status(await api.as('lead.doctor'), {})).toBe(403);
    expect(await status(quality, { from: '2026-12-01' })).toBe(400);
  });

  it('leave as a file that says how they were counted and that the hospital is invented; it is recorded', async () => {
    const reply = await quality.ask(contract.exportRecognition, { query: { ...days, language: 'en' } });
    expect(reply.status).toBe(200);
    const { rows } = await world.owner.query(`select 1 from audit_entry where action = 'recognition.exported'`);
    expect(rows).toHaveLength(1);
  });
});
