/** A rule as lines to read, each as deep as its group. */
export interface OutlineLine {
  readonly text: string;
  readonly depth: number;
}
export interface ChangedLine extends OutlineLine {
  readonly change: 'kept' | 'added' | 'removed';
}
interface Outlined {
  readonly text: string;
  readonly children: readonly Outlined[];
}

export const linesOf = (outline: Outlined, depth = 0): OutlineLine[] => [
  { text: outline.text, depth },
  ...outline.children.flatMap((child) => linesOf(child, depth + 1)),
];

/**
 * What has to be taken out of `before` and put in to read `after`, in the order of reading: the longest common sequence stays.
 * A line that only moved deeper stays too, at its new depth: a condition is the same wherever its group begins.
 */
export function outlineDiff(before: readonly OutlineLine[], after: readonly OutlineLine[]): ChangedLine[] {
  const longest = lengths(before, after);
  const lines: ChangedLine[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [old, now] = [before[i], after[j]];
    if (!old && !now) return lines;
    if (old && now && old.text === now.text) {
      lines.push({ ...now, change: 'kept' });
      i += 1;
      j += 1;
    } else if (old && (!now || (longest[i + 1]?.[j] ?? 0) >= (longest[i]?.[j + 1] ?? 0))) {
      lines.push({ ...old, change: 'removed' });
      i += 1;
    } else if (now) {
      lines.push({ ...now, change: 'added' });
      j += 1;
    }
  }
}

function lengths(before: readonly OutlineLine[], after: readonly OutlineLine[]): number[][] {
  const table = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const same = before[i]?.text === after[j]?.text;
      const here = same ? (table[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(table[i + 1]?.[j] ?? 0, table[i]?.[j + 1] ?? 0);
      (table[i] as number[])[j] = here;
    }
  return table;
}
