import type { DeadlineSettings } from '@alliance/domain/referral/deadline';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/db/database.js';

/** What the members of an alliance agreed on: until when each step is due. */
@Injectable()
export class DeadlineReader {
  /** @param allianceId null where a referral belongs to none: nothing is agreed, the defaults hold */
  async of(tx: Transaction, allianceId: string | null): Promise<DeadlineSettings> {
    if (!allianceId) return {};
    const [row] = await tx.rows<{ minutes: DeadlineSettings }>('select minutes from deadline_setting where alliance_id = $1', [allianceId]);
    return row?.minutes ?? {};
  }
}
