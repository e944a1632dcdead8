import { listAuditEvents } from '@alliance/contracts/audit.contract';
import { listEvents } from '@alliance/contracts/event.contract';
import type { Signal } from '@alliance/contracts/live';
import { addShift, takeOver } from '@alliance/contracts/on-call.contract';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import { startApi, startWorker, type Person, type TestApi } from '../../testing/app.js';
import { eventually } from '../../testing/eventually.js';
import { inHours, onCallSlice, personOf, shiftOf } from '../../testing/on-call.story.js';
import { doctorSubmits, referralSlice, referralWork } from '../../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../../testing/services.js';
import { makeWorld, type World } from '../../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let worker: INestApplicationContext;
let doctor: Person;
const sockets: Socket[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  const serving = {
    features: [...referralSlice.features, ...onCallSlice.features],
    contracts: [...referralSlice.contracts, ...onCallSlice.contracts],
  };
  [api, worker] = await Promise.all([startApi(database, serving), startWorker(database, referralWork)]);
  doctor = await api.as('county.doctor');
});
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await api.close();
  await worker.close();
  await database.drop();
});

async function listen(person: Person, auth: object = {}): Promise<Signal[]> {
  const url = await api.listen();
  const socket = io(url, {
    transports: ['websocket'],
    reconnection: false,
    auth,
    extraHeaders: { cookie: person.headers['cookie'] as string, origin: url },
  });
  sockets.push(socket);
  const heard: Signal[] = [];
  socket.on('signal', (signals: Signal[]) => heard.push(...signals));
  await new Promise((resolve) => socket.on('replayed', resolve));
  return heard;
}
const alarmsOf = (heard: readonly Signal[], id: string) => heard.filter((signal) => signal.id === id).map(({ alarm }) => alarm === true);

describe('an immediate case', () => {
  it('rings at the receiver and not at the sender; an urgent one rings nowhere', async () => {
    const [there, here] = [await listen(await api.as('lead.coordinator')), await listen(doctor)];
    const immediate = await doctorSubmits(doctor, world, { urgency: 'immediate', reviewer: null });
    const urgent = await doctorSubmits(doctor, world);
    await eventually(() => expect(alarmsOf(there, urgent.id)).toEqual([false]));
    expect(alarmsOf(there, immediate.id)).toEqual([true]);
    await eventually(() => expect(alarmsOf(here, urgent.id)).toHaveLength(2));
    expect(new Set([...alarmsOf(here, immediate.id), ...alarmsOf(here, urgent.id)])).toEqual(new Set([false]));
    expect(Object.keys(there.find(({ alarm }) => alarm) as Signal).sort()).toEqual(['alarm', 'id', 'seq', 'topic', 'version']);
  });

  it('rings at a desk that was away when it is back, and over HTTP', async () => {
    const coordinator = await api.as('lead.coordinator');
    const { head } = await coordinator.get(listEvents, { query: {} });
    const sent = await doctorSubmits(doctor, world, { urgency: 'immediate', reviewer: null });
    await eventually(async () =>
      expect((await coordinator.get(listEvents, { query: { after: head } })).items).toContainEqual(
        expect.objectContaining({ id: sent.id, alarm: true }),
      ),
    );
    expect(alarmsOf(await listen(coordinator, { after: head }), sent.id)).toEqual([true]);
  });

  it('rings at a desk on call that is locked', async () => {
    const coordinator = await api.as('lead.coordinator');
    const shift = await coordinator.get(addShift, { body: shiftOf(await personOf(database, 'lead.doctor'), { to: inHours(4) }) });
    const desk = await api.as('lead.doctor');
    await desk.get(takeOver, { params: { id: shift.id }, body: { version: shift.version, soundHeard: true } });
    await database.owner.query('update session set locked_at = now() where on_call_until is not null');
    expect((await desk.ask(listAuditEvents, { query: {} })).problem.code).toBe('session.desk_locked');
    const { head } = await desk.get(listEvents, { query: {} });
    const heard = await listen(desk);
    const sent = await doctorSubmits(doctor, world, { urgency: 'immediate', reviewer: null });
    await eventually(() => expect(alarmsOf(heard, sent.id)).toEqual([true]));
    // also where the line lets no socket through
    const { items } = await desk.get(listEvents, { query: { after: head } });
    expect(items).toContainEqual(expect.objectContaining({ id: sent.id, alarm: true }));
  });
});
