import type { BedKind } from '@alliance/domain/capacity/bed';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/db/database.js';

/** What a department has free, as partners may know it. */
export interface FreeCapacity {
  readonly institutionId: string;
  readonly bedsByKind: ReadonlyMap<BedKind, { readonly free: number; readonly open: number }>;
  /** Within the next two months. */
  readonly nextSlotAt: Date | null;
  /** When somebody last said that the figures are right. */
  readonly confirmedAt: Date | null;
}

interface Row {
  institution_id: string;
  department_id: string;
  bed_kind: BedKind | null;
  open_beds: number;
  free_beds: number;
  next_slot_at: Date | null;
  confirmed_at: Date | null;
}

/** Free beds and slots of institutions that share an alliance with the one who asks: figures only. */
@Injectable()
export class CapacityReader {
  /** By department id; departments that publish nothing are not in it, nor are hospitals that share no alliance. */
  async free(tx: Transaction, institutionIds: readonly string[], at: Date): Promise<ReadonlyMap<string, FreeCapacity>> {
    const rows = await tx.rows<Row>('select * from free_capacity($1::uuid[], $2)', [institutionIds, at]);
    const found = new Map<string, FreeCapacity & { bedsByKind: Map<BedKind, { free: number; open: number }> }>();
    for (const row of rows) {
      const of = found.get(row.department_id) ?? {
        institutionId: row.institution_id,
        bedsByKind: new Map(),
        nextSlotAt: row.next_slot_at && new Date(row.next_slot_at),
        confirmedAt: row.confirmed_at && new Date(row.confirmed_at),
      };
      if (row.bed_kind) of.bedsByKind.set(row.bed_kind, { free: row.free_beds, open: row.open_beds });
      found.set(row.department_id, of);
    }
    return found;
  }
}
