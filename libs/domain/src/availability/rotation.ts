import { rotationDays } from './availability.codes.js';
import type { Span } from './span.js';

/** Sessions that somebody had or will have; only those that begin before the one that is asked for count. */
export interface Turn {
  readonly personId: string;
  readonly sessions: readonly Span[];
}

/** Minutes of the last 28 days, and when the last session ended; -Infinity where there was none. */
export function loadOf(sessions: readonly Span[], at: number): { readonly minutes: number; readonly lastAt: number } {
  const before = sessions.filter(({ from }) => from < at);
  const recent = before.filter(({ from }) => from >= at - rotationDays * 1440);
  return {
    minutes: recent.reduce((sum, { from, to }) => sum + to - from, 0),
    lastAt: Math.max(-Infinity, ...before.map(({ to }) => to)),
  };
}

/** Whose turn it is: fewest minutes in the last 28 days, then whose last session is longest ago, then by id so that it is the same everywhere. */
export function inTurn(people: readonly Turn[], at: number): string[] {
  return people
    .map(({ personId, sessions }) => ({ personId, ...loadOf(sessions, at) }))
    .sort((a, b) => a.minutes - b.minutes || earlier(a.lastAt, b.lastAt) || earlier(a.personId, b.personId))
    .map(({ personId }) => personId);
}

const earlier = <T extends number | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
