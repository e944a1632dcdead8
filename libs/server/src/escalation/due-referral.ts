import type { Side, Urgency } from '@alliance/domain/referral/referral.codes';
import type { ReferralState } from '@alliance/domain/referral/referral.machine';
import type { Work } from '../platform/command/work.js';
import type { DueTimer } from '../platform/timers/timer.js';

/** A referral as one of its timers finds it: codes and ids, nobody's name. */
export interface DueReferral {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly state: ReferralState;
  readonly urgency: Urgency;
  readonly service: string;
  readonly alliance_id: string | null;
  readonly lead_id: string | null;
  readonly sender_id: string;
  /** null where the receiver is off the platform: the sender's people record what it says. */
  readonly receiver_id: string | null;
  readonly department_id: string | null;
  readonly next_action_at: Date | null;
  readonly next_action_by: Side | null;
  readonly answered: boolean;
  readonly concerns: readonly string[];
  /** When the step began. */
  readonly since: Date | null;
  readonly due_at: Date | null;
  /** Rungs that were told that this house is late with this deadline. */
  readonly told: readonly string[];
}

/** Answers only the timer that fires, whoever set it: it may be a hospital that has sent the patient on since. Holds the referral's ladder until the commit. */
export async function dueReferral(work: Work, { id }: DueTimer): Promise<DueReferral | undefined> {
  const [row] = await work.rows<DueReferral>('select * from due_referral($1)', [id]);
  return row;
}

/** Whose step it is. */
export const waitedFor = ({ next_action_by, sender_id, receiver_id }: DueReferral): string =>
  next_action_by === 'sender' ? sender_id : (receiver_id ?? sender_id);

export const partiesOf = ({ sender_id, receiver_id }: DueReferral): string[] => (receiver_id ? [sender_id, receiver_id] : [sender_id]);
