import { expect, it } from '@jest/globals';
import type { MediaStep } from '@alliance/domain/session-room/quality-ladder';
import { Sending } from './sending';

const track = (kind: string, height = 720) =>
  ({ kind, readyState: 'live', getSettings: () => ({ height }) }) as unknown as MediaStreamTrack;
/** A line of a connection; what was put on it can be looked at. */
function sender() {
  const own = { track: null as MediaStreamTrack | null, encodings: [{}] as RTCRtpEncodingParameters[] };
  return Object.assign(own, {
    replaceTrack: async (next: MediaStreamTrack | null) => void (own.track = next),
    getParameters: () => ({ encodings: own.encodings }),
    setParameters: async () => undefined,
  });
}

it.each<[MediaStep, boolean[], number | undefined, number | undefined]>([
  ['720p', [true, true, true], 1_200_000, 1],
  ['360p', [true, true, true], 350_000, 2],
  ['audio', [true, false, false], undefined, undefined],
  ['board', [false, false, false], undefined, undefined],
])('on the step %s it sends what the line bears', async (step, sends, bitrate, scale) => {
  const lines = [sender(), sender(), sender()];
  const sending = new Sending();
  sending.want({ audio: track('audio'), video: track('video'), screen: track('video', 1_080) });
  sending.step = step;
  await sending.apply(lines as unknown as RTCRtpSender[]);
  expect(lines.map((line) => line.track !== null)).toEqual(sends);
  expect(sending.sources).toEqual({ microphone: sends[0], camera: sends[1], screen: sends[2] });
  expect(lines[1]?.encodings[0]).toEqual(
    bitrate ? { maxBitrate: bitrate, scaleResolutionDownBy: scale, maxFramerate: expect.any(Number) } : {},
  );
  // letters stay legible: fewer pictures, not fewer lines
  expect(lines[2]?.encodings[0]?.scaleResolutionDownBy ?? 1).toBe(1);
});

it('keeps what is wanted: a better step brings it back, and what is left out stays', async () => {
  const sending = new Sending();
  const camera = track('video');
  sending.want({ audio: track('audio'), video: camera });
  sending.step = 'board';
  sending.want({ audio: null });
  sending.step = '720p';
  expect(sending.sources).toEqual({ microphone: false, camera: true, screen: false });
  expect(sending.track('camera')).toBe(camera);
});
