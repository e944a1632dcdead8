import { getRouteApi } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { DateInput } from '../../ui/date-field';
import { calendarViews, type CalendarSearch, type CalendarView } from './calendar-search';
import { calendarWords } from './calendar.locale';
import { addDays, offsetOf, type Range } from './zone.policy';

const route = getRouteApi('/inside/calendar');
interface Props {
  readonly view: CalendarView;
  readonly date: string;
  readonly zone: string;
  readonly hospitalZone: string;
  readonly period: Range;
}

/** Which days, how, and in whose time. */
export function CalendarBar({ view, date, zone, hospitalZone, period }: Props) {
  const t = useWords(calendarWords);
  const navigate = route.useNavigate();
  const turn = (change: CalendarSearch) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  const step = view === 'day' ? 1 : 7;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = [...new Set([hospitalZone, here, zone])];
  const nameOf = (each: string) =>
    each === hospitalZone ? t('zoneHospital', { zone: each }) : each === here ? t('zoneHere', { zone: each }) : each;
  return (
    <div className="calendar-bar">
      <div className="calendar-turn">
        <button type="button" className="button" onClick={() => turn({ date: addDays(date, -step) })}>
          ‹ {t('earlier')}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => void navigate({ search: ({ date: _, ...more }: CalendarSearch) => more, replace: true })}
        >
          {t('today')}
        </button>
        <button type="button" className="button" onClick={() => turn({ date: addDays(date, step) })}>
          {t('later')} ›
        </button>
      </div>
      <label className="unseen" htmlFor="calendar-date">
        {t('jump')}
      </label>
      <DateInput id="calendar-date" value={date} onChange={(next) => next && turn({ date: next })} />
      <div className="calendar-views" role="group" aria-label={t('view.label')}>
        {calendarViews.map((one) => (
          <button key={one} type="button" className="chip" aria-pressed={one === view} onClick={() => turn({ view: one })}>
            {t(`view.${one}`)}
          </button>
        ))}
      </div>
      <label className="calendar-zone">
        <span className="faint">{t('zoneNow', { zone, offset: offsetOf(period.startsAt, zone) })}</span>
        {zones.length > 1 && (
          <select className="control" aria-label={t('zone')} value={zone} onChange={({ target }) => turn({ zone: target.value })}>
            {zones.map((each) => (
              <option key={each} value={each}>
                {nameOf(each)}
              </option>
            ))}
          </select>
        )}
      </label>
    </div>
  );
}
