import { linkHours } from './trip-link.js';

/** What a crew on the way says. */
export const reportKinds = ['vital_signs', 'estimated_arrival', 'problem'] as const;
export type ReportKind = (typeof reportKinds)[number];

/** What can go wrong, or right, on the way. */
export const tripProblems = ['deteriorated', 'vehicle_broken_down', 'at_the_door'] as const;
export type TripProblem = (typeof tripProblems)[number];

/** What a crew ticks beside what it measures. */
export const observations = [
  'chest_pain',
  'seizure',
  'vomiting',
  'bleeding',
  'intubated',
  'resuscitated',
  'defibrillated',
  'vasopressor',
] as const;
export type Observation = (typeof observations)[number];

const lateMs = 10 * 60_000;
/** When it was measured, as far as we believe the phone: never later than it reached us. */
export const measuredAt = (said: Date, received: Date): Date => (said > received ? received : said);
/** An estimate beyond the life of the link would only put off the alarm that nobody has arrived. */
export const canBeArrival = (at: Date, now: Date): boolean => Math.abs(at.getTime() - now.getTime()) <= linkHours * 3_600_000;
/** RF-06: what was written down long after it happened is marked as such. */
export const isLate = (measured: Date, received: Date): boolean => received.getTime() - measured.getTime() > lateMs;
