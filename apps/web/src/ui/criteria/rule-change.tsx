import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import type { Rule } from '@alliance/domain/criteria/rule.types';
import { ruleSentence } from '@alliance/domain/criteria/sentence';
import { useLanguage, useWords } from '../../platform/i18n';
import { criteriaWords } from './criteria.locale';
import { linesOf, outlineDiff } from './outline-diff';
import './criteria.css';

const signs = { kept: '', added: '＋', removed: '－' } as const;

/** One rule against another, line by line: sign, word for those who do not see it, and colour. */
export function RuleChange(props: { readonly before: Rule; readonly after: Rule; readonly facts: readonly FactDefinition[] }) {
  const t = useWords(criteriaWords);
  const language = useLanguage();
  const [before, after] = [props.before, props.after].map((rule) => linesOf(ruleSentence(rule, props.facts, language)));
  return (
    <ul className="rule-change">
      {outlineDiff(before ?? [], after ?? []).map(({ text, depth, change }, at) => (
        <li key={at} className={change} style={{ paddingLeft: `${depth * 16 + 22}px` }}>
          <span className="rule-sign" aria-hidden="true">
            {signs[change]}
          </span>
          {change === 'kept' ? (
            text
          ) : change === 'added' ? (
            <ins>
              <span className="unseen">{t('added')} </span>
              {text}
            </ins>
          ) : (
            <del>
              <span className="unseen">{t('removed')} </span>
              {text}
            </del>
          )}
        </li>
      ))}
    </ul>
  );
}
