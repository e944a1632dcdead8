import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import type { Criterion, Rule } from '@alliance/domain/criteria/rule.types';
import { ruleText } from '@alliance/domain/criteria/sentence';
import { useState } from 'react';
import { useLanguage, useText, useWords } from '../../platform/i18n';
import { NumberInput } from '../../ui/criteria/number-input';
import { RuleChange } from '../../ui/criteria/rule-change';
import { SoonMark } from '../../ui/criteria/verdict-mark';
import { AreaField, Field } from '../../ui/field';
import { adoptionWords } from './adoption.locale';
import { ConditionField } from './condition-field';
import { numbersOf, withCondition, withNumber, type OwnRule, type RuleNumber } from './own-rule.policy';
import { forbidden, RuleEffect, useEffectOf } from './rule-effect';

interface Props {
  readonly criterion: Criterion;
  readonly facts: readonly FactDefinition[];
  readonly own: OwnRule | undefined;
  readonly onTake: (own: OwnRule) => void;
  readonly onCancel: () => void;
}

/** An own rule by its numbers and one condition more; the difference and what it means stand under it at once. */
export function OwnRuleEditor({ criterion, facts, own, onTake, onCancel }: Props) {
  const t = useWords(adoptionWords);
  const text = useText();
  const [rule, setRule] = useState<Rule>(own?.rule ?? criterion.rule);
  const [reason, setReason] = useState(own?.reason ?? '');
  const [empty, setEmpty] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const { effect } = useEffectOf({ criterion, rule, facts });
  const same = JSON.stringify(rule) === JSON.stringify(criterion.rule);
  const stop = same || empty.length > 0 || forbidden(criterion, effect);
  const set = ({ path }: RuleNumber, value: number | undefined) => {
    const key = path.join('/');
    setEmpty(value === undefined ? [...empty.filter((one) => one !== key), key] : empty.filter((one) => one !== key));
    if (value !== undefined) setRule(withNumber(rule, path, value));
  };
  const take = () => {
    setTried(true);
    if (!stop && reason.trim()) onTake({ code: criterion.code, rule, reason: reason.trim() });
  };
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <p>
        <strong>{text(criterion.label)}</strong> <SoonMark urgency={criterion.urgency} />
      </p>
      <fieldset className="own-numbers">
        <legend>{t('numbers')}</legend>
        {numbersOf(rule).map((number) => (
          <NumberOf
            key={number.path.join('/')}
            of={number}
            facts={facts}
            empty={empty.includes(number.path.join('/'))}
            onChange={(value) => set(number, value)}
          />
        ))}
      </fieldset>
      <ConditionField
        label={t(criterion.direction === 'up' ? 'moreUp' : 'moreDown')}
        facts={facts}
        onAdd={(leaf) => setRule(withCondition(rule, leaf, criterion.direction))}
      />
      <section aria-label={t('diff')}>
        <h3>{t('diff')}</h3>
        {same ? (
          <p className="soft">{t('same')}</p>
        ) : (
          <>
            <RuleChange before={criterion.rule} after={rule} facts={facts} />
            <RuleEffect criterion={criterion} rule={rule} facts={facts} />
            <button type="button" className="button bare" onClick={() => setRule(criterion.rule)}>
              {t('reset')}
            </button>
          </>
        )}
      </section>
      <AreaField
        label={t('reason')}
        hint={t('reasonHint')}
        required
        maxLength={500}
        value={reason}
        error={tried && !reason.trim() ? t('wrongReason') : undefined}
        onChange={setReason}
      />
      <div className="form-foot">
        <button type="button" className="button" onClick={onCancel}>
          {t('cancel')}
        </button>
        <button type="submit" className="button primary" aria-disabled={stop}>
          {t('take')}
        </button>
      </div>
    </form>
  );
}

function NumberOf(props: {
  readonly of: RuleNumber;
  readonly facts: readonly FactDefinition[];
  readonly empty: boolean;
  readonly onChange: (value: number | undefined) => void;
}) {
  const { of, facts, empty, onChange } = props;
  const t = useWords(adoptionWords);
  const language = useLanguage();
  const label = of.leaf ? ruleText(of.leaf, facts, language) : t('atLeast');
  return (
    <Field label={label} error={empty ? t('number') : undefined}>
      {(control) => <NumberInput control={control} value={empty ? undefined : of.value} onChange={onChange} />}
    </Field>
  );
}
