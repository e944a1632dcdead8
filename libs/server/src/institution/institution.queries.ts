import type { InstitutionDetail, listInstitutions } from '@alliance/contracts/institution.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { cleanText } from '@alliance/domain/imports/text';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/db/database.js';
import { prefixEnd } from '../platform/db/prefix.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { InstitutionReader, institutionColumns, institutionOf, type InstitutionRow } from './institution.reader.js';

const search = `
  with found as (
    select i.*, case when $5::text is null or i.name = $5 then 0 when w.written is null then 3 when w.written then 1 else 2 end as rank
    from institution i
    left join lateral (
      select bool_or(n.name in ($5, $7)) as written from institution_name n
      where n.institution_id = i.id and ((n.name >= $5 and n.name < $6) or (n.name >= $7 and n.name < $8))) w on true
    where ($2::text is null or i.province = $2) and ($3::text is null or i.city = $3) and ($4::text is null or i.type = $4)
      and ($5::text is null or position($5 in i.name) > 0 or w.written is not null))
  select ${institutionColumns} from found i
  where $1::uuid is null or (i.rank, i.id) > (select c.rank, c.id from found c where c.id = $1)
  order by i.rank, i.id limit $9`;

@Injectable()
export class InstitutionQueries {
  constructor(
    private readonly database: Database,
    private readonly reader: InstitutionReader,
  ) {}

  /** By any way of writing it: name, alias, old place name, pinyin or its initials, from the start; a name also from inside. The whole name first. */
  list(actor: Actor, { query, province, city, type, limit, cursor }: InputOf<typeof listInstitutions>['query']) {
    const [after] = readCursor(cursor, 1);
    const typed = cleanText(query ?? '').normalize('NFKC') || null;
    const lower = typed?.toLowerCase() ?? null;
    const filters = [after, province, city, type, typed, typed && prefixEnd(typed), lower, lower && prefixEnd(lower)];
    return this.database.read(actor, async (tx) => {
      const rows = await tx.rows<InstitutionRow>(search, [...filters.map((value) => value ?? null), limit + 1]);
      return pageFrom(rows, limit, ({ id }) => [id], institutionOf);
    });
  }

  /** @throws Refusal access.not_found */
  get(actor: Actor, id: string): Promise<InstitutionDetail> {
    return this.database.read(actor, (tx) => this.reader.one(tx, id));
  }
}
