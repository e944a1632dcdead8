import * as contract from '@alliance/contracts/alliance.contract';
import * as membership from '@alliance/contracts/membership.contract';
import { getAlliance, listAlliances, openAlliance } from '@alliance/contracts/alliance.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { AllianceModule } from './alliance.module.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let office: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, { features: [AllianceModule], contracts: [contract, membership] });
  office = await api.as('office');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const wish = (more: object = {}) => ({
  id: newId(),
  name: `心血管专科联盟 ${newId()}`,
  specialty: 'cardiovascular' as const,
  leadId: world.lead.id,
  memberIds: [world.county.id, world.township.id],
  openedFrom: '黔府办函〔2016〕247号',
  ...more,
});

describe('the management office opens an alliance', () => {
  it('with its lead and members, who are pending until their agreement is signed', async () => {
    const body = wish();
    const opened = await office.get(openAlliance, { body });
    expect(opened).toMatchObject({
      id: body.id,
      name: { zh: body.name },
      phase: 'preparing',
      lead: { id: world.lead.id },
      memberCount: 2,
      invented: false,
    });
    expect(opened.members.map(({ id, role, agreement, to }) => [id, role, agreement, to])).toEqual(
      expect.arrayContaining([
        [world.lead.id, 'lead', null, null],
        [world.county.id, 'member', null, null],
        [world.township.id, 'member', null, null],
      ]),
    );
    const doctor = await api.as('county.doctor');
    expect(await doctor.get(getAlliance, { params: { id: body.id } })).toEqual(opened);
    expect((await doctor.get(listAlliances, { query: {} })).items.map(({ id }) => id)).toContain(body.id);
    expect((await doctor.get(listAlliances, { query: { mine: 'true' } })).items.map(({ id }) => id)).toContain(body.id);
    expect((await (await api.as('other.doctor')).get(listAlliances, { query: { mine: 'true' } })).items).toEqual([]);
  });

  it('and everybody is told once, with the audit', async () => {
    const body = wish();
    await office.get(openAlliance, { body });
    const { rows } = await database.owner.query('select kind, version from event where subject_id = $1', [body.id]);
    expect(rows).toEqual([{ kind: 'alliance.opened', version: 1 }]);
    const seen = await database.owner.query(`select action from audit_entry where $1 = any(object_ids)`, [body.id]);
    expect(seen.rows).toEqual([{ action: 'alliance.open' }]);
  });

  it('once, however often the same request arrives', async () => {
    const body = wish();
    const sender = office.with({ 'idempotency-key': `open-${body.id}` });
    const opened = await sender.get(openAlliance, { body });
    expect(await sender.get(openAlliance, { body })).toEqual(opened);
  });

  it('is visible with its members at once, also where the day has begun that is not yet there for the database', async () => {
    const day = 86_400;
    api.clock.advance(day);
    const opened = await office.get(openAlliance, { body: wish() });
    expect([opened.memberCount, opened.members.length]).toEqual([2, 3]);
    api.clock.advance(-day);
  });
});

describe('what is refused', () => {
  const refused = async (body: ReturnType<typeof wish>) => {
    const { status, problem } = await office.ask(openAlliance, { body });
    return [status, problem.code];
  };
  it('a lead among its members, a member twice, a hospital nobody knows, a name that is taken', async () => {
    expect(await refused(wish({ memberIds: [world.lead.id] }))).toEqual([422, 'alliance.lead_is_member']);
    expect(await refused(wish({ memberIds: [world.county.id, world.county.id] }))).toEqual([422, 'alliance.lead_is_member']);
    expect(await refused(wish({ leadId: newId() }))).toEqual([404, 'access.not_found']);
    const taken = wish();
    await office.get(openAlliance, { body: taken });
    expect(await refused(wish({ name: taken.name }))).toEqual([409, 'alliance.name_taken']);
    expect((await office.ask(getAlliance, { params: { id: newId() } })).status).toBe(404);
  });

  it('everybody else', async () => {
    for (const username of ['lead.admin', 'lead.doctor', 'county.admin', 'auditor'])
      expect((await (await api.as(username)).ask(openAlliance, { body: wish() })).status).toBe(403);
    expect((await (await api.as('auditor')).ask(listAlliances, { query: {} })).status).toBe(403);
  });
});
