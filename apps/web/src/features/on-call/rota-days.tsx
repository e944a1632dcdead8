import { RotaCellView } from './rota-cell';
import { useWeekday, type RotaShown } from './rota-month';
import { cellOf } from './rota.policy';
import { useOnCallWords } from './use-on-call-words';

/** On a phone: one day under the other from today on; what is past is folded. */
export function RotaDays(shown: RotaShown) {
  const { t } = useOnCallWords();
  const { days, today } = shown;
  const past = days.includes(today) ? days.filter((day) => day < today) : [];
  return (
    <div className="rota-days">
      {past.length > 0 && (
        <details>
          <summary>{t('past', { count: past.length })}</summary>
          {past.map((day) => (
            <RotaDay key={day} day={day} {...shown} />
          ))}
        </details>
      )}
      {days.slice(past.length).map((day) => (
        <RotaDay key={day} day={day} {...shown} />
      ))}
    </div>
  );
}

function RotaDay({ day, rota, today, manages, onWant }: RotaShown & { readonly day: string }) {
  const { t, spellPlace } = useOnCallWords();
  const weekday = useWeekday();
  return (
    <section className="rota-day" aria-current={day === today ? 'date' : undefined}>
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
  );
}
