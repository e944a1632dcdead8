import { listEvents } from '@alliance/contracts/event.contract';
import type { Signal } from '@alliance/contracts/live';
import { listNotifications } from '@alliance/contracts/notification.contract';
import * as act from '@alliance/contracts/referral-action.contract';
import { endSession } from '@alliance/contracts/session.contract';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import { once } from 'node:events';
import { SessionReader } from '../auth/session.reader.js';
import { startApi, startWorker, type Person, type TestApi } from '../../testing/app.js';
import { doctorSubmits, referralSlice, referralWork } from '../../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../../testing/services.js';
import { eventually } from '../../testing/eventually.js';
import { makeWorld, type World } from '../../testing/world.js';

let database: TestDatabase;
let world: World;
let here: TestApi;
let there: TestApi;
let worker: INestApplicationContext;
let doctor: Person;
const sockets: Socket[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  [here, there, worker] = await Promise.all([
    startApi(database, referralSlice),
    startApi(database, referralSlice),
    startWorker(database, referralWork),
  ]);
  doctor = await here.as('county.doctor');
});
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await Promise.all([here.close(), there.close()]);
  await worker.close();
  await database.drop();
});

interface Ear {
  socket: Socket;
  heard: Signal[];
  replayed: Promise<number>;
}
async function listen(api: TestApi, person: Person, auth: object = {}, headers: Record<string, string> = {}): Promise<Ear> {
  const url = await api.listen();
  const socket = io(url, {
    transports: ['websocket'],
    reconnection: false,
    auth,
    extraHeaders: { cookie: person.headers['cookie'] as string, origin: url, ...headers },
  });
  sockets.push(socket);
  const heard: Signal[] = [];
  socket.on('signal', (signals: Signal[]) => heard.push(...signals));
  const replayed = new Promise<number>((resolve) => socket.on('replayed', ({ seq }: { seq: number }) => resolve(seq)));
  return { socket, heard, replayed };
}

describe('sockets say "look again"', () => {
  it('on another process than the one that was written to, with a pointer and nothing else', async () => {
    const coordinator = await there.as('lead.coordinator');
    const ear = await listen(there, coordinator);
    await ear.replayed;
    const sent = await doctorSubmits(doctor, world);
    await eventually(() => expect(ear.heard.map(({ id }) => id)).toContain(sent.id));
    expect(ear.heard.find(({ id }) => id === sent.id)).toEqual({
      seq: expect.any(Number),
      topic: 'referral',
      id: sent.id,
      version: sent.version,
    });
    await eventually(async () =>
      expect((await coordinator.get(listNotifications, { query: {} })).items.map(({ kind }) => kind)).toContain('referral.submitted'),
    );
  });

  it('a client that was away gets everything after its number, in order, and the same over HTTP', async () => {
    const coordinator = await there.as('lead.coordinator');
    const { head } = await coordinator.get(listEvents, { query: {} });
    const sent = [await doctorSubmits(doctor, world), await doctorSubmits(doctor, world)];
    await eventually(async () => expect((await coordinator.get(listEvents, { query: { after: head } })).items).toHaveLength(2));
    const ear = await listen(here, coordinator, { after: head });
    expect(await ear.replayed).toBe(head + 2);
    expect(ear.heard.map(({ seq, id }) => [seq, id])).toEqual(sent.map(({ id }, i) => [head + 1 + i, id]));
  });

  it('an outsider hears nothing of it', async () => {
    const outsider = await here.as('other.coordinator');
    const ear = await listen(here, outsider);
    await ear.replayed;
    const sent = await doctorSubmits(doctor, world);
    const lead = await there.as('lead.coordinator');
    await eventually(async () =>
      expect((await lead.get(listEvents, { query: { limit: 500 } })).items.map(({ id }) => id)).toContain(sent.id),
    );
    expect(ear.heard).toEqual([]);
    expect((await outsider.get(listEvents, { query: {} })).items).toEqual([]);
  });
});

describe('the handshake', () => {
  it.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['no session', { cookie: 'sid=nobody' }],
  ])('refuses %s', async (_, headers) => {
    const { socket } = await listen(here, doctor, {}, headers);
    const [error] = (await once(socket as never, 'connect_error')) as [Error];
    expect(error.message).toBe('session.missing');
  });

  it('closes at sign-out, on whatever process the socket is', async () => {
    const leaving = await here.as('lead.doctor');
    const ear = await listen(there, leaving);
    await ear.replayed;
    const closed = once(ear.socket as never, 'disconnect');
    expect((await leaving.ask(endSession, {})).status).toBe(204);
    await closed;
    expect((await leaving.ask(listEvents, { query: {} })).status).toBe(401);
  });
});

describe('an appointment that is over', () => {
  it('is over for the sockets that act for it, though the session goes on for another', async () => {
    await here.as('lead.doctor');
    const { rows } = await database.owner.query(
      `select s.id as session, a.id as held from session s join appointment a on a.person_id = s.person_id where s.person_id = (select person_id from account where username = 'lead.doctor') limit 1`,
    );
    const held = { sessionId: rows[0].session as string, appointmentId: rows[0].held as string };
    const sessions = here.app.get(SessionReader);
    expect(await sessions.ended([held])).toEqual([]);
    await database.owner.query(`update appointment set valid = daterange('2020-01-01', '2020-02-01') where id = $1`, [held.appointmentId]);
    expect(await sessions.ended([held])).toEqual([held]);
    await database.owner.query(`update appointment set valid = '[2020-01-01,)' where id = $1`, [held.appointmentId]);
  });
});

describe('a deadline that is missed', () => {
  it('tells both hospitals once; one that was met says nothing', async () => {
    const late = await doctorSubmits(doctor, world, { urgency: 'immediate', reviewer: null });
    const met = await doctorSubmits(doctor, world, { urgency: 'immediate', reviewer: null });
    const coordinator = await there.as('lead.coordinator');
    await coordinator.get(act.returnReferral, {
      params: { id: met.id },
      body: { version: met.version, reason: 'other', advice: '已电话沟通' },
    });
    await database.owner.query(`update referral set next_action_at = now() - interval '1 minute' where id = any($1)`, [[late.id, met.id]]);
    await database.owner.query(`update timer set due_at = now() - interval '1 minute' where subject_id = any($1)`, [[late.id, met.id]]);
    const overdue = async () =>
      (await database.owner.query(`select subject_id, cardinality(recipients) as told from event where kind = 'referral.response_overdue'`))
        .rows;
    await eventually(async () => expect(await overdue()).toEqual([{ subject_id: late.id, told: 2 }]), 10_000);
    await eventually(
      async () =>
        expect(
          (
            await database.owner.query('select 1 from timer where fired_at is null and due_at <= now() and subject_id = any($1)', [
              [late.id, met.id],
            ])
          ).rowCount,
        ).toBe(0),
      10_000,
    );
    expect(await overdue()).toHaveLength(1);
  });
});
