import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { useWords } from '../../platform/i18n';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { Telephone } from '../../ui/on-duty';
import { registryWords } from '../../ui/registry.locale';
import { TimeLeft } from '../../ui/time-left';
import { UrgencyMark } from '../../ui/urgency-mark';
import { consultationDetailWords } from './consultation-detail.locale';
import { consultationWords } from './consultation.locale';
import { PatientOf, Session, StateMark } from './consultation-marks';
import { consultationPath } from './consultation-path.policy';

const marks = { done: '✓', current: '●', todo: '○', passed: '–', ended: '■' } as const;

/** What it is, about whom, from whom to whom, how far it is, and what is waited for until when. */
export function ConsultationHeader({ consultation }: { readonly consultation: ConsultationView }) {
  const t = useWords(consultationDetailWords);
  const codes = useWords(consultationWords);
  const named = useWords(consultationCodeWords);
  const registry = useWords(registryWords);
  const { patient, urgency, kind, mode, specialty, inviting, requester, deadline, parties, time, state } = consultation;
  const invited = [...new Set(parties.filter(({ side }) => side === 'invited').map(({ institution }) => institution.name))];
  return (
    <header className="consultation-head">
      <div className="consultation-line">
        <UrgencyMark urgency={urgency} />
        <span className="tag">{named(`kind.${kind}`)}</span>
        <span className="tag">{codes(`mode.${mode}`)}</span>
        {specialty && <span className="tag">{registry(`specialty.${specialty}`)}</span>}
        <StateMark state={state} />
      </div>
      <div className="consultation-line consultation-who">
        {patient ? <PatientOf patient={patient} /> : <span className="soft">{t('case.lesson')}</span>}
      </div>
      <p className="soft">
        {inviting.name} {requester.name} {requester.phone && <Telephone phone={requester.phone} />} <span aria-hidden="true">→</span>{' '}
        {invited.join('、')}
      </p>
      <ol className="consultation-path" aria-label={t('path')}>
        {consultationPath(consultation).map(({ state: step, mark }) => (
          <li key={step} className={mark} aria-current={mark === 'current' ? 'step' : undefined}>
            <span aria-hidden="true">{marks[mark]}</span> {t(`step.${step}`)}
            <span className="unseen">（{t(`mark.${mark}`)}）</span>
          </li>
        ))}
      </ol>
      <div className="consultation-line">
        {deadline ? (
          <span>
            {codes(`due.${deadline.for}`)} <TimeLeft until={deadline.at} />
          </span>
        ) : (
          <span className="soft">
            {codes(`state.${state}`)} · {t('noTurn')}
          </span>
        )}
        {time && ['booked', 'in_session'].includes(state) && <Session startsAt={time.startsAt} endsAt={time.endsAt} />}
      </div>
    </header>
  );
}
