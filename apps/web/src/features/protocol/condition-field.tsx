import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import { comparisons, type Comparison, type Leaf } from '@alliance/domain/criteria/rule.types';
import { unitWords } from '@alliance/domain/criteria/sentence-unit';
import { useState } from 'react';
import { useLanguage, useText, useWords } from '../../platform/i18n';
import { factWords } from '../../ui/criteria/fact.locale';
import { NumberInput } from '../../ui/criteria/number-input';
import { Field, SelectField } from '../../ui/field';
import { adoptionWords } from './adoption.locale';
import { usableFacts } from './own-rule.policy';

const signs = { '>=': '≥', '>': '>', '<=': '≤', '<': '<', '==': '=', '!=': '≠' } as const;
const bounds = comparisons.filter((op) => op !== '!=');

/** One simple condition: a fact of the version, and the value it is held against. */
export function ConditionField(props: {
  readonly label: string;
  readonly facts: readonly FactDefinition[];
  readonly onAdd: (leaf: Leaf) => void;
}) {
  const t = useWords(adoptionWords);
  const answers = useWords(factWords);
  const text = useText();
  const language = useLanguage();
  const [key, setKey] = useState<string | null>(null);
  const [op, setOp] = useState<Comparison>('>=');
  const [value, setValue] = useState<number>();
  const [answer, setAnswer] = useState<string | null>(null);
  const fact = props.facts.find((one) => one.key === key);
  const leaf = fact && leafOf(fact, op, value, answer);
  const add = () => {
    if (!leaf) return;
    props.onAdd(leaf);
    setKey(null);
    setValue(undefined);
    setAnswer(null);
  };
  const answersOf = ({ kind, codes = [] }: FactDefinition) =>
    kind === 'boolean'
      ? (['yes', 'no'] as const).map((one) => ({ value: one as string, label: answers(one) }))
      : codes.map(({ code, name }) => ({ value: code, label: text(name) }));
  return (
    <fieldset className="own-condition">
      <legend>{props.label}</legend>
      <SelectField
        label={t('fact')}
        value={key}
        placeholder={t('factPick')}
        options={usableFacts(props.facts).map((one) => ({ value: one.key, label: text(one.name) }))}
        onChange={setKey}
      />
      {fact?.kind === 'quantity' && (
        <div className="own-quantity">
          <SelectField
            label={t('op')}
            value={op}
            placeholder=""
            options={bounds.map((one) => ({ value: one, label: signs[one] }))}
            onChange={setOp}
          />
          <Field label={[t('value'), unitWords(fact.unit, language)].filter(Boolean).join(' · ')}>
            {(control) => <NumberInput control={control} value={value} onChange={setValue} />}
          </Field>
        </div>
      )}
      {fact && fact.kind !== 'quantity' && (
        <SelectField label={t('answer')} value={answer} placeholder="—" options={answersOf(fact)} onChange={setAnswer} />
      )}
      <button type="button" className="button" aria-disabled={!leaf} onClick={add}>
        {t('addCondition')}
      </button>
    </fieldset>
  );
}

function leafOf({ key, kind }: FactDefinition, op: Comparison, value: number | undefined, answer: string | null): Leaf | undefined {
  if (kind === 'quantity') return value === undefined ? undefined : { fact: key, op, value };
  if (answer === null) return undefined;
  return kind === 'boolean' ? { fact: key, op: 'is', value: answer === 'yes' } : { fact: key, op: '==', value: answer };
}
