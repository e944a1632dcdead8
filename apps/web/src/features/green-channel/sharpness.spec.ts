import { describe, expect, it } from '@jest/globals';
import { greyOf, isBlurred, sharpnessOf, type GreyImage } from './sharpness';

const width = 320;
const height = 240;

/** Paper with a grid every 8 pixels and a trace of spikes, as an ECG looks. */
function ecg({ ink = 40, paper = 225, grid = 190 } = {}): GreyImage {
  const grey = new Float32Array(width * height).fill(paper);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (x % 8 === 0 || y % 8 === 0) grey[y * width + x] = grid;
  for (let x = 0; x < width; x++) {
    const phase = x % 60;
    const spike = phase < 4 ? phase * 12 : phase < 8 ? (8 - phase) * 12 : 0;
    for (let thick = 0; thick < 2; thick++) grey[(120 - Math.round(spike) + thick) * width + x] = ink;
  }
  return { width, height, grey };
}

/** Three boxes make nearly a bell: a lens out of focus by that many pixels. */
const blurred = (image: GreyImage, radius: number): GreyImage => box(box(box(image, radius), radius), radius);
function box(image: GreyImage, radius: number): GreyImage {
  const grey = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0;
      let count = 0;
      for (let dy = -radius; dy <= radius; dy++)
        for (let dx = -radius; dx <= radius; dx++) {
          const [px, py] = [x + dx, y + dy];
          if (px < 0 || py < 0 || px >= width || py >= height) continue;
          sum += image.grey[py * width + px] ?? 0;
          count += 1;
        }
      grey[y * width + x] = sum / count;
    }
  return { width, height, grey };
}

describe('the sharpness of a photograph', () => {
  it('is enough for a sharp ECG, bright or dim', () => {
    expect(isBlurred(ecg())).toBe(false);
    expect(isBlurred(ecg({ ink: 40, paper: 110, grid: 95 }))).toBe(false);
  });

  it.each([2, 3, 5])('is not enough for one blurred by %d pixels, bright or dim', (radius) => {
    expect(isBlurred(blurred(ecg(), radius))).toBe(true);
    expect(isBlurred(blurred(ecg({ ink: 40, paper: 110, grid: 95 }), radius))).toBe(true);
  });

  it('falls with every step of blur', () => {
    const steps = [0, 1, 2, 3].map((radius) => sharpnessOf(radius ? blurred(ecg(), radius) : ecg()));
    expect(steps).toEqual(steps.toSorted((a, b) => b - a));
  });

  it('of an empty wall, or of nothing, is none', () => {
    expect(isBlurred({ width, height, grey: new Float32Array(width * height).fill(128) })).toBe(true);
    expect(sharpnessOf({ width: 2, height: 2, grey: new Float32Array(4) })).toBe(0);
  });

  it('reads the pixels of a canvas', () => {
    const { grey } = greyOf({ width: 2, height: 1, data: new Uint8ClampedArray([255, 255, 255, 255, 255, 0, 0, 255]) });
    expect([...grey]).toEqual([255, 76]);
  });
});
