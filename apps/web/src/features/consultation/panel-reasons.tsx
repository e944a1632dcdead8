import * as act from '@alliance/contracts/consultation-action.contract';
import * as codes from '@alliance/domain/consultation/consultation.codes';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { TimeField } from '../../ui/date-field';
import { AreaField, SelectField } from '../../ui/field';
import { useStep } from './consultation.data';
import { consultationWords } from './consultation.locale';
import { PanelForm, type PanelProps } from './panel-form';
import { panelWords } from './panel.locale';

/** A coded reason, and words beside it. */
function useReason<R extends string>(group: 'declineReason' | 'cancelReason' | 'rescheduleReason' | 'errorReason', known: readonly R[]) {
  const t = useWords(panelWords);
  const spell = useWords(consultationWords) as (key: string) => string;
  const [reason, setReason] = useState<R | null>(null);
  const [explanation, setExplanation] = useState('');
  const [tried, setTried] = useState(false);
  return {
    reason,
    explanation: explanation.trim() || null,
    setTried,
    fields: (
      <>
        <SelectField
          label={t('reason')}
          required
          placeholder={t('choose')}
          value={reason}
          error={tried && !reason ? t('choose') : undefined}
          options={known.map((value) => ({ value, label: spell(`${group}.${value}`) }))}
          onChange={setReason}
        />
        <AreaField label={t('explanation')} maxLength={500} rows={2} value={explanation} onChange={setExplanation} />
      </>
    ),
  };
}

export function DeclinePanel({ consultation: { id, version }, partyId = '', onDone }: PanelProps) {
  const { reason, explanation, fields, setTried } = useReason('declineReason', codes.declineReasons);
  const command = useStep(act.declineConsultation, onDone);
  const submit = () => {
    setTried(true);
    if (reason) command.mutate({ params: { id }, body: { version, partyId: partyId || null, reason, explanation } });
  };
  return (
    <PanelForm step="decline" command={command} onSubmit={submit}>
      {fields}
    </PanelForm>
  );
}

export function CancelPanel({ consultation: { id, version }, onDone }: PanelProps) {
  const { reason, explanation, fields, setTried } = useReason('cancelReason', codes.cancelReasons);
  const command = useStep(act.cancelConsultation, onDone);
  const submit = () => {
    setTried(true);
    if (reason) command.mutate({ params: { id }, body: { version, reason, explanation } });
  };
  return (
    <PanelForm step="cancel" command={command} onSubmit={submit}>
      {fields}
    </PanelForm>
  );
}

export function ReschedulePanel({ consultation: { id, version }, onDone }: PanelProps) {
  const t = useWords(panelWords);
  const { reason, explanation, fields, setTried } = useReason('rescheduleReason', codes.rescheduleReasons);
  const [startsAt, setStartsAt] = useState('');
  const command = useStep(act.rescheduleConsultation, onDone);
  const submit = () => {
    setTried(true);
    if (reason && startsAt) command.mutate({ params: { id }, body: { version, startsAt, reason, explanation } });
  };
  return (
    <PanelForm step="reschedule" command={command} onSubmit={submit}>
      <TimeField label={t('startsAt')} required value={startsAt} quick={[]} onChange={setStartsAt} />
      {fields}
    </PanelForm>
  );
}

export function VoidPanel({ consultation: { id, version }, onDone }: PanelProps) {
  const t = useWords(panelWords);
  const { reason, explanation, fields, setTried } = useReason('errorReason', ['wrong_patient', 'duplicate'] as const);
  const command = useStep(act.voidConsultation, onDone);
  const submit = () => {
    setTried(true);
    if (reason && explanation) command.mutate({ params: { id }, body: { version, reason, explanation } });
  };
  return (
    <PanelForm step="enterInError" command={command} onSubmit={submit}>
      <p className="note-warn">▲ {t('voidHint')}</p>
      {fields}
    </PanelForm>
  );
}

export function ExcusePanel({ consultation: { id, version }, partyId = '', onDone }: PanelProps) {
  const t = useWords(panelWords);
  const [explanation, setExplanation] = useState('');
  const [tried, setTried] = useState(false);
  const command = useStep(act.excuseParty, onDone);
  const submit = () => {
    setTried(true);
    if (explanation.trim()) command.mutate({ params: { id }, body: { version, partyId, explanation: explanation.trim() } });
  };
  return (
    <PanelForm step="excuse" command={command} onSubmit={submit}>
      <p className="soft">{t('excuseHint')}</p>
      <AreaField
        label={t('explanation')}
        required
        maxLength={500}
        value={explanation}
        error={tried && !explanation.trim() ? t('needsAll') : undefined}
        onChange={setExplanation}
      />
    </PanelForm>
  );
}
