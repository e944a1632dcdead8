import { escalateConsultation, giveFeedback, givePapers, referFromConsultation } from '@alliance/contracts/consultation-action.contract';
import { hubsOfConsultation } from '@alliance/contracts/consultation.contract';
import { courses, type Course } from '@alliance/domain/consultation/consultation.codes';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { DateField } from '../../ui/date-field';
import { AreaField, ChoiceField, SelectField, TextField } from '../../ui/field';
import { useToday } from '../../ui/moment';
import { ConsentPaper } from './consent-paper';
import { consultationTouches, showConsultation, useStep } from './consultation.data';
import { consultationWords } from './consultation.locale';
import { PanelForm, type PanelProps } from './panel-form';
import { panelWords } from './panel.locale';

const scores = ['1', '2', '3', '4', '5'] as const;

export function FeedbackPanel({ consultation: { id, version }, onDone }: PanelProps) {
  const t = useWords(panelWords);
  const codes = useWords(consultationWords);
  const [course, setCourse] = useState<Course | null>(null);
  const [helpful, setHelpful] = useState<(typeof scores)[number] | null>(null);
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const command = useStep(giveFeedback, onDone);
  const submit = () => {
    setTried(true);
    if (course && helpful)
      command.mutate({ params: { id }, body: { version, course, helpful: Number(helpful), text: text.trim() || null } });
  };
  return (
    <PanelForm step="giveFeedback" command={command} onSubmit={submit}>
      <SelectField
        label={t('course')}
        required
        placeholder={t('choose')}
        value={course}
        error={tried && !course ? t('choose') : undefined}
        options={courses.map((value) => ({ value, label: codes(`course.${value}`) }))}
        onChange={setCourse}
      />
      <ChoiceField
        label={t('helpful')}
        required
        value={helpful}
        error={tried && !helpful ? t('choose') : undefined}
        options={scores.map((value) => ({ value, label: value }))}
        onChange={setHelpful}
      />
      <AreaField label={t('feedbackText')} maxLength={2000} value={text} onChange={setText} />
    </PanelForm>
  );
}

const written = ['patient', 'guardian', 'near_relative'] as const;
/** The papers of a rescue follow. */
export function PapersPanel({ consultation: { id, version, consent }, onDone }: PanelProps) {
  const t = useWords(panelWords);
  const codes = useWords(consultationWords);
  const today = useToday();
  const [giver, setGiver] = useState<(typeof written)[number] | null>(null);
  const [name, setName] = useState('');
  const [on, setOn] = useState(today);
  const [documentId, setDocumentId] = useState(consent.documentId);
  const [costTold, setCostTold] = useState(consent.costTold);
  const [tried, setTried] = useState(false);
  const command = useStep(givePapers, onDone);
  const submit = () => {
    setTried(true);
    if (!giver || !on || !documentId || !costTold) return;
    const body = { version, consentGiver: giver, consentName: name.trim() || null, consentOn: on, consentDocumentId: documentId };
    command.mutate({ params: { id }, body: { ...body, costTold: true } });
  };
  return (
    <PanelForm step="givePapers" command={command} onSubmit={submit}>
      <ChoiceField
        label={t('giver')}
        required
        value={giver}
        error={tried && !giver ? t('choose') : undefined}
        options={written.map((value) => ({ value, label: codes(`giver.${value}`) }))}
        onChange={setGiver}
      />
      <TextField label={t('giverName')} maxLength={60} value={name} onChange={setName} />
      <DateField label={t('on')} max={today} value={on} onChange={setOn} />
      <ConsentPaper id={id} documentId={documentId} error={tried && !documentId ? t('needsAll') : undefined} onChange={setDocumentId} />
      <label className="choice">
        <input type="checkbox" checked={costTold} onChange={({ target }) => setCostTold(target.checked)} />
        <span>{t('costTold')}</span>
      </label>
      {tried && !costTold && <p className="field-error">✕ {t('needsAll')}</p>}
    </PanelForm>
  );
}

/** To the next hub above, with everything carried over. */
export function EscalatePanel({ consultation: { id, version }, onDone }: PanelProps) {
  const t = useWords(panelWords);
  const codes = useWords(consultationWords);
  const hubs = useAnswer(hubsOfConsultation, { params: { id } });
  const [hubId, setHubId] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const command = useStep(escalateConsultation, onDone);
  const submit = () => {
    setTried(true);
    if (hubId && reason.trim()) command.mutate({ params: { id }, body: { version, hubId, reason: reason.trim() } });
  };
  return (
    <PanelForm step="escalate" command={{ isPending: command.isPending, error: command.error ?? hubs.error }} onSubmit={submit}>
      {hubs.data?.items.length === 0 && <p className="note-warn">▲ {t('noHub')}</p>}
      <SelectField
        label={t('hub')}
        required
        placeholder={t('choose')}
        value={hubId}
        error={tried && !hubId ? t('choose') : undefined}
        options={(hubs.data?.items ?? []).map((hub) => ({
          value: hub.id,
          label: t('tier', { name: hub.name, tier: codes(`tier.${hub.tier}`) }),
        }))}
        onChange={setHubId}
      />
      <AreaField
        label={t('escalateReason')}
        required
        maxLength={500}
        value={reason}
        error={tried && !reason.trim() ? t('needsAll') : undefined}
        onChange={setReason}
      />
    </PanelForm>
  );
}

/** The patient is sent after all: the draft of a referral opens with what is known. */
export function ReferPanel({ consultation: { id, version }, onDone }: PanelProps) {
  const t = useWords(panelWords);
  const navigate = useNavigate();
  const command = useCommand(referFromConsultation, {
    touches: consultationTouches,
    onDone: ({ referralId, consultation }) => {
      showConsultation(consultation);
      onDone();
      void navigate({ to: '/referrals/$id/edit', params: { id: referralId }, search: {} });
    },
  });
  return (
    <PanelForm
      step="refer"
      command={command}
      submit={t('referYes')}
      onSubmit={() => command.mutate({ params: { id }, body: { version, receiverId: null } })}
    >
      <p>{t('referText')}</p>
    </PanelForm>
  );
}
