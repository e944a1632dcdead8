import { urgencies } from '@alliance/domain/referral/referral.codes';
import type { QueueGrouping } from '@alliance/domain/referral/queue';
import type { HeldRow } from './held-rows.policy';

/** A heading or a row, in the order in which they stand. */
export type QueueItem =
  | { readonly kind: 'heading'; readonly key: string; readonly of: string; readonly count: number }
  | { readonly kind: 'row'; readonly key: string; readonly held: HeldRow };

const groupOf = ({ row }: HeldRow, grouping: QueueGrouping): string =>
  grouping === 'urgency' ? (row.urgency ?? '') : grouping === 'department' ? (row.department?.zh ?? '') : '';

/** Rows under headings. Within a group they keep their places; the most urgent group is the first, those without one the last. */
export function grouped(rows: readonly HeldRow[], grouping: QueueGrouping): QueueItem[] {
  const asItem = (held: HeldRow): QueueItem => ({ kind: 'row', key: held.row.id, held });
  if (grouping === 'none') return rows.map(asItem);
  const groups = Map.groupBy(rows, (held) => groupOf(held, grouping));
  const place = (of: string) => (of === '' ? 1_000 : grouping === 'urgency' ? urgencies.findIndex((urgency) => urgency === of) : 0);
  return [...groups]
    .toSorted(([a], [b]) => place(a) - place(b))
    .flatMap(([of, held]): QueueItem[] => [{ kind: 'heading', key: `group-${of}`, of, count: held.length }, ...held.map(asItem)]);
}

export const rowsOf = (items: readonly QueueItem[]): HeldRow[] => items.flatMap((item) => (item.kind === 'row' ? [item.held] : []));
