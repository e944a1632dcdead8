import type { listTestCodes, LocalTestCode } from '@alliance/contracts/test-code.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { suggestItems, type Suggestible } from '@alliance/domain/recognition/code-suggestion';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { initialsOf, pinyinOf } from '../platform/text/pinyin.js';

interface Row {
  code: string;
  version: number | null;
  name: string | null;
  item_code: string | null;
  item_zh: string | null;
  item_en: string | null;
  item_unit: string | null;
  method: string | null;
  unit: string | null;
  seen: number;
  last_seen_at: Date | null;
  state: LocalTestCode['state'];
}
interface ItemName extends Suggestible {
  readonly en: string | null;
}
const recentDays = 90;

/** Every code of the hospital: those it wrote down and those that came with results; LOINC of a report stands for its item without being written down. The codes are few, so they are walked one by one along the index. */
const codes = `
  with recursive came as (
    (select local_code from test_result where institution_id = $1 order by local_code limit 1)
    union all
    select (select t.local_code from test_result t where t.institution_id = $1 and t.local_code > c.local_code order by t.local_code limit 1)
    from came c where c.local_code is not null),
  every as (select local_code as code from came where local_code is not null union select code from local_test_code where institution_id = $1)
  select e.code, l.version, coalesce(nullif(l.name, ''), last.local_name) as name, i.code as item_code, i.name_zh as item_zh, i.name_en as item_en, i.unit as item_unit,
    l.method, last.unit, last.performed_at as last_seen_at, recent.seen,
    case when i.code is not null then 'mapped' when l.code is null then 'unmapped' else 'no_item' end as state
  from every e left join local_test_code l on l.institution_id = $1 and l.code = e.code
  left join lateral (select t.local_name, t.unit, t.performed_at, t.item_code from test_result t where t.institution_id = $1 and t.local_code = e.code
    order by t.performed_at desc limit 1) last on true
  left join test_item i on i.code = case when l.code is null then last.item_code else l.item_code end
  cross join lateral (select count(*)::int as seen from test_result t where t.institution_id = $1 and t.local_code = e.code
    and t.performed_at > $2::timestamptz - interval '${recentDays} days') recent`;
const page = `
  select * from (${codes}) found
  where ($3 = 'all' or state = $3) and ($4 = '' or position($4 in lower(code)) > 0 or position($4 in lower(coalesce(name, ''))) > 0)
    and ($5::int is null or (-seen, code) > (-$5::int, $6)) order by -seen, code limit $7`;
const coverage = `
  select (select count(*)::int from test_item) as all_items, count(distinct item_code)::int as items, coalesce(sum(seen), 0)::int as all_results,
    coalesce(sum(seen) filter (where state = 'mapped'), 0)::int as results, count(*) filter (where state = 'unmapped')::int as unmapped,
    count(*) filter (where state = 'mapped')::int as mapped, count(*) filter (where state = 'no_item')::int as no_item
  from (${codes}) found`;

/** The hospital's own codes, and which items they may stand for. */
@Injectable()
export class CodeQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, { state, query, limit, cursor }: InputOf<typeof listTestCodes>['query']) {
    const [seen, code] = readCursor(cursor, 2);
    return this.database.read(actor, async (tx) => {
      const rows = await tx.rows<Row>(page, [
        ...[actor.institutionId, this.clock.now(), state, query.toLowerCase(), seen ?? null, code ?? null, limit + 1],
      ]);
      const items = await this.items(tx);
      return pageFrom(
        rows,
        limit,
        (row) => [String(row.seen), row.code],
        (row) => codeView(row, items),
      );
    });
  }

  async one(tx: Transaction, actor: Actor, code: string): Promise<LocalTestCode | undefined> {
    const rows = await tx.rows<Row>(`select * from (${codes}) found where code = $3`, [actor.institutionId, this.clock.now(), code]);
    return rows[0] && codeView(rows[0], await this.items(tx));
  }

  coverage(actor: Actor) {
    return this.database.read(actor, async (tx) => {
      const [row] = await tx.rows<Record<string, number>>(coverage, [actor.institutionId, this.clock.now()]);
      const of = (key: string): number => row?.[key] ?? 0;
      return {
        items: { mapped: of('items'), all: of('all_items') },
        results: { mapped: of('results'), all: of('all_results') },
        codes: { unmapped: of('unmapped'), mapped: of('mapped'), noItem: of('no_item') },
      };
    });
  }

  private items(tx: Transaction): Promise<ItemName[]> {
    return tx.rows<ItemName>('select code, name_zh as name, name_en as en, pinyin, initials, unit from test_item order by position');
  }
}

function codeView(row: Row, items: readonly ItemName[]): LocalTestCode {
  const name = row.name ?? '';
  const local = { code: row.code, name, unit: row.unit, pinyin: pinyinOf(name), initials: initialsOf(name) };
  const named = new Map(items.map((item) => [item.code, item]));
  return {
    ...{ code: row.code, version: row.version, name, state: row.state, method: row.method, unit: row.unit, seen: row.seen },
    item: row.item_code === null ? null : { code: row.item_code, name: text(row.item_zh ?? '', row.item_en), unit: row.item_unit },
    lastSeenAt: row.last_seen_at && new Date(row.last_seen_at).toISOString(),
    suggestions:
      row.state === 'unmapped'
        ? suggestItems(local, items).map(({ itemCode, score, grounds }) => {
            const item = named.get(itemCode);
            return {
              itemCode,
              name: text(item?.name ?? itemCode, item?.en ?? null),
              unit: item?.unit ?? null,
              score,
              grounds: [...grounds],
            };
          })
        : [],
  };
}
const text = (zh: string, en: string | null) => ({ zh, ...(en && { en }) });
