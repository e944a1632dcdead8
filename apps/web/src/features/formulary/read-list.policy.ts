import Papa from 'papaparse';

export interface ListLine {
  readonly name: string;
  readonly strength: string | null;
  readonly form: string | null;
  readonly atc: string | null;
  readonly inStock: boolean;
}
const headers: Readonly<Record<keyof ListLine, readonly string[]>> = {
  name: ['通用名', '药品通用名', '药品名称', 'name'],
  strength: ['规格', 'strength'],
  form: ['剂型', 'form'],
  atc: ['atc', 'atc编码', 'atc码'],
  inStock: ['库存', '状态', 'stock'],
};
const out = new Set(['无', '暂缺', '缺', '缺货', '否', '0', 'no', 'out']);
const atcCode = /^[A-Z]\d{2}[A-Z]{2}\d{2}$/;
export const longestList = 5000;

/** Lines of a pasted table or CSV file with a head row. @returns null where there is no column of names; `bad` are row numbers as a spreadsheet counts */
export function linesOf(text: string): { readonly items: readonly ListLine[]; readonly bad: readonly number[] } | null {
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, '').trim(), { skipEmptyLines: 'greedy' });
  const [head = [], ...rows] = data;
  const at = (field: keyof ListLine) => head.findIndex((cell) => headers[field].includes(cell.trim().toLowerCase()));
  const column = { name: at('name'), strength: at('strength'), form: at('form'), atc: at('atc'), inStock: at('inStock') };
  if (column.name < 0) return null;
  const items: ListLine[] = [];
  const bad: number[] = [];
  for (const [index, row] of rows.entries()) {
    const cell = (field: keyof ListLine) => row[column[field]]?.trim().slice(0, 80) || null;
    const name = cell('name');
    const atc = cell('atc')?.toUpperCase() ?? null;
    if (!name || (atc && !atcCode.test(atc))) bad.push(index + 2);
    else
      items.push({
        name,
        strength: cell('strength')?.slice(0, 40) ?? null,
        form: cell('form')?.slice(0, 40) ?? null,
        atc,
        inStock: !out.has((cell('inStock') ?? '').toLowerCase()),
      });
  }
  return { items, bad };
}
