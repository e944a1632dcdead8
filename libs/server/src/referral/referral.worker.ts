import { appealDue, escalate, responseDue, stepDue } from '@alliance/domain/escalation/timer-kind';
import { Injectable } from '@nestjs/common';
import { EscalationLedger } from '../escalation/escalation.ledger.js';
import type { Work } from '../platform/command/work.js';
import { HandlesTimer, type DueTimer } from '../platform/timers/timer.js';

/** A verdict that is still pending when it was due; the sender acts, whose appeal it is. */
const undecided = `
  select a.reviewer_id, a.due_at, r.version, r.sender_id, array(select distinct p.person_id from appointment p where p.id in (r.owner_id, r.created_by)) as concerns
  from referral_appeal a join referral r on r.id = a.referral_id where a.referral_id = $1 and a.state = 'pending' and a.due_at <= $2`;

interface Undecided {
  reviewer_id: string;
  due_at: Date;
  version: number;
  sender_id: string;
  concerns: string[];
}

/** What a due deadline means now: nothing if it was met or moved, otherwise somebody learns that it is late. */
@Injectable()
export class ReferralWorker {
  constructor(private readonly escalations: EscalationLedger) {}

  @HandlesTimer(responseDue)
  responseIsDue(work: Work, timer: DueTimer): Promise<void> {
    return this.escalations.climb(work, timer);
  }

  @HandlesTimer(escalate)
  nextRungIsDue(work: Work, timer: DueTimer): Promise<void> {
    return this.escalations.climb(work, timer);
  }

  @HandlesTimer(stepDue)
  stepIsDue(work: Work, timer: DueTimer): Promise<void> {
    return this.escalations.stepLate(work, timer);
  }

  @HandlesTimer(appealDue)
  async verdictIsDue(work: Work, { subjectId, dueAt }: DueTimer): Promise<void> {
    const [late] = await work.rows<Undecided>(undecided, [subjectId, dueAt]);
    if (!late) return;
    work.event({
      kind: 'referral.appeal_overdue',
      topic: 'referral',
      subjectId,
      version: late.version,
      data: { dueAt: late.due_at.toISOString() },
      recipients: [late.sender_id, late.reviewer_id],
      concerns: late.concerns,
    });
    work.audit({ action: 'referral.appeal_overdue', objectKind: 'referral', objectIds: [subjectId] });
  }
}
