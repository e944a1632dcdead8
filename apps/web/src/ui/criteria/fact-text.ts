import type { FactDefinition, FactScalar, MeasuredFact } from '@alliance/domain/criteria/fact.types';
import { amountWords } from '@alliance/domain/criteria/sentence-unit';
import { useCallback } from 'react';
import { useLanguage, useText, useWords } from '../../platform/i18n';
import { dayOf, exact } from '../moment';
import { factWords } from './fact.locale';

/** A given fact in words: `收缩压 186 mmHg`, `呕吐：是`; a fact without definition under its key. */
export function useFactText(facts: readonly FactDefinition[]): (key: string, given: FactScalar | MeasuredFact) => string {
  const t = useWords(factWords);
  const text = useText();
  const language = useLanguage();
  return useCallback(
    (key, given) => {
      const definition = facts.find((one) => one.key === key);
      const name = definition ? text(definition.name) : key;
      const { value, unit = definition?.unit, at }: MeasuredFact = typeof given === 'object' ? given : { value: given };
      const on = at ? ` (${dayOf(at)})` : '';
      const colon = language === 'zh' ? '：' : ': ';
      if (typeof value === 'boolean') return `${name}${colon}${t(value ? 'yes' : 'no')}${on}`;
      if (typeof value === 'number') return `${name} ${amountWords(value, unit, language)}${on}`;
      const code = definition?.codes?.find((one) => one.code === value);
      if (code) return `${name}${colon}${text(code.name)}${on}`;
      const instant = definition?.kind === 'instant' && !Number.isNaN(Date.parse(value));
      return `${name}${colon}${instant ? exact(value) : value}${on}`;
    },
    [facts, language, t, text],
  );
}
