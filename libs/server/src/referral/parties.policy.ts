import { exchangeUnder } from '@alliance/domain/alliance/exchange';
import { membershipState, type MembershipFacts, type MembershipState } from '@alliance/domain/alliance/membership';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { today } from '../platform/today.js';
import type { ReferralRow } from './referral.row.js';

type Parties = Pick<ReferralRow, 'alliance_id' | 'sender_id' | 'receiver_id' | 'urgency'>;

/** Whether a patient can be sent under the alliance that the referral names, at this moment. */
@Injectable()
export class PartiesPolicy {
  /**
   * @returns who is suspended and takes part all the same because the case is immediate; for the event
   * @throws Refusal referral.receiver_invalid naming the fields that stand in the way
   */
  async check(work: Work, { alliance_id, sender_id, receiver_id, urgency }: Parties): Promise<{ suspended?: string }> {
    if (!alliance_id) return {};
    const members = await work.rows<MembershipFacts & { institution_id: string }>(
      `select institution_id, role, agreement, suspended_at is not null as suspended, lower(valid)::text as "from", (upper(valid) - 1)::text as "to"
       from membership where alliance_id = $1 and institution_id in ($2, $3)`,
      [alliance_id, sender_id, receiver_id],
    );
    const stateOf = (id: string): MembershipState | null => {
      const states = members.filter((row) => row.institution_id === id).map((row) => membershipState(row, today(work.now)));
      return states.find((state) => state !== 'left') ?? states[0] ?? null;
    };
    const sender = stateOf(sender_id);
    const { blocked, suspended } = exchangeUnder({ sender, receiver: receiver_id ? stateOf(receiver_id) : sender }, urgency);
    const fields = receiver_id ? blocked : blocked.filter((field) => field === 'allianceId');
    if (fields.length) throw new Refusal('referral.receiver_invalid', { fields });
    return suspended ? { suspended } : {};
  }
}
