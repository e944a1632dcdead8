import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { atMost, mediaSteps, nextQuality, startAt, type LineReading, type MediaStep, type QualityState } from './quality-ladder.js';

const clean: LineReading = { lossPercent: 0, roundTripMs: 40, availableKbps: null };
const lossy: LineReading = { lossPercent: 20, roundTripMs: 300, availableKbps: null };

/** Reads the same line every two seconds for so long. */
function after(seconds: number, reading: LineReading, from: QualityState = startAt('720p'), ceiling: MediaStep = '720p'): QualityState {
  let state = from;
  for (let passed = 0; passed < seconds; passed += 2) state = nextQuality(state, reading, 2, ceiling);
  return state;
}

describe('the ladder', () => {
  it.each<[string, MediaStep, LineReading, MediaStep]>([
    ['a clean line keeps the best picture', '720p', clean, '720p'],
    ['a little loss is borne', '720p', { ...clean, lossPercent: 5 }, '720p'],
    ['more is not', '720p', { ...clean, lossPercent: 5.1 }, '360p'],
    ['a slow line is borne', '720p', { ...clean, roundTripMs: 500 }, '720p'],
    ['a slower one is not', '720p', { ...clean, roundTripMs: 501 }, '360p'],
    ['a narrow line takes a smaller picture', '720p', { ...clean, availableKbps: 699 }, '360p'],
    ['the small picture bears more', '360p', { lossPercent: 12, roundTripMs: 1_000, availableKbps: 180 }, '360p'],
    ['until only the voice gets through', '360p', { ...clean, lossPercent: 12.1 }, 'audio'],
    ['which bears most', 'audio', { lossPercent: 35, roundTripMs: 2_500, availableKbps: 20 }, 'audio'],
    ['until only the board is left', 'audio', { ...clean, lossPercent: 35.1 }, 'board'],
    ['below which there is nothing', 'board', { ...clean, lossPercent: 100 }, 'board'],
  ])('%s', (_, step, reading, expected) => {
    expect(after(4, reading, startAt(step)).step).toBe(expected);
  });

  it('does not fall for a moment', () => {
    expect(after(2, lossy).step).toBe('720p');
    expect(after(2, lossy, nextQuality(after(2, lossy), clean, 2)).step).toBe('720p');
  });

  it('goes down rung by rung and up again when the line is clearly good for ten seconds', () => {
    const down = after(8, { ...clean, lossPercent: 50 });
    expect(down.step).toBe('audio');
    expect(after(8, clean, down).step).toBe('audio');
    expect(after(10, clean, down).step).toBe('360p');
    expect(after(20, clean, down).step).toBe('720p');
  });

  it('stays where it is on a line that is neither bad nor clearly good', () => {
    expect(after(120, { ...clean, lossPercent: 4 }, startAt('360p')).step).toBe('360p');
    expect(after(120, { ...clean, availableKbps: 300 }, startAt('360p')).step).toBe('360p');
  });

  it('waits longer each time a climb did not last, and forgets it once one did', () => {
    const climbs: number[] = [];
    let state = startAt('360p');
    for (let seconds = 2; seconds <= 300; seconds += 2) {
      const before = state.step;
      // the line carries the small picture and never the large one
      state = nextQuality(state, before === '720p' ? lossy : clean, 2);
      if (before === '360p' && state.step === '720p') climbs.push(seconds);
    }
    expect(climbs).toEqual([10, 34, 78, 162, 246]);
    const lasted = after(24, clean, after(80, clean, { ...state, step: '360p' }));
    expect(lasted).toMatchObject({ step: '720p', patience: 10 });
  });

  it('never goes above what a person chose, at once', () => {
    expect(nextQuality(startAt('720p'), clean, 2, 'board').step).toBe('board');
    expect(after(60, clean, startAt('board'), '360p').step).toBe('360p');
  });

  it('moves by one rung at most, whatever is measured, and stays within the ceiling', () => {
    const reading = fc.record({
      lossPercent: fc.double({ min: 0, max: 100, noNaN: true }),
      roundTripMs: fc.integer({ min: 0, max: 60_000 }),
      availableKbps: fc.option(fc.integer({ min: 0, max: 100_000 })),
    });
    const step = fc.constantFrom(...mediaSteps);
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 60 }), step, step, (readings, first, ceiling) => {
        let state = startAt(atMost(first, ceiling));
        for (const one of readings) {
          const next = nextQuality(state, one, 2, ceiling);
          const [from, to] = [mediaSteps.indexOf(state.step), mediaSteps.indexOf(next.step)];
          expect(Math.abs(to - from)).toBeLessThanOrEqual(1);
          expect(to).toBeGreaterThanOrEqual(mediaSteps.indexOf(ceiling));
          state = next;
        }
      }),
    );
  });
});
