import type { RegistryKind } from '@alliance/domain/imports/import.types';
import { planInstitutions } from '@alliance/domain/imports/institution-plan';
import { readInstitutionRows } from '@alliance/domain/imports/institution-row';
import { planPairings } from '@alliance/domain/imports/pairing-plan';
import { readPairingRows } from '@alliance/domain/imports/pairing-row';
import type { Rows } from '../platform/registry/institution-names.js';
import type { Table } from './csv-table.js';
import { saidOf, type Report } from './import-report.js';
import { applyInstitutions, applyPairings, knownInstitutions, knownPairings, knownSources, type IdOf } from './registry.store.js';

/** What the sender states for the whole file. */
export interface FileStatement {
  readonly kind: RegistryKind;
  readonly source?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}
export interface Planned {
  readonly report: Report;
  /** Does what the report says. @returns ids of what was created or changed */
  readonly apply: (tx: Rows, idOf: IdOf) => Promise<string[]>;
}

/** Plans an import against the registry as it is: the dry run shows the report, the import applies the same plan. */
export function planImport(tx: Rows, table: Table, statement: FileStatement): Promise<Planned> {
  return statement.kind === 'pairings' ? pairings(tx, table, statement) : institutions(tx, table, statement);
}

async function institutions(tx: Rows, { header, headerRow, records }: Table, { kind, source }: FileStatement): Promise<Planned> {
  const reads = readInstitutionRows(header, records, source || null);
  const plan = planInstitutions(await knownInstitutions(tx), reads);
  const report = { kind, headerRow, source: source ?? '', institutionsCreated: plan.create.length, ...saidOf(header, plan) };
  return { report, apply: (unit, idOf) => applyInstitutions(unit, plan, idOf) };
}

async function pairings(tx: Rows, { header, headerRow, records }: Table, { kind, source, from, to }: FileStatement): Promise<Planned> {
  const reads = readPairingRows(header, records, {
    source: source || null,
    from: from || null,
    to: to || null,
    knownSources: await knownSources(tx),
  });
  const sources = [...new Set(reads.flatMap((read) => ('value' in read ? [read.value.source] : [])))].sort();
  const plan = planPairings({ institutions: await knownInstitutions(tx), pairings: await knownPairings(tx, sources) }, reads);
  const named = sources.join('；') || (source ?? '');
  const report = { kind, headerRow, source: named, institutionsCreated: plan.institutions.length, ...saidOf(header, plan) };
  return { report, apply: (unit, idOf) => applyPairings(unit, plan, idOf) };
}
