import { factDictionary } from '@alliance/domain/criteria/dictionary';
import type { FactDefinition, GivenFact } from '@alliance/domain/criteria/fact.types';
import { useState } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { Combobox } from '../../ui/combobox';
import { FactField } from '../../ui/criteria/fact-field';
import { consultationFormWords } from './consultation-form.locale';
import type { DraftFields } from './draft.types';
import type { Part } from './form.types';

const shown = 12;

/** Results and findings with their units; what came along from a referral can be put right here. */
export function FormFacts({ fields, onChange }: Part) {
  const t = useWords(consultationFormWords);
  const text = useText();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState<readonly string[]>([]);
  const given = (fields.facts ?? {}) as Readonly<Record<string, GivenFact>>;
  const open = factDictionary.filter(({ key }) => key in given || asked.includes(key));
  const wanted = typed.trim().toLowerCase();
  const found = factDictionary.filter(
    ({ key, name }) => !open.some((one) => one.key === key) && `${name.zh} ${name.en ?? ''} ${key}`.toLowerCase().includes(wanted),
  );
  const set = (key: string, value: GivenFact | undefined) => {
    const { [key]: _before, ...others } = given;
    const facts = value === undefined ? others : { ...others, [key]: value };
    onChange({ facts: facts as DraftFields['facts'] });
    if (value === undefined) setAsked((now) => [...now, key]);
  };
  const add = ({ key }: FactDefinition) => {
    setAsked((now) => [...now, key]);
    setTyped('');
  };
  return (
    <>
      {open.length > 0 ? (
        <div className="consultation-facts">
          {open.map((definition) => (
            <FactField
              key={definition.key}
              definition={definition}
              given={given[definition.key]}
              onChange={(value) => set(definition.key, value)}
            />
          ))}
        </div>
      ) : (
        <p className="faint">{t('factsNone')}</p>
      )}
      <Combobox
        label={t('factFind')}
        text={typed}
        onText={setTyped}
        maxLength={40}
        options={wanted ? found.slice(0, shown) : undefined}
        keyOf={({ key }) => key}
        show={({ name }) => text(name)}
        onChoose={add}
      />
    </>
  );
}
