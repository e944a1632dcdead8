import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { HandlesTimer, type DueTimer } from '../platform/timers/timer.js';
import { responseDue } from './referral.timers.js';

interface Standing {
  version: number;
  sender_id: string;
  receiver_id: string;
  created_by_person: string;
  owner_person: string;
}

/** What a due deadline means now: nothing if it was met or moved, otherwise both hospitals learn that the answer is late. */
@Injectable()
export class ReferralWorker {
  @HandlesTimer(responseDue)
  async responseIsDue(work: Work, { subjectId, dueAt }: DueTimer): Promise<void> {
    const [late] = await work.rows<Standing>(
      `select r.version, r.sender_id, r.receiver_id, a.person_id as created_by_person, o.person_id as owner_person
       from referral r join appointment a on a.id = r.created_by join appointment o on o.id = r.owner_id
       where r.id = $1 and r.state = 'submitted' and r.next_action_by = 'receiver' and r.next_action_at <= $2`,
      [subjectId, dueAt],
    );
    if (!late) return;
    work.event({
      kind: 'referral.response_overdue',
      topic: 'referral',
      subjectId,
      version: late.version,
      data: { dueAt: dueAt.toISOString() },
      recipients: [late.sender_id, late.receiver_id],
      concerns: [...new Set([late.owner_person, late.created_by_person])],
    });
  }
}
