import type { ConsultationKind } from '../consultation/consultation.codes.js';
import { overlaps, without, type Span } from './span.js';

/** One rule, as the stretches of time it gives. */
export interface OpenTime {
  readonly spans: readonly Span[];
  /** null: every kind. */
  readonly kinds: readonly ConsultationKind[] | null;
  /** A protected session keeps other kinds out of its time. */
  readonly protected: boolean;
}

/** What is known of one person's time, for one kind of session. */
export interface PersonTime {
  readonly open: readonly Span[];
  /** Held and confirmed, whatever their kind. */
  readonly sessions: readonly Span[];
  readonly away: readonly Span[];
  /** Minutes kept free before and after each session. */
  readonly bufferBefore: number;
  readonly bufferAfter: number;
  /** At most so many sessions within a stretch: a day, a week. */
  readonly limits: readonly { readonly within: Span; readonly atMost: number }[];
}

/** When a person can be asked for a kind: rules for it, less protected sessions of other kinds that are not its own as well. */
export function openFor(kind: ConsultationKind, rules: readonly OpenTime[]): Span[] {
  const of = (chosen: readonly OpenTime[]) => chosen.flatMap(({ spans }) => spans);
  const fits = ({ kinds }: OpenTime) => kinds === null || kinds.includes(kind);
  const kept = rules.filter((rule) => rule.protected);
  return without(of(rules.filter(fits)), without(of(kept.filter((rule) => !fits(rule))), of(kept.filter(fits))));
}

/**
 * When a person is there, has nothing else, and the day and week are not full; between two sessions the first's buffer after and the second's
 * buffer before both fit.
 */
export function freeOf(person: PersonTime): Span[] {
  const { open, sessions, away, bufferBefore, bufferAfter } = person;
  const between = bufferBefore + bufferAfter;
  return without(open, [...away, ...fullOf(person), ...sessions.map(({ from, to }) => ({ from: from - between, to: to + between }))]);
}

/** Days and weeks that take no further session; one counts where it begins. */
const fullOf = ({ limits, sessions }: PersonTime): Span[] =>
  limits
    .filter(({ within, atMost }) => sessions.filter(({ from }) => within.from <= from && from < within.to).length >= atMost)
    .map(({ within }) => within);

/** May this person be asked for that time? */
export const hasTime = (person: PersonTime, session: Span): boolean =>
  freeOf(person).some(({ from, to }) => from <= session.from && session.to <= to);

/** Sessions in a time that is not open for them, or while the person is away. */
export const outsideOf = <T extends Span & { readonly kind: ConsultationKind }>(
  sessions: readonly T[],
  rules: readonly OpenTime[],
  away: readonly Span[],
): T[] =>
  sessions.filter(
    (session) =>
      away.some((each) => overlaps(each, session)) ||
      !openFor(session.kind, rules).some(({ from, to }) => from <= session.from && session.to <= to),
  );
