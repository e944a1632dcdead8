import type { TripReport } from '@alliance/contracts/trip.contract';
import { measuredSigns, missingForNews2 } from '@alliance/domain/trip/vital-signs';
import { useWords } from '../platform/i18n';
import { clockOf, useDayTime } from './moment';
import { tripCardWords } from './trip-card.locale';
import { useReportWords } from './trip-words';
import { tripWords } from './trip.locale';

/** What the crew said, newest first: the last measured values large, all of them in a list that can be opened. */
export function TripReports({ reports }: { readonly reports: readonly TripReport[] }) {
  const t = useWords(tripCardWords);
  const dayTime = useDayTime();
  const spell = useReportWords();
  const latest = reports.findLast(({ vitalSigns }) => vitalSigns !== null);
  return (
    <section className="trip-part" aria-label={t('reports.title')}>
      <h3>{t('reports.title')}</h3>
      {!reports.length && <p className="faint">{t('reports.none')}</p>}
      {latest && (
        <>
          <p className="soft">
            {t('reports.latest')} <time dateTime={latest.measuredAt}>{dayTime(latest.measuredAt)}</time> <Marks report={latest} />
          </p>
          <Signs report={latest} />
        </>
      )}
      {reports.length > 0 && (
        <details className="trip-all" open={!latest}>
          <summary>{t('reports.all', { count: reports.length })}</summary>
          <ul>
            {reports.toReversed().map((report) => (
              <li key={report.id}>
                <time className="figures" dateTime={report.measuredAt}>
                  {clockOf(report.measuredAt)}
                </time>{' '}
                {report.problem ? <strong>{spell(report)}</strong> : spell(report)} <Marks report={report} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Marks({ report: { recordedLate, receivedAt, news2, deteriorating, vitalSigns } }: { readonly report: TripReport }) {
  const w = useWords(tripWords);
  const missing = missingForNews2(vitalSigns ?? {}).map((sign) => w(`sign.${sign}`));
  return (
    <>
      {deteriorating && <strong className="trip-worse">{w('worse')}</strong>}{' '}
      {news2 !== null && (
        <span>{missing.length ? w('news2Least', { score: news2, missing: missing.join(w('and')) }) : w('news2', { score: news2 })}</span>
      )}{' '}
      {recordedLate && (
        <span className="tag" title={w('lateHint')}>
          {w('late')} {clockOf(receivedAt)}
        </span>
      )}
    </>
  );
}

function Signs({ report: { vitalSigns, observations } }: { readonly report: TripReport }) {
  const w = useWords(tripWords);
  if (!vitalSigns) return null;
  return (
    <>
      <dl className="trip-signs">
        {measuredSigns.map((sign) =>
          vitalSigns[sign] === undefined ? null : (
            <div key={sign}>
              <dt>{w(`sign.${sign}`)}</dt>
              <dd className="figures">
                <strong>{vitalSigns[sign]}</strong> <span className="faint">{w(`unit.${sign}`)}</span>
              </dd>
            </div>
          ),
        )}
        {vitalSigns.consciousness && (
          <div>
            <dt>{w('sign.consciousness')}</dt>
            <dd>
              <strong>{w(`consciousness.${vitalSigns.consciousness}`)}</strong>
            </dd>
          </div>
        )}
      </dl>
      {(vitalSigns.on_oxygen === true || observations.length > 0) && (
        <p>{[...(vitalSigns.on_oxygen ? [w('onOxygen')] : []), ...observations.map((each) => w(`observation.${each}`))].join(' · ')}</p>
      )}
    </>
  );
}
