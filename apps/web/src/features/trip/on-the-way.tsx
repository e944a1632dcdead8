import { tripProblems, type TripProblem } from '@alliance/domain/trip/trip-report';
import { useEffect, useState } from 'react';
import { serverNow } from '../../platform/clock';
import { useWords } from '../../platform/i18n';
import { TextField } from '../../ui/field';
import { clockOf } from '../../ui/moment';
import { tripWords } from '../../ui/trip.locale';
import { crewWords } from './crew.locale';
import type { SayOnTheWay } from './use-crew';

const delays = [10, 20] as const;
const estimates = [10, 20, 40] as const;
const minute = 60_000;

/** When the crew arrives: against what was said before, or in minutes from now. */
export function ArrivalTime({ expectedAt, say }: { readonly expectedAt: string | null; readonly say: SayOnTheWay }) {
  const t = useWords(crewWords);
  const w = useWords(tripWords);
  const [minutes, setMinutes] = useState('');
  const tell = (at: number) => say({ kind: 'estimated_arrival', estimatedArrivalAt: new Date(at).toISOString() });
  const inMinutes = (count: number) => tell(serverNow() + count * minute);
  const own = /^\d{1,3}$/.test(minutes) ? Number(minutes) : 0;
  return (
    <section className="crew-part" aria-label={t('eta.title')}>
      <h2>{t('eta.title')}</h2>
      <p className="crew-eta">{expectedAt ? w('eta', { time: clockOf(expectedAt) }) : w('noEta')}</p>
      <div className="crew-three">
        {expectedAt ? (
          <>
            <button type="button" className="button" onClick={() => tell(Date.parse(expectedAt))}>
              {t('eta.onTime')}
            </button>
            {delays.map((count) => (
              <button key={count} type="button" className="button" onClick={() => tell(Date.parse(expectedAt) + count * minute)}>
                {t('eta.later', { count })}
              </button>
            ))}
          </>
        ) : (
          estimates.map((count) => (
            <button key={count} type="button" className="button" onClick={() => inMinutes(count)}>
              {t('eta.minutes', { count })}
            </button>
          ))
        )}
      </div>
      <div className="crew-own">
        <TextField label={t('eta.other')} value={minutes} maxLength={3} inputMode="numeric" onChange={setMinutes} />
        <button
          type="button"
          className="button"
          aria-disabled={own < 1}
          onClick={() => {
            if (own < 1) return;
            inMinutes(own);
            setMinutes('');
          }}
        >
          {t('eta.send')}
        </button>
      </div>
    </section>
  );
}

const sureMs = 6_000;

/** What happened on the way; a second press confirms, because one of them rings. */
export function TripProblems({ say }: { readonly say: SayOnTheWay }) {
  const t = useWords(crewWords);
  const w = useWords(tripWords);
  const [asked, setAsked] = useState<TripProblem>();
  // one accidental press does not lie in wait for the next
  useEffect(() => {
    if (!asked) return;
    const timer = setTimeout(() => setAsked(undefined), sureMs);
    return () => clearTimeout(timer);
  }, [asked]);
  const press = (problem: TripProblem) => {
    if (asked !== problem) return setAsked(problem);
    setAsked(undefined);
    say({ kind: 'problem', problem });
  };
  return (
    <section className="crew-part" aria-label={t('problem.title')}>
      <h2>{t('problem.title')}</h2>
      <div className="crew-problems">
        {tripProblems.map((problem) => (
          <button
            key={problem}
            type="button"
            className={problem === 'at_the_door' ? 'button' : 'button danger'}
            onClick={() => press(problem)}
          >
            {asked === problem ? t('problem.sure', { problem: w(`problem.${problem}`) }) : w(`problem.${problem}`)}
          </button>
        ))}
      </div>
    </section>
  );
}
