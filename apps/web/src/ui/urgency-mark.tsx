import type { Urgency } from '@alliance/domain/referral/referral.codes';
import { useWords } from '../platform/i18n';
import { uiWords } from './ui.locale';

const shapes: Readonly<Record<Urgency, string>> = { immediate: '▲', urgent: '◆', routine: '●' };

/** Shape, word and colour: each alone is enough. */
export function UrgencyMark({ urgency }: { readonly urgency: Urgency }) {
  const t = useWords(uiWords);
  return (
    <span className={`urgency ${urgency}`}>
      <span aria-hidden="true">{shapes[urgency]}</span> {t(`urgency.${urgency}`)}
    </span>
  );
}
