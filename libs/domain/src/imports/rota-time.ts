import { nameKey } from './text.js';
import { dateOf } from './value.js';

/** Wall-clock time at the institution, `YYYY-MM-DDTHH:mm:ss`: compares as text. */
export type WallTime = string;

const pad = (n: number) => String(n).padStart(2, '0');
const weekday = /[(]?(?:星期|周|礼拜)[一二三四五六日天][)]?$/u;

/** A day as rotas write it: with its year, or `12月1日`, `12/1`, `12-1` in the year that brings it nearest to `near` (`YYYY-MM-DD`). */
export function dayOf(cell: string, near: string): string | undefined {
  const key = nameKey(cell).replace(weekday, '');
  const whole = dateOf(key.replace(/(?<=\d)t?00:00(?::00)?$/u, ''));
  if (whole !== undefined) return whole;
  const [month, day] = (/^(\d{1,2})(?:月|\/|-|\.)(\d{1,2})[日号]?$/u.exec(key) ?? []).slice(1);
  if (month === undefined || day === undefined) return undefined;
  const year = Number(near.slice(0, 4));
  const days = [year - 1, year, year + 1].flatMap((one) => dateOf(`${one}-${month}-${day}`) ?? []);
  const away = (one: string) => Math.abs(Date.parse(one) - Date.parse(near));
  return days.sort((a, b) => away(a) - away(b))[0];
}

/** A time of day, `8:00`, `08:00:00`, `8点半`, `24:00`, as minutes after midnight. */
export function minutesOf(cell: string): number | undefined {
  const key = nameKey(cell).replace(/时/gu, '点');
  const [hour, minute] = (/^(\d{1,2}):(\d{2})(?::00)?$/u.exec(key) ?? /^(\d{1,2})点(半|\d{1,2}分?)?$/u.exec(key) ?? []).slice(1);
  if (hour === undefined) return undefined;
  const minutes = minute === '半' ? 30 : Number.parseInt(minute ?? '0', 10);
  const all = Number(hour) * 60 + minutes;
  return minutes < 60 && all <= 24 * 60 ? all : undefined;
}

/** The day some days after another. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export const wallTime = (day: string, minutes: number): WallTime =>
  `${daysAfter(day, Math.floor(minutes / 1440))}T${pad(Math.floor((minutes % 1440) / 60))}:${pad(minutes % 60)}:00`;

/** Hours between two wall-clock times of one place. */
export const hoursBetween = (from: WallTime, to: WallTime): number => (Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / 3_600_000;

/** Longest shift, in hours. */
export const longestShiftHours = 72;
/** Where a rota says no times: from eight to eight. */
export const usualStart = 8 * 60;
/** `心内科(08:00-18:00)` and `心内科 夜班 18:00-08:00`: the times that a heading carries, and the heading without them. */
export function timesIn(heading: string): { readonly name: string; readonly start: number | null; readonly end: number | null } {
  const found = /[(（]?\s*(\d{1,2}[:：]\d{2})\s*[-–—~～至]\s*(\d{1,2}[:：]\d{2})\s*[)）]?/u.exec(heading);
  const [start, end] = [minutesOf(found?.[1] ?? ''), minutesOf(found?.[2] ?? '')];
  if (!found || start === undefined || end === undefined) return { name: heading, start: null, end: null };
  return { name: heading.replace(found[0], ' ').trim(), start, end };
}
