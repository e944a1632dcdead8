import type { PatientStatus } from '@alliance/contracts/patient-status.contract';
import { useNow } from '../../platform/clock';
import { useLanguage, useWords } from '../../platform/i18n';
import { clockOf, longDay } from '../../ui/moment';
import { patientStatusWords } from './patient-status.locale';
import { CallButton } from './whom-to-call';

const onTheWay: ReadonlySet<PatientStatus['stage']> = new Set(['on_the_way', 'home_on_the_way']);

/** Where to go, until when, and with what; whoever is late and not on the way is asked to call. */
export function ReceptionPart({
  reception,
  bring,
  stage,
}: {
  readonly reception: NonNullable<PatientStatus['reception']>;
  readonly bring: PatientStatus['bring'];
  readonly stage: PatientStatus['stage'];
}) {
  const t = useWords(patientStatusWords);
  const language = useLanguage();
  const late = useNow(15_000) > Date.parse(reception.arriveBy) && !onTheWay.has(stage);
  return (
    <section className="own-status-part" aria-label={t('reception.title')}>
      <h2>{t('reception.title')}</h2>
      <p className="soft">{t('reception.before')}</p>
      <p className="own-status-now">
        {longDay(reception.arriveBy, language)} <span className="figures">{clockOf(reception.arriveBy)}</span>
      </p>
      {late && (
        <p className="note-warn" role="status">
          {t('reception.late')}
        </p>
      )}
      <p className="own-status-strong">{reception.hospital}</p>
      <p>{reception.place ?? t('reception.desk')}</p>
      {reception.phone && <CallButton name={t('reception.call')} phone={reception.phone} />}
      {bring.length > 0 && (
        <>
          <h2>{t('bring.title')}</h2>
          <ul className="own-status-bring">
            {bring.map((each) => (
              <li key={each}>{t(`bring.${each}`)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
