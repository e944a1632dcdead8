import { Refusal } from '../refusal.js';

/** Why a patient who could go down stays for now. */
export const setAsideReasons = ['awaiting_result', 'clinical_judgement', 'family_wishes', 'social', 'insurance', 'other'] as const;
export type SetAsideReason = (typeof setAsideReasons)[number];

/** Longest time a candidate is set aside, in days; whoever still stays then is looked at again. */
export const setAsideDays = 14;

/**
 * @param until last day, `YYYY-MM-DD`
 * @throws Refusal request.invalid for a day in the past or more than a fortnight away
 */
export function checkSetAside(until: string, today: string): void {
  const days = (Date.parse(until) - Date.parse(today)) / 86_400_000;
  if (!(days >= 0 && days <= setAsideDays)) throw new Refusal('request.invalid', { fields: ['until'], days: setAsideDays });
}

/** Whether somebody set the patient aside and the day has not passed; `today` as `YYYY-MM-DD`. */
export const isSetAside = (until: string | null, today: string): boolean => until !== null && until >= today;
