import { addWorkingTime, workingSecondsBetween } from '../calendar/working-time.js';
import { stateCouncilCalendar, type Calendar } from '../calendar/working-day.js';
import type { Service, Side, Urgency } from './referral.codes.js';

const hour = 60;
const day = 24 * hour;

/** Every step that somebody is waited for: a state of the referral, or the appeal that runs beside it. */
export const deadlineSteps = [
  'submitted',
  'info_requested',
  'consult_first',
  'returned',
  'offered',
  'doctor_accepted',
  'accepted',
  'no_show',
  'in_transit',
  'arrived',
  'in_care',
  'outcome_sent',
  'appeal',
] as const;
export type DeadlineStep = (typeof deadlineSteps)[number];

/** Steps that an alliance agrees on; the alarm for a patient on the way is the same everywhere. */
export const agreedSteps = deadlineSteps.filter((step) => step !== 'in_transit');

/** Minutes for each step and urgency, as an alliance agreed on them; what is missing is not agreed and takes our default. */
export type DeadlineSettings = { readonly [S in DeadlineStep]?: { readonly [U in Urgency]?: number } };

const each = (immediate: number, urgent: number, routine: number): Readonly<Record<Urgency, number>> => ({ immediate, urgent, routine });

/**
 * Minutes for each step until somebody settles it: defaults of ours, no national figure exists (RF-10; field.md 0.1).
 * `accepted` counts from the arrival that was agreed on, `in_transit` from the estimated arrival, all others from the begin of the step.
 */
export const defaultMinutes: Readonly<Record<DeadlineStep, Readonly<Record<Urgency, number>>>> = {
  submitted: each(10, 2 * hour, day),
  info_requested: each(10, 2 * hour, day),
  consult_first: each(30, 8 * hour, day),
  // a new place, or a plan
  returned: each(30, 4 * hour, day),
  offered: each(day, day, day),
  doctor_accepted: each(day, day, day),
  accepted: each(30, 2 * hour, day),
  // called back
  no_show: each(2 * hour, day, day),
  in_transit: each(30, 30, 30),
  // records go up
  arrived: each(2 * hour, 2 * hour, 2 * hour),
  in_care: each(7 * day, 7 * day, 7 * day),
  // the sender reads the outcome
  outcome_sent: each(3 * day, 3 * day, 3 * day),
  appeal: each(3 * day, 3 * day, 3 * day),
};

/** Steps that answer the other hospital: a missed one climbs the ladder, others tell whoever is late. */
export const answeringSteps = ['submitted', 'consult_first', 'offered', 'doctor_accepted'] as const satisfies readonly DeadlineStep[];
export const isAnswering = (step: string): boolean => (answeringSteps as readonly string[]).includes(step);

/** A patient on the way, arriving or in a bed knows no days off. */
const byTheClock: readonly DeadlineStep[] = ['in_transit', 'arrived', 'in_care'];
/** Of what can wait, days off do not count (ID-10). */
export const inWorkingTime = (step: DeadlineStep, urgency: Urgency): boolean => urgency === 'routine' && !byTheClock.includes(step);

/** The limit of a step, in minutes: agreed by the alliance, or our default. */
export const limitMinutes = (step: DeadlineStep, urgency: Urgency, settings: DeadlineSettings = {}): number =>
  settings[step]?.[urgency] ?? defaultMinutes[step][urgency];

/**
 * When a step is due that began at `from`.
 * @param settings of the alliance
 */
export function dueAt(
  step: DeadlineStep,
  urgency: Urgency,
  from: Date,
  settings: DeadlineSettings = {},
  calendar: Calendar = stateCouncilCalendar,
): Date {
  const seconds = limitMinutes(step, urgency, settings) * 60;
  return inWorkingTime(step, urgency) ? addWorkingTime(from, seconds, calendar).at : after(from, seconds);
}

/**
 * When an answer is due: as the alliance agreed, or as the met criterion wants it, whichever comes first.
 * @param withinMinutes what the met criteria allow; less than a day of it runs by the clock, whatever day it is
 */
export function responseDueAt(
  urgency: Urgency,
  from: Date,
  withinMinutes: number | null,
  settings: DeadlineSettings = {},
  calendar: Calendar = stateCouncilCalendar,
): Date {
  const agreed = dueAt('submitted', urgency, from, settings, calendar);
  if (withinMinutes === null) return agreed;
  const working = urgency === 'routine' && withinMinutes >= day;
  const wanted = working ? addWorkingTime(from, withinMinutes * 60, calendar).at : after(from, withinMinutes * 60);
  return wanted < agreed ? wanted : agreed;
}

/** Seconds a step still has when its clock is paused, counted as it runs; 0 when it is late. */
export function secondsLeft(step: DeadlineStep, urgency: Urgency, due: Date, now: Date, calendar: Calendar = stateCouncilCalendar): number {
  const left = inWorkingTime(step, urgency) ? workingSecondsBetween(now, due, calendar) : secondsUntil(due, now);
  return Math.max(left, 0);
}

/** When a step is due whose clock was paused with `seconds` left and runs again from `now`. */
export function resumedAt(
  step: DeadlineStep,
  urgency: Urgency,
  seconds: number,
  now: Date,
  calendar: Calendar = stateCouncilCalendar,
): Date {
  return inWorkingTime(step, urgency) ? addWorkingTime(now, seconds, calendar).at : after(now, seconds);
}

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
