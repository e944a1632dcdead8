import type { CatalogueLine, CatalogueView } from '@alliance/contracts/test-catalogue.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { today } from '../platform/today.js';
import { catalogueLine, catalogueRows, catalogueView, entryRows, type CatalogueRow, type EntryRow } from './catalogue.row.js';
import { nearness } from './test-catalogue.reader.js';

@Injectable()
export class CatalogueQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Those that hold here first, the nearest first. */
  list(actor: Actor, { past }: { past: boolean }): Promise<{ items: CatalogueLine[] }> {
    return this.database.read(actor, async (tx) => {
      const rows = await tx.rows<CatalogueRow>(
        `${catalogueRows} where $3 or c.valid_until is null or c.valid_until >= $2::date
         order by (${nearness}) desc, c.valid_from desc, c.id`,
        [actor.institutionId, today(this.clock.now()), past],
      );
      return { items: rows.toSorted((a, b) => Number(b.holds_here) - Number(a.holds_here)).map(catalogueLine) };
    });
  }

  get(actor: Actor, id: string): Promise<CatalogueView> {
    return this.database.read(actor, (tx) => this.view(tx, actor, id));
  }

  async view(tx: Transaction, actor: Actor, id: string): Promise<CatalogueView> {
    return catalogueView(await this.row(tx, actor, id), await tx.rows<EntryRow>(entryRows, [id]));
  }

  /** @throws Refusal access.not_found */
  async row(tx: Transaction, actor: Actor, id: string): Promise<CatalogueRow> {
    const [row] = await tx.rows<CatalogueRow>(`${catalogueRows} where c.id = $3`, [actor.institutionId, today(this.clock.now()), id]);
    if (!row) throw new Refusal('access.not_found');
    return row;
  }
}
