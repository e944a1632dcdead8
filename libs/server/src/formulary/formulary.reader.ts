import type { ListedMedicine } from '@alliance/domain/down-transfer/down-plan';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/db/database.js';

interface ListedRow extends ListedMedicine {
  readonly form: string | null;
}

/** What a hospital can go on giving; row-level security shows the lists of the own house and of allied ones. */
@Injectable()
export class FormularyReader {
  /** @returns null where it published none, or is none of ours */
  async list(tx: Transaction, institutionId: string): Promise<readonly ListedRow[] | null> {
    const rows = await tx.rows<ListedRow>(
      'select name, strength, form, in_stock as "inStock" from formulary_item where institution_id = $1 and ended_at is null order by name, strength',
      [institutionId],
    );
    return rows.length ? rows : null;
  }

  /** When it last said something about its list; null where it has none. */
  async publishedAt(tx: Transaction, institutionId: string): Promise<Date | null> {
    const [row] = await tx.rows<{ at: Date | null }>(
      'select max(changed_at) as at from formulary_item where institution_id = $1 and ended_at is null',
      [institutionId],
    );
    return row?.at ?? null;
  }
}
