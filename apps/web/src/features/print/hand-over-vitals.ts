import type { TripReport } from '@alliance/contracts/trip.contract';
import { clockOf } from '../../ui/moment';

const levels = { alert: '清醒', confusion: '意识模糊', voice: '呼唤有反应', pain: '疼痛有反应', unresponsive: '无反应' } as const;
const roomOnTheWay = 2;
const byHand = (moment: string) => ({ moment: `${moment}\u3000\u3000:`, values: [] as readonly string[] });

/**
 * The rows of vital signs on a hand-over sheet: before leaving, on the way, on arrival. What the crew reported last stands on the way, oldest first.
 * @param reports by the time of measuring
 */
export function vitalRows(reports: readonly TripReport[]): readonly { readonly moment: string; readonly values: readonly string[] }[] {
  const said = reports
    .flatMap(({ measuredAt, vitalSigns }) => (vitalSigns ? [{ measuredAt, signs: vitalSigns }] : []))
    .slice(-roomOnTheWay)
    .map(({ measuredAt, signs: { temp, hr, rr, sbp, dbp, spo2, consciousness, gcs, on_oxygen } }) => ({
      moment: `途中 ${clockOf(measuredAt)}`,
      values: [
        ...[temp, hr, rr].map((value) => value?.toString() ?? ''),
        sbp === undefined && dbp === undefined ? '' : `${sbp ?? '—'}/${dbp ?? '—'}`,
        spo2?.toString() ?? '',
        [consciousness && levels[consciousness], gcs !== undefined && `GCS ${gcs}`].filter(Boolean).join(' '),
        on_oxygen ? '吸氧' : on_oxygen === false ? '未吸氧' : '',
      ],
    }));
  const open = Array.from({ length: roomOnTheWay - said.length }, () => byHand('途中'));
  return [byHand('出发前'), ...said, ...open, byHand('到达时')];
}
