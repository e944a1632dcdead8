import type { TripReport } from '@alliance/contracts/trip.contract';
import { measuredSigns } from '@alliance/domain/trip/vital-signs';
import { useWords } from '../platform/i18n';
import { clockOf } from './moment';
import { tripWords } from './trip.locale';

type Said = { readonly [K in 'vitalSigns' | 'estimatedArrivalAt' | 'problem' | 'observations']?: TripReport[K] | undefined };

/** One report in one line: `收缩压 92 · 血氧 93 · 呼唤有反应 · 胸痛`. */
export function useReportWords(): (report: Said) => string {
  const w = useWords(tripWords);
  return ({ vitalSigns, estimatedArrivalAt, problem, observations }) => {
    if (problem) return w(`problem.${problem}`);
    if (estimatedArrivalAt) return w('eta', { time: clockOf(estimatedArrivalAt) });
    const measured = measuredSigns.flatMap((sign) =>
      vitalSigns?.[sign] === undefined ? [] : [`${w(`sign.${sign}`)} ${vitalSigns[sign]}`],
    );
    const level = vitalSigns?.consciousness ? [w(`consciousness.${vitalSigns.consciousness}`)] : [];
    const oxygen = vitalSigns?.on_oxygen ? [w('onOxygen')] : [];
    return [...measured, ...level, ...oxygen, ...(observations ?? []).map((each) => w(`observation.${each}`))].join(' · ');
  };
}
