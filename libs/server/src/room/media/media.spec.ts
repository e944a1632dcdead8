import { afterEach, describe, expect, it } from '@jest/globals';
import { MediaConnection, MediaMessage } from '@alliance/contracts/room-media';
import { Refusal } from '@alliance/domain/refusal';
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jwtVerify } from 'jose';
import { Clock } from '../../platform/clock.js';
import { readConfig, type Config } from '../../platform/config/config.js';
import { newId } from '../../platform/ids.js';
import { Log } from '../../platform/observe/log.js';
import type { MediaEngine } from './media-engine.js';
import { chooseEngine } from './media.module.js';
import { Turn } from './turn.js';

const needed = {
  DATABASE_URL: 'postgres://alliance_app:x@127.0.0.1:5432/alliance',
  SYSTEM_DATABASE_URL: 'postgres://alliance_system:x@127.0.0.1:5432/alliance',
  REDIS_URL: 'redis://127.0.0.1:6379',
  FIELD_KEY: Buffer.alloc(32).toString('base64'),
  LOG_LEVEL: 'silent',
};
const noon = new Date('2026-11-22T04:00:00Z');
class Noon extends Clock {
  override now() {
    return noon;
  }
}
const engineWith = (more: Record<string, string>): MediaEngine => {
  const config: Config = readConfig({ ...needed, ...more });
  return chooseEngine(config, new Turn(config, new Noon()), new Log(config));
};

const [consultationId, participantId] = [newId(), newId()];
const ask = { consultationId, participantId, name: '张医生', publish: true };
const offer = { type: 'offer', sdp: 'v=0' } as const;
const key = 'k'.repeat(40);
const livekit = { LIVEKIT_URL: 'wss://live.example', LIVEKIT_API_KEY: 'api-key', LIVEKIT_API_SECRET: 's'.repeat(32) };

/** Stands for the process on the other side; what it was asked is kept. */
const servers: Server[] = [];
async function answering(answer: (path: string) => [number, object?] | null): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      asked.push(`${request.method} ${request.url} ${body} ${request.headers['x-media-key'] ?? ''}`);
      const answered = answer(request.url ?? '');
      if (!answered) return;
      const [status, value] = answered;
      response.writeHead(status).end(value && JSON.stringify(value));
    });
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );

describe('which engine carries picture and sound', () => {
  const media = { MEDIA_URL: 'http://127.0.0.1:3100', MEDIA_KEY: key };
  it.each([
    ['LiveKit goes before everything', { ...livekit, ...media }, 'livekit'],
    ['the media process where there is one', media, 'sfu'],
    ['browsers alone when told so', { ...media, MEDIA_ENGINE: 'mesh' }, 'mesh'],
    ['browsers alone when there is nothing else', {}, 'mesh'],
  ])('%s', (_, more, kind) => {
    expect(engineWith(more).kind).toBe(kind);
  });
});

describe('the relay', () => {
  it('is given a credential for one participant and a short time', async () => {
    const secret = 'shared-with-the-relay';
    const engine = engineWith({
      STUN_URLS: 'stun:relay.example:3478',
      TURN_URLS: 'turn:relay.example:3478',
      TURN_SECRET: secret,
      TURN_SECONDS: '600',
    });
    const { iceServers } = await engine.connect(ask);
    const username = `${noon.getTime() / 1000 + 600}:${participantId}`;
    expect(iceServers).toEqual([
      { urls: ['stun:relay.example:3478'] },
      { urls: ['turn:relay.example:3478'], username, credential: createHmac('sha1', secret).update(username).digest('base64') },
    ]);
  });
  it('is left out where none is configured', async () => {
    expect((await engineWith({}).connect(ask)).iceServers).toEqual([]);
  });
});

describe('the media process', () => {
  const other = { sdp: 'v=0 answer' };
  it('is told who comes in, and answers an offer', async () => {
    const { url, asked } = await answering((path) => (path.endsWith('/offer') ? [200, other] : [204]));
    const engine = engineWith({ MEDIA_URL: url, MEDIA_KEY: key });
    expect(MediaConnection.parse(await engine.connect({ ...ask, publish: false }))).toMatchObject({
      engine: 'sfu',
      participantId,
      publish: false,
    });
    expect(await engine.signal(consultationId, participantId, offer)).toEqual({ type: 'answer', ...other });
    expect(await engine.signal(consultationId, participantId, { type: 'candidates', candidates: [{ candidate: 'x' }] })).toBeNull();
    await engine.mute(consultationId, participantId, 'audio');
    await engine.leave(consultationId, participantId);
    await engine.close(consultationId);
    const place = `/rooms/${consultationId}/participants/${participantId}`;
    expect(asked).toEqual([
      `PUT ${place} {"publish":false} ${key}`,
      `POST ${place}/offer {"sdp":"v=0"} ${key}`,
      `POST ${place}/mute {"what":"audio"} ${key}`,
      `DELETE ${place}  ${key}`,
      `DELETE /rooms/${consultationId}  ${key}`,
    ]);
  });

  it.each([
    ['an offer nobody can use', 422, 'request.invalid'],
    ['a room it does not know, after it was started again', 404, 'room.media_unavailable'],
    ['a full room', 409, 'room.media_unavailable'],
    ['its own mistake', 500, 'room.media_unavailable'],
  ])('says no for %s', async (_, status, code) => {
    const { url } = await answering(() => [status]);
    expect(await codeOf(engineWith({ MEDIA_URL: url, MEDIA_KEY: key }).signal(consultationId, participantId, offer))).toBe(code);
  });

  it('is unavailable when it takes longer than three seconds', async () => {
    const { url } = await answering(() => null);
    const began = performance.now();
    expect(await codeOf(engineWith({ MEDIA_URL: url, MEDIA_KEY: key }).connect(ask))).toBe('room.media_unavailable');
    expect(performance.now() - began).toBeLessThan(4_000);
  });

  it('is unavailable when nothing answers, and leaving a room that is gone is no error', async () => {
    expect(await codeOf(engineWith({ MEDIA_URL: 'http://127.0.0.1:9', MEDIA_KEY: key }).connect(ask))).toBe('room.media_unavailable');
    const { url } = await answering(() => [404]);
    const engine = engineWith({ MEDIA_URL: url, MEDIA_KEY: key });
    expect(await codeOf(engine.leave(consultationId, participantId))).toBe('done');
    expect(await codeOf(engine.close(consultationId))).toBe('done');
  });
});

describe('LiveKit', () => {
  it('is given a token for one person in one room, that lets watchers publish nothing', async () => {
    const connection = MediaConnection.parse(await engineWith(livekit).connect({ ...ask, publish: false }));
    expect(connection).toMatchObject({ engine: 'livekit', url: livekit.LIVEKIT_URL });
    const { payload } = await jwtVerify(connection.token ?? '', new TextEncoder().encode(livekit.LIVEKIT_API_SECRET), {
      issuer: 'api-key',
    });
    expect(payload).toMatchObject({
      sub: participantId,
      name: '张医生',
      video: { room: consultationId, roomJoin: true, canPublish: false, canSubscribe: true },
    });
    expect((payload.exp ?? 0) - Date.now() / 1000).toBeLessThanOrEqual(60);
  });
});

describe('messages', () => {
  it.each([
    ['an endless description', { type: 'offer', sdp: 'v'.repeat(60_001) }],
    ['too many candidates', { type: 'candidates', candidates: Array.from({ length: 65 }, () => ({ candidate: 'x' })) }],
    ['an endless candidate', { type: 'candidates', candidates: [{ candidate: 'x'.repeat(2_001) }] }],
    ['more than is asked for', { ...offer, extra: 1 }],
    ['a receiver that is no id', { ...offer, to: '../other' }],
  ])('%s is refused', (_, message) => {
    expect(MediaMessage.safeParse(message).success).toBe(false);
  });
});
