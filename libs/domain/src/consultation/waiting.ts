/** A request that waits for an appointment. */
export interface Waiting {
  readonly id: string;
  readonly urgency: string;
  readonly invitedAt: Date;
  readonly minutes: number;
}
export interface FreeTime {
  readonly startsAt: Date;
  readonly endsAt: Date;
}
export interface Place {
  readonly id: string;
  /** 1 is next. */
  readonly position: number;
  /** null: no free time as far as one looked. */
  readonly expectedAt: Date | null;
}

const rank = (urgency: string): number => ['immediate', 'urgent'].indexOf(urgency) + 1 || 3;
/** Urgent ones first, then who was asked for first (F74). */
export const inTurn = (a: Waiting, b: Waiting): number =>
  rank(a.urgency) - rank(b.urgency) || a.invitedAt.getTime() - b.invitedAt.getTime() || (a.id < b.id ? -1 : 1);

/** Proposals that touch each other, as the stretches of free time they are. @param times in order, without overlap */
export function stretches(times: readonly FreeTime[]): FreeTime[] {
  const joined: FreeTime[] = [];
  for (const time of times) {
    const last = joined.at(-1);
    if (last?.endsAt.getTime() === time.startsAt.getTime()) joined[joined.length - 1] = { startsAt: last.startsAt, endsAt: time.endsAt };
    else joined.push(time);
  }
  return joined;
}

/**
 * Everybody's place, and when their turn can be expected: each takes in turn the earliest time that is still free of any of the experts.
 * @param free of each expert, in order and without overlap
 */
export function waitingLine(waiting: readonly Waiting[], free: readonly (readonly FreeTime[])[]): Place[] {
  const left = free.map((times) => times.map(({ startsAt, endsAt }) => ({ from: startsAt.getTime(), to: endsAt.getTime() })));
  return waiting.toSorted(inTurn).map(({ id, minutes }, i) => {
    const length = minutes * 60_000;
    const [first] = left.flatMap((times) => times.find(({ from, to }) => to - from >= length) ?? []).sort((a, b) => a.from - b.from);
    if (!first) return { id, position: i + 1, expectedAt: null };
    const expectedAt = new Date(first.from);
    first.from += length;
    return { id, position: i + 1, expectedAt };
  });
}
