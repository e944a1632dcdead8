import type { FactDefinition, FactScalar, GivenFacts, MeasuredFact } from '@alliance/domain/criteria/fact.types';
import type { TestCase } from '@alliance/domain/criteria/rule.types';
import { useWords } from '../../platform/i18n';
import { exact } from '../moment';
import { criteriaWords } from './criteria.locale';
import { useFactText } from './fact-text';
import { VerdictMark } from './verdict-mark';

/** What a criterion is tried with, folded away: a reader asks for it, an author writes it. */
export function TestCases({ of, facts }: { readonly of: readonly TestCase[]; readonly facts: readonly FactDefinition[] }) {
  const t = useWords(criteriaWords);
  return (
    <details className="test-cases">
      <summary>{t('tests', { count: of.length })}</summary>
      <ul>
        {of.map((one, at) => (
          <li key={at}>
            <span>{one.name}</span>
            <span className="test-facts">
              {t('testFacts')} <GivenText of={one.facts} facts={facts} />
              {one.at && <span className="faint figures"> · {exact(one.at)}</span>}
            </span>
            <span>
              {t('testExpect')} <VerdictMark verdict={one.expect} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Facts as somebody gave them, one after the other. */
export function GivenText({ of, facts }: { readonly of: GivenFacts; readonly facts: readonly FactDefinition[] }) {
  const t = useWords(criteriaWords);
  const factText = useFactText(facts);
  const given = Object.entries(of);
  if (!given.length) return <span className="faint">{t('noFacts')}</span>;
  return (
    <ul className="given">
      {given.flatMap(([key, value]) =>
        (Array.isArray(value) ? (value as readonly MeasuredFact[]) : [value as FactScalar | MeasuredFact]).map((one, at) => (
          <li key={`${key} ${at}`}>{factText(key, one)}</li>
        )),
      )}
    </ul>
  );
}
