import { dispatched, ladderOf, nextClimbAt, ownLadderOf, rungsToTell } from '@alliance/domain/escalation/ladder';
import { escalate, stepDue } from '@alliance/domain/escalation/timer-kind';
import { deadlineSteps, isAnswering, type DeadlineStep } from '@alliance/domain/referral/deadline';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import type { DueTimer } from '../platform/timers/timer.js';
import { DeadlineReader } from './deadlines.reader.js';
import { dueReferral, partiesOf, waitedFor, type DueReferral } from './due-referral.js';
import { addEscalations, housesOf, type Told } from './escalation.store.js';

/** A patient on the way whom nobody has said to take is waited for like any other. */
const waits = ({ state, answered }: DueReferral): boolean => isAnswering(state) || (state === 'in_transit' && !answered);

/** The step of whoever answers nobody; a patient on the way has an alarm of its own. */
const ownStep = (state: string): DeadlineStep | undefined =>
  deadlineSteps.find((step) => step === state && step !== 'in_transit' && !isAnswering(step));

/** Steps at which a patient is nowhere yet: of these an immediate case wakes somebody. */
const pressing: readonly string[] = ['info_requested', 'returned', 'accepted'];

/** The database fired it: it is due, whatever the clock of this process says. */
const firedAt = (timer: DueTimer, now: Date): Date => (timer.dueAt > now ? timer.dueAt : now);

/** What a deadline that passes does, inside the transaction of its timer. */
@Injectable()
export class EscalationLedger {
  constructor(private readonly deadlines: DeadlineReader) {}

  /** Tells the rungs that are reached, and comes back for the next one. Nothing where it was answered, or where the deadline moved. */
  async climb(work: Work, timer: DueTimer): Promise<void> {
    const referral = await dueReferral(work, timer);
    if (!referral?.due_at || !referral.since || !waits(referral)) return;
    const { urgency, due_at: due } = referral;
    const now = firedAt(timer, work.now);
    const ladder = ladderOf(urgency, referral.since, due);
    const rungs = rungsToTell(ladder, [...referral.told, ...dispatched(urgency)], now);
    if (!rungs.length) return;
    const told = await housesOf(work, referral, rungs, referral.receiver_id ?? referral.sender_id);
    await addEscalations(work, timer.id, referral, due, told);
    if (rungs.includes(urgency === 'immediate' ? 'management_office' : 'department')) this.overdue(work, referral, due);
    const above = told.filter(({ rung }) => rung !== 'department');
    for (const each of above) this.raise(work, referral, each, true);
    const highest = rungs.at(-1);
    if (highest && highest !== 'department') this.escalated(work, referral, highest, due);
    const next = nextClimbAt(ladder, now);
    // until it is late, the timer of the deadline itself is waiting
    if (next && next > due) work.timer({ kind: escalate, subjectId: referral.id, dueAt: next });
    work.audit({ action: 'referral.escalate', objectKind: 'referral', objectIds: [referral.id] });
  }

  /** A step that answers nobody: whoever is waited for learns that it is late, then those above them. Nothing where it was taken or moved. */
  async stepLate(work: Work, timer: DueTimer): Promise<void> {
    const referral = await dueReferral(work, timer);
    const step = referral && ownStep(referral.state);
    if (!step || !referral.due_at || referral.due_at > timer.dueAt) return;
    const { urgency, due_at: due, alliance_id } = referral;
    const now = firedAt(timer, work.now);
    const ladder = ownLadderOf(step, urgency, due, await this.deadlines.of(work, alliance_id));
    const rungs = rungsToTell(ladder, referral.told, now);
    // a timer too many: the one that told the rungs below comes back for the next
    if (!rungs.length && referral.told.length) return;
    const next = nextClimbAt(ladder, now);
    if (next) work.timer({ kind: stepDue, subjectId: referral.id, dueAt: next });
    if (!rungs.length) return;
    const told = await housesOf(work, referral, rungs, waitedFor(referral));
    await addEscalations(work, timer.id, referral, due, told);
    if (rungs.includes('owner')) this.stepOverdue(work, referral, due);
    const above = told.filter(({ rung }) => rung !== 'owner');
    for (const each of above) this.raise(work, referral, each, pressing.includes(step));
    const highest = above.at(-1);
    if (highest) this.escalated(work, referral, highest.rung, due);
    work.audit({ action: 'referral.step_overdue', objectKind: 'referral', objectIds: [referral.id] });
  }

  private stepOverdue(work: Work, referral: DueReferral, due: Date): void {
    const { id, version, state, urgency, sender_id, concerns } = referral;
    work.event({
      kind: 'referral.step_overdue',
      topic: 'referral',
      subjectId: id,
      version,
      data: { step: state, dueAt: due.toISOString(), ...(pressing.includes(state) && { urgency }) },
      recipients: [...new Set([sender_id, waitedFor(referral)])],
      concerns,
    });
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

  /** To the people of the rung: its subject is the row they may read, never the referral. Only what presses rings. */
  private raise(work: Work, { urgency, department_id }: DueReferral, { id, rung, institution_id }: Told, presses: boolean): void {
    work.event({
      kind: 'escalation.raised',
      topic: 'escalation',
      subjectId: id,
      version: 1,
      data: { rung, ...(presses && { urgency }), ...(department_id && { departmentId: department_id }) },
      recipients: [institution_id],
    });
  }
}
