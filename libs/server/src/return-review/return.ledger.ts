import type { Direction, Urgency } from '@alliance/domain/referral/referral.codes';
import type { ReferralAction, ReferralState } from '@alliance/domain/referral/referral.machine';
import { Refusal } from '@alliance/domain/refusal';
import { earlyReturnAfter, isPlannedReturn, reviewDueAt } from '@alliance/domain/return-review/return-review';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';

/** A referral as far as a return goes. */
export interface Returning {
  readonly id: string;
  readonly state: ReferralState;
  readonly direction: Direction | null;
  readonly urgency: Urgency | null;
  readonly arrived_at: Date | null;
}
interface CameDown {
  down_id: string;
  arrived_at: Date;
  next_visit_on: string | null;
}

const sending: ReadonlySet<ReferralAction> = new Set(['submit', 'resubmit', 'depart']);
const link = 'select link_return($1, $2, $3, $4, $5, $6, $7, $8) as linked';

/** Returns that begin and end with a referral, inside its own command. Whoever sends the patient up learns nothing of where the patient was. */
@Injectable()
export class ReturnLedger {
  async follow(work: Work, referral: Returning, action: ReferralAction): Promise<void> {
    if (referral.direction === 'up' && sending.has(action)) await this.link(work, referral);
    const unleft = referral.direction === 'up' && (referral.state === 'closed' || referral.state === 'cancelled') && !referral.arrived_at;
    if (unleft || referral.state === 'voided') await work.rows('select withdraw_return($1, $2, $3)', [referral.id, newId(), work.now]);
  }

  /** Once for each time somebody came down. */
  private async link(work: Work, { id, urgency }: Returning): Promise<void> {
    const [down] = await work.rows<CameDown>('select * from came_down_before($1, $2)', [id, work.now]);
    if (!down || earlyReturnAfter(down.arrived_at, work.now) === null) return;
    const planned = isPlannedReturn(urgency, today(work.now), down.next_visit_on);
    await work.rows(link, [newId(), down.down_id, id, work.now, planned, reviewDueAt('accounts_awaited', work.now), newId(), work.now]);
  }

  /**
   * The patient came back to the hospital that had sent them down, without a referral.
   * @returns the id of the review
   * @throws Refusal referral.not_found, access.denied, return_review.not_early, return_review.recorded_before
   */
  async walkedIn(work: Work, downId: string, returnedAt: Date): Promise<string> {
    const [down] = await work.rows<{ arrived_at: Date | null; mine: boolean; linked: boolean }>(
      `select r.arrived_at, r.sender_id = current_institution() and r.direction = 'down' and r.receiver_id is not null as mine,
         exists (select 1 from return_link l where l.down_id = r.id and l.voided_at is null) as linked
       from referral r where r.id = $1`,
      [downId],
    );
    if (!down) throw new Refusal('referral.not_found');
    if (!down.mine) throw new Refusal('access.denied');
    if (down.linked) throw new Refusal('return_review.recorded_before');
    if (!down.arrived_at || returnedAt > work.now || earlyReturnAfter(down.arrived_at, returnedAt) === null)
      throw new Refusal('return_review.not_early');
    const id = newId();
    const due = reviewDueAt('accounts_awaited', work.now);
    const [made] = await work.rows<{ linked: boolean }>(link, [id, downId, null, returnedAt, false, due, newId(), work.now]);
    if (!made?.linked) throw new Refusal('return_review.recorded_before');
    work.audit({ action: 'return_review.walked_in', objectKind: 'referral', objectIds: [downId] });
    return id;
  }
}
