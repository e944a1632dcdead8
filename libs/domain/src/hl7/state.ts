import type { Problem } from '../recognition/incoming-report.js';
import type { ReportState } from '../recognition/recognition.codes.js';
import type { Reading, Segment } from './message.js';

/** Table 0123 (OBR-25). */
const orders: Readonly<Record<string, ReportState>> = {
  ...{ O: 'preliminary', I: 'preliminary', S: 'preliminary', A: 'preliminary', P: 'preliminary', R: 'preliminary' },
  ...{ F: 'final', C: 'corrected', M: 'corrected', X: 'revoked' },
};
/** Table 0085 (OBX-11). */
const observations: Readonly<Record<string, ReportState>> = {
  ...{ R: 'preliminary', I: 'preliminary', S: 'preliminary', P: 'preliminary', B: 'preliminary', A: 'preliminary' },
  ...{ F: 'final', U: 'final', V: 'final', N: 'final', C: 'corrected', X: 'revoked', W: 'revoked', D: 'revoked' },
};

/** W was never this patient's, D and X are no results. */
export const isWithdrawn = (reading: Reading, obx: Segment): boolean => observations[reading.text(obx, 11)] === 'revoked';

/**
 * What the whole report is. Where order and observations differ, the more careful word holds: one that is not final makes no final report, and
 * a report all of whose observations were withdrawn was never true.
 */
export function stateOf(reading: Reading, obr: Segment): ReportState | Problem {
  const said = reading.text(obr, 25);
  const order = orders[said];
  if (said && !order) return { problem: 'field_invalid', at: `OBR[${obr.nth}].25` };
  const rows = reading.segments.filter(({ name }) => name === 'OBX');
  const unknown = rows.find((obx) => reading.text(obx, 11) && !observations[reading.text(obx, 11)]);
  if (unknown) return { problem: 'field_invalid', at: `OBX[${unknown.nth}].11` };
  const states = rows.flatMap((obx) => observations[reading.text(obx, 11)] ?? []);
  if (order === 'revoked' || (states.length > 0 && states.length === rows.length && states.every((state) => state === 'revoked')))
    return 'revoked';
  if (order === 'preliminary' || states.includes('preliminary')) return 'preliminary';
  if (order === 'corrected' || states.includes('corrected') || states.includes('revoked')) return 'corrected';
  return order ?? (states.length ? 'final' : { problem: 'field_missing', at: `OBR[${obr.nth}].25` });
}
