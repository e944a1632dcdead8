import { useEffect, useRef } from 'react';
import { RotaCellView } from './rota-cell';
import { useWeekday, type RotaShown } from './rota-month';
import { cellOf } from './rota.policy';
import { useOnCallWords } from './use-on-call-words';

/** On a phone: one day under the other, today first in sight. */
export function RotaDays({ rota, days, today, manages, onWant }: RotaShown) {
  const { t, spellPlace } = useOnCallWords();
  const weekday = useWeekday();
  const here = useRef<HTMLElement>(null);
  const [first] = days;
  useEffect(() => here.current?.scrollIntoView({ block: 'start' }), [first]);
  return (
    <div className="rota-days">
      {days.map((day) => (
        <section key={day} ref={day === today ? here : undefined} className="rota-day" aria-current={day === today ? 'date' : undefined}>
          <h2>
            <span className="figures">{day.slice(5)}</span> {weekday(day)}
            {day === today && <span className="rota-today"> {t('today')}</span>}
          </h2>
          <dl>
            {rota.places.map((place) => {
              const cell = cellOf(rota, place, day);
              const bare = cell.shifts.length + cell.gaps.length + cell.overlaps.length === 0;
              return (
                <div key={place?.id ?? ''}>
                  <dt>{spellPlace(place)}</dt>
                  <dd>
                    {bare ? (
                      <span className="faint">{t('free')}</span>
                    ) : (
                      <RotaCellView cell={cell} place={place} manages={manages} onWant={onWant} />
                    )}
                  </dd>
                </div>
              );
            })}
          </dl>
        </section>
      ))}
    </div>
  );
}
