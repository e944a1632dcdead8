import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import { derivedFacts } from '@alliance/domain/criteria/derived';
import { unitWords } from '@alliance/domain/criteria/sentence-unit';
import { useDeferredValue, useMemo, useState } from 'react';
import { useLanguage, useText, useWords } from '../../platform/i18n';
import { Combobox } from '../../ui/combobox';
import { factWords } from '../../ui/criteria/fact.locale';
import { offeredFacts, useDesk } from './desk';
import { findFacts } from './fact-use.policy';
import { ruleWords } from './rule.locale';

/** Finds a fact by name, pinyin initials, English or key, and shows how it is measured and what is possible. */
export function FactPicker(props: {
  readonly label: string;
  readonly id?: string;
  readonly error?: string | undefined;
  readonly of?: FactDefinition | undefined;
  readonly onChoose: (definition: FactDefinition) => void;
}) {
  const t = useWords(ruleWords);
  const text = useText();
  const desk = useDesk();
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? (props.of ? text(props.of.name) : '');
  const query = useDeferredValue(typed ?? '');
  const offered = useMemo(() => offeredFacts(desk), [desk]);
  return (
    <Combobox
      label={props.label}
      {...(props.id ? { id: props.id } : {})}
      error={props.error}
      placeholder={t('pickHint')}
      text={shown}
      onText={setTyped}
      options={findFacts(offered, query, 40)}
      always
      keyOf={({ key }) => key}
      show={(fact) => <FactOption of={fact} />}
      onChoose={(fact) => {
        setTyped(undefined);
        props.onChoose(fact);
      }}
      foot={<p className="faint fact-option-foot">{t('noFact')}</p>}
    />
  );
}

function FactOption({ of }: { readonly of: FactDefinition }) {
  const t = useWords(ruleWords);
  const groups = useWords(factWords);
  const desk = useDesk();
  const language = useLanguage();
  const { name, key, low, high } = of;
  const unit = unitWords(of.unit, language);
  const measured = low !== undefined && high !== undefined ? t('limits', { low, high, unit }) : unit;
  const marks = [
    groups(`group.${of.group}`),
    measured,
    derivedFacts.has(key) ? t('computed') : undefined,
    desk.dictionary.length && !desk.dictionary.some((one) => one.key === key) ? t('ownFact') : undefined,
  ];
  return (
    <span className="fact-option">
      <span>
        {name.zh} <span className="soft">{name.en}</span>
      </span>
      <span className="faint">
        <code>{key}</code> · {marks.filter(Boolean).join(' · ')}
      </span>
    </span>
  );
}
