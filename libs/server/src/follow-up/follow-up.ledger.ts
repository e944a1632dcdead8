import { followUpDue, followUpDueAt, nextStageAt } from '@alliance/domain/follow-up/follow-up';
import { followUpKinds, type FollowUpEnding } from '@alliance/domain/follow-up/follow-up.codes';
import type { Direction } from '@alliance/domain/referral/referral.codes';
import type { ReferralAction } from '@alliance/domain/referral/referral.machine';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { tellFollowUp } from './follow-up.record.js';

/** A referral as far as following up goes. */
export interface CameDown {
  readonly id: string;
  readonly direction: Direction | null;
  readonly sender_id: string;
  readonly receiver_id: string | null;
  readonly alliance_id: string | null;
  readonly arrived_at: Date | null;
  readonly answered_by_person: string | null;
}

interface Ended {
  readonly id: string;
  readonly institution_id: string;
  readonly sender_id: string;
  readonly version: number;
}

/** How the end of a referral ends its follow-ups; a death ends all of the person's. */
const endings: Readonly<Partial<Record<ReferralAction, FollowUpEnding>>> = {
  patientDeclines: 'declined',
  enterInError: 'entered_in_error',
};

/** Whoever answered for the hospital: its doctor, or who took the patient, or who says that the patient is here. */
const owner = `
  select a.id from appointment a join person p on p.id = a.person_id
  where a.institution_id = current_institution() and a.valid @> local_today() and p.deactivated_at is null and a.role in ('doctor', 'coordinator')
    and (a.id in (select e.appointment_id from event e where e.subject_id = $1 and e.kind = 'referral.doctor_accepted') or a.person_id = $2 or a.id = $3)
  order by exists (select 1 from event e where e.subject_id = $1 and e.kind = 'referral.doctor_accepted' and e.appointment_id = a.id) desc,
    a.person_id = $2 desc nulls last, a.role = 'doctor' desc limit 1`;
const insert = `
  insert into follow_up (id, referral_id, kind, institution_id, sender_id, alliance_id, owner_id, arrived_at, due_at)
  values ($1, $2, $3, current_institution(), $4, $5, $6, $7, $8) on conflict (referral_id, kind) do nothing returning 1`;

/** Follow-ups that begin and end with a referral, inside its own command. */
@Injectable()
export class FollowUpLedger {
  /** What an action on a referral means for those who are asked after. */
  async follow(work: Work, referral: CameDown, action: ReferralAction): Promise<void> {
    if (action === 'reportDeath')
      this.tellEnded(work, 'died', await work.rows<Ended>('select * from end_follow_ups_of_dead($1, $2)', [referral.id, work.now]));
    if (referral.direction === 'up' && action === 'arrive')
      await work.rows('select returned_patient_arrived($1, $2)', [referral.id, work.now]);
    if (referral.direction !== 'down') return;
    if (action === 'arrive') await this.open(work, referral);
    const ending = endings[action];
    if (ending && referral.arrived_at)
      this.tellEnded(work, ending, await work.rows<Ended>('select * from end_follow_ups($1, $2, $3)', [referral.id, ending, work.now]));
  }

  /** Two tasks for the hospital that the patient came home to; none where that one is off the platform. */
  async open(work: Work, referral: CameDown): Promise<void> {
    const { id, sender_id, receiver_id, alliance_id, arrived_at: arrivedAt } = referral;
    if (receiver_id !== work.actor.institutionId || !arrivedAt) return;
    const [found] = await work.rows<{ id: string }>(owner, [id, referral.answered_by_person, work.actor.appointmentId ?? null]);
    const ownerId = found?.id ?? work.actor.appointmentId;
    for (const kind of followUpKinds) {
      const task = newId();
      const due = followUpDueAt(kind, arrivedAt);
      const [made] = await work.rows(insert, [task, id, kind, sender_id, alliance_id, ownerId, arrivedAt, due]);
      if (!made) continue;
      work.timer({ kind: followUpDue, subjectId: task, dueAt: nextStageAt(due, work.now) ?? work.now });
      const row = { id: task, version: 1, institution_id: receiver_id, sender_id };
      tellFollowUp(work, row, 'follow_up.opened', { kind, dueAt: due.toISOString() }, { both: true, version: 1 });
    }
  }

  private tellEnded(work: Work, endedAs: FollowUpEnding, ended: readonly Ended[]): void {
    for (const row of ended) tellFollowUp(work, row, 'follow_up.ended', { endedAs }, { both: true, version: row.version });
  }
}
