import { Refusal } from '@alliance/domain/refusal';

/** Where a page ends: the sort values of its last row, opaque to the caller. */
export const writeCursor = (values: readonly unknown[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/** @throws Refusal request.invalid for anything that was not written by `writeCursor` with as many values */
export function readCursor(cursor: string | undefined, length: number): readonly string[] {
  if (!cursor) return [];
  try {
    const values = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (Array.isArray(values) && values.length === length && values.every((v) => typeof v === 'string' && /^[\w:.+ -]{1,64}$/.test(v)))
      return values as string[];
  } catch {
    // falls through to the refusal
  }
  throw new Refusal('request.invalid', { fields: ['cursor'] });
}

/** A page from `limit + 1` rows: the extra one only tells that there is more. */
export function pageFrom<Row, Item>(
  rows: readonly Row[],
  limit: number,
  sortOf: (row: Row) => readonly unknown[],
  item: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(item), nextCursor: rows.length > limit && last ? writeCursor(sortOf(last)) : null };
}
