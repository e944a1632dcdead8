// Figures and the bars they are held against, as a table and as JSON.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};
export const percentile = (values, p) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor((values.length * p) / 100))];
const round = (value) => (Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 1000) / 1000);

export class Report {
  rows = [];

  /** A figure; `bar` like `{ atMost: 8 }` or `{ atLeast: 0.6 }`; a figure without one is only told. */
  tell(name, value, unit = '', bar = undefined) {
    const met = !bar || (bar.atMost === undefined ? value >= bar.atLeast : value <= bar.atMost);
    this.rows.push({ name, value: typeof value === 'number' ? round(value) : value, unit, ...bar, met });
  }

  get missed() {
    return this.rows.filter(({ met }) => !met);
  }

  print() {
    const wide = Math.max(...this.rows.map(({ name }) => name.length));
    for (const { name, value, unit, atMost, atLeast, met } of this.rows) {
      const bar = atMost !== undefined ? `<= ${atMost}` : atLeast !== undefined ? `>= ${atLeast}` : '';
      console.log(
        `${met ? (bar ? 'ok    ' : '      ') : 'MISSED'} ${name.padEnd(wide)}  ${`${value} ${unit}`.padEnd(18)} ${bar}`.trimEnd(),
      );
    }
  }

  /** Writes the JSON and ends the process: 0 when every bar is met. */
  close(file, about) {
    this.print();
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify({ ...about, at: new Date().toISOString(), figures: this.rows }, null, 2)}\n`);
    const { length } = this.missed;
    console.log(length ? `${length} bars missed` : 'every bar met');
    process.exit(length ? 1 : 0);
  }
}
