import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mediaKeyHeader, type MediaRoomState } from '@alliance/contracts/media-control';
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { reachable } from './connection.js';
import { Rooms } from './rooms.js';
import { serve } from './server.js';
import type { Settings } from './settings.js';
import { Browser, Portal, until } from './testing/browser.js';

const key = 'key-of-the-portal-and-the-media-process';
const network = { HOST: '127.0.0.1', MEDIA_PORT: 1, MEDIA_KEY: key };
const silentMs = 1_500;
let rooms: Rooms;
let server: Server;
let portal: Portal;
let place: string;
const browsers: Browser[] = [];
const browser = (id: string = randomUUID()): Browser => {
  const one = new Browser(portal, place, id);
  browsers.push(one);
  return one;
};
const state = async () => (await portal.ask('GET', place)).answer as MediaRoomState;

beforeAll(async () => {
  rooms = new Rooms(network, { participantsPerRoom: 4, rooms: 3, silentMs, emptyMs: 500 });
  server = serve(rooms, key);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  portal = new Portal((server.address() as AddressInfo).port, key);
});
afterEach(async () => {
  await Promise.all(browsers.splice(0).map((one) => one.close()));
  if (place) await portal.ask('DELETE', place);
});
afterAll(() => {
  rooms.end();
  server.closeAllConnections();
  server.close();
});
const enter = () => (place = `/rooms/${randomUUID()}`);

describe('a room', () => {
  it('passes on what each sends to all others, and nothing back', async () => {
    enter();
    const [one, two, three] = [await browser().join(), await browser().join(), await browser().join()];
    await until(() => [one, two, three].every(({ slots }) => slots.length === 4), 'everybody sees two others');
    const sending = setInterval(() => [0, 1].forEach((source) => one.send(source as 0 | 1)), 20);
    for (const viewer of [two, three])
      await until(() => viewer.of(one.id, 'camera').length > 5 && viewer.of(one.id, 'microphone').length > 5, 'packets of the first');
    clearInterval(sending);
    expect([...one.received.values()].flat()).toEqual([]);
    const numbers = two.of(one.id, 'camera').map(({ header }) => header.sequenceNumber);
    expect(numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0))).toBe(true);
  });

  it('answers two who offer at the same moment', async () => {
    enter();
    const both = await Promise.all([browser().join(), browser().join()]);
    await until(() => both.every(({ slots }) => slots.length === 2), 'both see each other');
  });

  it('shows a late one a complete picture first, and asks for it', async () => {
    enter();
    const one = await browser().join();
    const two = await browser().join();
    await until(() => two.slots.length === 2, 'slots');
    const sending = setInterval(() => one.send(1, one.asked > 0 ? 'key' : 'delta'), 20);
    await until(() => two.of(one.id, 'camera').length > 3, 'a picture');
    clearInterval(sending);
    expect(one.asked).toBeGreaterThan(0);
    expect(two.of(one.id, 'camera')[0]?.payload[1]).toBe(0x00);
  });

  it('keeps everybody else undisturbed when one comes back with a new connection', async () => {
    enter();
    const one = await browser().join();
    const two = await browser().join();
    await until(() => two.slots.length === 2, 'slots');
    let speaker = one;
    const sending = setInterval(() => speaker.open && speaker.send(0), 20);
    await until(() => two.of(one.id, 'microphone').length > 3, 'the voice');
    const offers = () => two.told.filter(({ type }) => type === 'offer').length;
    const before = offers();
    speaker = await browser(one.id).join();
    await until(() => one.told.some((message) => message.type === 'closed' && message.why === 'replaced'), 'the old one hears of it');
    const heard = two.of(one.id, 'microphone').length;
    await until(() => two.of(one.id, 'microphone').length > heard + 5, 'the voice goes on');
    clearInterval(sending);
    expect(offers()).toBe(before);
    const numbers = two.of(one.id, 'microphone').map(({ header }) => header.sequenceNumber);
    expect(numbers.slice(1).every((number, index) => number === (numbers[index] ?? 0) + 1)).toBe(true);
  });

  it('lets nobody hear whom a moderator silenced, until that one speaks up again', async () => {
    enter();
    const [one, two] = [await browser().join(), await browser().join()];
    await until(() => two.slots.length === 2, 'slots');
    expect((await portal.ask('POST', `${place}/participants/${one.id}/mute`, { what: 'audio' })).status).toBe(204);
    await until(() => one.told.some(({ type }) => type === 'muted'), 'is told');
    await until(() => two.slots.length === 1, 'the voice is gone');
    const sending = setInterval(() => one.send(0), 20);
    await new Promise((done) => setTimeout(done, 200));
    expect([...two.received.values()].flat()).toEqual([]);
    one.say({ type: 'sources', microphone: false, camera: true, screen: false });
    one.say({ type: 'sources', microphone: true, camera: true, screen: false });
    await until(() => two.of(one.id, 'microphone').length > 3, 'the voice is back');
    clearInterval(sending);
  });

  it('spares a bad line the pictures, and takes nothing from one who only watches', async () => {
    enter();
    const [one, watcher] = [await browser().join(), await browser().join(false)];
    await until(() => watcher.slots.length === 2, 'slots');
    expect(one.slots).toEqual([]);
    watcher.say({ type: 'receive', audio: true, video: false });
    await until(() => watcher.slots.length === 1, 'the voice alone');
    expect(watcher.slots[0]?.source).toBe('microphone');
  });

  it('lets go of whom nothing is heard, and of itself when it is empty', async () => {
    enter();
    const [one, two] = [await browser().join(), await browser().join()];
    await until(() => two.slots.length === 2, 'slots');
    const pinging = setInterval(() => two.say({ type: 'ping' }), 200);
    await until(async () => (await state()).participants.length === 1, 'the silent one is let go');
    clearInterval(pinging);
    expect((await state()).participants[0]?.participantId).toBe(two.id);
    await until(() => one.told.some((message) => message.type === 'closed' && message.why === 'removed'), 'it is told');
    await until(async () => (await portal.ask('GET', place)).status === 404, 'the room is gone');
  });

  it('has its limits', async () => {
    enter();
    const fill = (count: number) =>
      Promise.all(Array.from({ length: count }, () => portal.ask('PUT', `${place}/participants/${randomUUID()}`, { publish: true })));
    expect((await fill(5)).map(({ status }) => status).sort()).toEqual([204, 204, 204, 204, 409]);
    const [mine, others] = [place, [enter(), enter(), enter()]];
    const statuses = [];
    for (const other of others) statuses.push((await portal.ask('PUT', `${other}/participants/${randomUUID()}`, { publish: true })).status);
    expect(statuses).toEqual([204, 204, 409]);
    for (const other of [mine, ...others]) await portal.ask('DELETE', other);
  });
});

describe('the way in', () => {
  const here: Settings = { HOST: '127.0.0.1', MEDIA_PORT: 1, MEDIA_KEY: key };
  const line = (address: string) => `a=candidate:ab 1 udp 2130706431 ${address} 40000 typ host`;
  it.each([
    ['this machine alone', here, ['127.0.0.1']],
    ['the address it listens on', { ...here, HOST: '192.0.2.7' }, ['192.0.2.7']],
    ['the one it has outside, too', { ...here, HOST: '192.0.2.7', MEDIA_ADDRESS: '203.0.113.5' }, ['203.0.113.5', '192.0.2.7']],
  ])('tells browsers %s', (_, settings, addresses) => {
    const told = reachable(`v=0\r\n${line('10.9.9.9')}\r\na=end-of-candidates`, settings).split('\r\n');
    expect(told.slice(1, -1).map((one) => one.split(' ')[4])).toEqual(addresses);
    expect(new Set(told.map((one) => one.split(' ')[3])).size).toBe(addresses.length + 1);
  });

  it('stays within its ports, one for each participant, when many come at once', async () => {
    const within = new Rooms({ ...here, MEDIA_PORTS: [43_210, 43_220] });
    const room = randomUUID();
    const offers: { id: string; sdp: string }[] = [];
    for (let count = 0; count < 6; count++) {
      const one = browser();
      offers.push({ id: one.id, sdp: await one.offer() });
      within.enter(room, one.id, true);
    }
    const answers = await Promise.all(offers.map(({ id, sdp }) => within.find(room)?.find(id)?.accept(sdp)));
    const ports = answers.map((sdp) => Number(/typ host/.test(sdp ?? '') && /candidate:\S+ \d+ \S+ \d+ \S+ (\d+)/.exec(sdp ?? '')?.[1]));
    within.end();
    expect(new Set(ports).size).toBe(6);
    for (const port of ports) expect(port >= 43_210 && port <= 43_220).toBe(true);
  });
});

describe('the door', () => {
  it.each([
    ['without the key', {}, 401],
    ['with another key', { [mediaKeyHeader]: `${key}!` }, 401],
    ['with the key', { [mediaKeyHeader]: key }, 200],
  ])('%s', async (_, headers, status) => {
    expect((await portal.ask('GET', '/health', undefined, headers)).status).toBe(status);
  });

  it.each([
    ['a place that does not exist', 'GET', '/anywhere', undefined, 404],
    ['a room that is no id', 'GET', '/rooms/..%2Fhealth', undefined, 400],
    ['a room nobody is in', 'GET', `/rooms/${randomUUID()}`, undefined, 404],
    ['an offer of somebody who did not come in', 'POST', `/rooms/${randomUUID()}/participants/${randomUUID()}/offer`, { sdp: 'v=0' }, 404],
    ['more than it takes', 'PUT', `/rooms/${randomUUID()}/participants/${randomUUID()}`, 'x'.repeat(200_000), 413],
    ['what is not JSON', 'PUT', `/rooms/${randomUUID()}/participants/${randomUUID()}`, '{', 400],
    ['what it does not know', 'PUT', `/rooms/${randomUUID()}/participants/${randomUUID()}`, { publish: true, admin: true }, 400],
  ])('refuses %s', async (_, method, path, body, status) => {
    expect((await portal.ask(method, path, body)).status).toBe(status);
  });
});
