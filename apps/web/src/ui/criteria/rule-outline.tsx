import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import type { Rule } from '@alliance/domain/criteria/rule.types';
import { ruleSentence, ruleText } from '@alliance/domain/criteria/sentence';
import { useLanguage, useWords } from '../../platform/i18n';
import { criteriaWords } from './criteria.locale';
import './criteria.css';

type Outlined = ReturnType<typeof ruleSentence>;
interface Props {
  readonly rule: Rule;
  /** Definitions of the version in which the rule stands. */
  readonly facts: readonly FactDefinition[];
}

/** A rule in plain words: one line per condition, groups as headings over their members. */
export function RuleOutline({ rule, facts }: Props) {
  const t = useWords(criteriaWords);
  const language = useLanguage();
  if ('all' in rule && rule.all.length === 0) return <p>{t('everybody')}</p>;
  return <Branch of={ruleSentence(rule, facts, language)} />;
}

/** The same in one line, for a short rule: for whom a criterion is. */
export function RuleLine({ rule, facts }: Props) {
  const t = useWords(criteriaWords);
  const language = useLanguage();
  return 'all' in rule && rule.all.length === 0 ? t('everybody') : ruleText(rule, facts, language);
}

function Branch({ of }: { readonly of: Outlined }) {
  return (
    <div className="rule-branch">
      <p className={of.children.length ? 'rule-group' : undefined}>{of.text}</p>
      {of.children.length > 0 && (
        <ul>
          {of.children.map((child, at) => (
            // the outline is made anew from a rule that does not change: places are identity enough
            <li key={at}>
              <Branch of={child} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
