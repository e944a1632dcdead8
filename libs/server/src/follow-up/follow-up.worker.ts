import { followUpDue, followUpEnded, nextStageAt, stagesToTell } from '@alliance/domain/follow-up/follow-up';
import type { FollowUpEnding, FollowUpStage } from '@alliance/domain/follow-up/follow-up.codes';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { HandlesTimer, type DueTimer } from '../platform/timers/timer.js';
import { tellAbove, tellFollowUp } from './follow-up.record.js';

interface Due {
  id: string;
  version: number;
  kind: string;
  institution_id: string;
  sender_id: string;
  alliance_id: string | null;
  lead_id: string | null;
  referral_id: string;
  referral_version: number;
  owner_person: string;
  sender_person: string;
  due_at: Date;
  told: FollowUpStage | null;
}
type Over = Pick<Due, 'id' | 'version' | 'institution_id' | 'sender_id'> & { ended_as: FollowUpEnding };
const over = `
  select f.id, f.version, f.institution_id, f.sender_id, f.ended_as from follow_up f
  where f.id = $1 and f.institution_id = current_institution() and f.state = 'ended'`;
const open = `
  select f.id, f.version, f.kind, f.institution_id, f.sender_id, f.alliance_id, f.referral_id, (select a.lead_id from alliance a where a.id = f.alliance_id) as lead_id,
    o.person_id as owner_person, (select a.person_id from referral r join appointment a on a.id = r.created_by where r.id = f.referral_id) as sender_person,
    (select r.version from referral r where r.id = f.referral_id) as referral_version, f.due_at, f.told
  from follow_up f join appointment o on o.id = f.owner_id where f.id = $1 and f.institution_id = current_institution() and f.state = 'open' for update of f`;

/** A follow-up that is due: its owner is reminded, then it is late, and a day later those above learn of it. Nothing where it was done. */
@Injectable()
export class FollowUpWorker {
  @HandlesTimer(followUpDue)
  async comesDue(work: Work, { subjectId, dueAt }: DueTimer): Promise<void> {
    const [task] = await work.rows<Due>(open, [subjectId]);
    if (!task) return;
    // the database fired it: it is due, whatever the clock of this process says
    const now = dueAt > work.now ? dueAt : work.now;
    const stages = stagesToTell(task.due_at, task.told, now);
    const last = stages.at(-1);
    if (!last) return;
    for (const stage of stages) this.tell(work, task, stage);
    await work.rows('update follow_up set told = $2 where id = $1', [task.id, last]);
    const next = nextStageAt(task.due_at, now);
    if (next) work.timer({ kind: followUpDue, subjectId: task.id, dueAt: next });
  }

  /** Somewhere else the patient died: both hospitals learn that nobody is asked after any more, not from whom. */
  @HandlesTimer(followUpEnded)
  async ended(work: Work, { subjectId }: DueTimer): Promise<void> {
    const [task] = await work.rows<Over>(over, [subjectId]);
    if (task) tellFollowUp(work, task, 'follow_up.ended', { endedAs: task.ended_as }, { both: true, version: task.version });
  }

  private tell(work: Work, task: Due, stage: FollowUpStage): void {
    const data = { kind: task.kind, dueAt: task.due_at.toISOString() };
    const { version } = task;
    const own = { both: false, version, concerns: [task.owner_person] };
    if (stage === 'reminder') return tellFollowUp(work, task, 'follow_up.due_soon', data, own);
    if (stage === 'overdue') return tellFollowUp(work, task, 'follow_up.overdue', data, own);
    tellAbove(work, task, 'follow_up.overdue_above', data, [task.sender_person]);
    if (!task.lead_id || !task.alliance_id || task.lead_id === task.sender_id) return;
    work.event({
      kind: 'follow_up.overdue_at_member',
      topic: 'alliance',
      subjectId: task.alliance_id,
      version: 1,
      data,
      recipients: [task.lead_id],
    });
  }
}
