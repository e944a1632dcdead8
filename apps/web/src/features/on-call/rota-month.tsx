import type { Rota } from '@alliance/contracts/on-call.contract';
import { useEffect, useRef } from 'react';
import { useLanguage } from '../../platform/i18n';
import { RotaCellView } from './rota-cell';
import { cellOf } from './rota.policy';
import type { Wanted } from './shift-panel';
import { useOnCallWords } from './use-on-call-words';

export interface RotaShown {
  readonly rota: Rota;
  readonly days: readonly string[];
  readonly today: string;
  readonly manages: boolean;
  readonly onWant: (wanted: Wanted) => void;
}

/** `一` … `日`, `Mon` … `Sun`, of a plain date. */
export function useWeekday(): (day: string) => string {
  const language = useLanguage();
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { weekday: 'short', timeZone: 'UTC' });
  return (day) => format.format(new Date(day));
}

/** Places are rows, days are columns; today is brought into sight. */
export function RotaMonth({ rota, days, today, manages, onWant }: RotaShown) {
  const { t, spellPlace } = useOnCallWords();
  const weekday = useWeekday();
  const frame = useRef<HTMLDivElement>(null);
  const [first] = days;
  useEffect(() => {
    const column = frame.current?.querySelector<HTMLElement>('[aria-current="date"]');
    if (frame.current) frame.current.scrollLeft = column ? column.offsetLeft - 240 : 0;
  }, [first]);
  return (
    <div ref={frame} className="rota-frame card" role="region" aria-label={t('title')} tabIndex={0}>
      <table className="rota">
        <thead>
          <tr>
            <th scope="col">{t('place')}</th>
            {days.map((day) => (
              <th key={day} scope="col" className={day === today ? 'here' : undefined} aria-current={day === today ? 'date' : undefined}>
                <span className="figures">{Number(day.slice(8))}</span> <span className="faint">{weekday(day)}</span>
                {day === today && <span className="rota-today"> {t('today')}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rota.places.map((place) => (
            <tr key={place?.id ?? ''}>
              <th scope="row">{spellPlace(place)}</th>
              {days.map((day) => (
                <td key={day} className={day === today ? 'here' : undefined}>
                  <RotaCellView cell={cellOf(rota, place, day)} place={place} manages={manages} onWant={onWant} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
