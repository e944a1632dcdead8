import { institutionTypes } from '@alliance/domain/alliance/institution';
import { useCallback } from 'react';
import { useWords } from '../../platform/i18n';
import { useToday } from '../../ui/moment';
import { registryWords } from '../../ui/registry.locale';
import { nowhere } from './pairing-search';

/** A category as the document prints it; codes of the transcription (`county_cdc`) in words. */
export function useCategory(): (category: string) => string {
  const t = useWords(registryWords);
  return useCallback(
    (category) => {
      const type = institutionTypes.find((one) => category === `county_${one}`);
      return type ? t('county', { type: t(`type.${type}`) }) : category;
    },
    [t],
  );
}

/** A place that may not be stated. */
export function usePlace(): (place: string | null) => string {
  const t = useWords(registryWords);
  return useCallback((place) => (place === null || place === nowhere ? t('noCity') : place), [t]);
}

/** Whether a period is over, has not begun, or runs. */
export function usePeriod(): (pair: { readonly from: string; readonly to: string | null }) => 'expired' | 'ahead' | 'running' {
  const today = useToday();
  return useCallback(({ from, to }) => (to !== null && to < today ? 'expired' : from > today ? 'ahead' : 'running'), [today]);
}
