import { EnterMedia, mediaKeyHeader, MediaOffer, MuteMedia } from '@alliance/contracts/media-control';
import { Id } from '@alliance/contracts/schema';
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { z } from 'zod';
import { BadDescription } from './peer.js';
import type { Participant } from './participant.js';
import type { Room } from './room.js';
import type { Rooms } from './rooms.js';

const BODY_LIMIT = 128 * 1024;

/** What is answered instead of a result. */
class Answer extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

interface Asked {
  readonly rooms: Rooms;
  readonly roomId: string;
  readonly participantId: string;
  body<T>(schema: z.ZodType<T>): Promise<T>;
}
type Handler = (asked: Asked) => unknown;

const roomOf = ({ rooms, roomId }: Asked): Room => rooms.find(roomId) ?? refuse(404, 'no such room');
const participantOf = (asked: Asked): Participant => roomOf(asked).find(asked.participantId) ?? refuse(404, 'not in this room');

const routes: Readonly<Record<string, Handler>> = {
  'GET /health': ({ rooms }) => ({ rooms: rooms.count }),
  'GET /rooms/:room': (asked) => roomOf(asked).state(),
  'DELETE /rooms/:room': ({ rooms, roomId }) => rooms.close(roomId),
  'PUT /rooms/:room/participants/:participant': async (asked) => {
    const { publish } = await asked.body(EnterMedia);
    if (!asked.rooms.enter(asked.roomId, asked.participantId, publish)) refuse(409, 'full');
  },
  'DELETE /rooms/:room/participants/:participant': (asked) => roomOf(asked).leave(asked.participantId),
  'POST /rooms/:room/participants/:participant/offer': async (asked) => {
    const { sdp } = await asked.body(MediaOffer);
    return { sdp: await participantOf(asked).accept(sdp) };
  },
  'POST /rooms/:room/participants/:participant/mute': async (asked) => {
    const { what } = await asked.body(MuteMedia);
    participantOf(asked).mute(what);
  },
};

/** The API of the media process: for the portal alone, which holds the key. */
export function serve(rooms: Rooms, key: string): Server {
  const server = createServer((request, response) => {
    answerTo(request, rooms, key).then(
      (result) => {
        const body = result === undefined ? undefined : JSON.stringify(result);
        response.writeHead(body ? 200 : 204, body ? { 'content-type': 'application/json' } : {}).end(body);
      },
      (error: unknown) => {
        const status = error instanceof Answer ? error.status : error instanceof BadDescription ? 422 : 500;
        if (status === 500) console.error(error);
        response.writeHead(status, { connection: 'close' }).end(status === 500 ? '' : (error as Error).message.slice(0, 200));
      },
    );
  });
  server.requestTimeout = 10_000;
  return server;
}

async function answerTo(request: IncomingMessage, rooms: Rooms, key: string): Promise<unknown> {
  if (!sameKey(request.headers[mediaKeyHeader], key)) refuse(401, 'key');
  const [, first, room, second, participant, verb, ...more] = (request.url ?? '').split('/');
  const path = [first, room && ':room', second, participant && ':participant', verb, ...more].filter(Boolean).join('/');
  const handler = routes[`${request.method} /${path}`] ?? refuse(404, 'no such place');
  for (const id of [room, participant]) if (id !== undefined && !Id.safeParse(id).success) refuse(400, 'id');
  return handler({ rooms, roomId: room ?? '', participantId: participant ?? '', body: (schema) => read(request, schema) });
}

async function read<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<T> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if ((size += chunk.length) > BODY_LIMIT) refuse(413, 'too large');
    chunks.push(chunk);
  }
  let value: unknown;
  try {
    value = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    refuse(400, 'not JSON');
  }
  const body = schema.safeParse(value);
  return body.success ? body.data : refuse(400, 'not what this place takes');
}

function sameKey(given: string | string[] | undefined, key: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return typeof given === 'string' && timingSafeEqual(digest(given), digest(key));
}

function refuse(status: number, why: string): never {
  throw new Answer(status, why);
}
