import type { ImportReport } from '@alliance/contracts/import.contract';

type Finding = ImportReport['flagged'][number];
type Outcome = ImportReport['rows'][number]['outcome'];
/** One thing that a row of the table says, or the table itself (row 0), with everything said about it. */
export interface ReportLine {
  readonly key: string;
  readonly row: number;
  readonly outcome: Outcome | 'file';
  readonly label: string;
  readonly changed: readonly string[];
  readonly rejected: readonly Finding[];
  readonly flagged: readonly Finding[];
}
export const reportFilters = ['created', 'updated', 'unchanged', 'rejected', 'flagged'] as const;
export type ReportFilter = (typeof reportFilters)[number];

/** One line for each thing that a row says, in the order of the table; what concerns the whole table first. Every finding stands once. */
export function linesOf({ rows, rejected, flagged }: ImportReport): ReportLine[] {
  const open = { rejected: Map.groupBy(rejected, ({ row }) => row), flagged: Map.groupBy(flagged, ({ row }) => row) };
  const take = (list: 'rejected' | 'flagged', row: number, column?: string) => {
    const own = open[list].get(row) ?? [];
    const taken = column === undefined ? own : own.filter((finding) => finding.column === column);
    open[list].set(
      row,
      own.filter((finding) => !taken.includes(finding)),
    );
    return taken;
  };
  const lines = rows.map(({ row, column, outcome, label, changed }, at) => ({
    ...{ key: String(at), row, outcome, label, changed },
    rejected: take('rejected', row, column),
    flagged: take('flagged', row, column),
  }));
  const left = [...new Set([...open.rejected.keys(), ...open.flagged.keys()])].map((row) => ({
    ...{ key: `row ${row}`, row, outcome: row === 0 ? ('file' as const) : ('rejected' as const), label: '', changed: [] },
    rejected: take('rejected', row),
    flagged: take('flagged', row),
  }));
  const said = left.filter((line) => line.rejected.length > 0 || line.flagged.length > 0);
  return [...lines, ...said].sort((a, b) => a.row - b.row);
}

/** Row of the sheet in which a row of the report stands. */
export const sheetRow = ({ headerRow }: Pick<ImportReport, 'headerRow'>, row: number): number => headerRow + row;

export const fits = (line: ReportLine, filter: ReportFilter | undefined): boolean =>
  filter === undefined || (filter === 'flagged' ? line.flagged.length > 0 : line.outcome === filter);

/** How many rows of the file would change something. */
export const changing = ({ created, updated }: ImportReport): number => created + updated;
