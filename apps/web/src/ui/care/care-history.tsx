import type { CareFacts } from '@alliance/contracts/down-candidate.contract';
import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import { useText, useWords } from '../../platform/i18n';
import { useFactText } from '../criteria/fact-text';
import { currentOf } from '../criteria/given-fact';
import { When } from '../moment-view';
import { careWords } from './care.locale';

/** Who recorded what and when; slips stay in it. */
export function CareHistory({ changes, facts }: { readonly changes: CareFacts['changes']; readonly facts: readonly FactDefinition[] }) {
  const t = useWords(careWords);
  const text = useText();
  const spell = useFactText(facts);
  if (!changes.length) return null;
  const named = (key: string) => text(facts.find((one) => one.key === key)?.name) || key;
  return (
    <details className="fact-group">
      <summary>{t('history', { count: changes.length })}</summary>
      <ul className="care-history">
        {changes.map(({ at, by, facts: given, takenBack }) => {
          const said = Object.entries(given).flatMap(([key, fact]) => {
            const current = currentOf(fact);
            return current ? [spell(key, { ...current, at: undefined })] : [];
          });
          const back = takenBack.length ? [t('changeBack', { facts: takenBack.map(named).join('、') })] : [];
          return (
            <li key={at}>
              <span className="faint">
                <When at={at} />
              </span>{' '}
              {t('change', { by, facts: [...said, ...back].join('、') })}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
