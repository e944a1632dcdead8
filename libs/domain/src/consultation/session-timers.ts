const minute = 60_000;

/** Those who take part are reminded so long before the start (F76), in minutes. */
export const reminderMinutes = [24 * 60, 60, 10] as const;
export type ReminderMinutes = (typeof reminderMinutes)[number];
/** An expert who has not come by then is replaced (F75), in minutes after the start. */
export const noShowMinutes = 5;

export interface SessionTimer {
  readonly kind: 'consultation.reminder' | 'consultation.no_show';
  readonly dueAt: Date;
}

const before = (startsAt: Date, minutes: number): Date => new Date(startsAt.getTime() - minutes * minute);
export const noShowAt = (startsAt: Date): Date => before(startsAt, -noShowMinutes);

/** What a session is armed with when its time is fixed or moved. Instants that have passed are left out. */
export const sessionTimers = ({ startsAt }: { readonly startsAt: Date }, now: Date): SessionTimer[] =>
  [
    ...reminderMinutes.map((minutes) => ({ kind: 'consultation.reminder' as const, dueAt: before(startsAt, minutes) })),
    { kind: 'consultation.no_show' as const, dueAt: noShowAt(startsAt) },
  ].filter(({ dueAt }) => dueAt > now);

/**
 * Which reminder a timer is now: null where it was armed for a time that was moved, where the next one is due by now,
 * or where the session has begun.
 */
export function reminderDue(startsAt: Date, dueAt: Date, now: Date): ReminderMinutes | null {
  const due = reminderMinutes.find((minutes) => before(startsAt, minutes).getTime() === dueAt.getTime());
  if (due === undefined || now >= startsAt) return null;
  const overtaken = reminderMinutes.some((minutes) => minutes < due && before(startsAt, minutes) <= now);
  return overtaken ? null : due;
}
