import { Refusal } from '@alliance/domain/refusal';
import { parse } from 'csv-parse/sync';
import { readLines } from '../platform/text/encoding.js';

export interface TextTable {
  /** Rows of cells in the order of the asked columns, with their line in the file. */
  readonly rows: readonly { readonly row: number; readonly cells: string[] }[];
}
/** A title or two may stand above the headings. */
const furthestHeader = 5;

/**
 * A CSV file as rows of known columns; the first column has to be there.
 * @param columns each by all its headings, the one to name first
 * @throws Refusal import.unreadable, import.headers_unknown, file.too_large
 */
export async function tableOf(file: Blob, columns: readonly (readonly string[])[], maxBytes: number): Promise<TextTable> {
  if (file.size > maxBytes) throw new Refusal('file.too_large', { bytes: maxBytes });
  const { lines } = readLines(new Uint8Array(await file.arrayBuffer()));
  const table = parsed(lines.join('\n'));
  const [first = []] = columns;
  const names = (cells: readonly string[]) => cells.map((cell) => cell.trim().toLowerCase());
  const placeOf = (cells: readonly string[], headings: readonly string[]) =>
    names(cells).findIndex((cell) => headings.some((heading) => heading.toLowerCase() === cell));
  const at = table.slice(0, furthestHeader).findIndex((cells) => placeOf(cells, first) !== -1);
  const header = table[at];
  if (!header) throw new Refusal('import.headers_unknown', { needed: [first[0] ?? ''] });
  const places = columns.map((headings) => placeOf(header, headings));
  return {
    rows: table.slice(at + 1).map((cells, n) => ({ row: at + n + 2, cells: places.map((place) => cells[place]?.trim() ?? '') })),
  };
}

function parsed(text: string): string[][] {
  try {
    return parse(text, { relaxColumnCount: true, skipEmptyLines: true, bom: true });
  } catch {
    throw new Refusal('import.unreadable');
  }
}
