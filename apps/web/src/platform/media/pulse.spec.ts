import { expect, it } from '@jest/globals';
import { Pulse } from './pulse';

const line = (bytesReceived?: number) => ({
  getStats: async () => new Map([['t', { type: 'transport', bytesReceived }]]) as unknown as RTCStatsReport,
});

it.each([
  ['a line on which something comes in', [1, 2, 3, 4, 5, 6], [false, false, false, false, false, false]],
  ['three beats without a byte', [9, 9, 9, 9], [false, false, false, true]],
  ['a short silence', [9, 9, 9, 10, 10, 10], [false, false, false, false, false, false]],
  ['a browser that does not say', [undefined, undefined, undefined, undefined, undefined], [false, false, false, false, false]],
])('%s', async (_, bytes, expected) => {
  const pulse = new Pulse();
  const dead: boolean[] = [];
  for (const one of bytes) dead.push(await pulse.stopped(line(one)));
  expect(dead).toEqual(expected);
});
