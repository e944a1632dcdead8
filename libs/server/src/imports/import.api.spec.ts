import * as imports from '@alliance/contracts/import.contract';
import { importTable } from '@alliance/contracts/import.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld } from '../testing/world.js';
import { ImportModule } from './import.module.js';

let database: TestDatabase;
let api: TestApi;
let office: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  await makeWorld(database);
  api = await startApi(database, { features: [ImportModule], contracts: [imports] });
  office = await api.as('office');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const file = (...lines: string[]) => new File([lines.join('\n')], 'table.csv', { type: 'text/csv' });
const source = '黔府办函〔2016〕247号';
const period = { source, from: '2016-12-03', to: '2020-10-31' };
const upload = (csv: File, dryRun: boolean, more: object = period) =>
  office.get(importTable, { body: { kind: 'pairings', dryRun, file: csv, ...more } });

const header = 'seq,category,recipient_prefecture,supporter_city,recipient,supporter,notes';
const annex = file(
  header,
  '2,贫困县医院,六盘水市,大连市,盘县人民医院,大连大学附属中山医院,',
  '29,贫困县医院,黔南州,广州市,平塘县人民医院,***区第二人民医院,masked',
  '30,贫困县医院,黔南州,"广州市,三都县人民医院,黄埔区中医医院,',
  '42,市（州）级医院,六盘水市,大连市,六盘水市第三人民医院,大连市第七人民医院、大连市结核病医院,',
  '43,市（州）级医院,安顺市,青岛市,,青岛市市立医院,',
  '53,急救中心,贵阳市,无锡市,贵阳市急救中心,无锡市急救中心,',
);
interface Stored {
  pair: string;
  lead: boolean | null;
  basis: string;
  valid: string;
  flags: string[];
}
const stored = async (of = source) => {
  const { rows } = await database.owner.query<Stored>(
    `select r.name || ' ← ' || s.name as pair, p.lead, p.lead_basis as basis, p.valid::text, p.flags
     from pairing p join institution r on r.id = p.recipient_id join institution s on s.id = p.supporter_id where p.source = $1 order by p.id`,
    [of],
  );
  return rows;
};

describe('a table of pairings', () => {
  it('is reported row by row before anything is written, and applied exactly as reported', async () => {
    const dry = await upload(annex, true);
    expect(dry).toMatchObject({ dryRun: true, encoding: 'utf-8', created: 5, updated: 0, unchanged: 0, institutionsCreated: 9, source });
    expect(dry.rejected).toEqual([
      { row: 3, column: null, reason: 'bad_quotes', value: null },
      { row: 5, column: 'recipient', reason: 'missing', value: null },
    ]);
    expect(dry.flagged.map(({ row, reason }) => `${row} ${reason}`)).toEqual(
      expect.arrayContaining(['2 masked_name', '4 several_supporters', '6 city_outside_scheme', '1 institution_created']),
    );
    expect(await stored()).toEqual([]);

    expect(await upload(annex, false)).toEqual({ ...dry, dryRun: false });
    const pairs = await stored();
    expect(pairs.map(({ pair }) => pair)).toEqual([
      '盘县人民医院 ← 大连大学附属中山医院',
      '平塘县人民医院 ← ***区第二人民医院',
      '六盘水市第三人民医院 ← 大连市第七人民医院',
      '六盘水市第三人民医院 ← 大连市结核病医院',
      '贵阳市急救中心 ← 无锡市急救中心',
    ]);
    expect(pairs[1]).toMatchObject({ lead: null, basis: 'not_stated', valid: '[2016-12-03,2020-11-01)', flags: ['masked_name'] });
  });

  it('applied twice changes nothing', async () => {
    const versions = () => database.owner.query('select id, version from pairing order by id').then(({ rows }) => rows);
    const before = await versions();
    expect(await upload(annex, false)).toMatchObject({ created: 0, updated: 0, unchanged: 5, institutionsCreated: 0 });
    expect(await versions()).toEqual(before);
  });

  it('a changed row updates its pair and says what changed', async () => {
    const report = await upload(file(header, '53,急救中心,贵阳市,无锡市,贵阳市急救中心,无锡市急救中心,checked'), false);
    expect(report.rows).toEqual([{ row: 1, outcome: 'updated', label: '贵阳市急救中心 ← 无锡市急救中心', changed: ['notes'] }]);
  });

  it('names the institution by its new place name and finds the one of the old', async () => {
    const report = await upload(file('受援医院,支援医院', '盘州市人民医院,大连大学附属中山医院'), true);
    expect(report.flagged).toContainEqual({ row: 1, column: '受援医院', reason: 'old_place_name', value: '盘州市人民医院 → 盘县人民医院' });
    expect(report).toMatchObject({ created: 0, institutionsCreated: 0 });
  });

  it('names at most one lead per recipient and shows the county without a pair as a gap', async () => {
    const jiangsu = { source: '苏办发〔2022〕13号', from: '2022-01-01', to: '2025-12-31' };
    const rows = [
      'recipient_prefecture,recipient,supporter,lead',
      '宿迁市,泗阳县第一人民医院,苏州市第九人民医院、省人民医院,',
      '宿迁市,泗阳县中医院,苏州市中医医院,',
    ];
    await upload(file(...rows), false, jiangsu);
    const second = await upload(file(rows[0] as string, '宿迁市,泗阳县第一人民医院,省人民医院,true'), false, jiangsu);
    expect(second.rejected).toEqual([{ row: 1, column: 'lead', reason: 'second_lead', value: '省人民医院' }]);
    expect((await stored(jiangsu.source)).map(({ pair, lead, basis }) => [pair, lead, basis])).toEqual([
      ['泗阳县第一人民医院 ← 苏州市第九人民医院', true, 'rule_note_explicit_name'],
      ['泗阳县第一人民医院 ← 江苏省人民医院', false, 'rule_note_explicit_name'],
      ['泗阳县中医院 ← 苏州市中医医院', null, 'sole_supporter'],
    ]);
    const gaps = await database.owner.query('select county, type from coverage_gap where source = $1', [jiangsu.source]);
    expect(gaps.rows).toEqual([{ county: '灌南县', type: 'tcm_hospital' }]);
  });

  it('two imports of the same table at a time create it once', async () => {
    const csv = file('recipient,supporter', '同时县人民医院,同时市人民医院');
    const made = await Promise.all([upload(csv, false), upload(csv, false)]);
    expect(made.map(({ created }) => created).sort()).toEqual([0, 1]);
  });

  it('needs a period and a source, and says so for every row', async () => {
    const report = await upload(file('recipient,supporter', '甲县人民医院,乙市人民医院'), true, { source: '', from: '', to: '' });
    expect(report.rejected.map(({ column, reason }) => `${column} ${reason}`)).toEqual(['from missing', 'source missing']);
  });
});

describe('a table of institutions', () => {
  it('is created with every way of writing it, and recognised again', async () => {
    const csv = file(
      'id,name_zh,aliases,province,city,type,level',
      'zj-linan,临安市人民医院,临安人民医院,浙江省,杭州市,general_hospital,tertiary',
      'zj-bad,坏医院,,,,palace,',
    );
    const report = await upload(csv, false, { kind: 'institutions' });
    expect(report).toMatchObject({ created: 1, rejected: [{ row: 2, column: 'type', reason: 'unknown_value', value: 'palace' }] });
    const names = await database.owner.query<{ name: string }>(
      `select n.name from institution_name n join institution i on i.id = n.institution_id where i.code = 'zj-linan'`,
    );
    expect(names.rows.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['临安市人民医院', '临安人民医院', '临安区人民医院', 'linanshirenminyiyuan', 'lasrmyy']),
    );
    expect(await upload(csv, false, { kind: 'institutions' })).toMatchObject({ created: 0, unchanged: 1 });
  });

  it('gives its code to an institution that a pairing named first', async () => {
    const report = await upload(file('id,name_zh,city', 'gz-panxian,盘县人民医院,六盘水市'), false, { kind: 'institutions' });
    expect(report.rows).toEqual([{ row: 1, outcome: 'updated', label: '盘县人民医院', changed: ['code', 'flags'] }]);
  });
});

it('an import is recorded and told to everybody once; a dry run and an import without change are not told', async () => {
  const { rows } = await database.owner.query<{ kind: string; n: number }>(
    `select kind, count(*)::int as n from event where kind like '%.imported' group by kind order by kind`,
  );
  expect(rows).toEqual([
    { kind: 'institution.imported', n: 5 },
    { kind: 'pairing.imported', n: 4 },
  ]);
});

describe('what is refused', () => {
  it('everybody but the management office', async () => {
    for (const username of ['county.doctor', 'county.admin', 'lead.admin', 'auditor']) {
      const person = await api.as(username);
      const reply = await person.ask(importTable, { body: { kind: 'pairings', dryRun: true, file: annex, ...period } });
      expect([reply.status, reply.problem.code]).toEqual([403, 'access.denied']);
    }
  });

  it('headers nobody knows, bytes that are no text, files that are too large', async () => {
    const refused = async (csv: File) =>
      (await office.ask(importTable, { body: { kind: 'pairings', dryRun: true, file: csv, ...period } })).problem.code;
    expect(await refused(file('a,b', '1,2'))).toBe('import.headers_unknown');
    expect(await refused(new File([new Uint8Array(300).map((_, at) => (at * 37) % 256)], 'x.csv'))).toBe('import.unreadable');
    expect(await refused(new File([new Uint8Array(5 * 1_048_576 + 1).fill(97)], 'x.csv'))).toBe('request.too_large');
  });
});
