import { ladderOf, nextClimbAt } from '@alliance/domain/escalation/ladder';
import { escalate, responseDue, stepDue } from '@alliance/domain/escalation/timer-kind';
import { after, dueAt, isAnswering } from '@alliance/domain/referral/deadline';
import type { ReferralChange } from '@alliance/domain/referral/referral.types';
import { overdueSeconds, overdueTimer } from '@alliance/domain/trip/trip-link';
import type { Work } from '../platform/command/work.js';
import type { ReferralRow } from './referral.row.js';

type Clocked = Pick<ReferralRow, 'id' | 'state' | 'urgency' | 'accepted_at'>;

/** Somebody is waited for until then. A timer of an earlier deadline finds it moved, and does nothing. */
export function armTimers(
  work: Work,
  { id, state, urgency, accepted_at }: Clocked,
  { set, event }: Pick<ReferralChange, 'set' | 'event'>,
): void {
  const due = set.nextActionAt;
  if (!due) return;
  const arm = (kind: string, at: Date) => work.timer({ kind, subjectId: id, dueAt: at });
  if (state === 'in_transit') {
    arm(overdueTimer, after(due, overdueSeconds));
    // another hospital than the one that was asked: it has its own time to say that it is ready
    if (event.kind === 'referral.diverted' && !accepted_at)
      armAnswer(work, id, urgency, dueAt('submitted', urgency ?? 'immediate', work.now));
  } else if (isAnswering(state)) armAnswer(work, id, urgency, due);
  else arm(stepDue, due);
}

function armAnswer(work: Work, subjectId: string, urgency: Clocked['urgency'], due: Date): void {
  work.timer({ kind: responseDue, subjectId, dueAt: due });
  const first = urgency === 'immediate' && nextClimbAt(ladderOf(urgency, work.now, due), work.now);
  if (first && first < due) work.timer({ kind: escalate, subjectId, dueAt: first });
}
