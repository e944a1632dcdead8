import { Refusal } from '../refusal.js';

/** Why something is no longer held. `lapsed`: nobody came in time; `left`: the patient has left the bed. */
export const holdEndings = [
  'lapsed',
  'left',
  'given_back',
  'replaced',
  'undone',
  'acceptance_withdrawn',
  'redirected',
  'reassigned',
  'diverted',
  'turned_back',
  'patient_declined',
  'no_show',
  'cancelled',
  'died',
  'closed',
  'voided',
] as const;
export type HoldEnding = (typeof holdEndings)[number];

const day = 86_400_000;
/** A bed promised for longer than two weeks is a bed nobody can use; a slot is booked up to two months ahead. */
export const longestHoldDays = { bed: 14, slot: 62 } as const;

/** Whether something can be held until an instant at all: neither over already nor too far ahead. */
export function canBeHeldUntil(what: 'bed' | 'slot', until: Date, now: Date): boolean {
  const ahead = until.getTime() - now.getTime();
  return ahead > 0 && ahead <= longestHoldDays[what] * day;
}

/** @throws Refusal capacity.period_invalid for a hold that would be over already or last too long */
export function checkHeldUntil(what: 'bed' | 'slot', until: Date, now: Date): void {
  if (!canBeHeldUntil(what, until, now)) throw new Refusal('capacity.period_invalid', { longestDays: longestHoldDays[what] });
}
