import { rehabilitationKinds, warningActions } from '@alliance/domain/down-transfer/down-plan';
import { useWords } from '../../../platform/i18n';
import { SelectField, TextField } from '../../../ui/field';
import { blankRehabilitation, blankWarning, type OfferDraft } from './offer-draft.policy';
import { offerWords } from './offer.locale';

interface Props {
  readonly draft: OfferDraft;
  readonly missing: ReadonlySet<string>;
  readonly onChange: (change: Partial<OfferDraft>) => void;
}

/** What is exercised, and how often. */
export function RehabilitationLines({ draft: { rehabilitation }, missing, onChange }: Props) {
  const t = useWords(offerWords);
  const change = (key: string, part: object) =>
    onChange({ rehabilitation: rehabilitation.map((one) => (one.key === key ? { ...one, ...part } : one)) });
  return (
    <section className="offer-step" aria-labelledby="offer-plan-title">
      <h2 id="offer-plan-title">{t('step.plan')}</h2>
      {rehabilitation.map(({ key, kind, text, frequency }, at) => (
        <div key={key} className="offer-line" role="group" aria-label={`${t('step.plan')} ${at + 1}`}>
          <SelectField
            label={t('kind')}
            placeholder={t('none')}
            value={kind}
            options={rehabilitationKinds.map((value) => ({ value, label: t(`rehabilitation.${value}`) }))}
            onChange={(next) => change(key, { kind: next })}
          />
          <TextField
            id={`rehabilitation-${key}-text`}
            label={t('content')}
            required
            maxLength={500}
            value={text}
            error={missing.has(`rehabilitation-${key}-text`) ? t('required') : undefined}
            onChange={(next) => change(key, { text: next })}
          />
          <TextField
            label={t('frequency')}
            placeholder={t('frequencyHint')}
            maxLength={60}
            value={frequency}
            onChange={(next) => change(key, { frequency: next })}
          />
          {rehabilitation.length > 1 && (
            <button
              type="button"
              className="button offer-remove"
              aria-label={`${t('remove')} ${t('step.plan')} ${at + 1}`}
              onClick={() => onChange({ rehabilitation: rehabilitation.filter((one) => one.key !== key) })}
            >
              {t('remove')}
            </button>
          )}
        </div>
      ))}
      <button type="button" className="button" onClick={() => onChange({ rehabilitation: [...rehabilitation, blankRehabilitation()] })}>
        {t('add')}
      </button>
    </section>
  );
}

const suggestions = ['chestPain', 'breathless', 'bleeding', 'consciousness', 'fever', 'weight', 'wound'] as const;

/** When to come back, in words that a family understands. */
export function WarningLines({ draft: { warningSigns }, missing, onChange }: Props) {
  const t = useWords(offerWords);
  const change = (key: string, part: object) =>
    onChange({ warningSigns: warningSigns.map((one) => (one.key === key ? { ...one, ...part } : one)) });
  const add = (sign: string) => {
    const empty = warningSigns.find((one) => !one.sign.trim());
    if (empty) change(empty.key, { sign });
    else onChange({ warningSigns: [...warningSigns, blankWarning(sign)] });
  };
  const open = suggestions.filter((each) => !warningSigns.some(({ sign }) => sign === t(`suggestions.${each}`)));
  return (
    <section className="offer-step" aria-labelledby="offer-warnings-title">
      <h2 id="offer-warnings-title">{t('step.warnings')}</h2>
      {open.length > 0 && (
        <p className="offer-suggestions">
          <span className="faint">{t('suggest')}</span>
          {open.map((each) => (
            <button key={each} type="button" className="chip" onClick={() => add(t(`suggestions.${each}`))}>
              + {t(`suggestions.${each}`)}
            </button>
          ))}
        </p>
      )}
      {warningSigns.map(({ key, sign, action }, at) => (
        <div key={key} className="offer-line two" role="group" aria-label={`${t('step.warnings')} ${at + 1}`}>
          <TextField
            id={`warning-${key}-sign`}
            label={t('sign')}
            required
            maxLength={200}
            value={sign}
            error={missing.has(`warning-${key}-sign`) ? t('required') : undefined}
            onChange={(next) => change(key, { sign: next })}
          />
          <SelectField
            label={t('action')}
            placeholder={t('none')}
            value={action}
            options={warningActions.map((value) => ({ value, label: t(`actionOf.${value}`) }))}
            onChange={(next) => change(key, { action: next })}
          />
          {warningSigns.length > 1 && (
            <button
              type="button"
              className="button offer-remove"
              aria-label={`${t('remove')} ${t('step.warnings')} ${at + 1}`}
              onClick={() => onChange({ warningSigns: warningSigns.filter((one) => one.key !== key) })}
            >
              {t('remove')}
            </button>
          )}
        </div>
      ))}
      <button type="button" className="button" onClick={() => onChange({ warningSigns: [...warningSigns, blankWarning()] })}>
        {t('add')}
      </button>
    </section>
  );
}
