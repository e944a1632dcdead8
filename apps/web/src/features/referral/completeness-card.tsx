import type { ChecklistItem } from '@alliance/domain/completeness/checklist.types';
import { completenessOf, incompleteReasons, type Completeness } from '@alliance/domain/completeness/completeness';
import { factDictionary } from '@alliance/domain/criteria/dictionary';
import { useText, useWords, useWordsIfAny } from '../../platform/i18n';
import { SelectField } from '../../ui/field';
import { checkWords } from './check.locale';
import type { DraftFields } from './draft.types';
import { focusFact } from './focus-fact';

interface Props {
  readonly completeness: Completeness;
  /** Nothing else keeps it from being sent: now it is asked why. */
  readonly asked: boolean;
  readonly reason: DraftFields['incompleteReason'];
  readonly wrong: string | undefined;
  readonly onFocus: (field: string) => void;
  readonly onReason: (reason: NonNullable<DraftFields['incompleteReason']>) => void;
}
const shownMissing = 6;

/** Of a draft as it is being written, by the rule that measures it when it is sent. */
export const completenessOfDraft = (fields: DraftFields, documents: number): Completeness => completenessOf({ ...fields, documents });

/** How complete it is by the checklist of its disease; what is missing leads to its field. */
export function CompletenessCard({ completeness, asked, reason, wrong, onFocus, onReason }: Props) {
  const t = useWords(checkWords);
  const listed = useWordsIfAny(checkWords);
  const { percent, threshold, checklist, missing, asksReason } = completeness;
  return (
    <aside className="card completeness-card" aria-label={t('title')}>
      <h2>
        {t('title')} <span className="figures">{t('percent', { percent })}</span>
      </h2>
      <meter min={0} max={100} low={threshold ?? 0} optimum={100} value={percent} aria-label={t('title')} />
      <p className="faint">
        {listed(`list.${checklist ?? 'other'}`)} ·{' '}
        {threshold === null ? t('immediate') : asksReason ? t('threshold', { percent: threshold }) : t('good')}
      </p>
      {missing.length > 0 && (
        <>
          <h3>{t('missing')}</h3>
          <ul>
            {missing.slice(0, shownMissing).map((item) => (
              <li key={item.key}>
                <MissingItem item={item} onFocus={onFocus} />
              </li>
            ))}
          </ul>
        </>
      )}
      {asked && (
        <SelectField
          id="field-incompleteReason"
          label={t('reason')}
          value={reason}
          error={wrong}
          placeholder={t('reasonPick')}
          options={incompleteReasons.map((value) => ({ value, label: t(`reasons.${value}`) }))}
          onChange={onReason}
        />
      )}
    </aside>
  );
}

function MissingItem({ item, onFocus }: { readonly item: ChecklistItem; readonly onFocus: (field: string) => void }) {
  const words = useWordsIfAny(checkWords);
  const text = useText();
  const fact = factDictionary.find(({ key }) => key === (item.facts?.includes(item.key) ? item.key : item.facts?.[0]));
  const name = words(`item.${item.key}`) ?? text(fact?.name);
  const lead = () => {
    // any of its facts will do: the one the form asks for
    const asked = item.facts?.find((key) => document.getElementById(`fact-${key}`));
    if (asked) focusFact(asked);
    else onFocus(item.fields?.[0] ?? item.key);
  };
  return (
    <button type="button" className="link" onClick={lead}>
      ? {name}
    </button>
  );
}
