import { expect, it } from '@jest/globals';
import { LineReader } from './line-reading';

const connection = (entries: object[]) => ({
  getStats: async () => new Map(entries.map((entry, index) => [`${index}`, entry])) as RTCStatsReport,
});
const pair = { type: 'candidate-pair', nominated: true, state: 'succeeded', currentRoundTripTime: 0.12, availableOutgoingBitrate: 300_000 };
const incoming = (packetsReceived: number, packetsLost: number) => ({ type: 'inbound-rtp', packetsReceived, packetsLost });

it('counts losses since the last time, over all lines', async () => {
  const reader = new LineReader();
  expect(await reader.read(connection([incoming(900, 100), pair]))).toMatchObject({ lossPercent: 10, roundTripMs: 120 });
  expect(await reader.read(connection([incoming(1_880, 120), incoming(0, 0), pair]))).toMatchObject({ lossPercent: 2 });
});

it('takes the worse of both directions', async () => {
  const outgoing = { type: 'remote-inbound-rtp', fractionLost: 0.2 };
  expect(await new LineReader().read(connection([incoming(99, 1), outgoing, pair]))).toMatchObject({ lossPercent: 20 });
});

it('does not take lines that were closed for a line without losses, nor fewer packets for a bad one', async () => {
  const reader = new LineReader();
  await reader.read(connection([incoming(900, 100)]));
  expect(await reader.read(connection([incoming(10, 0)]))).toEqual({ lossPercent: 0, roundTripMs: 0, availableKbps: null });
});

it('says what the line carries only while that is less than what there is to send', async () => {
  const camera = (qualityLimitationReason: string) => ({ type: 'outbound-rtp', qualityLimitationReason });
  expect((await new LineReader().read(connection([pair, camera('none')]))).availableKbps).toBeNull();
  expect((await new LineReader().read(connection([pair, camera('cpu')]))).availableKbps).toBeNull();
  expect((await new LineReader().read(connection([pair, camera('bandwidth')]))).availableKbps).toBe(300);
});
