import { readTable } from '@alliance/server/imports/csv-table';
import { planImport, type FileStatement } from '@alliance/server/imports/import-plan';
import type { Rows } from '@alliance/server/platform/registry/institution-names';
import type { ImportReport } from '@alliance/contracts/import.contract';
import { schemes, type Scheme } from '@alliance/domain/imports/scheme.data';
import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { demoId } from './demo-id.js';

/** The real tables that the project carries, in the order they are loaded. */
const tables: readonly { readonly file: string; readonly kind: FileStatement['kind']; readonly scheme?: Scheme['id'] }[] = [
  { file: 'institutions.csv', kind: 'institutions' },
  { file: 'pairings-guizhou-2016.csv', kind: 'pairings', scheme: 'guizhou_2016' },
  { file: 'pairings-guizhou-2016-body.csv', kind: 'pairings', scheme: 'guizhou_2016' },
  { file: 'pairings-jiangsu-2022.csv', kind: 'pairings', scheme: 'jiangsu_2022' },
];
type Report = Omit<ImportReport, 'dryRun' | 'encoding'>;

/** Loads the public facts through the importer that the management office uses. Loading again changes nothing. */
export async function loadRegistry(owner: pg.ClientBase): Promise<ReadonlyMap<string, Report>> {
  const tx: Rows = {
    rows: async <Row>(statement: string, values: readonly unknown[] = []) => (await owner.query(statement, [...values])).rows as Row[],
  };
  const reports = new Map<string, Report>();
  for (const { file, kind, scheme: id } of tables) {
    const table = readTable(kind, await readFile(new URL(`../data/${file}`, import.meta.url)));
    const scheme = schemes.find((one) => one.id === id);
    const statement = scheme ? { kind, source: scheme.source, from: scheme.period.from, to: scheme.period.to } : { kind };
    const { report, apply } = await planImport(tx, table, statement);
    await apply(tx, inOrder(file));
    reports.set(file, report);
  }
  return reports;
}

/** The same ids at every load, ascending within a file: lists show pairs in the order of their document. */
function inOrder(file: string): (what: string) => string {
  const at = tables.findIndex((one) => one.file === file) + 1;
  let count = 0;
  return (what) => {
    count += 1;
    return `${(at * 0x100000 + count).toString(16).padStart(8, '0')}${demoId(what).slice(8)}`;
  };
}
