import * as contract from '@alliance/contracts/pairing.contract';
import { listCoverageGaps, listPairings } from '@alliance/contracts/pairing.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { PairingModule } from './pairing.module.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let doctor: Person;
const source = '黔府办函〔2016〕247号';

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  const pair = (from: string, supporter: string, recipient: string, valid: string) =>
    database.owner.query(
      `insert into pairing (id, source, recipient_id, supporter_id, lead_basis, valid) values ($1, $2, $3, $4, 'not_stated', $5)`,
      [newId(), from, recipient, supporter, valid],
    );
  await pair(source, world.lead.id, world.county.id, '[2016-12-03,2020-10-31]');
  await pair(source, world.other.id, world.county.id, '[2017-06-01,)');
  await pair('另一个文件', world.lead.id, world.township.id, '[2022-01-01,2025-12-31]');
  await database.owner.query(`insert into coverage_gap values ($1, $2, '灌南县', 'tcm_hospital', 'not in the annex')`, [newId(), source]);
  api = await startApi(database, { features: [PairingModule], contracts: [contract] });
  doctor = await api.as('county.doctor');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const list = async (query: object) => (await doctor.get(listPairings, { query })).items.map(({ supporter }) => supporter.name);

describe('pairings', () => {
  it.each([
    ['the day before the first', '2016-12-02', []],
    ['the first day', '2016-12-03', ['lead hospital']],
    ['the last day', '2020-10-31', ['lead hospital', 'other hospital']],
    ['the day after the last', '2020-11-01', ['other hospital']],
    ['a day long after', '2026-06-01', ['other hospital']],
  ])('on %s', async (_, on, supporters) => {
    expect(await list({ source, on })).toEqual(supporters);
  });

  it('without a day all of them, in the order of the document, with an open end as null', async () => {
    const { items, nextCursor } = await doctor.get(listPairings, { query: { source } });
    expect(items.map(({ from, to }) => [from, to])).toEqual([
      ['2016-12-03', '2020-10-31'],
      ['2017-06-01', null],
    ]);
    expect(items[0]?.recipient).toMatchObject({ id: world.county.id, type: 'general_hospital' });
    expect(nextCursor).toBeNull();
  });

  it('are found by document under any brackets, by recipient, by supporter, by type', async () => {
    expect(await list({ source: '黔府办函[2016]247号' })).toHaveLength(2);
    expect(await list({ recipientId: world.township.id })).toEqual(['lead hospital']);
    expect(await list({ supporterId: world.lead.id })).toHaveLength(2);
    expect(await list({ type: 'cdc' })).toEqual([]);
    expect(await list({ source: 'x' })).toEqual([]);
  });

  it('are paged without a gap', async () => {
    const first = await doctor.get(listPairings, { query: { limit: 2 } });
    const rest = await doctor.get(listPairings, { query: { limit: 2, cursor: first.nextCursor ?? '' } });
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(3);
    expect(rest.nextCursor).toBeNull();
  });

  it('a place without a pair is shown with its reason', async () => {
    const { items } = await doctor.get(listCoverageGaps, {});
    expect(items).toEqual([{ source, county: '灌南县', type: 'tcm_hospital', reason: 'not in the annex' }]);
  });

  it('are closed to who only audits, and to nonsense', async () => {
    expect((await (await api.as('auditor')).ask(listPairings, { query: {} })).status).toBe(403);
    expect((await doctor.ask(listPairings, { query: { on: '2016-02-30' } })).status).toBe(400);
    expect((await doctor.ask(listPairings, { query: { cursor: 'x' } })).status).toBe(400);
  });
});
