import type { Calendar, CalendarEntry, PersonCalendar } from '@alliance/contracts/availability.contract';
import type { Range } from './zone.policy';

/** One line of the calendar: an entry and whose it is. */
export interface Shown extends CalendarEntry {
  readonly key: string;
  readonly person: PersonCalendar['person'];
  readonly mine: boolean;
}

/** All entries of the people shown, by time; a session of several of them stands once, under the first of them. */
export function shownEntries(calendar: Calendar): Shown[] {
  const own = [...calendar.people].sort((a, b) => Number(b.mine) - Number(a.mine));
  const seen = new Set<string>();
  return own
    .flatMap(({ person, mine, entries }) =>
      entries.map((entry, i) => ({ ...entry, person, mine, key: `${person.id}:${entry.subjectId ?? `busy-${i}`}:${entry.startsAt}` })),
    )
    .filter(({ what, subjectId }) => {
      if (what !== 'reservation' || !subjectId) return true;
      const first = !seen.has(subjectId);
      seen.add(subjectId);
      return first;
    })
    .sort((a, b) => a.startsAt.localeCompare(b.startsAt) || a.key.localeCompare(b.key));
}

/** What can be dragged: a confirmed or held session that is shown in full, and one's own absence. */
export const movable = ({ what, subjectId, mine }: Shown): boolean =>
  subjectId !== null && (what === 'reservation' || (what === 'absence' && mine));

/** The first range that a wanted time lies in, whole. */
export const covers = (ranges: readonly Range[], { startsAt, endsAt }: Range): boolean =>
  ranges.some((free) => Date.parse(free.startsAt) <= Date.parse(startsAt) && Date.parse(endsAt) <= Date.parse(free.endsAt));
