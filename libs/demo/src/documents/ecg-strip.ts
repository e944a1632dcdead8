import { Picture } from './png.js';

/** 25 mm a second and 10 mm a millivolt, as on paper. */
const millimetre = 5;
const secondsWide = 8;
const rowHeight = 32 * millimetre;
const width = secondsWide * 25 * millimetre;
const rows = [
  { lead: 'V1', r: 0.25, s: -0.6, st: 0.15 },
  { lead: 'V2', r: 0.4, s: -0.7, st: 0.32 },
  { lead: 'V3', r: 0.6, s: -0.5, st: 0.36 },
  { lead: 'V4', r: 0.9, s: -0.3, st: 0.24 },
] as const;
type Row = (typeof rows)[number];

const [paper, thin, thick, ink, mark] = [0, 1, 2, 3, 4];
const palette = [
  [255, 250, 248],
  [252, 222, 218],
  [240, 180, 174],
  [26, 26, 30],
  [179, 19, 27],
] as const;

/** Five by seven points each, the highest bit at the left. */
const letters: Readonly<Record<string, readonly number[]>> = {
  D: [30, 17, 17, 17, 17, 17, 30],
  E: [31, 16, 16, 30, 16, 16, 31],
  M: [17, 27, 21, 21, 17, 17, 17],
  O: [14, 17, 17, 17, 17, 17, 14],
  V: [17, 17, 17, 17, 17, 10, 4],
  '1': [4, 12, 4, 4, 4, 4, 14],
  '2': [14, 17, 1, 6, 8, 16, 31],
  '3': [30, 1, 1, 14, 1, 1, 30],
  '4': [2, 6, 10, 18, 31, 2, 2],
};

/** Four chest leads of an invented heart attack of the front wall: a drawing, and marked as one. @returns PNG */
export function ecgStrip(beatsPerMinute: number): Buffer {
  const picture = new Picture(width, rows.length * rowHeight);
  grid(picture);
  rows.forEach((row, n) => {
    trace(picture, row, n * rowHeight + Math.round(rowHeight * 0.62), beatsPerMinute);
    write(picture, row.lead, 12, n * rowHeight + 12, 3, ink);
  });
  write(picture, 'DEMO', width - 150, 12, 6, mark);
  return picture.png(palette);
}

function grid(picture: Picture): void {
  picture.block(0, 0, picture.width, picture.height, paper);
  for (const [step, colour] of [
    [millimetre, thin],
    [5 * millimetre, thick],
  ] as const) {
    for (let x = 0; x < picture.width; x += step) picture.block(x, 0, 1, picture.height, colour);
    for (let y = 0; y < picture.height; y += step) picture.block(0, y, picture.width, 1, colour);
  }
}

function trace(picture: Picture, row: Row, middle: number, beatsPerMinute: number): void {
  const beat = 60 / beatsPerMinute;
  const heightAt = (x: number) =>
    middle - Math.round(millivolt(row, ((x / (25 * millimetre)) % beat) / Math.min(beat, 1)) * 10 * millimetre);
  let before = heightAt(0);
  for (let x = 0; x < width; x++) {
    const now = heightAt(x);
    picture.block(x, Math.min(before, now), 2, Math.abs(now - before) + 2, ink);
    before = now;
  }
}

const wave = (t: number, at: number, spread: number): number => Math.exp(-(((t - at) / spread) ** 2));
/** One beat: P, Q, R, S, a raised ST segment that runs into T. @param t of the beat, from 0 to 1 */
const millivolt = ({ r, s, st }: Row, t: number): number =>
  0.12 * wave(t, 0.14, 0.03) -
  0.08 * wave(t, 0.255, 0.01) +
  r * wave(t, 0.28, 0.013) +
  s * wave(t, 0.305, 0.013) +
  st * wave(t, 0.42, 0.085) +
  (st + 0.15) * wave(t, 0.55, 0.06);

function write(picture: Picture, text: string, x: number, y: number, size: number, colour: number): void {
  [...text].forEach((letter, n) =>
    letters[letter]?.forEach((bits, row) => {
      for (let column = 0; column < 5; column++)
        if (bits & (16 >> column)) picture.block(x + (n * 6 + column) * size, y + row * size, size, size, colour);
    }),
  );
}
