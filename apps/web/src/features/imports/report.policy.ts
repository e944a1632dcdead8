import type { ImportReport } from '@alliance/contracts/import.contract';

type Finding = ImportReport['flagged'][number];
type Outcome = ImportReport['rows'][number]['outcome'];
/** A row of the file, or the file itself (row 0), with everything said about it. */
export interface ReportLine {
  readonly row: number;
  readonly outcome: Outcome | 'file';
  readonly label: string;
  readonly changed: readonly string[];
  readonly rejected: readonly Finding[];
  readonly flagged: readonly Finding[];
}
export const reportFilters = ['created', 'updated', 'unchanged', 'rejected', 'flagged'] as const;
export type ReportFilter = (typeof reportFilters)[number];

/** One line per row, in the order of the file, what concerns the whole file first. */
export function linesOf({ rows, rejected, flagged }: ImportReport): ReportLine[] {
  const rejectedOf = Map.groupBy(rejected, ({ row }) => row);
  const flaggedOf = Map.groupBy(flagged, ({ row }) => row);
  const known = new Map(rows.map((row) => [row.row, row]));
  const numbers = [...new Set([...known.keys(), ...rejectedOf.keys(), ...flaggedOf.keys()])].sort((a, b) => a - b);
  return numbers.map((row) => {
    const { outcome, label, changed } = known.get(row) ?? {
      outcome: row === 0 ? ('file' as const) : ('rejected' as const),
      label: '',
      changed: [],
    };
    return { row, outcome, label, changed, rejected: rejectedOf.get(row) ?? [], flagged: flaggedOf.get(row) ?? [] };
  });
}

export const fits = (line: ReportLine, filter: ReportFilter | undefined): boolean =>
  filter === undefined || (filter === 'flagged' ? line.flagged.length > 0 : line.outcome === filter);

/** How many rows of the file would change something. */
export const changing = ({ created, updated }: ImportReport): number => created + updated;
