import { addHl7Connection, changeHl7Connection, listHl7Connections } from '@alliance/contracts/hl7-connection.contract';
import {
  discardInbound,
  getInbound,
  getInboundFigures,
  listInbound,
  mendInbound,
  replayInbound,
  replayManyInbound,
} from '@alliance/contracts/inbound.contract';
import { parseOru } from '@alliance/domain/hl7/parse-oru';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUIDv7 } from 'node:crypto';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { countyCertificate, fingerprintOf } from '../testing/certificates.js';
import { inboundSlice, oru } from '../testing/hl7.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { mapCodes, sender } from '../testing/test-result.story.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let admin: Person;
let lead: Person;
let doctor: Person;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  await mapCodes(database, world.county);
  api = await startApi(database, inboundSlice);
  [admin, lead, doctor] = [await api.as('county.admin'), await api.as('lead.admin'), await api.as('county.doctor')];
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

/** A message that came to the county hospital. */
const arrive = async (text: string, origin = 'LIS', zone: string | null = null) => {
  const settled = await sender(api, world.county).file(parseOru(text, zone), { content: text, origin, controlId: randomUUIDv7() });
  return settled.messageId;
};
const shown = (id: string) => admin.get(getInbound, { params: { id } });

describe('what waits', () => {
  it('is listed from the longest waiting, with its problems, and counted by them', async () => {
    const ids = [await arrive(oru({ value: '溶血' })), await arrive(oru({ zone: '' })), await arrive(oru())];
    const first = await admin.get(listInbound, { query: { limit: 1 } });
    const rest = await admin.get(listInbound, { query: { limit: 50, cursor: first.nextCursor ?? '' } });
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(first.items[0]).toMatchObject({ source: 'hl7', state: 'quarantined', problems: [{ problem: 'value_invalid', at: 'OBX[1].5' }] });
    const onlyZone = await admin.get(listInbound, { query: { problem: 'time_without_zone' } });
    expect(onlyZone.items.map(({ id }) => id)).toEqual([ids[1]]);
    expect((await admin.get(listInbound, { query: { state: 'filed' } })).items.map(({ id }) => id)).toEqual([ids[2]]);
    expect(await admin.get(getInboundFigures, {})).toMatchObject({
      waiting: 2,
      byProblem: [
        { problem: 'time_without_zone', count: 1 },
        { problem: 'value_invalid', count: 1 },
      ],
    });
  });

  it('is shown with its text, and the look is recorded', async () => {
    const text = oru({ value: '溶血' });
    const id = await arrive(text);
    expect(await shown(id)).toMatchObject({ original: text, mended: null, reportId: null });
    const { rows } = await database.owner.query(`select 1 from audit_entry where action = 'inbound.read' and $1 = any(object_ids)`, [id]);
    expect(rows).toHaveLength(1);
  });

  it('is filed once it is mended; the original stays', async () => {
    const text = oru({ value: '溶血', number: 'MEND' });
    const id = await arrive(text);
    const worse = await admin.get(mendInbound, {
      params: { id },
      body: { version: 1, text: text.replace('溶血', '??').replaceAll('\r', '\n') },
    });
    expect(worse).toMatchObject({ state: 'quarantined', attempts: 2, version: 2 });
    expect((await admin.ask(mendInbound, { params: { id }, body: { version: 1, text } })).problem.code).toBe('record.stale');
    const mended = text.replace('溶血', '128');
    const filed = await admin.get(mendInbound, { params: { id }, body: { version: 2, text: mended.replaceAll('\r', '\n') } });
    expect(filed).toMatchObject({ state: 'filed', original: text, mended, problems: [], settledBy: 'person county.admin' });
    expect(filed.reportId).not.toBeNull();
    expect((await admin.ask(replayInbound, { params: { id }, body: { version: 3 } })).problem.code).toBe('inbound.wrong_state');
  });

  it('is tried again, one or all with the same problem, after what was wrong was put right', async () => {
    const connection = await admin.get(addHl7Connection, {
      body: {
        name: '检验',
        sendingApplication: 'LIS',
        sendingFacility: '县医院',
        fingerprints: [fingerprintOf(countyCertificate).toUpperCase()],
      },
    });
    const [one, two] = [await arrive(oru({ zone: '' }), connection.id), await arrive(oru({ zone: '' }), connection.id)];
    expect((await shown(one)).connection).toEqual({ id: connection.id, name: '检验' });
    expect(await admin.get(replayInbound, { params: { id: one }, body: { version: 1 } })).toMatchObject({ state: 'quarantined' });
    const { version, name, sendingApplication, sendingFacility, fingerprints } = connection;
    await admin.get(changeHl7Connection, {
      params: { id: connection.id },
      body: { version, name, sendingApplication, sendingFacility, fingerprints, zone: 'Asia/Shanghai' },
    });
    expect(await admin.get(replayInbound, { params: { id: one }, body: { version: 2 } })).toMatchObject({ state: 'filed' });
    const many = await admin.get(replayManyInbound, { body: { problem: 'time_without_zone', source: 'hl7' } });
    expect(many).toMatchObject({ filed: 1 });
    expect(many.tried).toBeGreaterThan(1);
    expect(await shown(two)).toMatchObject({ state: 'filed' });
  });

  it('is put aside with a reason, and stays there to be read', async () => {
    const id = await arrive(oru({ value: '溶血' }));
    const discarded = await admin.get(discardInbound, { params: { id }, body: { version: 1, reason: '测试消息' } });
    expect(discarded).toMatchObject({ state: 'discarded', discardReason: '测试消息', settledBy: 'person county.admin' });
    expect((await admin.ask(mendInbound, { params: { id }, body: { version: 2, text: 'MSH' } })).problem.code).toBe('inbound.wrong_state');
  });

  it('is another hospital’s business alone, and no doctor’s', async () => {
    const id = await arrive(oru({ value: '溶血' }));
    expect((await lead.get(listInbound, { query: {} })).items).toEqual([]);
    expect((await lead.get(getInboundFigures, {})).waiting).toBe(0);
    const body = { version: 1, text: 'x', reason: 'x' };
    for (const asked of [
      lead.ask(getInbound, { params: { id } }),
      lead.ask(mendInbound, { params: { id }, body: { version: 1, text: body.text } }),
      lead.ask(replayInbound, { params: { id }, body: { version: 1 } }),
      lead.ask(discardInbound, { params: { id }, body: { version: 1, reason: body.reason } }),
    ])
      expect((await asked).status).toBe(404);
    for (const asked of [
      doctor.ask(listInbound, { query: {} }),
      doctor.ask(getInbound, { params: { id } }),
      doctor.ask(listHl7Connections, {}),
    ])
      expect((await asked).status).toBe(403);
  });
});

describe('a connection', () => {
  const settings = (fingerprint: string) => ({
    name: 'PACS',
    sendingApplication: 'RIS',
    sendingFacility: '县医院',
    fingerprints: [fingerprint],
  });
  it('has a certificate that is nobody else’s', async () => {
    const fingerprint = 'ab'.repeat(32);
    const added = await admin.get(addHl7Connection, { body: settings(fingerprint) });
    expect(added).toMatchObject({
      enabled: true,
      zone: null,
      charset: 'utf-8',
      waiting: 0,
      day: { filed: 0, refused: 0 },
      fingerprints: [fingerprint],
    });
    expect((await lead.ask(addHl7Connection, { body: settings(fingerprint) })).problem.code).toBe('connection.taken');
    const { version, id } = added;
    const renewed = await admin.get(changeHl7Connection, {
      params: { id },
      body: { ...settings('cd'.repeat(32)), version, enabled: false },
    });
    expect(renewed).toMatchObject({ enabled: false, fingerprints: ['cd'.repeat(32)], version: 2 });
    expect((await admin.ask(changeHl7Connection, { params: { id }, body: { ...settings('cd'.repeat(32)), version } })).problem.code).toBe(
      'record.stale',
    );
    expect((await lead.ask(addHl7Connection, { body: settings(fingerprint) })).status).toBe(201);
  });
  it('is seen and changed by its own hospital alone', async () => {
    const { id, version } = await admin.get(addHl7Connection, { body: settings('ef'.repeat(32)) });
    expect((await lead.get(listHl7Connections, {})).items.map((item) => item.id)).not.toContain(id);
    expect((await lead.ask(changeHl7Connection, { params: { id }, body: { ...settings('ef'.repeat(32)), version } })).status).toBe(404);
    expect((await admin.get(listHl7Connections, {})).items.map((item) => item.id)).toContain(id);
  });
});
