import type { Service, Side, Urgency } from './referral.types.js';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Time to answer after submission, in seconds, unless the criteria want it sooner. Defaults of ours; no national figure exists (RF-10). */
export const responseSeconds: Readonly<Record<Urgency, number>> = { immediate: 10 * minute, urgent: 2 * hour, routine: 24 * hour };

/** Time the sender has to answer a question, in seconds; never asked for an immediate case. */
export const replySeconds: Readonly<Record<Urgency, number>> = { immediate: 10 * minute, urgent: 2 * hour, routine: 24 * hour };

/** When the next step is expected after one was taken, in seconds: it orders the queues and shows who is waited for. */
export const followUpSeconds = {
  /** A returned patient needs a new place or a plan. */
  returned: 24 * hour,
  /** Records go up within two hours of arrival (field.md 0.1). */
  arrived: 2 * hour,
  in_care: 7 * day,
  /** The sender reads the outcome and closes. */
  outcome_sent: 3 * day,
} as const;

/** Rank for sorting: the most urgent first. */
export const urgencyRank: Readonly<Record<Urgency, number>> = { immediate: 0, urgent: 1, routine: 2 };

/** `seconds` after `from`. */
export function after(from: Date, seconds: number): Date {
  return new Date(from.getTime() + seconds * 1000);
}

/** Whole seconds left until `at`, negative when it is past. */
export function secondsUntil(at: Date, now: Date): number {
  return Math.floor((at.getTime() - now.getTime()) / 1000);
}

/** What acceptance has to name for a service: an emergency a phone and a physician, an inpatient the way to a bed. */
export const acceptanceNeeds: Readonly<Record<Service, readonly ('phone' | 'physician' | 'bedRoute')[]>> = {
  emergency: ['phone', 'physician'],
  inpatient: ['bedRoute'],
  outpatient: [],
  examination: [],
};

export const otherSide: Readonly<Record<Side, Side>> = { sender: 'receiver', receiver: 'sender' };
