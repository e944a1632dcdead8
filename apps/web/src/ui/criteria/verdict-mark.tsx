import type { CriterionUrgency, Verdict } from '@alliance/domain/criteria/rule.types';
import { useWords } from '../../platform/i18n';
import { criteriaWords } from './criteria.locale';
import './criteria.css';

const shapes: Readonly<Record<Verdict, string>> = { met: '✓', not_met: '✕', unknown: '?', not_applicable: '—' };

/** Shape, word and colour: each alone is enough. */
export function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
  const t = useWords(criteriaWords);
  return (
    <span className={`verdict ${verdict}`}>
      <span aria-hidden="true">{shapes[verdict]}</span> {t(`verdict.${verdict}`)}
    </span>
  );
}

const urgencyShapes: Readonly<Record<CriterionUrgency, string>> = { immediate: '▲', '2h': '◆', '24h': '◆', '7d': '●', routine: '●' };

/** How soon the patient has to be seen; not how soon somebody answers. */
export function SoonMark({ urgency }: { readonly urgency: CriterionUrgency }) {
  const t = useWords(criteriaWords);
  return (
    <span className={`soon soon-${urgency}`} title={t('urgencyMeans')}>
      <span aria-hidden="true">{urgencyShapes[urgency]}</span> {t(`urgency.${urgency}`)}
    </span>
  );
}
