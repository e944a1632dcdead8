import { createReadStream } from 'node:fs';
import type { Config } from '../config/config.js';
import { ClamdScanner } from './clamd.scanner.js';
import { containsTestVirus, testVirusOverlap } from './inspect/test-virus.js';
import type { Scanner } from './scanner.js';

/** Finds the string that proves that somebody looks. */
const testVirusScanner: Scanner = {
  async scan(path) {
    let end = Buffer.alloc(0);
    for await (const piece of createReadStream(path, { highWaterMark: 1_048_576 }) as AsyncIterable<Buffer>) {
      const together = Buffer.concat([end, piece]);
      if (containsTestVirus(together)) return 'malware';
      end = together.subarray(-testVirusOverlap);
    }
    return null;
  },
};

/** What this installation looks with: the test virus always, ClamAV where one is configured. */
export const scannersOf = ({ CLAMD_URL }: Pick<Config, 'CLAMD_URL'>): readonly Scanner[] => [
  testVirusScanner,
  ...(CLAMD_URL ? [new ClamdScanner(new URL(CLAMD_URL))] : []),
];
