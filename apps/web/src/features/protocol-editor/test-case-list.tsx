import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import { runTestCases } from '@alliance/domain/criteria/test-case';
import type { Criterion } from '@alliance/domain/criteria/rule.types';
import { useMemo } from 'react';
import { useWords } from '../../platform/i18n';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { GivenText } from '../../ui/criteria/test-cases';
import { VerdictMark } from '../../ui/criteria/verdict-mark';
import { say } from '../../ui/said';
import { isComplete } from './criterion.policy';
import { criterionWords } from './criterion.locale';
import { TestMark, testStateOf } from './criterion-list';
import { Because } from './try-case';

/** The test cases, run on every change: which pass, what came out of those that do not, and why. */
export function TestCaseList(props: {
  readonly criterion: Criterion;
  readonly facts: readonly FactDefinition[];
  readonly chosen: number | undefined;
  readonly onOpen: (at: number) => void;
  readonly onChange: (testCases: Criterion['testCases']) => void;
}) {
  const { criterion, facts, chosen, onOpen, onChange } = props;
  const t = useWords(criterionWords);
  const words = useWords(criteriaWords);
  const { testCases } = criterion;
  const complete = isComplete(criterion);
  const results = useMemo(() => (complete ? runTestCases(facts, criterion, new Date()) : []), [complete, facts, criterion]);
  return (
    <section className="card" aria-label={t('cases.title')}>
      <header className="card-head">
        <h2>{t('cases.title')}</h2>
        <span role="status">
          <TestMark of={testStateOf(criterion, facts, new Date())} />
        </span>
      </header>
      <div className="card-body">
        {!testCases.length && <p className="soft">{t('cases.none')}</p>}
        <ul className="case-list">
          {testCases.map((one, at) => {
            const result = results[at];
            const { name } = one;
            const actual = result && words(`verdict.${result.actual}`);
            return (
              <li key={at} className={!result ? 'case open' : result.passed ? 'case passed' : 'case failed'}>
                <span className="case-state">
                  <span aria-hidden="true">{!result ? '?' : result.passed ? '✓' : '✕'}</span>{' '}
                  {!result ? t('cases.untested') : t(result.passed ? 'cases.passed' : 'cases.failed')}
                </span>
                <span className="case-name">
                  {name} <span className="faint">→ </span>
                  <VerdictMark verdict={one.expect} />
                </span>
                {(!result?.passed || chosen === at) && (
                  <span className="faint case-facts">
                    <GivenText of={one.facts} facts={facts} />
                  </span>
                )}
                {result && !result.passed && (
                  <div className="case-why">
                    <p>{t('cases.got', { expect: words(`verdict.${one.expect}`), actual: actual ?? '' })}</p>
                    <Because of={result.finding} facts={facts} />
                    <button
                      type="button"
                      className="chip"
                      onClick={() => {
                        onChange(testCases.with(at, { ...one, expect: result.actual }));
                        say(t('cases.adjusted', { actual: actual ?? '' }));
                      }}
                    >
                      {t('cases.adjust', { actual: actual ?? '' })}
                    </button>
                  </div>
                )}
                <span className="case-acts">
                  <button
                    type="button"
                    className="chip"
                    aria-pressed={chosen === at}
                    aria-label={t('cases.openOf', { name })}
                    onClick={() => onOpen(at)}
                  >
                    {t('cases.open')}
                  </button>
                  <button
                    type="button"
                    className="chip"
                    aria-label={t('cases.removeOf', { name })}
                    onClick={() => onChange(testCases.toSpliced(at, 1))}
                  >
                    {t('cases.remove')}
                  </button>
                </span>
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}
