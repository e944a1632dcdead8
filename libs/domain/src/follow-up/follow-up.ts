import type { WarningAction } from '../down-transfer/down-plan.js';
import { after } from '../referral/deadline.js';
import { Refusal } from '../refusal.js';
import {
  followUpStages,
  type Adherence,
  type Condition,
  type FollowUpKind,
  type FollowUpStage,
  type FollowUpState,
  type NonAdherenceReason,
} from './follow-up.codes.js';

const hour = 3600;
/** Hours after the arrival at home; no day off stops them (field.md F50). */
const dueHours: Readonly<Record<FollowUpKind, number>> = { first_48h: 48, day_7: 7 * 24 };
const postponedHours = 12;
/** Hours from the due time at which each stage is told. */
const stageHours: Readonly<Record<FollowUpStage, number>> = { reminder: -4, overdue: 0, lead: 24 };

export const followUpDueAt = (kind: FollowUpKind, arrivedAt: Date): Date => after(arrivedAt, dueHours[kind] * hour);

export interface FollowUpClock {
  readonly dueAt: Date;
  /** The one time that it was moved has been. */
  readonly postponed: boolean;
}

/**
 * Somebody was not reached: the task stays, and has until twelve hours from now, once, and never later than twelve hours after its first due time.
 * @returns the clock after the attempt; the same where nothing moves
 */
export function afterAttempt<C extends FollowUpClock>(clock: C, now: Date): FollowUpClock {
  const again = after(now, postponedHours * hour);
  const latest = after(clock.dueAt, postponedHours * hour);
  const dueAt = again < latest ? again : latest;
  return clock.postponed || dueAt <= clock.dueAt || dueAt <= now ? clock : { dueAt, postponed: true };
}

/** The highest stage that a task has reached; null while nobody is told. */
export const stageAt = (dueAt: Date, now: Date): FollowUpStage | null =>
  followUpStages.findLast((stage) => after(dueAt, stageHours[stage] * hour) <= now) ?? null;

/** When the next stage is reached; null after the last. */
export function nextStageAt(dueAt: Date, now: Date): Date | null {
  const next = followUpStages.find((stage) => after(dueAt, stageHours[stage] * hour) > now);
  return next ? after(dueAt, stageHours[next] * hour) : null;
}

/** Stages that are reached and were not told for this due time; a reminder of what is late already is none. */
export function stagesToTell(dueAt: Date, told: FollowUpStage | null, now: Date): FollowUpStage[] {
  const reached = stageAt(dueAt, now);
  const from = told ? followUpStages.indexOf(told) + 1 : 0;
  const until = reached ? followUpStages.indexOf(reached) + 1 : 0;
  const stages = followUpStages.slice(from, until);
  return stages.length > 1 ? stages.filter((stage) => stage !== 'reminder') : stages;
}

/** @throws Refusal follow_up.closed where somebody recorded or ended it before */
export function checkOpen({ state }: { readonly state: FollowUpState }): void {
  if (state !== 'open') throw new Refusal('follow_up.closed', { state });
}

export interface RecordedContact {
  readonly at: Date;
  readonly condition: Condition;
  readonly medicines: Adherence;
  readonly medicineReason: NonAdherenceReason | null;
  /** Ids of the plan's warning signs that are there. */
  readonly warningSigns: readonly string[];
  /** Plain date. */
  readonly nextContactOn: string | null;
}
export interface PlannedSign {
  readonly id: string;
  readonly action: WarningAction;
}

/**
 * What a record has to say: a contact between arrival and now, a reason where medicines are not taken, signs that the plan names.
 * @param today plain date at the hospital
 * @throws Refusal request.invalid naming the fields
 */
export function checkRecord(record: RecordedContact, plan: readonly PlannedSign[], arrivedAt: Date, now: Date, today: string): void {
  const fields = [
    (record.at > now || record.at < arrivedAt) && 'at',
    (record.medicines === 'yes') !== (record.medicineReason === null) && 'medicineReason',
    record.warningSigns.some((id) => !plan.some((sign) => sign.id === id)) && 'warningSigns',
    record.nextContactOn !== null && record.nextContactOn < today && 'nextContactOn',
  ].filter((field) => field !== false);
  if (fields.length) throw new Refusal('request.invalid', { fields });
}

/** What has to be done now: bring the patient back, ring the hospital that sent the patient down, or nothing beyond the plan. */
export function urgentAction(
  record: Pick<RecordedContact, 'condition' | 'warningSigns'>,
  plan: readonly PlannedSign[],
): WarningAction | null {
  const actions = plan.filter(({ id }) => record.warningSigns.includes(id)).map(({ action }) => action);
  if (record.condition === 'worse' || actions.includes('return_now')) return 'return_now';
  return actions.includes('call_us') ? 'call_us' : (actions[0] ?? null);
}

/** The timer that looks after a task: it reminds, says that it is late, and tells those above. */
export const followUpDue = 'follow_up.due';
/** And the one that tells its hospitals of an end that came from a hospital which does not know them. */
export const followUpEnded = 'follow_up.ended';
