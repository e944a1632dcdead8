import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import { overrideEffect } from '@alliance/domain/criteria/override';
import type { Criterion, Rule } from '@alliance/domain/criteria/rule.types';
import { useMemo } from 'react';
import { useWords } from '../../platform/i18n';
import { GivenText } from '../../ui/criteria/test-cases';
import { adoptionWords } from './adoption.locale';

interface Props {
  readonly criterion: Criterion;
  readonly rule: Rule;
  readonly facts: readonly FactDefinition[];
}
const shapes = { tightens: '▲', loosens: '▼', both: '◆', same: '＝', unproven: '?' } as const;

export const useEffectOf = ({ criterion, rule, facts }: Props) =>
  useMemo(() => overrideEffect(criterion, rule, facts), [criterion, rule, facts]);

/** An immediate criterion may not be loosened, nor what cannot be shown not to be. */
export const forbidden = (criterion: Criterion, effect: ReturnType<typeof overrideEffect>['effect']): boolean =>
  criterion.urgency === 'immediate' && (effect === 'loosens' || effect === 'both' || effect === 'unproven');

/** Whether an own rule is stricter or looser, proved by the same search as on the server; somebody it would miss, in words. */
export function RuleEffect(props: Props) {
  const t = useWords(adoptionWords);
  const { criterion, facts } = props;
  const { effect, counterexample } = useEffectOf(props);
  const loose = effect === 'loosens' || effect === 'both' || effect === 'unproven';
  return (
    <div className={loose ? (forbidden(criterion, effect) ? 'note-bad' : 'note-warn') : 'rule-effect'} role="status">
      <p>
        <span aria-hidden="true">{shapes[effect]}</span> {t(`effect.${effect}.${criterion.direction}`)}
      </p>
      {counterexample && (
        <div>
          {t('example')}: <GivenText of={counterexample} facts={facts} />
        </div>
      )}
      {loose && <p>{t(forbidden(criterion, effect) ? 'refused' : 'warned')}</p>}
    </div>
  );
}
