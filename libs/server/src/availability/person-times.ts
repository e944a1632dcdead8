import { openFor, type OpenTime, type PersonTime } from '@alliance/domain/availability/person-time';
import { shared, spanOf, type Span } from '@alliance/domain/availability/span';
import type { ConsultationKind } from '@alliance/domain/consultation/consultation.codes';
import { Refusal } from '@alliance/domain/refusal';
import type { Transaction } from '../platform/db/database.js';
import { daysOf, expand, minuteOf, ordinary, type Rule } from './expand.js';

interface KeptRow {
  person_id: string;
  /** Of the institution. */
  zone: string;
  /** null: nothing was set at this institution. */
  version: number | null;
  buffer_before: number | null;
  buffer_after: number | null;
  per_day: number | null;
  per_week: number | null;
  least_notice_hours: number | null;
  most_notice_days: number | null;
  rules: Rule[];
}
export interface TakenRow {
  person_id: string;
  starts_at: Date;
  ends_at: Date;
  what: 'held' | 'confirmed' | 'absence';
}
export interface TimesAsk {
  readonly personIds: readonly string[];
  readonly kind: ConsultationKind;
  readonly within: Span;
  readonly now: Date;
  /** Whether how early and how late one may book counts: not where somebody is wanted now. */
  readonly notice: boolean;
}

const day = 1440;
const week = 7 * day;

/** Open times of rules, with how they bind; who set none is taken to be there on working days. */
export const openTimes = (rules: readonly Rule[], zone: string, within: Span): OpenTime[] =>
  rules.length
    ? rules.map((rule) => ({ spans: expand(rule, within), kinds: rule.kinds, protected: rule.protected }))
    : [ordinary(zone, within)];

/**
 * What is known of the time of each of these people. Somebody who works at several hospitals can be asked when any of them may ask, and every
 * session and limit counts.
 * @throws Refusal access.not_found where one of them is nobody whose time one may know
 */
export async function personTimes(tx: Transaction, ask: TimesAsk): Promise<Map<string, PersonTime>> {
  const { personIds, within, now } = ask;
  const around = { from: within.from - week, to: within.to + week };
  const kept = Map.groupBy(await tx.rows<KeptRow>('select * from times_kept($1)', [personIds]), (row) => row.person_id);
  if (personIds.some((id) => !kept.has(id))) throw new Refusal('access.not_found');
  const taken = Map.groupBy(await timesTaken(tx, personIds, around, now), (row) => row.person_id);
  return new Map(personIds.map((id) => [id, timeOf(kept.get(id) ?? [], taken.get(id) ?? [], ask)]));
}

export const timesTaken = (tx: Transaction, personIds: readonly string[], { from, to }: Span, now: Date): Promise<TakenRow[]> =>
  tx.rows<TakenRow>('select * from times_taken($1, to_timestamp($2::bigint * 60), to_timestamp($3::bigint * 60), $4)', [
    personIds,
    from,
    to,
    now,
  ]);

function timeOf(rows: readonly KeptRow[], taken: readonly TakenRow[], ask: TimesAsk): PersonTime {
  const { kind, within } = ask;
  const set = rows.filter(({ version }) => version !== null);
  const relevant = set.length ? set : rows;
  const spans = (chosen: readonly TakenRow[]) => chosen.map(({ starts_at, ends_at }) => spanOf(new Date(starts_at), new Date(ends_at)));
  return {
    open: relevant.flatMap((row) => shared(openFor(kind, openTimes(row.rules, row.zone, within)), [noticed(row, ask)])),
    sessions: spans(taken.filter(({ what }) => what !== 'absence')),
    away: spans(taken.filter(({ what }) => what === 'absence')),
    bufferBefore: Math.max(...relevant.map((row) => row.buffer_before ?? 0)),
    bufferAfter: Math.max(...relevant.map((row) => row.buffer_after ?? 0)),
    limits: relevant.flatMap((row) => limitsOf(row, within)),
  };
}

/** The part of the stretch that is neither too soon nor too far ahead. */
function noticed({ least_notice_hours, most_notice_days }: KeptRow, { within, now, notice }: TimesAsk): Span {
  if (!notice) return within;
  const at = Math.ceil(now.getTime() / 60_000);
  return {
    from: Math.max(within.from, at + (least_notice_hours ?? 0) * 60),
    to: most_notice_days === null ? within.to : Math.min(within.to, at + most_notice_days * day),
  };
}

function limitsOf({ zone, per_day, per_week }: KeptRow, within: Span): PersonTime['limits'] {
  if (per_day === null && per_week === null) return [];
  const days = daysOf(zone, within);
  const span = (from: Temporal.PlainDate, length: number): Span => ({
    from: minuteOf(from.toPlainDateTime(), zone),
    to: minuteOf(from.add({ days: length }).toPlainDateTime(), zone),
  });
  const mondays = new Map(days.map((date) => date.subtract({ days: date.dayOfWeek - 1 })).map((monday) => [String(monday), monday]));
  return [
    ...(per_day === null ? [] : days.map((date) => ({ within: span(date, 1), atMost: per_day }))),
    ...(per_week === null ? [] : [...mondays.values()].map((monday) => ({ within: span(monday, 7), atMost: per_week }))),
  ];
}
