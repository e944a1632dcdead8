import Papa from 'papaparse';

/** Spreadsheets run cells that begin like a formula; a leading apostrophe keeps them text. */
const harmless = (cell: string | number | null | undefined): string | number =>
  typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : (cell ?? '');

/** Text of a CSV file that Excel opens with Chinese intact: UTF-8 with BOM, CRLF. */
export function csvOf(headers: readonly string[], rows: readonly (readonly (string | number | null | undefined)[])[]): string {
  return `\uFEFF${Papa.unparse({ fields: [...headers], data: rows.map((row) => row.map(harmless)) }, { newline: '\r\n' })}`;
}
/** Hands a file to the browser's downloads. */
export function saveFile(name: string, content: Blob | string): void {
  const url = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type: 'text/csv;charset=utf-8' }) : content);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
