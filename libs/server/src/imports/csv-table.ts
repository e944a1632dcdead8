import { neededColumns, readHeader, type Header } from '@alliance/domain/imports/header';
import type { ImportKind, TableRecord } from '@alliance/domain/imports/import.types';
import { finish, type Steps } from '@alliance/domain/imports/steps';
import { Refusal } from '@alliance/domain/refusal';
import { parse } from 'csv-parse/sync';
import { readLines, type Encoding } from '../platform/text/encoding.js';

export const maxBytes = 5 * 1_048_576;
export const maxRows = 20_000;
/** A cell may hold line breaks; a quote that nobody closes may not swallow more than this. */
const maxLinesPerRecord = 20;

export interface Table {
  readonly encoding: Encoding;
  readonly header: Header;
  /** Row of the sheet in which the header stands, 1 for the first. */
  readonly headerRow: number;
  readonly records: readonly TableRecord[];
}

/**
 * Reads a CSV file (RFC 4180; comma, tab or semicolon) record by record: a broken one is reported and the rest survive.
 * @throws Refusal request.too_large, import.unreadable, import.headers_unknown
 */
export function* readingTable(kind: ImportKind, bytes: Uint8Array): Steps<Table> {
  if (bytes.length > maxBytes) throw new Refusal('request.too_large', { bytes: maxBytes });
  const { encoding, lines, damaged } = readLines(bytes);
  yield;
  const { header, delimiter, at } = headerOf(kind, lines);
  const under = lines.slice(at + 1);
  const broken = new Set([...damaged].map((line) => line - at - 1));
  const whole = broken.size === 0 ? yield* allWhole(under, delimiter, header.width) : null;
  const records = whole ?? (yield* oneByOne(under, broken, delimiter, header.width));
  if (records.length > maxRows) throw new Refusal('request.too_large', { rows: maxRows });
  return { encoding, header, headerRow: at + 1, records };
}

export const readTable = (kind: ImportKind, bytes: Uint8Array): Table => finish(readingTable(kind, bytes));

/** The header may stand under a title line or two, as exports of spreadsheets have it. */
function headerOf(kind: ImportKind, lines: readonly string[]): { header: Header; delimiter: string; at: number } {
  for (const [at, line] of lines.slice(0, 5).entries())
    for (const delimiter of [',', '\t', ';']) {
      const [cells] = parsed(line, delimiter) ?? [];
      const header = cells === undefined ? null : readHeader(kind, cells);
      if (header !== null) return { header, delimiter, at };
    }
  throw new Refusal('import.headers_unknown', { needed: neededColumns(kind) });
}

function parsed(text: string, delimiter: string): string[][] | null {
  try {
    // most lines have no quotes; a parser set up anew for each of 20,000 lines would take seconds
    if (!/["\n]/u.test(text)) return [text.split(delimiter)];
    return parse(text, { delimiter, relax_column_count: true, record_delimiter: '\n' });
  } catch {
    return null;
  }
}

/** The ordinary case: nothing is broken. Null where something is, or where a quote swallowed its neighbours. */
function* allWhole(lines: readonly string[], delimiter: string, width: number): Steps<TableRecord[] | null> {
  const records: TableRecord[] = [];
  for (const portion of portions(lines.at(-1) === '' ? lines.slice(0, -1) : lines)) {
    yield;
    const found = parsed(`${portion.join('\n')}\n`, delimiter);
    const suspicious = found?.some((cells) => cells.length !== width && cells.some((cell) => cell.includes('\n')));
    const long = found?.some((cells) => cells.some((cell) => cell.split('\n').length > maxLinesPerRecord));
    if (found === null || suspicious || long) return null;
    for (const cells of found) records.push({ row: records.length + 1, cells });
  }
  return records;
}

/** Some hundred lines at a time, parted where no quote is open. */
function* portions(lines: readonly string[]): Generator<string[]> {
  let portion: string[] = [];
  let quotes = 0;
  for (const line of lines) {
    portion.push(line);
    quotes += line.split('"').length - 1;
    if (portion.length < 500 || quotes % 2 !== 0) continue;
    yield portion;
    portion = [];
  }
  if (portion.length > 0) yield portion;
}

/** A record is the fewest lines that make one; a line that makes none is broken on its own. */
function* oneByOne(lines: readonly string[], damaged: ReadonlySet<number>, delimiter: string, width: number): Steps<TableRecord[]> {
  const records: TableRecord[] = [];
  for (let at = 0; at < lines.length;) {
    yield;
    if (damaged.has(at)) records.push({ row: records.length + 1, broken: 'bad_characters' });
    if (damaged.has(at) || (lines[at] === '' && at === lines.length - 1)) {
      at += 1;
      continue;
    }
    const found = recordAt(lines, at, delimiter, width);
    records.push(found === null ? { row: records.length + 1, broken: 'bad_quotes' } : { row: records.length + 1, cells: found.cells });
    at = found?.next ?? at + 1;
  }
  return records;
}

function recordAt(lines: readonly string[], at: number, delimiter: string, width: number): { cells: string[]; next: number } | null {
  for (let end = at; end < Math.min(at + maxLinesPerRecord, lines.length); end += 1) {
    const text = lines.slice(at, end + 1).join('\n');
    if ((text.split('"').length - 1) % 2 !== 0) continue;
    const found = parsed(text, delimiter);
    const [cells = ['']] = found ?? [];
    if (end === at) return found === null ? null : { cells, next: end + 1 };
    return found?.length === 1 && cells.length === width ? { cells, next: end + 1 } : null;
  }
  return null;
}
