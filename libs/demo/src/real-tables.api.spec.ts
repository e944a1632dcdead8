import * as imports from '@alliance/contracts/import.contract';
import { importTable } from '@alliance/contracts/import.contract';
import * as institution from '@alliance/contracts/institution.contract';
import { listInstitutions } from '@alliance/contracts/institution.contract';
import * as pairing from '@alliance/contracts/pairing.contract';
import { listCoverageGaps, listPairings } from '@alliance/contracts/pairing.contract';
import * as alliance from '@alliance/contracts/alliance.contract';
import { openAlliance } from '@alliance/contracts/alliance.contract';
import * as membership from '@alliance/contracts/membership.contract';
import { schemes } from '@alliance/domain/imports/scheme.data';
import { AllianceModule } from '@alliance/server/alliance/alliance.module';
import { ImportModule } from '@alliance/server/imports/import.module';
import { InstitutionModule } from '@alliance/server/institution/institution.module';
import { PairingModule } from '@alliance/server/pairing/pairing.module';
import { startApi, type Person, type TestApi } from '@alliance/server/testing/app';
import { cloneDatabase, type TestDatabase } from '@alliance/server/testing/services';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { loadDemo } from './load.js';

let database: TestDatabase;
let api: TestApi;
let office: Person;
const password = 'demo-Alliance-2026';
const options = () => ({ ownerUrl: database.ownerUrl, fieldKey: Buffer.alloc(32, 7).toString('base64'), password, history: false });

beforeAll(async () => {
  database = await cloneDatabase();
  await loadDemo(options());
  const features = [ImportModule, PairingModule, InstitutionModule, AllianceModule];
  api = await startApi(database, { features, contracts: [imports, pairing, institution, alliance, membership] });
  office = await api.as('office', password);
}, 60_000);
afterAll(async () => {
  await api.close();
  await database.drop();
});

const count = async (sql: string) => Number((await database.owner.query<{ n: string }>(`select count(*) as n from ${sql}`)).rows[0]?.n);
const pairs = async (query: object) => (await office.get(listPairings, { query })).items;
const [guizhou, jiangsu] = schemes;

describe('the demonstration', () => {
  it('holds 217 real institutions, 75 + 6 pairs of Guizhou, 37 of Jiangsu and the gap, beside the invented hospitals', async () => {
    expect(await count('institution where not invented')).toBe(217);
    expect(await pairs({ source: guizhou?.source })).toHaveLength(81);
    expect(await pairs({ source: jiangsu?.source })).toHaveLength(37);
    expect(await pairs({ limit: 1000 })).toHaveLength(118);
    expect((await office.get(listCoverageGaps, {})).items).toMatchObject([{ county: '灌南县', type: 'tcm_hospital' }]);
  });

  it('loading it again changes nothing', async () => {
    expect((await loadDemo(options())).loaded).toBe(false);
    expect(await count('institution where not invented')).toBe(217);
  });

  it('pairs in force in 2017 are others than those in 2023', async () => {
    expect(await pairs({ on: '2017-06-01' })).toHaveLength(81);
    expect(await pairs({ on: '2021-06-01' })).toHaveLength(0);
    expect(await pairs({ on: '2023-06-01' })).toHaveLength(37);
  });

  it('shows what the documents leave open: masked name, eighth city, two supporters, undecided and doubtful leads', async () => {
    const flagged = Map.groupBy(
      (await pairs({ limit: 1000 })).flatMap(({ flags }) => flags),
      (flag) => flag,
    );
    expect([...flagged].map(([flag, all]) => [flag, all.length]).sort()).toEqual([
      ['city_outside_scheme', 1],
      ['lead_to_confirm', 6],
      ['lead_undetermined', 4],
      ['masked_name', 1],
      ['several_supporters', 2],
    ]);
  });

  it.each([
    ['a name', '盘县人民医院', '盘县人民医院'],
    ['a present place name', '盘州市人民医院', '盘县人民医院'],
    ['a still newer rank of the place', '临安区人民医院', '临安市人民医院'],
    ['an alias', '苏州常熟市第二人民医院', '常熟市第二人民医院'],
    ['initials', 'pxrmyy', '盘县人民医院'],
    ['pinyin', 'panxianrenmin', '盘县人民医院'],
    ['a long term', '遵义市疾病预防', '遵义市疾控中心'],
  ])('finds an institution by %s', async (_, query, name) => {
    const { items } = await office.get(listInstitutions, { query: { query } });
    expect(items.map((one) => one.name)).toContain(name);
  });
});

describe('the management office', () => {
  const upload = (name: string, kind: 'institutions' | 'pairings', bytes: Uint8Array<ArrayBuffer>, facts: object = {}) =>
    office.get(importTable, { body: { kind, dryRun: false, file: new File([bytes], name), ...facts } });
  const read = (name: string) => new Uint8Array(readFileSync(new URL(`../data/${name}`, import.meta.url)));

  it.each([
    ['institutions.csv', 'institutions', 217, undefined],
    ['pairings-guizhou-2016.csv', 'pairings', 75, guizhou],
    ['pairings-guizhou-2016-body.csv', 'pairings', 6, guizhou],
    ['pairings-jiangsu-2022.csv', 'pairings', 37, jiangsu],
  ] as const)('uploads %s again: everything is known', async (name, kind, rows, scheme) => {
    const facts = scheme ? { source: scheme.source, from: scheme.period.from, to: scheme.period.to } : {};
    const report = await upload(name, kind, read(name), facts);
    expect(report).toMatchObject({ created: 0, updated: 0, unchanged: rows, institutionsCreated: 0, rejected: [] });
    const marked = new Uint8Array([0xef, 0xbb, 0xbf, ...read(name)]);
    expect(await upload(name, kind, marked, facts)).toEqual(report);
  });

  it('opens an alliance from a supporter and its recipients', async () => {
    const mine = await pairs({ source: jiangsu?.source, on: '2023-06-01' });
    const supporter = mine.find((one) => one.supporter.name === '南京鼓楼医院')?.supporter;
    const memberIds = mine.filter((one) => one.supporter.id === supporter?.id).map(({ recipient }) => recipient.id);
    const body = {
      name: '鼓楼心血管专科联盟',
      specialty: 'cardiovascular' as const,
      leadId: supporter?.id ?? '',
      memberIds,
      openedFrom: jiangsu?.source ?? '',
    };
    const opened = await office.get(openAlliance, { body });
    expect(opened.members.filter(({ role }) => role === 'member').map(({ name, agreement }) => [name, agreement])).toEqual([
      ['涟水县人民医院', null],
      ['盱眙县人民医院', null],
    ]);
    const doctor = await api.as('county.doctor', password);
    expect((await doctor.ask(openAlliance, { body: { ...body, name: '另一个' } })).status).toBe(403);
  });
});
