import { ruleText } from '@alliance/domain/criteria/sentence';
import type { Criterion, Rule, TestCase } from '@alliance/domain/criteria/rule.types';
import { useMemo, useRef, useState } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { say } from '../../ui/said';
import { CriterionFacts } from './criterion-facts';
import { isComplete, newCriterion, nextCode, outcomesOf, problemsUnder } from './criterion.policy';
import { criterionWords } from './criterion.locale';
import { useDesk } from './desk';
import { withDefinition } from './fact-use.policy';
import { RuleEditor } from './rule-editor';
import { Wrong } from './rule-node';
import type { Step } from './rule-tools';
import { ruleWords } from './rule.locale';
import { TestCaseList } from './test-case-list';
import { TryCase, type Trial } from './try-case';

/** One criterion: its facts, its two trees with their sentences beside them, a case to try and the cases that are kept. */
export function CriterionEditor({ at, onChoose }: { readonly at: number; readonly onChoose: (at: number | undefined) => void }) {
  const t = useWords(criterionWords);
  const rules = useWords(ruleWords);
  const text = useText();
  const bench = useRef<HTMLDivElement>(null);
  const { content, edit, problems: all, dictionary, undo, redo, canUndo, canRedo } = useDesk();
  const [trial, setTrial] = useState<Trial>({ given: {} });
  const criterion = content.criteria[at] as Criterion;
  const problems = useMemo(() => problemsUnder(all, ['criteria', at]), [all, at]);
  const change = (more: Partial<Criterion>, tag?: string, step?: Step) =>
    edit(
      (now) => ({
        ...now,
        facts: step?.adds ? withDefinition(now.facts, step.adds, dictionary) : now.facts,
        criteria: now.criteria.map((one, i) => (i === at ? { ...one, ...more } : one)),
      }),
      tag && `criterion-${at}-${tag}`,
    );
  const keep = (testCase: TestCase, place: number | undefined) => {
    const { testCases } = criterion;
    change({ testCases: place === undefined ? [...testCases, testCase] : testCases.with(place, testCase) });
    setTrial({ given: {} });
  };
  const remove = () => {
    edit((now) => ({ ...now, criteria: now.criteria.toSpliced(at, 1) }));
    say(t('removed', { code: criterion.code }));
    onChoose(undefined);
  };
  const copy = () => {
    const [prefix = ''] = criterion.code.split('-');
    const code = nextCode(prefix, criterion.direction, content.criteria);
    edit((now) => ({
      ...now,
      criteria: [...now.criteria, { ...newCriterion(code, criterion.direction), ...structuredClone(criterion), code }],
    }));
    onChoose(content.criteria.length);
  };
  const moment = trial.at;
  const outcomes = useMemo(() => {
    const when = moment ? new Date(moment) : new Date();
    const of = (rule: Rule) => (Object.keys(trial.given).length ? outcomesOf(content.facts, rule, trial.given, when) : new Map());
    return { rule: of(criterion.rule), population: of(criterion.population) };
  }, [content.facts, criterion.rule, criterion.population, trial.given, moment]);
  const ruleProblems = useMemo(() => problemsUnder(problems, ['rule']), [problems]);
  const populationProblems = useMemo(() => problemsUnder(problems, ['population']), [problems]);
  const empty = 'all' in criterion.rule && !criterion.rule.all.length;
  return (
    <div className="criterion-editor">
      <div className="criterion-main">
        <header className="criterion-head">
          <h2>
            <span className="figures criterion-ref">{criterion.code}</span> {text(criterion.label) || t('unnamed')}
          </h2>
          <div className="rule-acts">
            <button type="button" className="chip" disabled={!canUndo} onClick={undo}>
              ↶ {rules('undo')}
            </button>
            <button type="button" className="chip" disabled={!canRedo} onClick={redo}>
              ↷ {rules('redo')}
            </button>
            <button type="button" className="chip" onClick={copy}>
              {t('copy')}
            </button>
            <button type="button" className="chip" onClick={remove}>
              {t('remove')}
            </button>
          </div>
        </header>
        <section className="card" aria-label={rules('rule')}>
          <header className="card-head">
            <h2>{rules('rule')}</h2>
          </header>
          <div className="card-body rule-beside">
            <div>
              <RuleEditor
                label={rules('rule')}
                rule={criterion.rule}
                problems={ruleProblems}
                outcomes={outcomes.rule}
                onChange={(rule, step) => change({ rule }, step?.tag, step)}
              />
              {empty && <p className="note-warn">{rules('noCondition')}</p>}
              <p className="faint rule-keys">{rules('keys')}</p>
            </div>
            <InWords criterion={criterion} />
          </div>
        </section>
        <section className="card" aria-label={rules('population')}>
          <header className="card-head">
            <h2>{rules('population')}</h2>
          </header>
          <div className="card-body">
            <RuleEditor
              label={rules('population')}
              rule={criterion.population}
              problems={populationProblems}
              outcomes={outcomes.population}
              onChange={(population, step) => change({ population }, step?.tag, step)}
            />
          </div>
        </section>
        <section className="card" aria-label={t('basics')}>
          <header className="card-head">
            <h2>{t('basics')}</h2>
          </header>
          <div className="card-body">
            <CriterionFacts of={criterion} problems={problems} change={change} />
          </div>
        </section>
      </div>
      <div className="criterion-aside">
        <TestCaseList
          criterion={criterion}
          facts={content.facts}
          chosen={trial.of}
          onOpen={(of) => {
            const one = criterion.testCases[of];
            if (!one) return;
            setTrial({ given: one.facts, at: one.at, of });
            bench.current?.focus({ preventScroll: true });
            bench.current?.scrollIntoView({ block: 'nearest' });
          }}
          onChange={(testCases) => change({ testCases })}
        />
        <Wrong codes={problemsUnder(problems, ['testCases']).map(({ code }) => code)} />
        <div ref={bench} tabIndex={-1} className="try-place">
          <TryCase criterion={criterion} facts={content.facts} trial={trial} onTrial={setTrial} onKeep={keep} />
        </div>
      </div>
    </div>
  );
}

/** The rule and its population as sentences, in both languages at once: what does not read right is not right. */
function InWords({ criterion }: { readonly criterion: Criterion }) {
  const t = useWords(ruleWords);
  const { content } = useDesk();
  if (!isComplete(criterion)) return null;
  const say = (rule: Rule, language: 'zh' | 'en') => ruleText(rule, content.facts, language);
  return (
    <div className="rule-words" aria-label={t('inWords')} role="group">
      {(['zh', 'en'] as const).map((language) => (
        <div key={language} lang={language === 'zh' ? 'zh-CN' : 'en'}>
          <span className="faint">{t(language === 'zh' ? 'chinese' : 'english')}</span>
          <p>{say(criterion.rule, language)}</p>
          <p className="soft">
            {language === 'zh' ? '适用：' : 'For: '}
            {say(criterion.population, language)}
          </p>
        </div>
      ))}
    </div>
  );
}
