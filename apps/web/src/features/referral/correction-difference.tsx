import type { CorrectionView } from '@alliance/contracts/referral.schema';
import type { z } from 'zod';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { useDayTime } from '../../ui/moment';
import { panelWords } from './panel.locale';
import { referralWords } from './referral.locale';

type Facts = z.infer<typeof CorrectionView>['before'] | Readonly<Record<string, unknown>>;

/** What a correction changes: before → after, in words. */
export function CorrectionDifference({ before, after }: { readonly before: Facts; readonly after: Facts }) {
  const t = useWords(panelWords);
  const ifAny = useWordsIfAny(panelWords);
  const codes = useWordsIfAny(referralWords);
  const dayTime = useDayTime();
  const spell = (name: string, value: unknown): string => {
    if (typeof value !== 'string' || !value) return '—';
    if (name === 'outcome') return codes(`outcome.${value}`) ?? value;
    return name === 'arrivedAt' ? dayTime(value) : value;
  };
  return (
    <dl className="facts difference">
      {Object.entries(after).map(([name, value]) => (
        <div key={name} className="difference-line">
          <dt>{ifAny(`field.${name}`) ?? codes(`field.${name}`)}</dt>
          <dd>
            <span className="unseen">{t('correction.before')} </span>
            <del className="prose">{spell(name, (before as Readonly<Record<string, unknown>>)[name])}</del>
            <span aria-hidden="true"> → </span>
            <span className="unseen">{t('correction.after')} </span>
            <ins className="prose">{spell(name, value)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
