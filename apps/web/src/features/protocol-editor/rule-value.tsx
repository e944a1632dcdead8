import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import {
  trendMeasures,
  type Between,
  type Compare,
  type In,
  type Leaf,
  type Since,
  type Trend,
} from '@alliance/domain/criteria/rule.types';
import { unitWords } from '@alliance/domain/criteria/sentence-unit';
import { unitsOf } from '@alliance/domain/criteria/units';
import { useId } from 'react';
import { useLanguage, useText, useWords } from '../../platform/i18n';
import { ChecksField } from '../../ui/checks-field';
import { ChoiceField, SelectField } from '../../ui/field';
import { Figure } from './rule-figure';
import { asDependent, comparisonsOf, inUnit, isDependent, timeUnits } from './rule-leaf.policy';
import type { Step } from './rule-tools';
import { ruleWords } from './rule.locale';

interface Fields<T extends Leaf> {
  readonly leaf: T;
  readonly definition: FactDefinition;
  readonly change: (next: Leaf, step?: Step) => void;
}
/** The fields of a condition beside its fact. */
export function ValueFields({ leaf, definition, change }: Fields<Leaf>) {
  const t = useWords(ruleWords);
  const text = useText();
  if ('since' in leaf) return <SinceFields leaf={leaf} definition={definition} change={change} />;
  if ('trend' in leaf) return <TrendFields leaf={leaf} definition={definition} change={change} />;
  if (leaf.op === 'is')
    return (
      <ChoiceField
        label={t('value')}
        value={leaf.value ? 'yes' : 'no'}
        onChange={(value) => change({ ...leaf, value: value === 'yes' })}
        options={[
          { value: 'yes', label: t('yes') },
          { value: 'no', label: t('no') },
        ]}
      />
    );
  if (leaf.op === 'in')
    return (
      <ChecksField
        label={t('codes')}
        flowing
        value={leaf.value.map(String)}
        onChange={(value) => change({ ...leaf, value } satisfies In)}
        options={(definition.codes ?? []).map(({ code, name }) => ({ value: code, label: text(name) }))}
      />
    );
  if (leaf.op === 'between') return <BetweenFields leaf={leaf} definition={definition} change={change} />;
  return <CompareFields leaf={leaf as Compare} definition={definition} change={change} />;
}

function OpField({ leaf, definition, change }: Fields<Compare | Since | Trend>) {
  const t = useWords(ruleWords);
  return (
    <SelectField
      label={t('opLabel')}
      placeholder={t('opLabel')}
      value={leaf.op}
      onChange={(op) => change({ ...leaf, op })}
      options={comparisonsOf(definition).map((value) => ({ value, label: t(`op.${value}`) }))}
    />
  );
}
function UnitField({ leaf, definition, change }: Fields<Compare | Between>) {
  const t = useWords(ruleWords);
  const language = useLanguage();
  const units = unitsOf(definition);
  if (!units.length) return null;
  return (
    <SelectField
      label={t('unit')}
      placeholder={t('unit')}
      value={leaf.unit ?? definition.unit ?? null}
      onChange={(unit) => change(inUnit(leaf, unit, definition))}
      options={units.map((value) => ({ value, label: unitWords(value, language) || value }))}
    />
  );
}

function CompareFields({ leaf, definition, change }: Fields<Compare>) {
  const t = useWords(ruleWords);
  const text = useText();
  const id = useId();
  const numeric = definition.kind === 'quantity';
  return (
    <>
      <OpField leaf={leaf} definition={definition} change={change} />
      {definition.kind === 'code' && (
        <SelectField
          label={t('value')}
          placeholder={t('value')}
          value={String(leaf.value)}
          onChange={(value) => change({ ...leaf, value })}
          options={(definition.codes ?? []).map(({ code, name }) => ({ value: code, label: text(name) }))}
        />
      )}
      {numeric && !isDependent(leaf.value) && (
        <Figure label={t('value')} value={Number(leaf.value)} onChange={(value) => change({ ...leaf, value }, { tag: `${id}-value` })} />
      )}
      {numeric && <UnitField leaf={leaf} definition={definition} change={change as Fields<Compare | Between>['change']} />}
      {numeric && !isDependent(leaf.value) && (
        <button type="button" className="button bare rule-dependent-on" onClick={() => change(asDependent(leaf, { all: [] }))}>
          {t('dependent')}
        </button>
      )}
    </>
  );
}
function BetweenFields({ leaf, definition, change }: Fields<Between>) {
  const t = useWords(ruleWords);
  const id = useId();
  const [low, high] = leaf.value;
  return (
    <>
      <Figure label={t('low')} value={low} onChange={(value) => change({ ...leaf, value: [value, high] }, { tag: `${id}-low` })} />
      <Figure label={t('high')} value={high} onChange={(value) => change({ ...leaf, value: [low, value] }, { tag: `${id}-high` })} />
      <UnitField leaf={leaf} definition={definition} change={change} />
    </>
  );
}

function TimeUnit(props: { readonly value: string; readonly onChange: (unit: string) => void }) {
  const t = useWords(ruleWords);
  const known = timeUnits.find((unit) => unit === props.value);
  return (
    <SelectField
      label={t('unit')}
      placeholder={props.value}
      value={known ?? null}
      onChange={props.onChange}
      options={timeUnits.map((value) => ({ value, label: t(`time.${value}`) }))}
    />
  );
}
function SinceFields({ leaf, definition, change }: Fields<Since>) {
  const t = useWords(ruleWords);
  const id = useId();
  return (
    <>
      <OpField leaf={leaf} definition={definition} change={change} />
      <Figure label={t('value')} value={leaf.value} onChange={(value) => change({ ...leaf, value }, { tag: `${id}-value` })} />
      <TimeUnit value={leaf.unit} onChange={(unit) => change({ ...leaf, unit })} />
    </>
  );
}
function TrendFields({ leaf, definition, change }: Fields<Trend>) {
  const t = useWords(ruleWords);
  const id = useId();
  const within = (more: Partial<Trend['within']>, tag?: string) =>
    change({ ...leaf, within: { ...leaf.within, ...more } }, tag ? { tag: `${id}-${tag}` } : {});
  return (
    <>
      <SelectField
        label={t('measure.label')}
        hint={t('trendHint')}
        placeholder={t('measure.label')}
        value={leaf.measure}
        onChange={(measure) => change({ ...leaf, measure })}
        options={trendMeasures.map((value) => ({ value, label: t(`measure.${value}`) }))}
      />
      <OpField leaf={leaf} definition={definition} change={change} />
      <Figure label={t('value')} value={leaf.value} onChange={(value) => change({ ...leaf, value }, { tag: `${id}-value` })} />
      <Figure label={t('within')} value={leaf.within.value} onChange={(value) => within({ value }, 'within')} />
      <TimeUnit value={leaf.within.unit} onChange={(unit) => within({ unit })} />
    </>
  );
}
