import * as contract from '@alliance/contracts/test-catalogue.contract';
import * as codes from '@alliance/contracts/test-code.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { makeAlliance } from '../testing/protocol.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { Database } from '../platform/db/database.js';
import { today } from '../platform/today.js';
import { TestCatalogueModule } from './test-catalogue.module.js';
import { TestCatalogueReader } from './test-catalogue.reader.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let office: Person;
let lead: Person;
let county: Person;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, { features: [TestCatalogueModule], contracts: [contract, codes] });
  [office, lead, county] = await Promise.all([api.as('office'), api.as('lead.admin'), api.as('county.doctor')]);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const day = (days: number) => today(new Date(Date.now() + days * 86_400_000));
const blood = (code: string, zh: string) => ({
  ...{ code, testClass: 'laboratory' as const, group: 'haematology' as const, scale: 'quantitative' as const, name: { zh } },
  ...{ specimen: 'EDTA全血', unit: 'g/L' },
});
const entry = (itemCode: string, more: object = {}) => ({
  ...{
    itemCode,
    validDaysStable: 7,
    validDaysAcute: 1,
    exclusions: [],
    assessedBy: 'province' as const,
    needsImages: false,
    note: null,
    ...more,
  },
});
const refusal = async (person: Person, route: Parameters<Person['ask']>[0], ask: object) =>
  (await person.ask(route, ask as never)).problem?.code;

it('the office writes the dictionary, with MR-02 held; others read it', async () => {
  expect(await office.get(contract.addTestItem, { body: blood('718-7', '血红蛋白') })).toMatchObject({ code: '718-7', version: 1 });
  await office.get(contract.addTestItem, { body: blood('777-3', '血小板计数') });
  expect(await refusal(office, contract.addTestItem, { body: blood('718-7', '血红蛋白') })).toBe('test_code.taken');
  expect(await refusal(office, contract.addTestItem, { body: { ...blood('789-8', '红细胞计数'), specimen: null } })).toBe(
    'catalogue.item_invalid',
  );
  expect(await refusal(lead, contract.addTestItem, { body: blood('789-8', '红细胞计数') })).toBe('access.denied');
  expect(await refusal(county, contract.addTestItem, { body: blood('789-8', '红细胞计数') })).toBe('access.denied');
  const changed = { ...blood('718-7', '血红蛋白'), code: undefined, priceFen: 250, version: 1 };
  expect(await office.get(contract.changeTestItem, { params: { code: '718-7' }, body: changed })).toMatchObject({
    version: 2,
    priceFen: 250,
  });
  expect(await refusal(office, contract.changeTestItem, { params: { code: '718-7' }, body: changed })).toBe('record.stale');
  expect((await county.get(contract.listTestItems, { query: { query: 'xhdb' } })).items.map(({ code }) => code)).toEqual(['718-7']);
});

it('tests are found by name, sound, initials and code; a panel comes before its items', async () => {
  await database.owner.query(
    `insert into test_panel (code, name_zh, pinyin, initials, item_codes) values ('X-CBC', '血常规', 'xuechanggui', 'xcg', '{718-7,777-3}')`,
  );
  const found = async (query: string) => (await county.get(contract.searchTests, { query: { query } })).items.map(({ code }) => code);
  expect(await found('血')).toEqual(['X-CBC', '718-7', '777-3']);
  expect([await found('xcg'), await found('xiaoban'), await found('777-3'), await found('没有')]).toEqual([
    ['X-CBC'],
    ['777-3'],
    ['777-3'],
    [],
  ]);
  const [panel] = (await county.get(contract.searchTests, { query: { query: '血常规' } })).items;
  expect(panel?.items).toEqual([
    { code: '718-7', name: { zh: '血红蛋白' } },
    { code: '777-3', name: { zh: '血小板计数' } },
  ]);
});

describe('a catalogue', () => {
  const province = '江苏省';
  it('of a region is the office’s: version 2 is a copy that closes version 1 on the day before (MR-18)', async () => {
    const body = { province, title: '省互认目录', validFrom: day(1) };
    expect(await refusal(lead, contract.addCatalogue, { body })).toBe('catalogue.not_lead');
    expect(await refusal(office, contract.addCatalogue, { body: { ...body, validFrom: day(-1) } })).toBe('catalogue.period_invalid');
    const first = await office.get(contract.addCatalogue, { body });
    expect(first).toMatchObject({ number: 1, state: 'planned', items: 0, target: { items: 300, by: '2027-12-31' } });
    const written = await office.get(contract.writeCatalogue, {
      params: { id: first.id },
      body: {
        version: first.version,
        title: first.title,
        validFrom: day(1),
        entries: [entry('718-7'), entry('777-3', { validDaysAcute: 0 })],
      },
    });
    expect(written.entries.map(({ itemCode, validDaysAcute }) => [itemCode, validDaysAcute])).toEqual([
      ['718-7', 1],
      ['777-3', 0],
    ]);
    expect(await refusal(office, contract.addCatalogue, { body: { ...body, validFrom: day(1) } })).toBe('catalogue.period_invalid');
    const second = await office.get(contract.addCatalogue, { body: { ...body, validFrom: day(30) } });
    expect(second).toMatchObject({ number: 2, items: 2 });
    expect((await office.get(contract.getCatalogue, { params: { id: first.id } })).validUntil).toBe(day(29));
    const moved = await office.get(contract.writeCatalogue, {
      params: { id: second.id },
      body: { version: second.version, title: second.title, validFrom: day(20), entries: [entry('718-7')] },
    });
    expect(moved).toMatchObject({ validFrom: day(20), items: 1 });
    expect((await office.get(contract.getCatalogue, { params: { id: first.id } })).validUntil).toBe(day(19));
  });

  it('in force is not written any more, and knows only items of the dictionary', async () => {
    const { id, version } = await office.get(contract.addCatalogue, { body: { title: '全国', validFrom: day(0) } });
    const body = { version, title: '全国', validFrom: day(3), entries: [entry('718-7')] };
    expect(await refusal(office, contract.writeCatalogue, { params: { id }, body })).toBe('catalogue.closed');
    const planned = await office.get(contract.addCatalogue, { body: { title: '全国', validFrom: day(5) } });
    const wrong = { ...body, version: planned.version, entries: [entry('1-1')] };
    expect(await refusal(office, contract.writeCatalogue, { params: { id: planned.id }, body: wrong })).toBe('catalogue.item_invalid');
    expect(await refusal(office, contract.writeCatalogue, { params: { id: planned.id }, body: { ...wrong, version: 99 } })).toBe(
      'record.stale',
    );
    expect(await refusal(county, contract.writeCatalogue, { params: { id: planned.id }, body })).toBe('access.denied');
  });

  it('is written out and read back in, row by row', async () => {
    const { id, version } = await office.get(contract.addCatalogue, { body: { province: '浙江省', title: '浙江', validFrom: day(2) } });
    await office.get(contract.writeCatalogue, {
      params: { id },
      body: {
        version,
        title: '浙江',
        validFrom: day(2),
        entries: [entry('718-7', { exclusions: [{ context: 'emergency', effect: 'not_recognised' }] })],
      },
    });
    const csv = String(await office.get(contract.exportCatalogue, { params: { id } }));
    // hospitals of the test world are invented, and every file says so above its headings
    expect(csv.split('\r\n')[0]).toContain('演示数据');
    expect(csv).toContain('718-7,血红蛋白,7,1,emergency:not_recognised,省,否,');
    const file = new File([`${csv}777-3,,0,\r\n1-1,,1,1\r\n718-7,,1,1\r\n777-3,,一,1\r\n`], 'catalogue.csv');
    const read = await office.get(contract.readCatalogueFile, { body: { catalogueId: id, file } });
    expect(read.entries.map(({ itemCode, validDaysStable, validDaysAcute }) => [itemCode, validDaysStable, validDaysAcute])).toEqual([
      ['718-7', 7, 1],
      ['777-3', 0, null],
    ]);
    expect(read.rejected.map(({ row, reason }) => [row, reason])).toEqual([
      [5, 'unknown_item'],
      [6, 'twice'],
      [7, 'invalid'],
    ]);
  });
});

it('the nearest catalogue that names an item speaks: alliance, city, province, country', async () => {
  const hospital = world.county.id;
  await database.owner.query('delete from recognition_entry');
  await database.owner.query('delete from recognition_catalogue');
  await database.owner.query(`update institution set province = '某省', city = '某市' where id = $1`, [hospital]);
  const allianceId = await makeAlliance(database, world, [hospital]);
  const places: [string, string | null, string | null, string | null, number][] = [
    ['country', null, null, null, 1],
    ['province', null, '某省', null, 2],
    ['elsewhere', null, '他省', null, 9],
    ['city', null, '某省', '某市', 3],
    ['alliance', allianceId, null, null, 4],
  ];
  const asked = async () =>
    api.app.get(Database).read({ institutionId: hospital }, async (tx) => {
      const found = await api.app.get(TestCatalogueReader).entries(tx, { institutionId: hospital, itemCodes: ['718-7'], on: day(0) });
      return found.get('718-7')?.validDays.stable;
    });
  expect(await asked()).toBeUndefined();
  for (const [title, alliance, province, city, days] of places) {
    const { rows: added } = await database.owner.query<{ id: string }>(
      `insert into recognition_catalogue (id, alliance_id, province, city, title, number, valid_from, created_at, updated_at)
       values (gen_random_uuid(), $1, $2, $3, $4, 1, $5, now(), now()) returning id`,
      [alliance, province, city, title, day(0)],
    );
    await database.owner.query(
      `insert into recognition_entry (catalogue_id, item_code, valid_days_stable, assessed_by) values ($1, '718-7', $2, 'province')`,
      [added[0]?.id, days],
    );
    if (title !== 'elsewhere') expect([title, await asked()]).toEqual([title, days]);
    else expect(await asked()).toBe(2);
  }
});
