import * as contract from '@alliance/contracts/institution.contract';
import { getInstitution, listInstitutions } from '@alliance/contracts/institution.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { InstitutionModule } from './institution.module.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let doctor: Person;
const [panxian, kunshan, twin] = [newId(), newId(), newId()];

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  const make = async (id: string, code: string, name: string, city: string, same: string[], names: [string, string][]) => {
    await database.owner.query(
      `insert into institution (id, code, name, city, province, type, possible_same_as) values ($1, $2, $3, $4, '某省', 'general_hospital', $5)`,
      [id, code, name, city, same],
    );
    for (const [kind, written] of names)
      await database.owner.query('insert into institution_name values ($1, $2, $3)', [id, kind, written]);
  };
  await make(
    panxian,
    'p',
    '盘县人民医院',
    '六盘水市',
    [],
    [
      ['name', '盘县人民医院'],
      ['old_place', '盘州市人民医院'],
      ['initials', 'pxrmyy'],
    ],
  );
  await make(kunshan, 'k', '昆山市中医院', '苏州市', ['t'], []);
  await make(twin, 't', '昆山市中医医院', '苏州市', ['k'], []);
  api = await startApi(database, { features: [InstitutionModule], contracts: [contract] });
  doctor = await api.as('township.doctor');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const found = async (query: object) => (await doctor.get(listInstitutions, { query })).items.map(({ code }) => code);

describe('institutions', () => {
  it('are found by name from the start or from inside, by old place name, by initials in any case', async () => {
    for (const query of ['盘县', '人民医院', '盘州', 'pxrm', 'PXRMYY', ' 盘县人民医院 ']) expect(await found({ query })).toContain('p');
    expect(await found({ query: '没有' })).toEqual([]);
    expect(await found({ query: '%' })).toEqual([]);
  });

  it('the one of exactly that name comes first', async () => {
    expect(await found({ query: '中医院' })).toEqual(['k']);
    expect((await found({ query: '盘县 人民医院' }))[0]).toBe('p');
  });

  it('are filtered by city and type', async () => {
    expect((await found({ city: '苏州市' })).sort()).toEqual(['k', 't']);
    expect(await found({ city: '苏州市', type: 'cdc' })).toEqual([]);
  });

  it('are paged without a gap', async () => {
    const seen: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const page: { items: { id: string }[]; nextCursor: string | null } = await doctor.get(listInstitutions, {
        query: { limit: 3, cursor },
      });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    }
    expect([seen.length, new Set(seen).size]).toEqual([8, 8]);
  });

  it('open with departments and with the ones they may be the same as', async () => {
    const lead = await doctor.get(getInstitution, { params: { id: world.lead.id } });
    expect(lead).toMatchObject({ level: 'tertiary', invented: true, departments: [{ name: { zh: '心内科', en: 'Cardiology' } }] });
    expect((await doctor.get(getInstitution, { params: { id: kunshan } })).possibleSameAs).toEqual([{ id: twin, name: '昆山市中医医院' }]);
    expect((await doctor.ask(getInstitution, { params: { id: newId() } })).status).toBe(404);
  });

  it('are closed to who only audits', async () => {
    expect((await (await api.as('auditor')).ask(listInstitutions, { query: {} })).status).toBe(403);
  });
});
