import type { RecognitionItem } from '@alliance/contracts/recognition.contract';
import { useId } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { AreaField, SelectField } from '../../ui/field';
import type { Missing } from './decisions.policy';
import { isOffered } from './decisions.policy';
import { recognitionWords } from './recognition.locale';
import type { RepeatReason } from './repeat-reason.data';
import { sheetWords } from './sheet.locale';
import type { Decisions } from './use-decisions';

interface Props {
  readonly item: RecognitionItem;
  readonly of: Decisions;
  readonly reasons: readonly RepeatReason[];
  /** What is still to be said of this line, once somebody tried to confirm. */
  readonly missing: Missing | undefined;
}

/** Taken over or repeated: nothing is chosen beforehand, and nothing is refused. */
export function LineDecision({ item, of, reasons, missing }: Props) {
  const t = useWords(sheetWords);
  const codes = useWords(recognitionWords);
  const text = useText();
  const name = useId();
  const chosen = of.choices[item.itemCode];
  if (!isOffered(item)) return <span className="soft">{codes('decision.ordered')}</span>;
  return (
    <>
      <div
        className="recognition-choices"
        role="radiogroup"
        aria-label={t('decide', { name: text(item.name) })}
        aria-invalid={missing === 'decision' || undefined}
      >
        {(['accepted', 'repeated'] as const).map((decision) => (
          <label key={decision} className={chosen?.decision === decision ? 'choice on' : 'choice'}>
            <input type="radio" name={name} checked={chosen?.decision === decision} onChange={() => of.choose(item.itemCode, decision)} />
            <span>{codes(`decision.${decision}`)}</span>
          </label>
        ))}
      </div>
      {missing === 'decision' && (
        <p className="field-error">
          <span aria-hidden="true">✕ </span>
          {t('missing.decision')}
        </p>
      )}
      {chosen?.decision === 'repeated' && <RepeatReasonField {...{ item, of, reasons, missing }} />}
    </>
  );
}

function RepeatReasonField({ item: { itemCode }, of, reasons, missing }: Props) {
  const t = useWords(sheetWords);
  const text = useText();
  const chosen = of.choices[itemCode];
  if (chosen?.decision !== 'repeated') return null;
  const others = Object.entries(of.choices).filter(
    ([code, one]) => code !== itemCode && one.decision === 'repeated' && (one.reason !== chosen.reason || one.text !== chosen.text),
  ).length;
  return (
    <div className="recognition-repeat">
      <SelectField
        label={t('why')}
        placeholder={t('choose')}
        required
        value={chosen.reason}
        error={missing === 'reason' ? t('missing.reason') : undefined}
        options={reasons.map(({ code, name }) => ({ value: code, label: `${code} ${text(name)}` }))}
        onChange={(reason) => of.give(itemCode, { reason })}
      />
      {reasons.find(({ code }) => code === chosen.reason)?.needsText && (
        <AreaField
          label={t('whyText')}
          required
          rows={2}
          maxLength={300}
          value={chosen.text}
          error={missing === 'text' ? t('missing.text') : undefined}
          onChange={(words) => of.give(itemCode, { text: words })}
        />
      )}
      {chosen.reason !== null && others > 0 && (
        <button type="button" className="recognition-link" onClick={() => of.sameForRest(itemCode)}>
          {t('sameForRest', { count: others })}
        </button>
      )}
    </div>
  );
}
