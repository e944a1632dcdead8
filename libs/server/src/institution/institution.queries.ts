import type { Institution, InstitutionDetail, listInstitutions } from '@alliance/contracts/institution.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import type { InstitutionType } from '@alliance/domain/alliance/institution';
import type { InstitutionLevel } from '@alliance/domain/referral/direction';
import { cleanText } from '@alliance/domain/imports/text';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/db/database.js';
import { prefixEnd } from '../platform/db/prefix.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';

interface Row {
  id: string;
  code: string | null;
  name: string;
  aliases: string[];
  province: string | null;
  city: string | null;
  type: InstitutionType;
  level: InstitutionLevel;
  level_basis: string | null;
  source: string | null;
  invented: boolean;
  flags: string[];
}
type Detail = Row & Pick<InstitutionDetail, 'phone' | 'departments' | 'possibleSameAs'> & { time_zone: string };

const columns = `i.id, i.code, i.name, i.aliases, i.province, i.city, i.type, i.level, i.level_basis, i.source, i.invented, i.flags`;

const search = `
  with found as (
    select i.*, case when $5::text is null or i.name = $5 then 0 when w.written is null then 3 when w.written then 1 else 2 end as rank
    from institution i
    left join lateral (
      select bool_or(n.name in ($5, $7)) as written from institution_name n
      where n.institution_id = i.id and ((n.name >= $5 and n.name < $6) or (n.name >= $7 and n.name < $8))) w on true
    where ($2::text is null or i.province = $2) and ($3::text is null or i.city = $3) and ($4::text is null or i.type = $4)
      and ($5::text is null or position($5 in i.name) > 0 or w.written is not null))
  select ${columns} from found i
  where $1::uuid is null or (i.rank, i.id) > (select c.rank, c.id from found c where c.id = $1)
  order by i.rank, i.id limit $9`;

@Injectable()
export class InstitutionQueries {
  constructor(private readonly database: Database) {}

  /** By any way of writing it: name, alias, old place name, pinyin or its initials, from the start; a name also from inside. The whole name first. */
  list(actor: Actor, { query, province, city, type, limit, cursor }: InputOf<typeof listInstitutions>['query']) {
    const [after] = readCursor(cursor, 1);
    const typed = cleanText(query ?? '').normalize('NFKC') || null;
    const lower = typed?.toLowerCase() ?? null;
    const filters = [after, province, city, type, typed, typed && prefixEnd(typed), lower, lower && prefixEnd(lower)];
    return this.database.read(actor, async (tx) => {
      const rows = await tx.rows<Row>(search, [...filters.map((value) => value ?? null), limit + 1]);
      return pageFrom(rows, limit, ({ id }) => [id], institutionOf);
    });
  }

  /** @throws Refusal access.not_found */
  get(actor: Actor, id: string): Promise<InstitutionDetail> {
    return this.database.read(actor, async (tx) => {
      const [row] = await tx.rows<Detail>(
        `select ${columns}, i.phone, i.time_zone,
           (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'name', jsonb_strip_nulls(jsonb_build_object('zh', d.name_zh, 'en', d.name_en)),
             'version', d.version, 'specialties', d.specialties, 'treatmentSubjects', d.treatment_subjects, 'standingPermissions', d.standing_permissions, 'phone', d.phone, 'closed', false) order by d.name_zh), '[]') from department d where d.institution_id = i.id) as departments,
           (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.name), '[]') from institution o where o.code = any(i.possible_same_as) or o.id::text = any(i.possible_same_as)) as "possibleSameAs"
         from institution i where i.id = $1`,
        [id],
      );
      if (!row) throw new Refusal('access.not_found');
      const { phone, departments, possibleSameAs, time_zone: timeZone } = row;
      return { ...institutionOf(row), phone, departments, possibleSameAs, timeZone };
    });
  }
}

const institutionOf = ({ level_basis: levelBasis, ...row }: Row): Institution => ({ ...row, levelBasis });
