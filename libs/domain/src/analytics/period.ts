export const periods = ['month', 'quarter', 'days_90', 'custom'] as const;
export type PeriodChoice = (typeof periods)[number];

/** Calendar days, both included, where the hospitals are. */
export interface Span {
  readonly from: string;
  readonly to: string;
}
const dayMs = 86_400_000;
const dayOf = (text: string): number => Date.parse(`${text}T00:00:00Z`);
const textOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The day so many days later (negative: earlier), `YYYY-MM-DD`. */
export const addDays = (day: string, days: number): string => textOf(dayOf(day) + days * dayMs);
/** How many days a span has. */
export const daysIn = ({ from, to }: Span): number => (dayOf(to) - dayOf(from)) / dayMs + 1;

/** The longest span that can be asked for: three years. */
export const longestDays = 1096;

/**
 * The days a choice means on the day `today`. A month and a quarter run from their first day to today.
 * @returns null for a custom span without both days, backwards, or longer than three years
 */
export function spanOf(choice: PeriodChoice, today: string, custom: Partial<Span> = {}): Span | null {
  if (choice === 'days_90') return { from: addDays(today, -89), to: today };
  const [year, month] = [today.slice(0, 4), Number(today.slice(5, 7))];
  if (choice === 'month') return { from: `${today.slice(0, 7)}-01`, to: today };
  if (choice === 'quarter') return { from: `${year}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`, to: today };
  const { from, to } = custom;
  return from && to && from <= to && daysIn({ from, to }) <= longestDays ? { from, to } : null;
}

/** As many days right before, so that a comparison is fair in the middle of a month too. */
export function previousOf(span: Span): Span {
  return { from: addDays(span.from, -daysIn(span)), to: addDays(span.from, -1) };
}
