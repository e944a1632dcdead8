import type { ImportReport } from '@alliance/contracts/import.contract';
import type { Header } from '@alliance/domain/imports/header';
import type { Finding, ImportKind, RowOutcome } from '@alliance/domain/imports/import.types';
import { planInstitutions } from '@alliance/domain/imports/institution-plan';
import { readInstitutionRows } from '@alliance/domain/imports/institution-row';
import { planPairings } from '@alliance/domain/imports/pairing-plan';
import { readPairingRows } from '@alliance/domain/imports/pairing-row';
import type { Rows } from '../platform/registry/institution-names.js';
import type { Table } from './csv-table.js';
import { applyInstitutions, applyPairings, knownInstitutions, knownPairings, knownSources, type IdOf } from './registry.store.js';

/** What the sender states for the whole file. */
export interface FileStatement {
  readonly kind: ImportKind;
  readonly source?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}
/** The report without what differs between a dry run and an import. */
type Report = Omit<ImportReport, 'dryRun' | 'encoding'>;

export interface Planned {
  readonly report: Report;
  /** Does what the report says. @returns ids of what was created or changed */
  readonly apply: (tx: Rows, idOf: IdOf) => Promise<string[]>;
}

/** Plans an import against the registry as it is: the dry run shows the report, the import applies the same plan. */
export function planImport(tx: Rows, table: Table, statement: FileStatement): Promise<Planned> {
  return statement.kind === 'pairings' ? pairings(tx, table, statement) : institutions(tx, table, statement);
}

async function institutions(tx: Rows, { header, records }: Table, { kind, source }: FileStatement): Promise<Planned> {
  const reads = readInstitutionRows(header, records, source || null);
  const plan = planInstitutions(await knownInstitutions(tx), reads);
  const said = saidOf(header, plan);
  const report = { kind, source: source ?? '', institutionsCreated: plan.create.length, ...counts(plan.rows), ...said };
  return { report, apply: (unit, idOf) => applyInstitutions(unit, plan, idOf) };
}

async function pairings(tx: Rows, { header, records }: Table, { kind, source, from, to }: FileStatement): Promise<Planned> {
  const reads = readPairingRows(header, records, {
    source: source || null,
    from: from || null,
    to: to || null,
    knownSources: await knownSources(tx),
  });
  const sources = [...new Set(reads.flatMap((read) => ('value' in read ? [read.value.source] : [])))].sort();
  const plan = planPairings({ institutions: await knownInstitutions(tx), pairings: await knownPairings(tx, sources) }, reads);
  const said = saidOf(header, plan);
  const named = sources.join('；') || (source ?? '');
  const report = { kind, source: named, institutionsCreated: plan.institutions.length, ...counts(plan.rows), ...said };
  return { report, apply: (unit, idOf) => applyPairings(unit, plan, idOf) };
}

function counts(rows: readonly RowOutcome[]): Pick<Report, 'created' | 'updated' | 'unchanged'> {
  const count = (outcome: RowOutcome['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  return { created: count('created'), updated: count('updated'), unchanged: count('unchanged') };
}

type Findings = { readonly rows: readonly RowOutcome[]; readonly rejected: readonly Finding[]; readonly flagged: readonly Finding[] };

/** Findings under the column names that the file prints, the columns nobody knows among them. */
function saidOf({ unknown, at, printed }: Header, { rows, rejected, flagged }: Findings): Pick<Report, 'rows' | 'rejected' | 'flagged'> {
  const named = (finding: Finding) => {
    const index = (at as Readonly<Record<string, number | undefined>>)[finding.column ?? ''];
    return index === undefined ? finding : { ...finding, column: printed[index] ?? finding.column };
  };
  const ignored = unknown.map((column): Finding => ({ row: 0, column, reason: 'unknown_column', value: column }));
  return {
    rows: rows.map((row) => ({ ...row, changed: [...row.changed] })),
    rejected: rejected.map(named),
    flagged: [...ignored, ...flagged.map(named)],
  };
}
