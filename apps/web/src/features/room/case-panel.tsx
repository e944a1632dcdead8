import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../platform/i18n';
import { SexAge } from '../../ui/person';
import { roomWords } from './room.locale';

const sexes = ['male', 'female', 'other', 'unknown'] as const;
const sexOf = (sex: string | null) => sexes.find((known) => known === sex) ?? 'unknown';

/** Whom it is about, in one line; to who only watches, that it is not shown (TM-15). */
export function PatientLine({ consultation }: { readonly consultation: ConsultationView }) {
  const t = useWords(roomWords);
  const { patient } = consultation;
  if (!patient) return consultation.observer ? <span className="soft">{t('session.deidentified')}</span> : null;
  return (
    <span>
      {t('session.patient')} <strong>{patient.name}</strong> <SexAge sex={sexOf(patient.sex)} birthDate={patient.birthDate} />
    </span>
  );
}

/** The case in the words of who asked, what was signed so far, and what the inviting side decides. */
export function CasePanel({ consultation }: { readonly consultation: ConsultationView }) {
  const t = useWords(roomWords);
  const { reason, aim, summary, diagnosis, opinions } = consultation;
  const signed = opinions.filter((opinion) => opinion.signed && !opinion.supersededAt);
  return (
    <div className="room-case">
      <PatientLine consultation={consultation} />
      <Part title={t('case.reason')}>{reason}</Part>
      <Part title={t('case.aim')}>{aim}</Part>
      <Part title={t('case.diagnosis')}>{diagnosis?.text}</Part>
      <Part title={t('case.summary')}>{summary}</Part>
      {signed.length > 0 && (
        <section>
          <h3>{t('case.opinions')}</h3>
          {signed.map((opinion) => (
            <article key={opinion.id} className="room-opinion">
              <p>
                <strong>{opinion.by}</strong> <span className="faint">{opinion.institution.name}</span>{' '}
                {t(opinion.stance === 'dissents' ? 'case.dissent' : 'case.agrees')}
              </p>
              <p className="prose">{opinion.text}</p>
              {opinion.dissent && <p className="prose note-warn">{opinion.dissent}</p>}
            </article>
          ))}
        </section>
      )}
      {consultation.invitingSide && <DecisionHint consultation={consultation} />}
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const t = useWords(roomWords);
  return (
    <section>
      <h3>{title}</h3>
      {children ? <p className="prose">{children}</p> : <p className="faint">{t('case.none')}</p>}
    </section>
  );
}

/** Opinions whose experts take part and have not signed. */
export const opinionsMissing = ({ parties }: ConsultationView): number =>
  parties.filter(
    ({ side, state, required, signed }) => side === 'invited' && required && !signed && ['invited', 'accepted'].includes(state),
  ).length;

function DecisionHint({ consultation }: { readonly consultation: ConsultationView }) {
  const t = useWords(roomWords);
  const mayDecide = consultation.actions.includes('decide');
  return (
    <section className="room-decide" aria-label={t('decide.title')}>
      <h3>{t('decide.title')}</h3>
      {consultation.decision ? (
        <p>{t('decide.made')}</p>
      ) : mayDecide ? (
        <>
          <p>{t('decide.ready')}</p>
          <Link className="button" to={'/consultations/$id' as never} params={{ id: consultation.id } as never} target="_blank">
            {t('decide.go')}
          </Link>
        </>
      ) : (
        <p className="soft">{t('decide.waits', { count: opinionsMissing(consultation) })}</p>
      )}
    </section>
  );
}
