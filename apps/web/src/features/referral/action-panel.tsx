import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useEffect, type KeyboardEvent } from 'react';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { isRefused } from '../../platform/refusal';
import { RefusalNote } from '../../ui/states';
import { useActionWord } from './action-word';
import { PanelAbout } from './panel-about';
import { ConsentNote } from './panel-consent';
import { PanelControl } from './panel-control';
import { panelWords } from './panel.locale';
import { grave } from './panel-order.policy';
import type { Step } from './panel.types';
import { PatientConfirm } from './patient-confirm';
import { referralWords } from './referral.locale';
import { StaleNote } from './stale-note';
import { usePanel } from './use-panel';
import './action-panel.css';

interface Props {
  readonly referral: ReferralView;
  readonly step: Step;
  /** Whether it can be taken now; somebody may have been quicker. */
  readonly offered: boolean;
  readonly onFold: () => void;
  readonly onOpen: (step: Step) => void;
  readonly onDone: (view: ReferralView) => void;
}

/** One step, one panel: what it means, what it needs, one button at the bottom right. Enter confirms, Escape folds and keeps what was typed. */
export function ActionPanel({ referral, step, offered, onFold, onOpen, onDone }: Props) {
  const t = useWords(panelWords);
  const means = useMeaning(referral, step);
  const panel = usePanel(referral, step, offered, onDone);
  const { form, fields, values, command } = panel;

  useEffect(() => {
    const missing = fields.filter(({ name, required }) => required && !values[name]).map(({ name }) => name);
    if (missing.length) panel.focusFirst(missing);
    else form.current?.querySelector<HTMLElement>('[type=submit]')?.focus();
    form.current?.scrollIntoView({ block: 'nearest' });
    // once, when the panel opens
    // eslint-disable-next-line react-hooks/exhaustive-deps -- later changes are the person's own
  }, [step]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onFold();
    } else if (event.key === 'Enter' && event.repeat)
      event.preventDefault(); // the key that opened the panel, still held down
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) panel.submit();
  };
  const hasArea = fields.some(({ kind }) => kind === 'area' || kind === 'questions' || kind === 'answers');
  const patient = referral.patient?.name;
  const word = useActionWord(referral);
  const confirms = useConfirmation(referral, step);
  const confirmation = step === 'enterInError' && patient ? t('voidOf', { patient }) : confirms;
  return (
    <form
      ref={form}
      className={`panel ${grave.has(step) ? 'grave' : ''} ${step}`}
      noValidate
      aria-label={word(step)}
      onSubmit={(event) => {
        event.preventDefault();
        panel.submit();
      }}
      onKeyDown={onKeyDown}
    >
      <PatientConfirm patient={referral.patient}>{means}</PatientConfirm>
      <PanelAbout referral={referral} step={step} values={values} />
      {fields.length > 0 && (
        <div className="panel-fields">
          {fields.map((field) => (
            <PanelControl
              key={field.name}
              field={field}
              referral={referral}
              label={panel.labelOf(field)}
              values={values}
              error={panel.errorOf(field)}
              onChange={panel.change}
            />
          ))}
        </div>
      )}
      <ConsentNote
        referral={referral}
        step={step}
        values={values}
        refused={isRefused(command.error, 'referral.consent_not_covering')}
        onOpen={onOpen}
      />
      {panel.unchanged && <p className="note-bad">{t('nothingChanged')}</p>}
      {panel.overtaken ? <StaleNote referral={referral} offered={offered} /> : <RefusalNote error={command.error} />}
      <div className="panel-foot">
        <span className="faint panel-keys">{t(hasArea ? 'keysArea' : 'keys')}</span>
        <button type="button" className="button" onClick={onFold}>
          {t('fold')}
        </button>
        <button type="submit" className={grave.has(step) ? 'button danger' : 'button primary'} aria-disabled={!panel.ready}>
          {command.isPending ? t('sending') : confirmation}
        </button>
      </div>
    </form>
  );
}

/** What the button says: that an arrival takes the patient over, or signs the sheet above it. */
function useConfirmation({ handOver, outside, side }: ReferralView, step: Step): string {
  const t = useWords(panelWords);
  const codes = useWordsIfAny(referralWords);
  const forOther = outside && side === 'sender' ? codes(`actionForOther.${step}`) : undefined;
  if (forOther) return forOther;
  if (step !== 'arrive') return t(`confirm.${step}`);
  if (!handOver.needed) return t('confirm.arriveTakes');
  return t(handOver.sender ? 'confirm.arriveSigns' : 'confirm.arrive');
}

/** What pressing the button means; it depends on where the case stands. */
function useMeaning({ acceptedAt, handOver, outside, side }: ReferralView, step: Step): string {
  const t = useWords(panelWords);
  if (step === 'depart' && !acceptedAt) return t('means.departUnanswered');
  if (outside && side === 'sender' && (step === 'arrive' || step === 'acknowledge')) return t(`means.${step}ForOther`);
  if (step === 'arrive' && handOver.needed && handOver.sender) return t('means.arriveSigned');
  if (step === 'signHandOver' && handOver.sender) return t(outside && side === 'sender' ? 'means.signForOutside' : 'means.signBelow');
  return t(`means.${step}`);
}
