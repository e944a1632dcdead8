import type { LeadBasis } from '@alliance/domain/alliance/lead';
import type { InstitutionLevel } from '@alliance/domain/referral/direction';
import { useCallback } from 'react';
import { useWords, useWordsIfAny } from '../platform/i18n';
import { registryWords } from './registry.locale';
import './registry-marks.css';

/** A flag's short word and its explanation; a newer code than this page is shown as it is. */
export function useFlagWords(): (flag: string) => { readonly word: string; readonly why: string | undefined } {
  const ifAny = useWordsIfAny(registryWords);
  return useCallback(
    (flag) => ({ word: ifAny(`flag.${flag}`) ?? ifAny('otherFlag', { code: flag }) ?? flag, why: ifAny(`flagWhy.${flag}`) }),
    [ifAny],
  );
}

/** Notes on origin only; every other flag asks somebody to look. */
const quiet = ['several_supporters', 'created_by_pairing_import', 'found_by_alias', 'old_place_name'];
export const asksForAttention = (flag: string): boolean => !quiet.includes(flag);

/** Shape, word and colour; the reason on hover, or written out with `explained`. */
export function Flags({ of, explained = false }: { readonly of: readonly string[]; readonly explained?: boolean }) {
  const wordsOf = useFlagWords();
  if (!of.length) return null;
  return (
    <ul className={explained ? 'flags explained' : 'flags'}>
      {of.map((flag) => {
        const { word, why } = wordsOf(flag);
        return (
          <li key={flag} className={asksForAttention(flag) ? 'flag attention' : 'flag'} title={explained ? undefined : why}>
            <span aria-hidden="true">{asksForAttention(flag) ? '⚠' : 'ⓘ'}</span> <span className="flag-word">{word}</span>
            {explained && why && <span className="flag-why"> {why}</span>}
          </li>
        );
      })}
    </ul>
  );
}

/** The key of the word for a lead, and its shape. */
export function leadMark(lead: boolean | null, basis: LeadBasis): { readonly shape: string; readonly word: LeadWord } {
  if (lead === true) return { shape: '★', word: 'yes' };
  if (lead === false) return { shape: '○', word: 'no' };
  if (basis === 'sole_supporter') return { shape: '—', word: 'sole' };
  return basis === 'not_stated' ? { shape: '—', word: 'notStated' } : { shape: '?', word: 'undecided' };
}
type LeadWord = 'yes' | 'no' | 'undecided' | 'sole' | 'notStated';

/** Who leads, and why one may say so. */
export function Lead({ lead, basis }: { readonly lead: boolean | null; readonly basis: LeadBasis }) {
  const t = useWords(registryWords);
  const { shape, word } = leadMark(lead, basis);
  if (word === 'sole' || word === 'notStated')
    return (
      <span className="faint">
        <span aria-hidden="true">{shape}</span> {t(`basis.${basis}`)}
      </span>
    );
  return (
    <span className={`lead ${word}`}>
      <span className="lead-word">
        <span aria-hidden="true">{shape}</span> {t(`lead.${word}`)}
      </span>
      <span className="faint">{t(`basis.${basis}`)}</span>
    </span>
  );
}

/** A level with the word that nobody has verified it. */
export function Level({ level, basis }: { readonly level: InstitutionLevel; readonly basis: string | null }) {
  const t = useWords(registryWords);
  if (level === 'unknown') return <span className="faint">{t('level.unknown')}</span>;
  return (
    <span title={t('levelBasis', { basis: basis ?? t('noBasis') })}>
      {t(`level.${level}`)} <span className="tag">? {t('claim')}</span>
    </span>
  );
}

export function Invented() {
  const t = useWords(registryWords);
  return (
    <span className="tag invented" title={t('inventedWhy')}>
      ◇ {t('invented')}
    </span>
  );
}

/** The number of a document, `苏办发〔2022〕13号`, where its name carries one; the whole name otherwise. */
export const shortSource = (source: string): string => /[（(]([^（()）]*[〔[(（]\d{4}[〕\])）]\d+号)[）)]$/u.exec(source)?.[1] ?? source;
