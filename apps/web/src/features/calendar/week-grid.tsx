import FullCalendar, { type CalendarRef, type EventDisplayInfo, type EventInput } from '@fullcalendar/react';
import interaction from '@fullcalendar/react/interaction';
import zhCn from '@fullcalendar/react/locales/zh-cn';
import classic from '@fullcalendar/react/themes/classic';
import timeGrid from '@fullcalendar/react/timegrid';
import { useEffect, useMemo, useRef } from 'react';
import { useLanguage, useWords } from '../../platform/i18n';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { calendarWords } from './calendar.locale';
import { movable, type Shown } from './entries.policy';
import { minutesOf, type Range } from './zone.policy';
import '@fullcalendar/react/skeleton.css';
import '@fullcalendar/react/themes/classic/theme.css';
import '@fullcalendar/react/themes/classic/palette.css';

export interface Moved extends Range {
  readonly entry: Shown;
  /** Puts it back where it was. */
  readonly revert: () => void;
}
export interface GridProps {
  readonly view: 'week' | 'day';
  readonly date: string;
  readonly zone: string;
  readonly entries: readonly Shown[];
  readonly free: readonly Range[];
  readonly common: readonly Range[];
  readonly fixed: boolean;
  readonly onOpen: (entry: Shown) => void;
  readonly onMoved: (moved: Moved) => void;
  readonly onChosen: (range: Range) => void;
}

const plugins = [timeGrid, interaction, classic];
const views = { week: 'timeGridWeek', day: 'timeGridDay' } as const;
const marks = { held: '◌', confirmed: '●', released: '○' } as const;
const instants = (start: Date | null, end: Date | null): Range | null =>
  start && end ? { startsAt: start.toISOString(), endsAt: end.toISOString() } : null;

/** Days beside each other in the zone named above: drawn on, dragged and pulled. Everything in it is in the list as well. */
export default function WeekGrid({ view, date, zone, entries, free, common, fixed, onOpen, onMoved, onChosen }: GridProps) {
  const ref = useRef<CalendarRef>(null);
  const language = useLanguage();
  useEffect(() => {
    ref.current?.getApi().changeView(views[view], date);
  }, [view, date]);
  const events = useMemo<EventInput[]>(() => {
    const ground = (ranges: readonly Range[], name: string): EventInput[] =>
      ranges.map(({ startsAt, endsAt }) => ({ start: startsAt, end: endsAt, display: 'background', className: `calendar-${name}` }));
    return [
      ...ground(free, 'free'),
      ...ground(common, 'common'),
      ...entries.map((entry) => ({
        id: entry.key,
        start: entry.startsAt,
        end: entry.endsAt,
        className: `calendar-entry ${entry.what} ${entry.state ?? ''} ${entry.mine ? 'mine' : 'others'}`,
        editable: !fixed && movable(entry),
        interactive: true,
        extendedProps: { entry },
      })),
    ];
  }, [entries, free, common, fixed]);
  const moved = (event: { start: Date | null; end: Date | null; extendedProps: Record<string, unknown> }, revert: () => void) => {
    const range = instants(event.start, event.end);
    if (range) onMoved({ ...range, entry: event.extendedProps['entry'] as Shown, revert });
    else revert();
  };
  return (
    <FullCalendar
      ref={ref}
      plugins={plugins}
      locales={[zhCn]}
      locale={language === 'zh' ? 'zh-cn' : 'en-gb'}
      timeZone={zone}
      initialView={views[view]}
      initialDate={date}
      firstDay={1}
      headerToolbar={false}
      allDaySlot={false}
      nowIndicator
      height="auto"
      slotMinTime="06:00:00"
      slotMaxTime="24:00:00"
      slotDuration="00:30:00"
      snapDuration="00:15:00"
      eventTimeFormat={{ hour: '2-digit', minute: '2-digit', hour12: false }}
      events={events}
      selectable={!fixed}
      selectMirror
      unselectAuto
      longPressDelay={400}
      eventContent={(info) => <Entry info={info} />}
      eventClick={({ event }) => event.display !== 'background' && onOpen(event.extendedProps['entry'] as Shown)}
      eventDrop={({ event, revert }) => moved(event, revert)}
      eventResize={({ event, revert }) => moved(event, revert)}
      select={({ start, end }) => {
        const range = instants(start, end);
        if (range && minutesOf(range) >= 10) onChosen(range);
      }}
    />
  );
}

function Entry({ info }: { readonly info: EventDisplayInfo }) {
  const t = useWords(calendarWords);
  const codes = useWords(consultationCodeWords);
  const entry = info.event.extendedProps['entry'] as Shown | undefined;
  if (!entry) return null;
  const { what, kind, absence, state, mine, person } = entry;
  const title =
    what === 'reservation' && kind ? codes(`kind.${kind}`) : what === 'absence' ? t(`absence.${absence ?? 'other'}`) : t('what.busy');
  return (
    <span className="calendar-entry-text">
      <span className="figures">{info.timeText}</span>{' '}
      <strong>
        {what === 'reservation' && state ? `${marks[state]} ${t(`state.${state}`)} · ` : what === 'absence' ? '⊘ ' : '▬ '}
        {title}
      </strong>
      {!mine && <span> · {person.name}</span>}
    </span>
  );
}
