import type { ReferralRow } from '@alliance/contracts/referral-queue.contract';

export interface HeldRow {
  readonly row: ReferralRow;
  /** No longer part of the list as filtered; it stays where it was until the list is renewed. */
  readonly gone: boolean;
}
export interface Held {
  readonly shown: readonly HeldRow[];
  /** New rows that wait above the list until they are asked for. */
  readonly waiting: readonly ReferralRow[];
  /** Immediate rows that have just entered by themselves. */
  readonly entered: readonly ReferralRow[];
}

/** A list as it comes for the first time, or renewed because somebody asked for it. */
export const renewed = (fresh: readonly ReferralRow[]): Held => ({
  shown: fresh.map((row) => ({ row, gone: false })),
  waiting: [],
  entered: [],
});

/**
 * Nothing jumps: rows that are shown keep their places and take their new facts, rows that left stay and say so,
 * new rows wait - except immediate ones, which enter at once at the top, and rows of a further page, which follow at the end.
 */
export function merged(held: Held, fresh: readonly ReferralRow[], appended: boolean): Held {
  const now = new Map(fresh.map((row) => [row.id, row]));
  const known = new Set(held.shown.map(({ row }) => row.id));
  const kept = held.shown.map(({ row }) => ({ row: now.get(row.id) ?? row, gone: !now.has(row.id) }));
  const unknown = fresh.filter(({ id }) => !known.has(id));
  const lastKnown = fresh.findLastIndex(({ id }) => known.has(id));
  const after = appended ? fresh.slice(lastKnown + 1) : [];
  const inserted = unknown.filter((row) => !after.includes(row));
  const entered = inserted.filter(({ urgency }) => urgency === 'immediate');
  const asRows = (rows: readonly ReferralRow[]) => rows.map((row) => ({ row, gone: false }));
  return {
    shown: [...asRows(entered), ...kept, ...asRows(after)],
    waiting: inserted.filter((row) => !entered.includes(row)),
    entered,
  };
}
