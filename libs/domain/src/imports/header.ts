import { passedOver, tables, type Column } from './header.data.js';
import type { ImportKind } from './import.types.js';
import { dayOf } from './rota-time.js';
import { nameKey } from './text.js';

/** Where each column of ours stands in the file, under which printed name; the columns nobody knows are told to the sender. */
export interface Header {
  readonly width: number;
  readonly at: Readonly<Partial<Record<Column, number>>>;
  readonly printed: readonly string[];
  readonly unknown: readonly string[];
  /** A rota as a grid: the columns that stand for a place each (beside a column of days) or for a day each (beside one of places). */
  readonly across: readonly number[];
}

const wordKey = (cell: string) => nameKey(cell).replace(/[ _-]/gu, '');
const kindsByWord = new Map(
  Object.entries(tables).map(([kind, { columns }]) => [
    kind,
    new Map(Object.entries(columns).flatMap(([column, words]) => words.map((word) => [wordKey(word), column as Column]))),
  ]),
);
const passedOverKeys = new Set(passedOver.map(wordKey));

/** Reads a header line in English or Chinese, in any order; null where a needed column is missing (then it is no header of this kind). */
export function readHeader(kind: ImportKind, cells: readonly string[]): Header | null {
  const words = kindsByWord.get(kind);
  const at: Partial<Record<Column, number>> = {};
  const unknown: number[] = [];
  for (const [index, cell] of cells.entries()) {
    const key = wordKey(cell);
    const column = words?.get(key);
    if (column !== undefined && at[column] === undefined) at[column] = index;
    else if (key !== '' && !passedOverKeys.has(key)) unknown.push(index);
  }
  const header = { width: cells.length, at, printed: cells };
  const across = kind === 'rota' && at.person === undefined ? gridColumns(at, cells, unknown) : [];
  if (across.length === 0 && tables[kind].needed.some((column) => at[column] === undefined)) return null;
  const printed = unknown.filter((index) => !across.includes(index)).map((index) => cells[index] ?? '');
  return { ...header, unknown: printed, across };
}

/** Rows of days take a place from every other column; rows of places take a day from each column that is one. */
function gridColumns(at: Header['at'], cells: readonly string[], others: readonly number[]): readonly number[] {
  const days = others.filter((index) => dayOf(cells[index] ?? '', '2000-01-01') !== undefined);
  if (days.length > 0) return at.department === undefined && at.date === undefined ? [] : days;
  return at.date === undefined || at.department !== undefined ? [] : others;
}

/** The columns a file of this kind must have, for the refusal. */
export const neededColumns = (kind: ImportKind): readonly string[] =>
  tables[kind].needed.map((column) => tables[kind].columns[column]?.[0] ?? column);
