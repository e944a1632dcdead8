import { describe, expect, it } from '@jest/globals';
import { largestBytes, preparePhoto, smallEnough } from './photo';

const blobOf = (bytes: number) => ({ size: bytes }) as Blob;

describe('a photograph', () => {
  it('is made no smaller than it has to be', async () => {
    const asked: [number, number][] = [];
    const made = await smallEnough((side, quality) => {
      asked.push([side, quality]);
      return Promise.resolve(blobOf(Math.round(side * side * quality * 0.4)));
    });
    expect(made.size).toBeLessThanOrEqual(largestBytes);
    expect(asked.length).toBeGreaterThan(1);
    expect(asked).toEqual(asked.toSorted(([a, q], [b, r]) => b - a || r - q));
  });

  it('that stays too large is the smallest there is', async () => {
    let smallest = 9_000_000;
    const made = await smallEnough(() => Promise.resolve(blobOf((smallest -= 1_000_000))));
    expect(made.size).toBe(smallest);
  });

  it('that this browser cannot read is sent as it is, and nobody says it was looked at', async () => {
    const file = new File(['x'], 'ecg.heic', { type: 'image/heic' });
    expect(await preparePhoto(file)).toEqual({ file, blurred: null });
  });
});
