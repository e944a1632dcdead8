import type { Actor } from '@alliance/domain/access/actor';
import type { ReferralChange } from '@alliance/domain/referral/referral.types';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { ReceiversReader } from '../receivers/receivers.reader.js';
import { PartiesPolicy } from './parties.policy.js';
import type { ReferralRow } from './referral.row.js';
import { ReferralStore } from './referral.store.js';

/** Hours in which a hospital that passed a patient on still answers for what it read. */
const readingOnHours = { redirected: 24, diverted: 24, entered_in_error: 0 } as const;
type Leaving = keyof typeof readingOnHours;

/** Where a referral stands: who comes to know the patient with it, and who no longer does. */
@Injectable()
export class Places {
  constructor(
    private readonly store: ReferralStore,
    private readonly parties: PartiesPolicy,
    private readonly receivers: ReceiversReader,
  ) {}

  /**
   * @param asked of a department to which somebody is sent from outside; who diverts on the way, or moves a patient inside the own house, is not stopped
   * @throws Refusal referral.receiver_invalid when the department is not one of the hospital, or closed; referral.department_unregistered (RF-08)
   */
  async check(
    work: Work,
    { receiver_id: institutionId }: Pick<ReferralRow, 'receiver_id'>,
    departmentId: string | null,
    asked?: Pick<ReferralRow, 'alliance_id' | 'service' | 'diagnosis_code'>,
  ): Promise<void> {
    if (!departmentId) return;
    const licence = asked?.service
      ? { allianceId: asked.alliance_id, service: asked.service, diagnosisCode: asked.diagnosis_code }
      : undefined;
    const known = await this.receivers.checkDepartment(work, { institutionId, departmentId }, licence);
    if (!known) throw new Refusal('referral.receiver_invalid', { fields: ['receiverDepartmentId'] });
  }

  /** Before the change: the earlier place is kept, and a hospital that loses the case keeps what it needs for its last writing. */
  async leave(work: Work, actor: Actor, row: ReferralRow, { set, event }: ReferralChange): Promise<void> {
    const how = event.kind.slice('referral.'.length) as Leaving | 'reassigned';
    if (how !== 'reassigned' && !(how in readingOnHours)) return;
    const moved = set.receiverId !== undefined || set.receiverDepartmentId !== undefined;
    if (moved) {
      const next = { ...row, receiver_id: set.receiverId === undefined ? row.receiver_id : set.receiverId };
      if (next.receiver_id) {
        await this.check(work, next, set.receiverDepartmentId ?? null, how === 'redirected' ? row : undefined);
        if (how === 'redirected') await this.parties.check(work, next);
      }
      await this.store.leave(work, row);
    }
    const lost = how !== 'reassigned' && row.receiver_id !== null && (how === 'entered_in_error' || set.receiverId !== row.receiver_id);
    if (!lost) return;
    await work.rows('select end_relation($1)', [row.id]);
    if (actor.institutionId === row.receiver_id) await work.rows('select grant_on_leaving($1, $2, $3)', [row.id, how, readingOnHours[how]]);
  }

  /** After the change: the hospital it reached comes to know the patient. */
  async enter(work: Work, row: ReferralRow, { set, event }: ReferralChange): Promise<void> {
    if (event.kind === 'referral.submitted' && row.receiver_id) await work.rows('select relate_receiver($1)', [row.id]);
    else if (set.receiverId && set.receiverId !== row.receiver_id) await work.rows('select relate_next($1)', [row.id]);
  }
}
