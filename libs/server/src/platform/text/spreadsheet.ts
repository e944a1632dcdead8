import Papa from 'papaparse';
import writeXlsxFile from 'write-excel-file/node';

export type Cell = string | number | null;
export interface Sheet {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Spreadsheets run cells that begin like a formula; a leading apostrophe keeps them text. */
const harmless = (cell: Cell): string | number => (typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : (cell ?? ''));

/** Rows of a CSV file with line ends: UTF-8 text without a byte order mark. */
export const csvLines = (rows: readonly (readonly Cell[])[]): string =>
  rows.length
    ? `${Papa.unparse(
        rows.map((row) => row.map(harmless)),
        { newline: '\r\n' },
      )}\r\n`
    : '';
/** Begins a CSV file: Excel reads Chinese only behind it. */
export const byteOrderMark = '\uFEFF';

/** An XLSX workbook. Cells are text or numbers, never formulas. */
export function workbookOf(sheets: readonly Sheet[]): Promise<Buffer> {
  return writeXlsxFile(
    sheets.map(({ name, header, rows }) => ({
      sheet: name,
      stickyRowsCount: 1,
      columns: header.map((title) => ({ width: Math.max(12, title.length * 2) })),
      data: [
        header.map((value) => ({ value, fontWeight: 'bold' as const })),
        ...rows.map((row) => row.map((value) => (value === null ? null : { value }))),
      ],
    })),
  ).toBuffer();
}
