/** A whole number that was typed, full-width digits too; null where it is none or lies outside. */
export function wholeNumber(typed: string, least: number, most: number): number | null {
  const digits = typed.trim().normalize('NFKC');
  const number = /^\d+$/.test(digits) ? Number(digits) : Number.NaN;
  return number >= least && number <= most ? number : null;
}

/** `8:5` and `０８：０５` are `08:05`; null where it is no time of the day. */
export function timeOfDay(typed: string): string | null {
  const [, hours = '', minutes = ''] = /^(\d{1,2}):(\d{1,2})$/.exec(typed.trim().normalize('NFKC')) ?? [];
  if (!hours || Number(hours) > 23 || Number(minutes) > 59) return null;
  return `${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}`;
}
