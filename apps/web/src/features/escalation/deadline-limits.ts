import type { AllianceDeadlines } from '@alliance/contracts/escalation.contract';
import { useWords } from '../../platform/i18n';
import { uiWords } from '../../ui/ui.locale';

export type Limit = AllianceDeadlines['limits'][number];
export type Step = Limit['step'];

/** The limits of each step together, in the order of the way. */
export const limitsByStep = ({ limits }: AllianceDeadlines): readonly (readonly [Step, readonly Limit[]])[] => [
  ...Map.groupBy(limits, ({ step }) => step),
];

/** Minutes as people say them. */
export function useSpan(): (minutes: number) => string {
  const t = useWords(uiWords);
  return (minutes) => {
    const hours = Math.floor(minutes / 60);
    if (hours < 1) return t('left.minutes', { count: minutes });
    return hours < 24
      ? t('left.hours', { hours, minutes: minutes % 60 })
      : t('left.days', { days: Math.floor(hours / 24), hours: hours % 24 });
  };
}
