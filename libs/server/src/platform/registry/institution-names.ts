import { namesOf } from '@alliance/domain/imports/directory';
import type { Transaction } from '../db/database.js';
import { initialsOf, pinyinOf } from '../text/pinyin.js';

/** All that is needed of a transaction: the demonstration loads through the same statements, as the owner. */
export type Rows = Pick<Transaction, 'rows'>;
interface NamedInstitution {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly city: string | null;
}

/** Two changes of the registry at a time would check names against the same past: the second waits. */
export const lockRegistry = (tx: Rows) => tx.rows(`select pg_advisory_xact_lock(hashtext('alliance.registry'))`);

/** Every way of writing an institution, for searching: names, old places, pinyin and initials. */
export async function writeNames(tx: Rows, institutions: readonly NamedInstitution[]): Promise<void> {
  await tx.rows('delete from institution_name where institution_id = any($1::uuid[])', [institutions.map(({ id }) => id)]);
  const names = institutions.flatMap((one) => {
    const written = [...namesOf(one), ...one.aliases.map((name) => ({ name, by: 'alias' as const }))];
    return written.flatMap(({ name, by }) => [
      { institution_id: one.id, kind: by, name: name.normalize('NFKC') },
      { institution_id: one.id, kind: 'pinyin', name: pinyinOf(name) },
      { institution_id: one.id, kind: 'initials', name: initialsOf(name) },
    ]);
  });
  await tx.rows(
    `insert into institution_name (institution_id, kind, name)
     select institution_id, kind, name from jsonb_populate_recordset(null::institution_name, $1::jsonb) on conflict do nothing`,
    [JSON.stringify(names)],
  );
}
