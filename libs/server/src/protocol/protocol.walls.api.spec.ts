import * as contract from '@alliance/contracts/protocol.contract';
import { getVersion, writeVersion } from '@alliance/contracts/protocol.contract';
import type { VersionView } from '@alliance/contracts/protocol.schema';
import type { Route } from '@alliance/contracts/route';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId } from '../platform/ids.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { dayFrom, idOf, refusalOf } from '../testing/person.story.js';
import {
  academic,
  at,
  freshCode,
  makeAlliance,
  pressureContent,
  protocolSlice,
  publishes,
  starts,
  writes,
} from '../testing/protocol.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let allianceId: string;
let author: Person;
let published: VersionView;
let draft: VersionView;
let app: pg.Client;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, protocolSlice);
  allianceId = await makeAlliance(database, world);
  author = await academic(database, api, world, 'lead.author');
  const second = await academic(database, api, world, 'lead.second');
  const started = async () => ({ id: (await starts(author, allianceId)).id, n: '1', version: 1 });
  published = await publishes(author, second, await started(), pressureContent(freshCode()));
  draft = await writes(author, await started(), pressureContent(freshCode()));
  app = new pg.Client({ connectionString: database.appUrl });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await api.close();
  await database.drop();
});

const actions = (version: number): [Route, object][] => [
  [writeVersion, { version, content: pressureContent('XX') }],
  [contract.submitVersion, { version }],
  [contract.returnVersion, { version, reason: '退回' }],
  [contract.approveVersion, { version }],
  [contract.signOffCriteria, { version, codes: ['XX-U01'], signatory: '王', title: '主任' }],
  [contract.publishVersion, { version, effectiveFrom: dayFrom() }],
  [contract.withdrawVersion, { version, reason: '撤回' }],
  [contract.discardVersion, { version }],
  [contract.annotateVersion, { version, text: '注' }],
];

describe('whoever is not of the lead’s academic team', () => {
  it('a quality manager of a member can do nothing to a version that is published, and finds no draft', async () => {
    const member = await academic(database, api, world, 'county.quality', 'quality_manager', 'county');
    for (const [route, body] of actions(published.version)) {
      expect([route.path, await refusalOf(member, route, { params: at(published), body } as never)]).toEqual([
        route.path,
        '403 protocol.not_your_action',
      ]);
      expect([route.path, await refusalOf(member, route, { params: at(draft), body } as never)]).toEqual([
        route.path,
        '404 access.not_found',
      ]);
    }
    const params = { id: published.protocolId };
    expect(await refusalOf(member, contract.draftVersion, { params, body: { version: 1 } })).toBe('403 protocol.not_lead');
    expect((await member.get(getVersion, { params: at(published) })).actions).toEqual([]);
  });

  it('the same role in a hospital outside finds nothing, a doctor of the lead may nothing', async () => {
    const foreign = await academic(database, api, world, 'other.quality', 'quality_manager', 'other');
    const doctor = await api.as('lead.doctor');
    for (const [route, body] of actions(published.version)) {
      for (const version of [published, draft])
        expect([route.path, await refusalOf(foreign, route, { params: at(version), body } as never)]).toEqual([
          route.path,
          '404 access.not_found',
        ]);
      expect([route.path, await refusalOf(doctor, route, { params: at(draft), body } as never)]).toEqual([route.path, '403 access.denied']);
    }
    const params = { id: published.protocolId };
    expect(await refusalOf(foreign, contract.draftVersion, { params, body: { version: 1 } })).toBe('404 access.not_found');
    expect(await refusalOf(doctor, getVersion, { params: at(draft) })).toBe('404 access.not_found');
    expect(await refusalOf(await api.as('auditor'), getVersion, { params: at(published) })).toBe('403 access.denied');
  });

  it('a stale version and an unknown one are refused for every action', async () => {
    for (const [route, body] of actions(draft.version - 1)) {
      expect([route.path, await refusalOf(author, route, { params: at(draft), body } as never)]).toEqual([route.path, '409 record.stale']);
      const nowhere = { params: { id: draft.protocolId, n: '99' }, body };
      expect([route.path, await refusalOf(author, route, nowhere as never)]).toEqual([route.path, '404 access.not_found']);
    }
  });

  it('a member that left sees nothing any more', async () => {
    const left = await makeAlliance(database, world, [world.township.id]);
    const second = await api.as('lead.second');
    const { id } = await starts(author, left);
    const version = await publishes(author, second, { id, n: '1', version: 1 }, pressureContent(freshCode()));
    const township = await api.as('township.doctor');
    expect(await refusalOf(township, getVersion, { params: at(version) })).toBe(200);
    await database.owner.query(`update membership set valid = '[2020-01-01,2021-01-01)' where alliance_id = $1 and institution_id = $2`, [
      left,
      world.township.id,
    ]);
    expect(await refusalOf(township, getVersion, { params: at(version) })).toBe('404 access.not_found');
  });
});

describe('in the database itself, for the role the portal runs as', () => {
  /** One statement as somebody; what it changed is rolled back. */
  async function as(hospital: keyof World, role: string, statement: string, parameters: unknown[]): Promise<number | string> {
    await app.query('begin');
    try {
      await app.query(
        `select set_config('app.institution', $1, true), set_config('app.role', $2, true), set_config('app.person', $3, true)`,
        [(world[hospital] as { id: string }).id, role, await idOf(database, 'lead.author')],
      );
      return (await app.query(statement, parameters)).rowCount ?? 0;
    } catch (error) {
      return (error as pg.DatabaseError).code ?? 'error';
    } finally {
      await app.query('rollback');
    }
  }
  const refused = '42501';

  it.each([
    ['its words', `content = content || '{"changeNote":"x"}'`],
    ['its authors', 'authors = array[gen_random_uuid()]'],
    ['its first day', `effective_from = effective_from + 1`],
    ['who approved it', 'approved_by = submitted_by'],
    ['its number', 'number = number + 1'],
    ['back to a draft', `state = 'draft'`],
  ])('a published version keeps %s', async (_, set) => {
    expect(await as('lead', 'expert', `update protocol_version set ${set} where id = $1`, [published.id])).toBe(refused);
  });

  it('and takes a note, or is withdrawn', async () => {
    expect(await as('lead', 'expert', `update protocol_version set editor_note = 'x' where id = $1`, [published.id])).toBe(1);
    expect(await as('lead', 'expert', `update protocol_version set state = 'withdrawn' where id = $1`, [published.id])).toBe(1);
  });

  it('a draft is not published past its review, nor approved by who handed it in', async () => {
    const publish = `update protocol_version set state = 'published', approved_by = $2, published_at = now(), effective_from = now() where id = $1`;
    const somebody = await idOf(database, 'lead.doctor');
    expect(await as('lead', 'expert', publish, [draft.id, somebody])).toBe(refused);
    const both = `update protocol_version set submitted_by = $2, approved_by = $2 where id = $1`;
    expect(await as('lead', 'expert', both, [draft.id, somebody])).toBe(refused);
    const own = `update protocol_version set approved_by = authors[1] where id = $1`;
    expect(await as('lead', 'expert', own, [draft.id])).toBe('23514');
  });

  it('nobody else writes: another hospital, another role, the office', async () => {
    const touch = 'update protocol_version set updated_at = now() where id = $1';
    expect(await as('lead', 'expert', touch, [draft.id])).toBe(1);
    expect(await as('lead', 'doctor', touch, [draft.id])).toBe(0);
    for (const hospital of ['county', 'other', 'office'] as const)
      expect([hospital, await as(hospital, 'expert', touch, [draft.id]), await as(hospital, 'expert', touch, [published.id])]).toEqual([
        hospital,
        0,
        0,
      ]);
    expect(await as('office', 'management_office', touch, [published.id])).toBe(0);
    const select = 'select 1 from protocol_version where id = $1';
    expect([await as('county', 'doctor', select, [published.id]), await as('county', 'doctor', select, [draft.id])]).toEqual([1, 0]);
    expect(await as('other', 'doctor', select, [published.id])).toBe(0);
    const insert = `insert into protocol (id, alliance_id, code, title_zh) values ($1, $2, 'ZZ', 'x')`;
    expect(await as('county', 'expert', insert, [newId(), allianceId])).toBe(refused);
    expect(await as('lead', 'expert', insert, [newId(), allianceId])).toBe(1);
  });

  it('a sign-off is set while somebody works on the version, not afterwards', async () => {
    const sign = `insert into criterion_sign_off (version_id, code, signatory, title, recorded_by) values ($1, 'X', 'x', 'x', current_person())`;
    expect(await as('lead', 'expert', sign, [draft.id])).toBe(1);
    expect(await as('lead', 'expert', sign, [published.id])).toBe(refused);
  });
});
