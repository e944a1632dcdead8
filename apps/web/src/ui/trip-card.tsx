import { getTrip, type TripView } from '@alliance/contracts/trip.contract';
import { useWords } from '../platform/i18n';
import { useAnswer } from '../platform/query';
import { useDayTime } from './moment';
import { Loaded, Skeleton } from './states';
import { tripCardWords } from './trip-card.locale';
import { TripLink } from './trip-link';
import { TripReports } from './trip-reports';
import { RungList, TripTeams } from './trip-people';
import { tripWords } from './trip.locale';
import './trip-card.css';

/** The journey of a referral, as the server knows it; touched with the referral itself. */
export const useTrip = (referralId: string) => useAnswer(getTrip, { params: { id: referralId } });

/** Everything about a patient on the way, for both hospitals: when, how the patient is, which team waits, the crew's link. */
export function TripCard({
  referralId,
  expectsRung = false,
}: {
  readonly referralId: string;
  /** Says so too while nobody was told yet. */
  readonly expectsRung?: boolean;
}) {
  const trip = useTrip(referralId);
  return (
    <Loaded of={trip} skeleton={<Skeleton rows={3} height={32} />}>
      {(view) => (isQuiet(view) && !expectsRung ? null : <Journey referralId={referralId} trip={view} expectsRung={expectsRung} />)}
    </Loaded>
  );
}

/** Nothing was said of a journey and nobody may say anything: there is no card. */
const isQuiet = ({ link, departedAt, reports, teams, may }: TripView): boolean =>
  !link && !departedAt && !reports.length && !teams.length && !may.issue && !may.activate;

function Journey({
  referralId,
  trip,
  expectsRung,
}: {
  readonly referralId: string;
  readonly trip: TripView;
  readonly expectsRung: boolean;
}) {
  const t = useWords(tripCardWords);
  const w = useWords(tripWords);
  const dayTime = useDayTime();
  return (
    <section className="trip-card" aria-label={t('title')}>
      <h2>{t('title')}</h2>
      <p className="trip-eta">{trip.estimatedArrivalAt ? w('eta', { time: dayTime(trip.estimatedArrivalAt) }) : w('noEta')}</p>
      <TripReports reports={trip.reports} />
      <TripTeams referralId={referralId} trip={trip} />
      {(trip.link !== null || trip.may.issue) && <TripLink referralId={referralId} trip={trip} />}
      {(trip.rung.length > 0 || expectsRung) && <RungList rung={trip.rung} />}
    </section>
  );
}
