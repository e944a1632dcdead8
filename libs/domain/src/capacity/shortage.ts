import { Refusal } from '../refusal.js';

/** How waiting for a bed or a slot ended. */
export const shortageResolutions = ['placed', 'sent_elsewhere', 'no_longer_needed'] as const;
export type ShortageResolution = (typeof shortageResolutions)[number];

/** What came of calling whoever waits. */
export const contactOutcomes = ['reached', 'not_reached'] as const;
export type ContactOutcome = (typeof contactOutcomes)[number];

/** Whether whoever waits is to be called later, today, or should have been. */
export const contactDues = ['later', 'today', 'overdue'] as const;
export type ContactDue = (typeof contactDues)[number];

const day = 86_400_000;
export const longestPromiseDays = 60;

/** Days as `YYYY-MM-DD` of the hospital. */
export const contactDue = (promisedOn: string, today: string): ContactDue =>
  promisedOn > today ? 'later' : promisedOn === today ? 'today' : 'overdue';

/** A promise is for today or a day soon (field.md F42). @throws Refusal capacity.period_invalid */
export function checkPromise(promisedOn: string, today: string): void {
  const ahead = (Date.parse(promisedOn) - Date.parse(today)) / day;
  if (!(ahead >= 0 && ahead <= longestPromiseDays)) throw new Refusal('capacity.period_invalid', { longestDays: longestPromiseDays });
}
