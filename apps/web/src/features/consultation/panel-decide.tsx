import { decideConsultation } from '@alliance/contracts/consultation-action.contract';
import { decisions, type Decision } from '@alliance/domain/consultation/consultation.codes';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { DateField } from '../../ui/date-field';
import { AreaField, ChoiceField, TextField } from '../../ui/field';
import { useStep } from './consultation.data';
import { consultationWords } from './consultation.locale';
import { PanelForm, type PanelProps } from './panel-form';
import { panelWords } from './panel.locale';

interface Line {
  readonly opinionId: string | null;
  readonly text: string;
  readonly dueOn: string;
  readonly taken: boolean;
}

/** The inviting side's own decision, and what it will do about each recommendation. */
export function DecidePanel({ consultation, onDone }: PanelProps) {
  const t = useWords(panelWords);
  const codes = useWords(consultationWords);
  const { id, version, opinions, referral } = consultation;
  const [decision, setDecision] = useState<Decision | null>(null);
  const [text, setText] = useState('');
  const [after, setAfter] = useState<'resume' | 'close_with_advice' | null>(null);
  const [tried, setTried] = useState(false);
  const [lines, setLines] = useState<readonly Line[]>(() =>
    opinions
      .filter(({ signed, supersededAt }) => signed && !supersededAt)
      .flatMap((opinion) => opinion.recommendations.map((one) => ({ opinionId: opinion.id, text: one, dueOn: '', taken: true }))),
  );
  const command = useStep(decideConsultation, onDone);
  const set = (at: number, change: Partial<Line>) => setLines((now) => now.map((line, i) => (i === at ? { ...line, ...change } : line)));
  const submit = () => {
    setTried(true);
    if (!decision || !text.trim() || (referral && !after)) return;
    const actions = lines
      .filter((line) => line.taken && line.text.trim() && decision !== 'not_follow')
      .map((line) => ({ opinionId: line.opinionId, text: line.text.trim(), dueOn: line.dueOn || null }));
    command.mutate({ params: { id }, body: { version, decision, text: text.trim(), actions, referral: after } });
  };
  const wrong = (empty: boolean) => (tried && empty ? t('needsAll') : undefined);
  return (
    <PanelForm step="decide" command={command} onSubmit={submit}>
      <ChoiceField
        label={t('decide.decision')}
        required
        value={decision}
        error={wrong(!decision)}
        options={decisions.map((value) => ({ value, label: codes(`decision.${value}`) }))}
        onChange={setDecision}
      />
      <AreaField label={t('decide.text')} required maxLength={4000} value={text} error={wrong(!text.trim())} onChange={setText} />
      {decision !== 'not_follow' && (
        <fieldset className="consultation-plan">
          <legend>{t('decide.plan')}</legend>
          {lines.map((line, at) => (
            <div key={at} className="consultation-plan-line">
              <input
                type="checkbox"
                aria-label={line.text || t('decide.line', { count: at + 1 })}
                checked={line.taken}
                onChange={({ target }) => set(at, { taken: target.checked })}
              />
              <TextField
                label={t('decide.line', { count: at + 1 })}
                maxLength={300}
                value={line.text}
                onChange={(next) => set(at, { text: next })}
              />
              <DateField label={t('decide.due')} value={line.dueOn} onChange={(dueOn) => set(at, { dueOn })} />
            </div>
          ))}
          <button
            type="button"
            className="button bare"
            onClick={() => setLines([...lines, { opinionId: null, text: '', dueOn: '', taken: true }])}
          >
            + {t('decide.add')}
          </button>
        </fieldset>
      )}
      {referral && (
        <ChoiceField
          label={t('decide.referral')}
          required
          value={after}
          error={wrong(!after)}
          options={[
            { value: 'resume', label: t('decide.resume') },
            { value: 'close_with_advice', label: t('decide.close') },
          ]}
          onChange={setAfter}
        />
      )}
    </PanelForm>
  );
}
