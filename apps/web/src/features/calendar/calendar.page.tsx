import { commonTimes, getCalendar, type Calendar } from '@alliance/contracts/availability.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useNow } from '../../platform/clock';
import { useWords } from '../../platform/i18n';
import { useLive } from '../../platform/live';
import { useAnswer } from '../../platform/query';
import { useSession } from '../../platform/session';
import { Page } from '../../ui/page';
import { SidePanel } from '../../ui/side-panel';
import { Loaded, Skeleton } from '../../ui/states';
import { useWide } from '../../ui/use-wide';
import { CalendarBar } from './calendar-bar';
import { EntryPanel, TakePanel } from './calendar-panel';
import type { CalendarSearch } from './calendar-search';
import { calendarWords } from './calendar.locale';
import { EntryList, useEntryWords } from './entry-list';
import { shownEntries, type Shown } from './entries.policy';
import { PeopleBar } from './people-bar';
import { hasExpert, seated, useConsultation } from './session.data';
import { after, dateIn, periodOf, type Range } from './zone.policy';
import './calendar.css';

const WeekGrid = lazy(() => import('./week-grid'));
const route = getRouteApi('/inside/calendar');
const hospitalZone = 'Asia/Shanghai';
const none: readonly Range[] = [];

type Panel =
  | { readonly what: 'take'; readonly range: Range }
  | { readonly what: 'entry'; readonly entry: Shown; readonly to: Range; readonly revert?: () => void };

/** My sessions and absences, when others are busy, and when all have time. */
export function CalendarPage() {
  const t = useWords(calendarWords);
  const search = route.useSearch();
  const wide = useWide('(min-width: 760px)');
  const view = search.view ?? (wide ? 'week' : 'list');
  const now = useNow(60_000);
  const zone = search.zone ?? hospitalZone;
  const date = search.date ?? dateIn(new Date(now).toISOString(), zone);
  const period = periodOf(date, zone, view === 'day' ? 1 : 7);
  const looking = useConsultation(search.consultation);
  const session = useSession();
  const me = 'session' in session ? session.session.user.id : '';
  const table = looking.data ? seated(looking.data).map(({ id }) => id) : [];
  const ids = [...new Set([me, ...(search.people ?? []), ...table])].slice(0, 20);
  const minutes = looking.data?.minutes ?? 30;
  const kind = looking.data?.kind ?? 'scheduled';
  const calendar = useAnswer(
    getCalendar,
    { query: { from: period.startsAt, to: period.endsAt, kind, ...(ids.length > 1 && { personIds: ids.join(',') }) } },
    { keepPrevious: true },
  );
  // who is looked for a time, and not who looks, has to be free
  const together = table.length > 0 ? [...new Set([...table, ...(search.people ?? [])])] : ids;
  const common = useAnswer(
    commonTimes,
    together.length > 1
      ? { query: { participants: together.join(','), minutes, from: period.startsAt, to: period.endsAt, kind, limit: 50 } }
      : null,
    { keepPrevious: true },
  );
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Link to="/account/notifications" className="button bare">
            {t('feed')}
          </Link>
          <Link to="/calendar/availability" className="button">
            {t('settings')}
          </Link>
        </>
      }
    >
      <CalendarBar view={view} date={date} zone={zone} hospitalZone={calendar.data?.zone ?? hospitalZone} period={period} />
      {search.consultation && looking.data && <Looking consultation={looking.data} />}
      <Loaded of={calendar} skeleton={<Skeleton rows={8} height={48} />}>
        {(found) => (
          <Shelf
            calendar={found}
            common={common.data}
            view={view}
            date={date}
            zone={zone}
            consultation={search.consultation}
            minutes={minutes}
            period={period}
          />
        )}
      </Loaded>
    </Page>
  );
}

function Looking({ consultation }: { readonly consultation: ConsultationView }) {
  const t = useWords(calendarWords);
  const navigate = route.useNavigate();
  const names = seated(consultation)
    .map(({ name }) => name)
    .join('、');
  const { number } = consultation;
  return (
    <p className="note-warn calendar-looking" role="status">
      {hasExpert(consultation) ? t('looking', { number, names }) : t('lookingNobody', { number })}
      <button
        type="button"
        className="button bare"
        onClick={() => void navigate({ search: ({ consultation: _, ...others }: CalendarSearch) => others, replace: true })}
      >
        {t('stopLooking')}
      </button>
    </p>
  );
}

interface ShelfProps {
  readonly calendar: Calendar;
  readonly common: { readonly free: readonly Range[]; readonly withoutTime: readonly string[] } | undefined;
  readonly view: 'week' | 'day' | 'list';
  readonly date: string;
  readonly zone: string;
  readonly consultation: string | undefined;
  readonly minutes: number;
  readonly period: Range;
}

function Shelf({ calendar, common, view, date, zone, consultation, minutes, period }: ShelfProps) {
  const t = useWords(calendarWords);
  const navigate = route.useNavigate();
  const offline = useLive() === 'offline';
  const nameOf = useEntryWords();
  const [panel, setPanel] = useState<Panel>();
  const now = useNow(60_000);
  const entries = useMemo(() => shownEntries(calendar), [calendar]);
  const mine = calendar.people.find((one) => one.mine);
  const others = calendar.people.filter((one) => !one.mine).map(({ person }) => person);
  const free = mine?.free ?? none;
  const turn = (people: readonly string[]) =>
    void navigate({
      search: ({ people: _, ...more }: CalendarSearch) => ({ ...more, ...(people.length > 0 && { people }) }),
      replace: true,
    });
  const close = () => {
    if (panel?.what === 'entry') panel.revert?.();
    setPanel(undefined);
  };
  // what nobody dragged begins at the next free time of those shown
  const soonest = Math.max(Date.parse(period.startsAt), Math.ceil(now / 900_000) * 900_000);
  const first = (common?.free ?? free).find(({ endsAt }) => Date.parse(endsAt) - minutes * 60_000 >= soonest);
  const startsAt = new Date(Math.max(soonest, Date.parse(first?.startsAt ?? period.startsAt))).toISOString();
  const without = calendar.people.filter(({ person }) => common?.withoutTime.includes(person.id)).map(({ person }) => person.name);
  return (
    <>
      <PeopleBar
        others={others}
        onAdd={(id) => turn([...new Set([...others.map((one) => one.id), id])])}
        onRemove={(id) => turn(others.map((one) => one.id).filter((one) => one !== id))}
      />
      {without.length > 0 ? (
        <p className="note-warn">▲ {t('people.without', { names: without.join('、') })}</p>
      ) : (
        common?.free.length === 0 && <p className="note-warn">▲ {t('people.noCommon')}</p>
      )}
      {offline && <p className="note-warn">{t('offline')}</p>}
      <div className="calendar-legend faint">
        <span className="calendar-legend-free">{t('legend.free')}</span>
        {common && <span>{t('legend.common')}</span>}
        {(['held', 'confirmed', 'absence', 'busy'] as const).map((one) => (
          <span key={one}>{t(`legend.${one}`)}</span>
        ))}
        {!offline && mine && (
          <button
            type="button"
            className="button primary"
            onClick={() => setPanel({ what: 'take', range: { startsAt, endsAt: after(startsAt, minutes) } })}
          >
            {t('add')}
          </button>
        )}
      </div>
      {view === 'list' ? (
        <EntryList entries={entries} zone={zone} onOpen={(entry) => setPanel({ what: 'entry', entry, to: entry })} />
      ) : (
        <Suspense fallback={<Skeleton rows={8} height={48} />}>
          <div className="calendar-grid">
            <WeekGrid
              key={zone}
              view={view}
              date={date}
              zone={zone}
              entries={entries}
              free={free}
              common={common?.free ?? none}
              fixed={offline}
              onOpen={(entry) => entry.subjectId && setPanel({ what: 'entry', entry, to: entry })}
              onMoved={({ entry, revert, ...to }) => setPanel({ what: 'entry', entry, to, revert })}
              onChosen={(range) => setPanel({ what: 'take', range })}
            />
          </div>
        </Suspense>
      )}
      <SidePanel title={panel?.what === 'entry' ? nameOf(panel.entry) : t('add')} open={panel !== undefined} onClose={close}>
        {panel?.what === 'take' && mine && (
          <TakePanel
            personId={mine.person.id}
            range={panel.range}
            zone={zone}
            consultation={consultation}
            onDone={() => setPanel(undefined)}
          />
        )}
        {panel?.what === 'entry' && (
          <EntryPanel entry={panel.entry} to={panel.to} zone={zone} onDone={() => setPanel(undefined)} onRefused={() => panel.revert?.()} />
        )}
      </SidePanel>
    </>
  );
}
