import { runTestCases } from '@alliance/domain/criteria/test-case';
import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import type { Criterion, CriterionDirection } from '@alliance/domain/criteria/rule.types';
import { criterionDirections } from '@alliance/domain/criteria/rule.types';
import { useEffect, useRef } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { GradeMarks } from '../../ui/criteria/grade-mark';
import { SoonMark } from '../../ui/criteria/verdict-mark';
import { isComplete, problemsUnder } from './criterion.policy';
import { useDesk } from './desk';
import { criterionWords } from './criterion.locale';

/** What stands between a criterion and its publication, at a glance. */
export type TestState =
  { readonly kind: 'incomplete' | 'none' } | { readonly kind: 'passed' | 'failed'; readonly failed: number; readonly count: number };

const states = new WeakMap<Criterion, { readonly facts: readonly FactDefinition[]; readonly state: TestState }>();
/** Kept per criterion: of forty only the one that is being typed into is run again. */
export function testStateOf(criterion: Criterion, facts: readonly FactDefinition[], now: Date): TestState {
  const known = states.get(criterion);
  if (known?.facts === facts) return known.state;
  const state = run(criterion, facts, now);
  states.set(criterion, { facts, state });
  return state;
}
function run(criterion: Criterion, facts: readonly FactDefinition[], now: Date): TestState {
  if (!isComplete(criterion)) return { kind: 'incomplete' };
  if (!criterion.testCases.length) return { kind: 'none' };
  const results = runTestCases(facts, criterion, now);
  const failed = results.filter(({ passed }) => !passed).length;
  return { kind: failed ? 'failed' : 'passed', failed, count: results.length };
}

export function TestMark({ of }: { readonly of: TestState }) {
  const t = useWords(criterionWords);
  if (of.kind === 'passed') return <span className="test-mark good">✓ {t('test.passed', { count: of.count })}</span>;
  if (of.kind === 'failed') return <span className="test-mark bad">✕ {t('test.failed', { failed: of.failed, count: of.count })}</span>;
  return <span className="test-mark open">? {t(`test.${of.kind}`)}</span>;
}

/** All criteria by direction; one is open beside it. */
export function CriterionList(props: {
  readonly chosen: number | undefined;
  readonly onChoose: (at: number) => void;
  readonly onAdd: (direction: CriterionDirection) => void;
}) {
  const t = useWords(criterionWords);
  const words = useWords(criteriaWords);
  const text = useText();
  const { content, problems } = useDesk();
  const now = new Date();
  const place = useRef<HTMLElement>(null);
  // the one that is open is on the screen, also in a long list
  useEffect(() => {
    place.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <nav ref={place} className="criterion-list" aria-label={t('list')}>
      {criterionDirections.map((direction) => (
        <section key={direction}>
          <h2>
            {words(`direction.${direction}`)}{' '}
            <span className="faint figures">{content.criteria.filter((one) => one.direction === direction).length}</span>
          </h2>
          <ul>
            {content.criteria.map((criterion, at) =>
              criterion.direction === direction ? (
                <li key={at}>
                  <button type="button" className="criterion-entry" aria-current={at === props.chosen} onClick={() => props.onChoose(at)}>
                    <span className="criterion-entry-head">
                      <span className="figures criterion-ref">{criterion.code}</span>
                      <SoonMark urgency={criterion.urgency} />
                      <GradeMarks of={criterion.grades} />
                    </span>
                    <span>{text(criterion.label) || t('unnamed')}</span>
                    {problemsUnder(problems, ['criteria', at]).length > 0 ? (
                      <span className="test-mark bad">✕ {t('incomplete')}</span>
                    ) : (
                      <TestMark of={testStateOf(criterion, content.facts, now)} />
                    )}
                  </button>
                </li>
              ) : null,
            )}
          </ul>
          <button type="button" className="rule-add-button" onClick={() => props.onAdd(direction)}>
            {t(`add.${direction}`)}
          </button>
        </section>
      ))}
    </nav>
  );
}
