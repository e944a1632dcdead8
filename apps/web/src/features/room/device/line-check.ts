import type { MediaStep } from '@alliance/domain/session-room/quality-ladder';

/** The middle of several round trips, in milliseconds. */
export const middle = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Infinity;

const bounds: readonly (readonly [step: MediaStep, roundTripMs: number, mbps: number])[] = [
  ['720p', 250, 1.5],
  ['360p', 600, 0.5],
  ['audio', 1_500, 0.1],
];

/** On which step a session will probably begin: `mbps` is the browser's own estimate of the line, null where it makes none. */
export const expectedStep = (roundTripMs: number, mbps: number | null): MediaStep =>
  bounds.find(([, time, rate]) => roundTripMs <= time && (mbps === null || mbps >= rate))?.[0] ?? 'board';
