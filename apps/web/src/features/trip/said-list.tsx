import { useWords } from '../../platform/i18n';
import { clockOf } from '../../ui/moment';
import { useReportWords } from '../../ui/trip-words';
import { tripWords } from '../../ui/trip.locale';
import { crewWords } from './crew.locale';
import { sendWaiting, type Said } from './unsent.store';

/** What of it nobody has yet, where it cannot be overlooked. */
export function Unsent({ said }: { readonly said: readonly Said[] }) {
  const t = useWords(crewWords);
  const waiting = said.filter(({ state }) => state === 'waiting').length;
  const refused = said.filter(({ state }) => state === 'refused').length;
  return (
    <div role="status" className="crew-waits">
      {waiting > 0 && (
        <div className="note-bad crew-unsent">
          <strong>{t('unsent', { count: waiting })}</strong>
          <p>{t('unsentText')}</p>
          <button type="button" className="button" onClick={() => void sendWaiting()}>
            {t('retry')}
          </button>
        </div>
      )}
      {refused > 0 && <p className="note-bad">✕ {t('refused', { count: refused })}</p>}
    </div>
  );
}

/** What was said, newest first. */
export function SaidList({ said }: { readonly said: readonly Said[] }) {
  const t = useWords(crewWords);
  const w = useWords(tripWords);
  const spell = useReportWords();
  return (
    <section className="crew-part" aria-label={t('said')}>
      <h2>{t('said')}</h2>
      {said.length === 0 && <p className="faint">{t('nothing')}</p>}
      <ul className="crew-said">
        {said.toReversed().map(({ report, state }) => (
          <li key={report.id}>
            <span>{spell(report)}</span>{' '}
            <span className="faint figures">
              {typeof state === 'string' ? (
                <>
                  ▲ {t('pending')} · {t('measured', { time: clockOf(report.measuredAt) })}
                </>
              ) : (
                <>
                  ✓ {t('received', { time: clockOf(state.receivedAt, true) })}
                  {state.recordedLate && ` · ${w('late')} (${t('measured', { time: clockOf(report.measuredAt) })})`}
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
