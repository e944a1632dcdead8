import { lookAtPatientStatus, type PatientStatus } from '@alliance/contracts/patient-status.contract';
import { emergencyNumber } from '@alliance/domain/on-call/ladder';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { useLanguage, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { isRefused } from '../../platform/refusal';
import { longDay, useDayTime } from '../../ui/moment';
import { GuestFrame } from '../../ui/guest-frame';
import { Loaded, Skeleton } from '../../ui/states';
import { CallButton, WhomToCall } from './whom-to-call';
import { patientStatusWords } from './patient-status.locale';
import { ReceptionPart } from './reception-part';
import { StatusPath } from './status-path';
import { StopMessages } from './stop-messages';
import '../../ui/states.css';
import './patient-status.css';

const lookAgainMs = 60_000;

/** A patient's own page: where the referral stands, in plain words, without an account. Its token is the fragment of the address. */
export function PatientStatusPage() {
  const router = useRouter();
  const [token] = useState(() => /^#?([\w-]{43})$/.exec(router.history.location.hash)?.[1]);
  return <PatientFrame>{token ? <Status token={token} /> : <NoLink />}</PatientFrame>;
}

function PatientFrame({ children }: { readonly children: ReactNode }) {
  const t = useWords(patientStatusWords);
  return (
    <GuestFrame title={t('title')} otherLanguage={t('language')} className="own-status">
      {children}
    </GuestFrame>
  );
}

function Status({ token }: { readonly token: string }) {
  const view = useAnswer(lookAtPatientStatus, { body: { token } });
  const { refetch } = view;
  useEffect(() => {
    const timer = setInterval(() => void refetch(), lookAgainMs);
    return () => clearInterval(timer);
  }, [refetch]);
  if (isRefused(view.error, 'link.invalid')) return <NoLink />;
  return (
    <Loaded of={{ ...view, error: view.data ? null : view.error }} skeleton={<Skeleton rows={4} height={72} />}>
      {(status) => <Told status={status} token={token} />}
    </Loaded>
  );
}

function Told({ status, token }: { readonly status: PatientStatus; readonly token: string }) {
  const t = useWords(patientStatusWords);
  const dayTime = useDayTime();
  const language = useLanguage();
  const { stage, name, number, since, nextBy, nextVisitOn } = status;
  return (
    <>
      <section className="own-status-part" aria-label={t('nowTitle')}>
        {name && (
          <p className="soft">
            {name} · {t('number')} <span className="figures">{number}</span>
          </p>
        )}
        <p className="own-status-now">{t(`stage.${stage}`)}</p>
        {since && <p className="faint">{t('since', { time: dayTime(since) })}</p>}
        <h2>{t('nextTitle')}</h2>
        <p>{t(`next.${stage}`)}</p>
        {nextBy && <p className="soft">{t('nextBy', { time: dayTime(nextBy) })}</p>}
        {nextVisitOn && <p className="own-status-strong">{t('visit', { day: longDay(`${nextVisitOn}T12:00:00+08:00`, language) })}</p>}
      </section>
      {status.reception && <ReceptionPart reception={status.reception} bring={status.bring} stage={stage} />}
      {stage !== 'contact_hospital' && stage !== 'not_carried_out' && <StatusPath stage={stage} />}
      <WhomToCall status={status} />
      {status.messages !== 'off' && <StopMessages token={token} status={status} />}
      {stage !== 'contact_hospital' && <p className="faint">{t('foot', { time: dayTime(status.expiresAt) })}</p>}
    </>
  );
}

function NoLink() {
  const t = useWords(patientStatusWords);
  return (
    <section className="own-status-part" role="alert">
      <p className="own-status-now">{t('none.title')}</p>
      <p>{t('none.text')}</p>
      <CallButton name={t('call.emergency')} phone={emergencyNumber} />
    </section>
  );
}
