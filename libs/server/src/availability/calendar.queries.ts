import type { Calendar, CalendarEntry, commonTimes, getCalendar, PersonCalendar } from '@alliance/contracts/availability.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { proposalStepMinutes } from '@alliance/domain/availability/availability.codes';
import * as rule from '@alliance/domain/availability/common-times';
import { freeOf, type PersonTime } from '@alliance/domain/availability/person-time';
import { shared, spanOf, type Span } from '@alliance/domain/availability/span';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { mayArrange, rangeView } from './availability.row.js';
import { personTimes, timesTaken } from './person-times.js';

const longestDays = 100;
interface EntryRow extends Omit<CalendarEntry, 'startsAt' | 'endsAt' | 'until'> {
  personId: string;
  startsAt: Date;
  endsAt: Date;
  until: Date | null;
}

/** What row-level security shows of these people: reservations that still count, and absences. */
const entries = `
  select person_id as "personId", 'reservation' as what, starts_at as "startsAt", ends_at as "endsAt", subject_id as "subjectId", kind, state, null as absence, null as note, until
  from reservation where person_id = any($1::uuid[]) and (state = 'confirmed' or (state = 'held' and until > $4))
    and starts_at < $3 and starts_at > $2::timestamptz - interval '12 hours' and ends_at > $2
  union all
  select person_id, 'absence', starts_at, ends_at, id, null, null, kind, note, null
  from absence where person_id = any($1::uuid[]) and starts_at < $3 and ends_at > $2
  order by "startsAt", "subjectId"`;

@Injectable()
export class CalendarQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal access.not_found for somebody whose time one may not know; availability.period_invalid for more than a hundred days */
  calendar(actor: Actor, query: InputOf<typeof getCalendar>['query']): Promise<Calendar> {
    const within = withinOf(query);
    const personIds = [...new Set(query.personIds ?? [actor.personId])];
    return this.database.write(actor, async (tx) => {
      const now = this.clock.now();
      const times = await personTimes(tx, { personIds, kind: query.kind, within, now, notice: false });
      const people = await tx.rows<{ id: string; name: string; here: boolean; zone: string }>(
        `select p.id, p.name, i.time_zone as zone, exists (select 1 from appointment a where a.person_id = p.id and a.institution_id = i.id and a.ended_at is null) as here
         from person p cross join institution i where p.id = any($1::uuid[]) and i.id = current_institution() order by array_position($1::uuid[], p.id)`,
        [personIds],
      );
      const shown = people.filter(({ id, here }) => id === actor.personId || (here && mayArrange(actor, id))).map(({ id }) => id);
      const full = await this.inFull(tx, shown, within, now);
      const busy = Map.groupBy(await timesTaken(tx, personIds, within, now), (row) => row.person_id);
      const others = personIds.filter((id) => id !== actor.personId);
      if (others.length) await this.audit.seen(tx, actor, { action: 'calendar.read', objectKind: 'person', objectIds: others });
      return {
        zone: people[0]?.zone ?? 'Asia/Shanghai',
        people: people.map((person): PersonCalendar => {
          const known = full.get(person.id) ?? [];
          const at = ({ startsAt, endsAt }: Pick<CalendarEntry, 'startsAt' | 'endsAt'>) => `${startsAt} ${endsAt}`;
          const named = new Set(known.map(at));
          const rest = (busy.get(person.id) ?? [])
            .map(({ starts_at, ends_at }) => busyEntry(starts_at, ends_at))
            .filter((each) => !named.has(at(each)));
          return {
            person: { id: person.id, name: person.name },
            mine: person.id === actor.personId,
            free: shared(freeOf(times.get(person.id) as PersonTime), [within]).map(rangeView),
            entries: [...known, ...rest].sort((a, b) => a.startsAt.localeCompare(b.startsAt)),
          };
        }),
      };
    });
  }

  /** @throws Refusal as the calendar */
  common(actor: Actor, query: InputOf<typeof commonTimes>['query']) {
    const now = this.clock.now();
    const asked = withinOf(query);
    const within = { from: Math.max(asked.from, Math.ceil(now.getTime() / 60_000)), to: asked.to };
    const { minutes, kind, limit } = query;
    const personIds = [...new Set(query.participants)];
    return this.database.read(actor, async (tx) => {
      const times = await personTimes(tx, { personIds, kind, within, now, notice: true });
      const people = [...times.values()];
      const ask = { minutes, step: proposalStepMinutes, within, limit };
      return {
        items: rule.commonTimes(people, ask).map(rangeView),
        free: rule.commonFree(people, within, minutes).map(rangeView),
        withoutTime: personIds.filter((id) => !rule.commonFree([times.get(id) as PersonTime], within, minutes).length),
      };
    });
  }

  private async inFull(
    tx: Transaction,
    personIds: readonly string[],
    { from, to }: Span,
    now: Date,
  ): Promise<Map<string, CalendarEntry[]>> {
    if (!personIds.length) return new Map();
    const rows = await tx.rows<EntryRow>(entries, [personIds, new Date(from * 60_000), new Date(to * 60_000), now]);
    const iso = (at: Date) => new Date(at).toISOString();
    const found = new Map<string, CalendarEntry[]>();
    for (const { personId, startsAt, endsAt, until, ...row } of rows) {
      const entry = { ...row, startsAt: iso(startsAt), endsAt: iso(endsAt), until: until && iso(until) };
      found.set(personId, [...(found.get(personId) ?? []), entry]);
    }
    return found;
  }
}

function withinOf({ from, to }: { from: string; to: string }): Span {
  const within = spanOf(new Date(from), new Date(to));
  if (!(within.from < within.to && within.to - within.from <= longestDays * 1440))
    throw new Refusal('availability.period_invalid', { longestDays });
  return within;
}

const busyEntry = (startsAt: Date, endsAt: Date): CalendarEntry => ({
  what: 'busy',
  startsAt: new Date(startsAt).toISOString(),
  endsAt: new Date(endsAt).toISOString(),
  subjectId: null,
  kind: null,
  state: null,
  absence: null,
  note: null,
  until: null,
});
