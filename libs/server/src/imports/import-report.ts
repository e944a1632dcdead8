import type { ImportReport } from '@alliance/contracts/import.contract';
import type { Header } from '@alliance/domain/imports/header';
import type { Finding, PlanReport, RowOutcome } from '@alliance/domain/imports/import.types';

/** The report without what differs between a dry run and an import. */
export type Report = Omit<ImportReport, 'dryRun' | 'encoding'>;

/** Outcomes, their counts, and findings under the column names that the file prints, the columns nobody knows among them. */
export function saidOf(
  { unknown, at, printed }: Header,
  { rows, rejected, flagged }: PlanReport,
): Pick<Report, 'rows' | 'rejected' | 'flagged' | 'created' | 'updated' | 'unchanged'> {
  const count = (outcome: RowOutcome['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  const named = (finding: Finding) => {
    const index = (at as Readonly<Record<string, number | undefined>>)[finding.column ?? ''];
    return index === undefined ? finding : { ...finding, column: printed[index] ?? finding.column };
  };
  const ignored = unknown.map((column): Finding => ({ row: 0, column, reason: 'unknown_column', value: column }));
  return {
    ...{ created: count('created'), updated: count('updated'), unchanged: count('unchanged') },
    rows: rows.map((row) => ({ ...row, changed: [...row.changed] })),
    rejected: rejected.map(named),
    flagged: [...ignored, ...flagged.map(named)],
  };
}
