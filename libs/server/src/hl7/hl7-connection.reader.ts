import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/db/database.js';

/** What others may ask of the senders of HL7. */
@Injectable()
export class Hl7ConnectionReader {
  /** What the sender of that origin agreed that times without a zone mean; null: nothing, or it is no connection. */
  async zoneOf(tx: Transaction, origin: string): Promise<string | null> {
    const [row] = await tx.rows<{ zone: string | null }>('select zone from hl7_connection where id::text = $1', [origin]);
    return row?.zone ?? null;
  }
}
