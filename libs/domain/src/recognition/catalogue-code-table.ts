/** Columns of a table of a hospital's own codes, each by all its headings. */
export const codeColumns = [
  ['本院代码', 'local_code'],
  ['本院名称', 'local_name'],
  ['项目代码', 'item_code', 'loinc'],
  ['方法学', 'method'],
] as const;
const [codeColumn, nameColumn, itemColumn, methodColumn] = codeColumns.map(([zh]) => zh);
const longest = { code: 60, name: 120, method: 120 } as const;

export interface CodeRow {
  readonly code: string;
  readonly name: string;
  /** Null: of no item of the dictionary. */
  readonly itemCode: string | null;
  readonly method: string | null;
}
export interface CodeFault {
  readonly column: string;
  readonly reason: 'missing' | 'too_long';
}

/**
 * A row of that table. The item has to be said: `无` or `none` where the dictionary has no such item, so that an empty cell is never read as a decision.
 * @param cells in the order of `codeColumns`, empty where the table lacks a column
 */
export function readCodeRow(cells: readonly string[]): CodeRow | CodeFault {
  const [code = '', name = '', item = '', method = ''] = cells.map((cell) => cell.trim());
  const fault = (column: string | undefined, reason: CodeFault['reason']): CodeFault => ({ column: column ?? '', reason });
  if (!code) return fault(codeColumn, 'missing');
  if (!item) return fault(itemColumn, 'missing');
  if (code.length > longest.code) return fault(codeColumn, 'too_long');
  if (name.length > longest.name) return fault(nameColumn, 'too_long');
  if (method.length > longest.method) return fault(methodColumn, 'too_long');
  const itemCode = /^(无|none|-)$/i.test(item) ? null : item;
  return { code, name, itemCode, method: itemCode === null ? null : method || null };
}
