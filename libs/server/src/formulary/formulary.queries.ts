import type { checkFormulary, listFormulary } from '@alliance/contracts/formulary.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { may } from '@alliance/domain/access/may';
import { availabilityOf, medicineKey } from '@alliance/domain/down-transfer/down-plan';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/db/database.js';
import { FormularyReader } from './formulary.reader.js';
import { itemColumns, itemOf, type ItemRow } from './formulary.row.js';

const listed = `
  select ${itemColumns}, count(*) over ()::int as total from formulary_item f
  where f.institution_id = $1 and f.ended_at is null and ($2::text is null or f.name ilike '%' || $2 || '%' or f.initials like lower($2) || '%' or f.pinyin like lower($2) || '%')
    and ($3::boolean is null or f.in_stock = $3)`;

/** Lists of medicines: one's own, and those of hospitals of an alliance with it. */
@Injectable()
export class FormularyQueries {
  constructor(
    private readonly database: Database,
    private readonly formularies: FormularyReader,
  ) {}

  /** @throws Refusal access.not_found for a hospital that shares no alliance with mine */
  list(
    actor: Actor,
    institutionId: string,
    { query, inStock, limit, cursor }: InputOf<typeof listFormulary>['query'],
  ): Promise<AnswerOf<typeof listFormulary>> {
    return this.database.read(actor, async (tx) => {
      await this.refuseStranger(tx, actor, institutionId);
      const after = cursor ? Number.parseInt(cursor, 10) || 0 : 0;
      const text = query?.trim().replace(/[\\%_]/g, '\\$&') || null;
      const rows = await tx.rows<ItemRow & { total: number }>(`${listed} order by f.name, f.strength, f.id limit $4 offset $5`, [
        ...[institutionId, text, inStock ? inStock === 'yes' : null, limit + 1, after],
      ]);
      const publishedAt = await this.formularies.publishedAt(tx, institutionId);
      return {
        items: rows.slice(0, limit).map(({ total: _, ...row }) => itemOf(row)),
        nextCursor: rows.length > limit ? String(after + limit) : null,
        publishedAt: publishedAt && publishedAt.toISOString(),
        total: rows[0]?.total ?? 0,
        mayManage: actor.institutionId === institutionId && may(actor, 'formulary.manage'),
      };
    });
  }

  /** @throws Refusal access.not_found */
  check(
    actor: Actor,
    institutionId: string,
    medicines: InputOf<typeof checkFormulary>['body']['medicines'],
  ): Promise<AnswerOf<typeof checkFormulary>> {
    return this.database.read(actor, async (tx) => {
      await this.refuseStranger(tx, actor, institutionId);
      const list = await this.formularies.list(tx, institutionId);
      const publishedAt = await this.formularies.publishedAt(tx, institutionId);
      return {
        publishedAt: publishedAt && publishedAt.toISOString(),
        items: medicines.map((medicine) => ({
          availability: availabilityOf(medicine, list),
          listed: (list ?? []).filter(({ name }) => medicineKey(name) === medicineKey(medicine.name)).map((item) => ({ ...item })),
        })),
      };
    });
  }

  private async refuseStranger(tx: Transaction, actor: Actor, institutionId: string): Promise<void> {
    if (institutionId === actor.institutionId) return;
    const shared = await tx.rows(
      `select 1 from membership theirs join membership ours on ours.alliance_id = theirs.alliance_id
       where theirs.institution_id = $1 and ours.institution_id = $2 and theirs.suspended_at is null and ours.suspended_at is null
         and theirs.valid @> local_today() and ours.valid @> local_today() limit 1`,
      [institutionId, actor.institutionId],
    );
    if (!shared.length) throw new Refusal('access.not_found');
  }
}
