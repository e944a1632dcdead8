import type { OnCallShift } from '@alliance/contracts/on-call.contract';
import { useText, useWords } from '../../platform/i18n';
import { spanOf } from './rota.policy';
import { onCallWords } from './on-call.locale';

/** Places and times of shifts as people say them. */
export function useOnCallWords() {
  const t = useWords(onCallWords);
  const text = useText();
  const spellPlace = (place: OnCallShift['department']): string => (place ? text(place.name) : t('dutyOffice'));
  const spellSpan = (stretch: { readonly from: string; readonly to: string }): string => {
    const { from, to, nextDay } = spanOf(stretch);
    return t(nextDay ? 'spanNext' : 'span', { from, to });
  };
  return { t, spellPlace, spellSpan };
}
