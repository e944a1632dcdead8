import { ladderOf, nextClimbAt } from '@alliance/domain/escalation/ladder';
import { escalate, responseDue, timerOf } from '@alliance/domain/escalation/timer-kind';
import { dueAt } from '@alliance/domain/referral/deadline';
import type { ReferralChange } from '@alliance/domain/referral/referral.types';
import type { Work } from '../platform/command/work.js';
import type { ReferralRow } from './referral.row.js';

type Clocked = Pick<ReferralRow, 'id' | 'state' | 'urgency' | 'accepted_at'>;

/** Somebody is waited for until then. A timer of an earlier deadline finds it moved, and does nothing. */
export function armTimers(work: Work, referral: Clocked, { set, event }: Pick<ReferralChange, 'set' | 'event'>): void {
  const { id: subjectId, state, urgency, accepted_at } = referral;
  if (!set.nextActionAt) return;
  const timer = timerOf(state, set.nextActionAt);
  work.timer({ ...timer, subjectId });
  if (timer.kind === responseDue) armFirstRung(work, referral, timer.dueAt);
  // another hospital than the one that was asked: it has its own time to say that it is ready
  if (event.kind !== 'referral.diverted' || accepted_at) return;
  const answerDue = dueAt('submitted', urgency ?? 'immediate', work.now);
  work.timer({ kind: responseDue, subjectId, dueAt: answerDue });
  armFirstRung(work, referral, answerDue);
}

/** An immediate case climbs before it is late. */
function armFirstRung(work: Work, { id, urgency }: Clocked, due: Date): void {
  const first = urgency === 'immediate' && nextClimbAt(ladderOf(urgency, work.now, due), work.now);
  if (first && first < due) work.timer({ kind: escalate, subjectId: id, dueAt: first });
}
