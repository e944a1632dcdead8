import type { CrewView } from '@alliance/contracts/trip.contract';
import { emergencyNumber } from '@alliance/domain/on-call/ladder';
import { useEffect, type ReactNode } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { isRefused } from '../../platform/refusal';
import { Icon } from '../../ui/icon';
import { GuestFrame } from '../../ui/guest-frame';
import { Loaded, Skeleton } from '../../ui/states';
import { tripWords } from '../../ui/trip.locale';
import { uiWords } from '../../ui/ui.locale';
import { crewWords } from './crew.locale';
import { ArrivalTime, TripProblems } from './on-the-way';
import { SaidList, Unsent } from './said-list';
import { useSaid } from './unsent.store';
import { sayer, useCrewView, useTripToken } from './use-crew';
import { VitalForm } from './vital-form';
import '../../ui/states.css';
import './trip.css';

/** The page of a crew, for one journey and without an account: where to, whom to ring, what to say. */
export function TripPage() {
  const token = useTripToken();
  return <CrewFrame>{token ? <Journey token={token} /> : <NoLink />}</CrewFrame>;
}

function CrewFrame({ children }: { readonly children: ReactNode }) {
  const t = useWords(crewWords);
  return (
    <GuestFrame title={t('title')} otherLanguage={t('language')} className="crew">
      {children}
    </GuestFrame>
  );
}

function Journey({ token }: { readonly token: string }) {
  const t = useWords(crewWords);
  const view = useCrewView(token);
  const said = useSaid(token);
  const say = sayer(token);
  const { refetch } = view;
  const taken = said.filter(({ state }) => typeof state === 'object').length;
  useEffect(() => {
    if (taken) void refetch();
  }, [taken, refetch]);
  if (isRefused(view.error, 'link.invalid'))
    return (
      <>
        <NoLink />
        <Unsent said={said} />
        {said.length > 0 && <SaidList said={said} />}
      </>
    );
  return (
    <Loaded of={{ ...view, error: view.data ? null : view.error }} skeleton={<Skeleton rows={5} height={48} />}>
      {(crew) => (
        <>
          {view.error ? (
            <p className="note-warn" role="status">
              ▲ {t('offline')}
            </p>
          ) : null}
          <Unsent said={said} />
          <Destination crew={crew} />
          <TripProblems say={say} />
          <ArrivalTime expectedAt={crew.estimatedArrivalAt} say={say} />
          <VitalForm say={say} />
          <SaidList said={said} />
          <p className="faint">{t('noAccount')}</p>
        </>
      )}
    </Loaded>
  );
}

function Destination({ crew: { to, from, patient, phase } }: { readonly crew: CrewView }) {
  const t = useWords(crewWords);
  const ui = useWords(uiWords);
  const text = useText();
  return (
    <section className="crew-part" aria-label={t('to')}>
      <p className="faint">{t('to')}</p>
      <p className="crew-place">
        {to.name} {text(to.department)}
      </p>
      {to.place && (
        <p>
          <span className="soft">{t('place')}</span> <strong>{to.place}</strong>
        </p>
      )}
      {to.physician && (
        <p>
          <span className="soft">{t('physician')}</span> {to.physician}
        </p>
      )}
      <p>
        <span className="soft">{t('patient')}</span> {ui(`sex.${patient.sex}`)}{' '}
        {patient.age === null ? t('ageUnknown') : t('age', { count: patient.age })}
      </p>
      {phase !== 'on_the_way' && <p className={phase === 'arrived' ? 'note-good' : 'note-warn'}>{t(phase)}</p>}
      <CallButton name={to.person ?? to.name} phone={to.phone} primary />
      <CallButton name={`${t('from')} ${from.person ?? from.name}`} phone={from.phone} />
    </section>
  );
}

function CallButton({ name, phone, primary = false }: { readonly name: string; readonly phone: string; readonly primary?: boolean }) {
  return (
    <a className={primary ? 'button primary crew-do' : 'button crew-do'} href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
      <Icon name="phone" size={16} /> {name} <span className="figures">{phone}</span>
    </a>
  );
}

function NoLink() {
  const t = useWords(crewWords);
  const w = useWords(tripWords);
  return (
    <section className="crew-part" role="alert">
      <p className="crew-place">{t('none.title')}</p>
      <p>{t('none.text')}</p>
      <CallButton name={w('emergency')} phone={emergencyNumber} primary />
    </section>
  );
}
