import type { Compare, DependentValue, Leaf } from '@alliance/domain/criteria/rule.types';
import { useId } from 'react';
import { useWords } from '../../platform/i18n';
import { Figure } from './rule-figure';
import { asSingle, unset } from './rule-leaf.policy';
import type { RuleTools, Step } from './rule-tools';
import { ruleWords } from './rule.locale';

/** A threshold that depends on the patient: the first case that holds, else the last field. Each case has an outline of its own. */
export function DependentFields(props: {
  readonly leaf: Compare;
  readonly value: DependentValue;
  readonly change: (next: Leaf, step?: Step) => void;
  readonly nested: RuleTools['nested'];
}) {
  const { leaf, value, change, nested } = props;
  const t = useWords(ruleWords);
  const id = useId();
  const write = (next: DependentValue, step?: Step) => change({ ...leaf, value: next }, step);
  const writeCase = (at: number, more: Partial<DependentValue['cases'][number]>, step?: Step) =>
    write({ ...value, cases: value.cases.map((one, i) => (i === at ? { ...one, ...more } : one)) }, step);
  return (
    <div className="rule-cases">
      {value.cases.map((one, at) => (
        <fieldset key={at} className="rule-case">
          <legend>{t('caseOf', { n: at + 1 })}</legend>
          <div className="rule-fields">
            <Figure label={t('caseValue')} value={one.value} onChange={(next) => writeCase(at, { value: next }, { tag: `${id}-${at}` })} />
          </div>
          <span className="field-label">{t('caseWhen')}</span>
          {nested({
            label: t('caseOf', { n: at + 1 }),
            rule: one.when,
            problems: [],
            onChange: (when, step) => writeCase(at, { when }, step),
          })}
          {value.cases.length > 1 && (
            <button
              type="button"
              className="chip"
              aria-label={t('removeCase', { n: at + 1 })}
              onClick={() => write({ ...value, cases: value.cases.filter((_, i) => i !== at) })}
            >
              {t('remove')}
            </button>
          )}
        </fieldset>
      ))}
      <div className="rule-fields">
        <Figure
          label={t('otherwise')}
          hint={t('otherwiseHint')}
          value={value.otherwise}
          onChange={(next) => write({ cases: value.cases, ...(Number.isNaN(next) ? {} : { otherwise: next }) }, { tag: `${id}-otherwise` })}
        />
      </div>
      <div className="rule-acts">
        <button
          type="button"
          className="chip"
          onClick={() => write({ ...value, cases: [...value.cases, { when: { all: [] }, value: unset }] })}
        >
          {t('addCase')}
        </button>
        <button type="button" className="chip" onClick={() => change(asSingle(leaf))}>
          {t('single')}
        </button>
      </div>
    </div>
  );
}
