import type { importPeople } from '@alliance/contracts/staff-import.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { StaffKind } from '@alliance/domain/imports/import.types';
import type { KnownDepartment } from '@alliance/domain/imports/person-plan.types';
import { Refusal } from '@alliance/domain/refusal';
import { setImmediate } from 'node:timers/promises';
import type { Transaction } from '../platform/db/database.js';
import { maxBytes, readingTable, type Table } from './csv-table.js';
import { unhurried } from '../platform/unhurried.js';

export type Upload = InputOf<typeof importPeople>['body'];

/** The table that was sent. @throws Refusal request.too_large, import.unreadable, import.headers_unknown */
export async function tableOf(kind: StaffKind, { file }: Upload): Promise<Table> {
  if (file.size > maxBytes) throw new Refusal('request.too_large', { bytes: maxBytes });
  return unhurried(readingTable(kind, new Uint8Array(await file.arrayBuffer())));
}

/** Two imports of one institution at a time would plan against the same people: the second waits. */
export const lockStaff = (tx: Transaction, kind: StaffKind) =>
  tx.rows(`select pg_advisory_xact_lock(hashtextextended($1 || current_institution(), 0))`, [`import ${kind} `]);

/** Departments of the own institution that are open. */
export const ownDepartments = (tx: Transaction): Promise<KnownDepartment[]> =>
  tx.rows<KnownDepartment>(
    `select id, array_remove(array[name_zh, name_en], null) as names from department
     where institution_id = current_institution() and closed_at is null order by id`,
  );

/** Writes rows some hundred at a time: neither the process nor the database gets a text of megabytes at once. */
export async function inPortions<Row>(rows: readonly Row[], write: (portion: readonly Row[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += 500) {
    await write(rows.slice(at, at + 500));
    await setImmediate();
  }
}
