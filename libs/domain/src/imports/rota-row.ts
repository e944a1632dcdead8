import type { Header } from './header.js';
import type { RotaColumn } from './header.data.js';
import type { TableRecord } from './import.types.js';
import { readingRows, type Read, type RowReader } from './row-reader.js';
import { dayOf, daysAfter, hoursBetween, longestShiftHours, minutesOf, timesIn, usualStart, wallTime, type WallTime } from './rota-time.js';
import { phoneOf } from './staff-value.js';
import type { Steps } from './steps.js';
import { cleanText, nameKey } from './text.js';

/** Somebody as a cell of a rota names them: by name or staff number, perhaps with a telephone. */
export interface Named {
  readonly who: string;
  readonly phone: string | null;
}
/** One shift that a table states. `place` null is the duty office; `column` tells the cells of one row of a grid apart. */
export interface RotaEntry {
  readonly row: number;
  readonly column: string | null;
  readonly place: string | null;
  readonly person: Named;
  readonly backup: Named | null;
  readonly from: WallTime;
  readonly to: WallTime;
  readonly handOverNote: string | null;
}
/** Shifts row by row, or from a grid: days down and places across, or places down and days across. `near` is a day that tells the year of `12月1日`. */
export function* readingRota(header: Header, records: readonly TableRecord[], near: string): Steps<Read<readonly RotaEntry[]>[]> {
  return yield* readingRows<RotaColumn, readonly RotaEntry[]>(header, records, (reader) =>
    header.across.length === 0 ? oneShift(reader, near) : cellsOf(reader, header, near),
  );
}

function oneShift(reader: RowReader<RotaColumn>, near: string): RotaEntry[] {
  const day = neededDay(reader, near);
  const [person, second] = people(reader, reader.raw('person'), 'person');
  if (person === undefined) reader.problem('person', 'missing', null);
  const phone = reader.parsed('phone', phoneOf, 'bad_phone');
  const entry = { row: reader.row, column: null, place: reader.text('department', 60), ...common(reader, second) };
  const times = day === null ? null : timesOf(reader, day, null, null);
  if (times === null || person === undefined) return [];
  return [{ ...entry, ...times, person: { ...person, phone: phone ?? person.phone } }];
}

function cellsOf(reader: RowReader<RotaColumn>, { across, printed, at }: Header, near: string): RotaEntry[] {
  const isByDay = at.date !== undefined;
  const ownDay = isByDay ? neededDay(reader, near) : null;
  const ownPlace = isByDay ? null : reader.text('department', 60);
  return across.flatMap((index) => {
    const heading = printed[index] ?? '';
    const [person, second] = people(reader, reader.cell(index), heading);
    if (person === undefined) return [];
    const { name, start, end } = timesIn(heading);
    const day = isByDay ? ownDay : (dayOf(heading, near) ?? null);
    const times = day === null ? null : timesOf(reader, day, start, end);
    if (times === null) return [];
    return [{ row: reader.row, column: heading, place: isByDay ? name : ownPlace, person, ...common(reader, second), ...times }];
  });
}

function neededDay(reader: RowReader<RotaColumn>, near: string): string | null {
  const day = reader.parsed('date', (cell) => dayOf(cell, near), 'bad_date');
  if (day === null && reader.text('date') === null) reader.problem('date', 'missing', null);
  return day;
}

/** What a row says about all its shifts; `second` is a backup named beside the person. */
function common(reader: RowReader<RotaColumn>, second: Named | undefined): Pick<RotaEntry, 'backup' | 'handOverNote'> {
  const [backup = second] = people(reader, reader.raw('backup'), 'backup');
  const phone = reader.parsed('backupPhone', phoneOf, 'bad_phone');
  return { backup: backup ? { ...backup, phone: phone ?? backup.phone } : null, handOverNote: reader.text('handOverNote', 2000) };
}

/** From eight to eight where nothing else is said; an end that is not after the beginning is on the next day. */
function timesOf(reader: RowReader<RotaColumn>, day: string, headStart: number | null, headEnd: number | null) {
  const start = moment(reader, 'start', day) ?? (headStart === null ? null : wallTime(day, headStart));
  const end = moment(reader, 'end', day) ?? (headEnd === null ? null : wallTime(day, headEnd));
  if (start !== null && end === null) {
    reader.problem('end', 'missing', null);
    return null;
  }
  const from = start ?? wallTime(day, usualStart);
  const said = end ?? wallTime(day, usualStart);
  const to = said > from || !said.startsWith(from.slice(0, 10)) ? said : `${daysAfter(said.slice(0, 10), 1)}${said.slice(10)}`;
  if (to <= from) reader.problem('end', 'period_reversed', `${shown(from)} – ${shown(to)}`);
  else if (hoursBetween(from, to) > longestShiftHours) reader.problem('end', 'shift_too_long', `${shown(from)} – ${shown(to)}`);
  return { from, to };
}

export const shown = (time: WallTime): string => time.slice(0, 16).replace('T', ' ');

/** A time of day, or a day with a time. */
function moment(reader: RowReader<RotaColumn>, column: 'start' | 'end', day: string): WallTime | null {
  return reader.parsed(
    column,
    (cell) => {
      const [, date, time] = /^(.*\d日?)[ T]+(\d{1,2}[:：].*)$/u.exec(cell) ?? [];
      const minutes = minutesOf(time ?? cell);
      const on = date === undefined ? day : dayOf(date, day);
      return minutes === undefined || on === undefined ? undefined : wallTime(on, minutes);
    },
    'bad_time',
  );
}

const nobody = new Set(['', '-', '—', '/', '无', '休', '休息', 'none']);

/** Whom a cell names: `张三`, `张三 13800000000`, `张三（138…）`, `张三、李四` with the second as backup. A third name is one too many. */
function people(reader: RowReader<RotaColumn>, cell: string, column: string): Named[] {
  const parts = cell
    .split(/[、，,；;/\n\r]+/u)
    .map((part) => cleanText(part.replace(/[()（）：:]/gu, ' ')))
    .filter((part) => !nobody.has(nameKey(part)));
  const named: Named[] = [];
  for (const part of parts) {
    const words = part.split(' ').filter(Boolean);
    const last = words.at(-1) ?? '';
    const phone = named.length + words.length > 1 && /\d{5}/u.test(last) ? phoneOf(last) : undefined;
    const who = (phone === undefined ? words : words.slice(0, -1)).join(' ');
    const before = named.at(-1);
    // 张三、13800000000: a telephone of its own belongs to the name before it
    if (who === '' && before) named[named.length - 1] = { ...before, phone: phone ?? before.phone };
    else named.push({ who, phone: phone ?? null });
  }
  if (named.length > 2) reader.problemAt(column, 'unknown_value', cell);
  return named;
}
