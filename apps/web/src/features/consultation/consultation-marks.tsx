import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import type { ConsultationState } from '@alliance/domain/consultation/consultation.machine';
import { useLanguage, useWords } from '../../platform/i18n';
import { consultationWords } from './consultation.locale';
import { clockOf, exact, useDayTime } from '../../ui/moment';
import { MaskedId, SexAge } from '../../ui/person';
import { consultationListWords } from './consultation-list.locale';
import './consultation-list.css';

const shapes: Readonly<Record<ConsultationState, string>> = {
  draft: '✎',
  invited: '◷',
  booked: '▣',
  in_session: '●',
  concluding: '◐',
  decided: '✓',
  closed: '■',
  cancelled: '✕',
  voided: '✕',
};

/** Shape and word. */
export function StateMark({ state }: { readonly state: ConsultationState }) {
  const t = useWords(consultationWords);
  return (
    <span className={`consultation-state ${state}`}>
      <span aria-hidden="true">{shapes[state]}</span> {t(`state.${state}`)}
    </span>
  );
}

type Patient = NonNullable<ConsultationView['patient']>;
/** Name, sex and age, and what of the number may be shown. */
export function PatientOf({ patient }: { readonly patient: Patient }) {
  return (
    <span className="consultation-patient">
      <strong>{patient.name}</strong>
      <SexAge sex={(patient.sex as 'male' | 'female' | 'other' | null) ?? 'unknown'} birthDate={patient.birthDate} />
      <MaskedId masked={patient.identifierMasked} />
    </span>
  );
}

/** The zone of this computer, where its clock is not the one that times are shown in. */
const elsewhere = (at: string): boolean => new Date(at).getTimezoneOffset() !== -480;

/** From when to when, as people say it; the zone is named for whoever sits in another one. */
export function Session({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string | null }) {
  const t = useWords(consultationListWords);
  const dayTime = useDayTime();
  const language = useLanguage();
  const weekday = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { timeZone: 'Asia/Shanghai', weekday: 'short' });
  return (
    <time className="figures" dateTime={startsAt} title={exact(startsAt)}>
      {dayTime(startsAt)}
      {endsAt && `–${clockOf(endsAt)}`} {weekday.format(new Date(startsAt))}
      {elsewhere(startsAt) && <span className="faint"> {t('shanghai')}</span>}
    </time>
  );
}
