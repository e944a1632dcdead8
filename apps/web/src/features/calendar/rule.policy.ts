import type { AvailabilityRule } from '@alliance/contracts/availability.contract';

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof weekdays)[number];

/** A rule as the form shows it: days of the week every so many weeks, or one date alone. */
export interface RuleDraft {
  readonly days: readonly Weekday[];
  /** Every n weeks. */
  readonly every: number;
  readonly once: boolean;
  readonly from: string;
  readonly until: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly kinds: NonNullable<AvailabilityRule['kinds']>;
  readonly protected: boolean;
  readonly onHolidays: boolean;
  readonly without: readonly string[];
}

const minutesIn = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const two = (n: number) => String(n).padStart(2, '0');
/** The end on the wall; midnight is 24:00. */
export function endOf({ startsAt, minutes }: Pick<AvailabilityRule, 'startsAt' | 'minutes'>): string {
  const end = minutesIn(startsAt) + minutes;
  const day = end > 1440 ? end - 1440 : end;
  return `${two(Math.floor(day / 60))}:${two(day % 60)}`;
}
/** From one wall time to the next, over midnight where the end is not later. */
export const lengthOf = (from: string, until: string): number => {
  const length = minutesIn(until) - minutesIn(from);
  return length > 0 ? length : length + 1440;
};

const plainWeekly = /^FREQ=WEEKLY(?:;INTERVAL=(\d+))?;BYDAY=((?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*)(?:;WKST=MO)?$/;

/** The form of a rule; null where it repeats in a way that the form does not know. */
export function draftOf(rule: AvailabilityRule): RuleDraft | null {
  const read = rule.rrule === null ? null : plainWeekly.exec(rule.rrule);
  if (rule.rrule !== null && !read) return null;
  return {
    days: weekdays.filter((day) => read?.[2]?.split(',').includes(day)),
    every: Number(read?.[1] ?? 1),
    once: rule.rrule === null,
    from: rule.startsAt,
    until: endOf(rule),
    validFrom: rule.validFrom,
    validUntil: rule.validUntil ?? '',
    kinds: rule.kinds ?? [],
    protected: rule.protected,
    onHolidays: rule.onHolidays,
    without: rule.without,
  };
}

export function ruleOf(draft: RuleDraft, { id, zone }: Pick<AvailabilityRule, 'id' | 'zone'>): AvailabilityRule {
  const { once, every, days, from, until, validFrom, validUntil, kinds } = draft;
  return {
    id,
    zone,
    rrule: once ? null : `FREQ=WEEKLY${every > 1 ? `;INTERVAL=${every}` : ''};BYDAY=${days.join(',')};WKST=MO`,
    startsAt: from,
    minutes: lengthOf(from, until),
    validFrom,
    validUntil: once || !validUntil ? null : validUntil,
    kinds: kinds.length > 0 ? [...kinds] : null,
    protected: draft.protected && kinds.length > 0,
    onHolidays: draft.onHolidays,
    without: once ? [] : [...draft.without].sort(),
  };
}

export const emptyDraft = (today: string): RuleDraft => ({
  ...{ days: ['MO', 'TU', 'WE', 'TH', 'FR'], every: 1, once: false, from: '08:00', until: '12:00', validFrom: today, validUntil: '' },
  ...{ kinds: [], protected: false, onHolidays: false, without: [] },
});

/** `08:00`, within the day. */
export const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text) || text === '24:00';
