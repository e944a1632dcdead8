import type { ListedMedicine } from '@alliance/domain/down-transfer/down-plan';
import { initialsOf, pinyinOf } from '@alliance/server/platform/text/pinyin';
import type pg from 'pg';
import { demoId } from './demo-id.js';
import { basicMedicines, countyMedicines, missingAtTownships } from './formulary.data.js';

const insert = `
  insert into formulary_item (id, institution_id, name, pinyin, initials, strength, form, atc, in_stock, changed_at, changed_by)
  select m.id, $1, m.name, m.pinyin, m.initials, m.strength, m.form, m.atc, m.stock, $3, $4
  from jsonb_to_recordset($2::jsonb) m (id uuid, name text, pinyin text, initials text, strength text, form text, atc text, stock boolean)`;

const kept = [
  ['county', [...basicMedicines, ...countyMedicines], 'county.coordinator'],
  ['township', basicMedicines, 'township.doctor'],
] as const;
const inStock = (hospital: string, name: string): boolean => hospital !== 'township' || !missingAtTownships.includes(name);

/** What a hospital of the demonstration keeps of medicines; null where it published nothing. */
export function keptAt(institutionId: string | null): readonly ListedMedicine[] | null {
  const [hospital, lines] = kept.find(([key]) => demoId(`institution ${key}`) === institutionId) ?? [];
  return hospital && lines ? lines.map(([name, strength]) => ({ name, strength, inStock: inStock(hospital, name) })) : null;
}

/** What two of the members keep of medicines; the others published nothing, which an offer says too. */
export async function loadFormularies(owner: pg.ClientBase, now: Date): Promise<void> {
  const changedAt = new Date(now.getTime() - 6 * 86_400_000);
  for (const [hospital, lines, by] of kept) {
    const items = lines.map(([name, strength, form, atc]) => ({
      ...{ id: demoId(`medicine ${hospital} ${name}`), name, strength, form, atc, pinyin: pinyinOf(name), initials: initialsOf(name) },
      stock: inStock(hospital, name),
    }));
    await owner.query(insert, [demoId(`institution ${hospital}`), JSON.stringify(items), changedAt, demoId(`person ${by}`)]);
  }
}
