import { dispatched, ladderOf, nextClimbAt, rungsToTell } from '@alliance/domain/escalation/ladder';
import { escalate, stepDue } from '@alliance/domain/escalation/timer-kind';
import { dueAt, isAnswering } from '@alliance/domain/referral/deadline';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import type { DueTimer } from '../platform/timers/timer.js';
import { DeadlineReader } from './deadlines.reader.js';
import { dueReferral, partiesOf, waitedFor, type DueReferral } from './due-referral.js';
import { addEscalations, housesOf, type Told } from './escalation.store.js';

/** A patient on the way whom nobody has said to take is waited for like any other. */
const waits = ({ state, answered }: DueReferral): boolean => isAnswering(state) || (state === 'in_transit' && !answered);

/** Steps at which a patient is nowhere yet: of these an immediate case wakes somebody. */
const pressing: readonly string[] = ['returned', 'accepted'];

/** What a deadline that passes does, inside the transaction of its timer. */
@Injectable()
export class EscalationLedger {
  constructor(private readonly deadlines: DeadlineReader) {}

  /** Tells the rungs that are reached, and comes back for the next one. Nothing where it was answered, or where the deadline moved. */
  async climb(work: Work, timer: DueTimer): Promise<void> {
    const referral = await dueReferral(work, timer);
    if (!referral?.due_at || !referral.since || !waits(referral)) return;
    const { urgency, due_at: due } = referral;
    // the database fired it: it is due, whatever the clock of this process says
    const now = timer.dueAt > work.now ? timer.dueAt : work.now;
    const ladder = ladderOf(urgency, referral.since, due);
    const rungs = rungsToTell(ladder, [...referral.told, ...dispatched(urgency)], now);
    if (!rungs.length) return;
    const told = await housesOf(work, referral, rungs);
    await addEscalations(work, timer.id, referral, due, told);
    if (rungs.includes(urgency === 'immediate' ? 'management_office' : 'department')) this.overdue(work, referral, due);
    const above = told.filter(({ rung }) => rung !== 'department');
    for (const each of above) this.raise(work, referral, each);
    const highest = rungs.at(-1);
    if (highest && highest !== 'department') this.escalated(work, referral, highest, due);
    const next = nextClimbAt(ladder, now);
    // until it is late, the timer of the deadline itself is waiting
    if (next && next > due) work.timer({ kind: escalate, subjectId: referral.id, dueAt: next });
    work.audit({ action: 'referral.escalate', objectKind: 'referral', objectIds: [referral.id] });
  }

  /** A step that answers nobody: whoever is waited for learns that it is late. Nothing where it was taken or moved. */
  async stepLate(work: Work, timer: DueTimer): Promise<void> {
    const referral = await dueReferral(work, timer);
    if (!referral?.due_at || isAnswering(referral.state) || referral.state === 'in_transit' || referral.due_at > timer.dueAt) return;
    const { state, urgency, due_at: from } = referral;
    const due = state === 'accepted' ? dueAt(state, urgency, from, await this.deadlines.of(work, referral.alliance_id)) : from;
    // an arrival has some time of its own after the one that was agreed on
    if (due > timer.dueAt) return work.timer({ kind: stepDue, subjectId: referral.id, dueAt: due });
    if (referral.told.includes('owner')) return;
    await addEscalations(work, timer.id, referral, from, await housesOf(work, referral, ['owner']));
    work.event({
      kind: 'referral.step_overdue',
      topic: 'referral',
      subjectId: referral.id,
      version: referral.version,
      data: { step: state, dueAt: from.toISOString(), ...(pressing.includes(state) && { urgency }) },
      recipients: [...new Set([referral.sender_id, waitedFor(referral)])],
      concerns: referral.concerns,
    });
    work.audit({ action: 'referral.step_overdue', objectKind: 'referral', objectIds: [referral.id] });
  }

  private overdue(work: Work, referral: DueReferral, due: Date): void {
    work.event({
      kind: 'referral.response_overdue',
      topic: 'referral',
      subjectId: referral.id,
      version: referral.version,
      data: { dueAt: due.toISOString() },
      recipients: partiesOf(referral),
      concerns: referral.concerns,
    });
  }

  /** For the timeline of both hospitals. */
  private escalated(work: Work, referral: DueReferral, rung: string, due: Date): void {
    work.event({
      kind: 'referral.escalated',
      topic: 'referral',
      subjectId: referral.id,
      version: referral.version,
      data: { rung, dueAt: due.toISOString() },
      recipients: partiesOf(referral),
      concerns: referral.concerns,
    });
  }

  /** To the people of the rung: its subject is the row they may read, never the referral. */
  private raise(work: Work, { urgency, department_id }: DueReferral, { id, rung, institution_id }: Told): void {
    work.event({
      kind: 'escalation.raised',
      topic: 'escalation',
      subjectId: id,
      version: 1,
      data: { urgency, rung, ...(department_id && { departmentId: department_id }) },
      recipients: [institution_id],
    });
  }
}
