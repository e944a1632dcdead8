import { useState } from 'react';

/** Which rows are chosen. A second one with Shift takes all between it and the last. */
export function useQueueSelection(order: readonly string[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<string>();
  const select = (id: string, upTo: boolean) => {
    const [from, to] = [order.indexOf(last ?? id), order.indexOf(id)].toSorted((a, b) => a - b);
    const next = new Set(chosen);
    if (upTo && from !== undefined && to !== undefined && from >= 0) for (const each of order.slice(from, to + 1)) next.add(each);
    else if (!next.delete(id)) next.add(id);
    setChosen(next);
    setLast(id);
  };
  return { chosen, select, clear: () => setChosen(new Set()) };
}
