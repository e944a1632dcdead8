import type { AnalyticsCase } from '@alliance/contracts/analytics.contract';
import type { Division, Figure } from '@alliance/domain/analytics/figure';
import { methods } from '@alliance/domain/analytics/method';
import { useText, useWords, useWordsIfAny } from '../../platform/i18n';
import { uiWords } from '../../ui/ui.locale';
import { analyticsWords } from './analytics.locale';

/** 43 %, with one decimal below ten; null where there is nothing to divide by. */
export function percentOf({ of, among }: { readonly of: number; readonly among: number }): string | null {
  if (!among) return null;
  const percent = (100 * of) / among;
  return `${percent.toFixed(percent > 0 && percent < 10 ? 1 : 0)}%`;
}

/** Minutes as people say them. */
export function useDuration(): (minutes: number | null) => string {
  const t = useWords(analyticsWords);
  return (minutes) => {
    if (minutes === null) return '—';
    const hours = Math.floor(minutes / 60);
    if (hours >= 48) return t('time.days', { days: Math.floor(hours / 24), hours: hours % 24 });
    return hours ? t('time.hours', { hours, minutes: minutes % 60 }) : t('time.minutes', { count: minutes });
  };
}

/** Codes of parts in words; a code newer than this page is shown as it is. */
export function usePartWords() {
  const t = useWords(analyticsWords);
  const ui = useWords(uiWords);
  const ifAny = useWordsIfAny(analyticsWords);
  const text = useText();
  const figure = (name: Figure): string => text(methods[name].name);
  const part = (by: Division, code: string): string => {
    if (by === 'urgency' && ['immediate', 'urgent', 'routine'].includes(code)) return ui(`urgency.${code as 'urgent'}`);
    if (by === 'stopped') {
      const [step = '', standing = ''] = code.split(':');
      const reached = (['sent', 'answered', 'taken', 'arrived', 'outcome', 'closed'] as const)[Number(step) - 1];
      return `${reached ? t(`step.${reached}`) : step} · ${ifAny(`ended.${standing}`) ?? standing}`;
    }
    return ifAny(`by.${by}.${code}`) ?? code;
  };
  return {
    figure,
    part,
    reason: (code: string) => ifAny(`by.return_reason.${code}`) ?? ifAny(`by.decline_reason.${code}`) ?? code,
    ended: (code: string) => ifAny(`ended.${code}`) ?? code,
  };
}

export const wayOf = ({ sender, receiver }: Pick<AnalyticsCase, 'sender' | 'receiver'>, offPlatform: string): string =>
  `${sender.name} → ${receiver?.name ?? offPlatform}`;
