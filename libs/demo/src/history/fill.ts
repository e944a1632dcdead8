import type pg from 'pg';

/** Rows as JSON, named as the columns are. */
export async function fill(owner: pg.ClientBase, table: string, all: readonly object[]): Promise<void> {
  if (!all.length) return;
  const columns = Object.keys(all[0] ?? {}).join(', ');
  await owner.query(`insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [
    JSON.stringify(all),
  ]);
}
