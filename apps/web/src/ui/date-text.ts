/** `2026-11-21`, and with a time `2026-11-21T14:05`: a day or a minute on the wall, without a zone. */
const withSigns = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]+(\d{1,2})[:：](\d{2}))?$/;
const digitsOnly = /^(\d{4})(\d{2})(\d{2})(?: ?(\d{2})(\d{2}))?$/;

/** Reads what people write for a date: `2026-01-31`, `2026/1/31`, `2026年1月31日`, `20260131`; null if it is none or does not exist. */
export function readDate(text: string, withTime: boolean): string | null {
  const trimmed = text.trim();
  const found = withSigns.exec(trimmed) ?? digitsOnly.exec(trimmed);
  if (!found || withTime !== (found[4] !== undefined)) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map((part) => Number(part ?? 0));
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute));
  const exists = at.getUTCMonth() === month - 1 && at.getUTCDate() === day && at.getUTCHours() === hour && minute < 60;
  return exists ? at.toISOString().slice(0, withTime ? 16 : 10) : null;
}

/** So many minutes later, written as it was. */
export const later = (date: string, minutes: number): string =>
  new Date(Date.parse(`${date.length > 10 ? date : `${date}T00:00`}Z`) + minutes * 60_000).toISOString().slice(0, date.length);

/** What ↑ and ↓ go by in `2026-01-31 08:30`, in minutes: a day, in the hours an hour, in the minutes five. */
export const stepAt = (caret: number): number => (caret < 11 ? 24 * 60 : caret < 14 ? 60 : 5);
