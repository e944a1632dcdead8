import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Rooms } from './rooms.js';
import { serve } from './server.js';
import { Browser, Portal, until } from './testing/browser.js';

const key = 'key-of-the-portal-and-the-media-process';
const place = `/rooms/${randomUUID()}`;
const badly: unknown[] = [];
const note = (error: unknown) => void badly.push(error);
let rooms: Rooms;
let server: Server;
let portal: Portal;
let real: string;

beforeAll(async () => {
  process.on('uncaughtException', note).on('unhandledRejection', note);
  rooms = new Rooms({ HOST: '127.0.0.1', MEDIA_PORT: 1, MEDIA_KEY: key });
  server = serve(rooms, key);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  portal = new Portal((server.address() as AddressInfo).port, key);
  const model = new Browser(portal, place, randomUUID());
  real = await model.offer();
  await model.close();
});
afterAll(() => {
  process.off('uncaughtException', note).off('unhandledRejection', note);
  rooms.end();
  server.closeAllConnections();
  server.close();
});

/** A real description with a few lines dropped, doubled, moved, cut or spoilt; or nothing like one. */
const description = (): fc.Arbitrary<string> => {
  const lines = real.split('\r\n');
  const spoilt = fc.record({
    at: fc.nat(lines.length - 1),
    how: fc.constantFrom('drop', 'double', 'swap', 'cut', 'number', 'other', 'character'),
    with: fc.string({ unit: 'binary', maxLength: 40 }),
    number: fc.oneof(fc.integer(), fc.constantFrom(-1, 65_536, 2 ** 53)),
  });
  const mangled = fc.array(spoilt, { minLength: 1, maxLength: 6 }).map((changes) => {
    const text = [...lines];
    for (const change of changes) {
      const line = text[change.at] ?? '';
      const how: Record<string, string[]> = {
        drop: [],
        double: [line, line],
        swap: [text[(change.at * 7) % text.length] ?? ''],
        cut: [line.slice(0, line.length / 2)],
        number: [line.replace(/\d+/, String(change.number))],
        other: [`${line.slice(0, 2)}${change.with}`],
        character: [line + change.with],
      };
      text.splice(change.at, 1, ...(how[change.how] ?? []));
    }
    return text.join('\r\n');
  });
  return fc.oneof({ weight: 4, arbitrary: mangled }, { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 400 }) });
};
const body = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.json(),
  fc.record({ sdp: fc.anything() }).map((value) => JSON.stringify(value)),
  fc.record({ sdp: fc.string(), extra: fc.anything() }).map((value) => JSON.stringify(value)),
);

// RTC-03: 10,000 malformed messages, by all three ways in
it('answers 4,000 malformed requests and 1,000 malformed offers, and goes on', async () => {
  const id = randomUUID();
  const offer = `${place}/participants/${id}/offer`;
  await portal.ask('PUT', `${place}/participants/${id}`, { publish: true });
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(body, async (text) => {
      statuses.add((await portal.ask('POST', offer, text)).status);
    }),
    { numRuns: 4_000 },
  );
  await fc.assert(
    fc.asyncProperty(description(), async (sdp) => {
      statuses.add((await portal.ask('POST', offer, { sdp })).status);
    }),
    { numRuns: 1_000 },
  );
  // a slightly spoilt offer may still be a good one
  expect([...statuses].sort().filter((status) => status !== 200)).toEqual([400, 422]);
  await worksStill();
}, 60_000);

it('bears 5,000 malformed messages on the channel: who sends them is let go, the others stay', async () => {
  const good = await new Browser(portal, place, randomUUID()).join();
  const message = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record({ type: fc.constantFrom('answer', 'sources', 'receive', 'ping', 'offer'), number: fc.anything(), sdp: fc.anything() })
      .map((value) => JSON.stringify(value)),
  );
  const messages = fc.sample(message, 5_000);
  let bad = await new Browser(portal, place, randomUUID()).join();
  let connections = 1;
  for (const [index, text] of messages.entries()) {
    if (!bad.open) {
      await bad.close();
      bad = await new Browser(portal, place, randomUUID()).join();
      connections++;
    }
    bad.raw(text);
    if (index % 10 === 0) await new Promise((done) => setTimeout(done, 10)); // what was said arrives
  }
  // a slow machine lets go of who sends such things later
  for (let n = 0; n < 400 && connections === 1 && bad.open; n++) {
    bad.raw('{');
    await new Promise((done) => setTimeout(done, 100));
  }
  expect(connections > 1 || !bad.open).toBe(true);
  expect(good.open).toBe(true);
  await Promise.all([good.close(), bad.close()]);
  await worksStill();
}, 120_000);

async function worksStill(): Promise<void> {
  expect(badly).toEqual([]);
  const other = `/rooms/${randomUUID()}`;
  const pair = [await new Browser(portal, other, randomUUID()).join(), await new Browser(portal, other, randomUUID()).join()];
  await until(() => pair.every(({ slots }) => slots.length === 2), 'two see each other');
  for (const one of pair) await one.close();
}
