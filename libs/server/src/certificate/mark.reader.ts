import type { RecognitionMark } from '@alliance/domain/recognition/recognition-mark';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/db/database.js';

/** Columns of `recognition_mark m` as `RecognitionMark`. */
export const markColumns = 'm.level, m.province, m.city, m.alliance_id as "allianceId", m.label';
const marksAt = `
  select m.item_code as "itemCode", ${markColumns} from institution i
  join recognition_mark m on m.institution_id = i.id and m.item_code = any($2::text[]) and m.valid @> ($3::timestamptz at time zone i.time_zone)::date
  where i.id = $1`;

@Injectable()
export class MarkReader {
  /** As each item stood at that hospital on the day of that moment, by the hospital's own clock; an item without a mark is missing (MR-05). */
  async at(
    tx: Transaction,
    ask: { institutionId: string; itemCodes: readonly string[]; performedAt: Date },
  ): Promise<Map<string, RecognitionMark>> {
    const rows = await tx.rows<RecognitionMark & { itemCode: string }>(marksAt, [ask.institutionId, ask.itemCodes, ask.performedAt]);
    return new Map(rows.map(({ itemCode, ...mark }) => [itemCode, mark]));
  }
}
