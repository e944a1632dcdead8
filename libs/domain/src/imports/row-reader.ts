import type { Header } from './header.js';
import type { Column as AnyColumn } from './header.data.js';
import type { Finding, RejectReason, TableRecord } from './import.types.js';
import { finish, type Steps } from './steps.js';
import { cleanText, hasBadCharacters } from './text.js';

/** A record that was read, or everything that is wrong with it. */
export type Read<Row> = { readonly row: number; readonly shown: string } & (
  { readonly value: Row } | { readonly problems: readonly Finding<RejectReason>[] }
);

/** Longest cell that is kept, in characters. */
const longest: Readonly<Record<string, number>> = {
  notes: 2000,
  levelBasis: 500,
  recipient: 100,
  supporter: 600,
  name: 100,
  aliases: 1000,
};

/** Cells of one record by our column names; everything wrong with them is collected, not only the first. */
export class RowReader<Column extends AnyColumn> {
  readonly problems: Finding<RejectReason>[] = [];
  readonly row: number;
  readonly #cells: readonly string[];

  constructor(
    private readonly header: Header,
    record: TableRecord,
  ) {
    this.row = record.row;
    this.#cells = 'cells' in record ? record.cells : [];
    const width = header.width;
    if ('broken' in record) this.problem(null, record.broken, null);
    else if (this.isBlank) return;
    else if (record.cells.length < width || record.cells.slice(width).some((cell) => cell.trim() !== ''))
      this.problem(null, 'wrong_number_of_cells', String(record.cells.length));
    else if (record.cells.some(hasBadCharacters))
      this.problem(this.#where(record.cells.findIndex(hasBadCharacters)), 'bad_characters', null);
  }

  /** The record as far as it can be shown to a person. */
  get shown(): string {
    return this.#cells.map(cleanText).filter(Boolean).join(' | ').slice(0, 120);
  }

  /** A blank line says nothing, however many separators it has. */
  get isBlank(): boolean {
    return this.problems.length === 0 && this.#cells.every((cell) => cell.trim() === '');
  }

  problem(column: Column | null, reason: RejectReason, value: string | null): void {
    this.problemAt(this.printed(column), reason, value);
  }

  /** A problem in a column under its printed name. */
  problemAt(printed: string | null, reason: RejectReason, value: string | null): void {
    this.problems.push({ row: this.row, column: printed, reason, value: value === null ? null : value.slice(0, 200) });
  }

  /** Name of a column as the file prints it. */
  printed(column: Column | null): string | null {
    if (column === null) return null;
    return this.header.printed[this.header.at[column] ?? -1] ?? column;
  }

  /** A cell as text; null where it is empty or the file has no such column. */
  text(column: Column, max = longest[column] ?? 200): string | null {
    const raw = this.raw(column);
    const clean = cleanText(raw);
    if (clean.length > max) this.problem(column, 'too_long', clean);
    return clean === '' ? null : clean;
  }

  needed(column: Column): string {
    const text = this.text(column);
    if (text === null) this.problem(column, 'missing', null);
    return text ?? '';
  }

  /** A cell read by a function that answers undefined for nonsense. */
  parsed<Value>(column: Column, read: (cell: string) => Value | undefined, reason: RejectReason): Value | null {
    const cell = this.text(column);
    const value = cell === null ? null : read(cell);
    if (value === undefined) this.problem(column, reason, cell);
    return value ?? null;
  }

  raw(column: Column): string {
    const at = this.header.at[column];
    return at === undefined ? '' : this.cell(at);
  }

  cell(index: number): string {
    return this.#cells[index] ?? '';
  }

  #where(index: number): Column | null {
    const found = Object.entries(this.header.at).find(([, at]) => at === index)?.[0];
    return (found ?? null) as Column | null;
  }
}

/** Reads every record; a broken one yields its problems and touches no other. Blank lines yield nothing. */
export function* readingRows<Column extends AnyColumn, Row>(
  header: Header,
  records: readonly TableRecord[],
  readRow: (reader: RowReader<Column>) => Row,
): Steps<Read<Row>[]> {
  const reads: Read<Row>[] = [];
  for (const record of records) {
    yield;
    const reader = new RowReader<Column>(header, record);
    if (reader.isBlank) continue;
    const { row, shown, problems } = reader;
    if (problems.length > 0) reads.push({ row, shown, problems });
    else {
      const value = readRow(reader);
      reads.push(problems.length > 0 ? { row, shown, problems } : { row, shown, value });
    }
  }
  return reads;
}

export const readRows = <Column extends AnyColumn, Row>(
  header: Header,
  records: readonly TableRecord[],
  readRow: (reader: RowReader<Column>) => Row,
): Read<Row>[] => finish(readingRows(header, records, readRow));
