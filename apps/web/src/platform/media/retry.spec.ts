import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import type { MediaState } from './media-client';
import { Retry } from './retry';

let retry: Retry;
let states: MediaState[];
let attempts: number;
/** What the next attempts do; the last goes on for ever. */
let fate: (Error | null)[];
const lostLine = new Error('room.media_unavailable');

class Line extends EventTarget {
  connectionState = 'connected';
  onconnectionstatechange: (() => void) | null = null;
  becomes(state: string) {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }
}
let line: Line;

beforeEach(() => {
  jest.useFakeTimers();
  [states, attempts, fate] = [[], 0, [null]];
  retry = new Retry(async () => {
    attempts++;
    const own = (line = new Line());
    retry.watch(own as unknown as RTCPeerConnection, () => line === own);
    const failed = fate.length > 1 ? fate.shift() : fate[0];
    if (failed) throw failed;
  });
  retry.state.on((state) => states.push(state));
});
afterEach(() => {
  retry.end();
  jest.useRealTimers();
});
const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

it('stands at the first attempt', async () => {
  await retry.start();
  expect([attempts, states]).toEqual([1, ['connecting', 'connected']]);
});

it('tries again, more and more slowly, and says whether there is none or none for us', async () => {
  fate = [new Error('cut'), lostLine, lostLine, null];
  await retry.start();
  await pass(600);
  expect([attempts, states]).toEqual([2, ['connecting', 'reconnecting', 'unavailable']]);
  await pass(1_000);
  expect(attempts).toBe(3);
  await pass(1_900);
  expect(attempts).toBe(3);
  await pass(200);
  expect([attempts, states.at(-1)]).toEqual([4, 'connected']);
});

it.each([
  ['a broken line at once', 'failed', 0, 2],
  ['a stutter not at all', 'disconnected', 1_900, 1],
  ['a longer silence after two seconds', 'disconnected', 2_100, 2],
])('makes anew: %s', async (_, state, ms, expected) => {
  await retry.start();
  line.becomes(state);
  await pass(ms);
  expect(attempts).toBe(expected);
});

it('leaves a line alone that came back by itself', async () => {
  await retry.start();
  line.becomes('disconnected');
  line.becomes('connected');
  await pass(10_000);
  expect([attempts, states]).toEqual([1, ['connecting', 'connected']]);
});

it('begins at once in another network, and when a person asks, without waiting for its turn', async () => {
  await retry.start();
  dispatchEvent(new Event('online'));
  await pass(0);
  expect([attempts, states]).toEqual([2, ['connecting', 'connected', 'reconnecting', 'connected']]);
  fate = [lostLine];
  retry.now();
  await pass(8_000);
  const before = attempts;
  fate = [null];
  retry.now();
  await pass(0);
  expect([attempts, states.at(-1)]).toEqual([before + 1, 'connected']);
});

it('stops for good when it is closed', async () => {
  fate = [lostLine];
  await retry.start();
  retry.end();
  dispatchEvent(new Event('online'));
  await pass(60_000);
  expect([attempts, states.at(-1)]).toEqual([1, 'closed']);
});
