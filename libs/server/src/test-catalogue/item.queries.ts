import type { listTestItems, OrderableTest, searchTests, TestItemView } from '@alliance/contracts/test-catalogue.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { itemColumns, type TestItemRow } from './test-catalogue.reader.js';

export type ItemRecord = TestItemRow & { readonly version: number; readonly position: number };
interface PanelItem {
  code: string;
  zh: string;
  en: string | null;
}
interface Found {
  code: string;
  name_zh: string;
  name_en: string | null;
  test_class: OrderableTest['testClass'];
  test_group: OrderableTest['group'];
  specimen: string | null;
  modality: OrderableTest['modality'];
  items: PanelItem[] | null;
}

const name = (zh: string, en: string | null) => ({ zh, ...(en && { en }) });
export const itemView = (row: ItemRecord): TestItemView => ({
  ...{
    code: row.code,
    version: row.version,
    testClass: row.testClass,
    group: row.testGroup,
    scale: row.scale,
    name: name(row.nameZh, row.nameEn),
  },
  ...{ specimen: row.specimen, modality: row.modality, bodySite: row.bodySite, unit: row.unit, molarMass: row.molarMass },
  ...{
    methodBound: row.methodBound,
    priceFen: row.priceFen,
    doseMicrosievert: row.doseMicrosievert,
    bloodMicrolitres: row.bloodMicrolitres,
  },
});

/** How well a written query `$1` fits: the code, the beginning of a name, of its sound or initials, somewhere inside. 0 is not at all. */
const fits = (of: string) => `case
  when lower(${of}.code) = $1 then 6 when ${of}.name_zh = $1 or lower(${of}.name_en) = $1 then 5 when starts_with(lower(${of}.name_zh), $1) then 4
  when starts_with(${of}.initials, $1) then 3 when starts_with(${of}.pinyin, $1) then 3 when position($1 in lower(${of}.name_zh)) > 0 then 2
  when position($1 in lower(coalesce(${of}.name_en, ''))) > 0 or position($1 in ${of}.pinyin) > 0 or starts_with(lower(${of}.code), $1) then 1 else 0 end`;
const search = `
  select * from (
    select p.code, p.name_zh, p.name_en, first.test_class, null as test_group, first.specimen, first.modality, ${fits('p')} as fit, 0 as kind, 0 as position,
      (select json_agg(json_build_object('code', i.code, 'zh', i.name_zh, 'en', i.name_en) order by array_position(p.item_codes, i.code))
        from test_item i where i.code = any(p.item_codes)) as items
    from test_panel p join test_item first on first.code = p.item_codes[1]
    union all
    select i.code, i.name_zh, i.name_en, i.test_class, i.test_group, i.specimen, i.modality, ${fits('i')}, 1, i.position, null from test_item i) found
  where fit > 0 order by fit desc, kind, position, code limit $2`;
const page = `
  select ${itemColumns}, i.version, i.position from test_item i
  where ($1 = '' or ${fits('i')} > 0) and ($2::text is null or i.test_group = $2) and ($3::text is null or i.test_class = $3)
    and ($4::int is null or (i.position, i.code) > ($4, $5)) order by i.position, i.code limit $6`;

/** The dictionary as it is searched and read. */
@Injectable()
export class ItemQueries {
  constructor(private readonly database: Database) {}

  async search(actor: Actor, { query, limit }: InputOf<typeof searchTests>['query']): Promise<{ items: OrderableTest[] }> {
    const rows = await this.database.read(actor, (tx) => tx.rows<Found>(search, [query.toLowerCase(), limit]));
    return {
      items: rows.map((row) => ({
        ...{ code: row.code, name: name(row.name_zh, row.name_en), testClass: row.test_class, group: row.test_group },
        ...{ specimen: row.specimen, modality: row.modality },
        items: row.items && row.items.map(({ code, zh, en }) => ({ code, name: name(zh, en) })),
      })),
    };
  }

  async list(actor: Actor, { query, group, testClass, limit, cursor }: InputOf<typeof listTestItems>['query']) {
    const [position, code] = readCursor(cursor, 2);
    const rows = await this.database.read(actor, (tx) =>
      tx.rows<ItemRecord>(page, [query.toLowerCase(), group ?? null, testClass ?? null, position ?? null, code ?? null, limit + 1]),
    );
    return pageFrom(rows, limit, (row) => [String(row.position), row.code], itemView);
  }

  async one(tx: Transaction, code: string): Promise<ItemRecord | undefined> {
    const [row] = await tx.rows<ItemRecord>(`select ${itemColumns}, i.version, i.position from test_item i where i.code = $1`, [code]);
    return row;
  }
}
