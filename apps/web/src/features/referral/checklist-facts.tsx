import { checklistOf } from '@alliance/domain/completeness/completeness';
import { factDictionary } from '@alliance/domain/criteria/dictionary';
import type { GivenFacts } from '@alliance/domain/criteria/fact.types';
import { useWords } from '../../platform/i18n';
import { FactField } from '../../ui/criteria/fact-field';
import { checkWords } from './check.locale';
import type { DraftFields } from './draft.types';
import type { Judged } from './use-criteria';

interface Props {
  readonly fields: DraftFields;
  readonly judged: Judged | undefined;
  readonly onChange: (facts: GivenFacts) => void;
}

/** What the checklist of the disease wants to know and no protocol asks: one fact of each item. */
export function ChecklistFacts({ fields, judged, onChange }: Props) {
  const t = useWords(checkWords);
  const asked = new Set(judged?.asked.map(({ definition: { key } }) => key));
  const wanted = checklistOf(fields)
    .items.filter(({ facts, fields: others }) => facts && !others && !facts.some((key) => asked.has(key)))
    .flatMap(({ facts }) => factDictionary.find(({ key }) => key === facts?.[0]) ?? []);
  if (!wanted.length) return null;
  const { facts } = fields;
  return (
    <details className="fact-group" open>
      <summary>{t('also')}</summary>
      <div className="fact-grid">
        {wanted.map((definition) => (
          <FactField
            key={definition.key}
            definition={definition}
            given={facts?.[definition.key]}
            onChange={(value) => {
              const { [definition.key]: _before, ...others } = facts ?? {};
              onChange(value === undefined ? others : { ...others, [definition.key]: value });
            }}
          />
        ))}
      </div>
    </details>
  );
}
