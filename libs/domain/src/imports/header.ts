import type { ImportKind } from './import.types.js';
import { nameKey } from './text.js';

const pairingColumns = {
  item: ['seq', 'key', '序号', '编号'],
  category: ['category', 'institution_type', 'relation', '类别', '受援医疗卫生机构类别', '机构类别', '机构类型', '帮扶关系', '关系'],
  recipient: [
    'recipient',
    '受援医院',
    '受援机构',
    '受援单位',
    '受援方',
    '受援医疗卫生机构',
    '受援医疗卫生机构名称',
    '受援机构名称',
    '受援医院名称',
  ],
  supporter: ['supporter', '支援医院', '支援机构', '支援单位', '支援方', '帮扶医院', '支援医疗卫生机构', '支援医疗卫生机构名称'].concat([
    '支援机构名称',
    '支援医院名称',
    '帮扶机构',
    '对口支援医院',
  ]),
  recipientCity: ['recipient_prefecture', 'recipient_city', '受援市', '受援城市', '受援市(州)', '受援地区', '受援设区市'],
  supporterCity: ['supporter_city', 'supporter_city_in_name', '支援城市', '支援市', '支援地区', '帮扶城市', '支援设区市'],
  lead: ['lead', '牵头', '是否牵头'],
  leadBasis: ['lead_basis', '牵头依据'],
  source: ['source', '来源', '来源文件', '文号', '依据文件'],
  from: ['from', 'start', '起', '开始日期', '起始日期', '生效日期', '自'],
  to: ['to', 'end', '止', '结束日期', '截止日期', '终止日期', '至'],
  notes: ['notes', 'note', '备注', '说明', '附注'],
} as const;

const institutionColumns = {
  code: ['id', 'code', '编码', '机构编码', '机构代码'],
  name: ['name_zh', 'name', '名称', '机构名称', '医院名称', '单位名称'],
  aliases: ['aliases', 'alias', '别名', '曾用名', '简称'],
  province: ['province', '省', '省份', '所在省'],
  city: ['city', '市', '城市', '地市', '市州', '市(州)', '所在市'],
  type: ['type', '类型', '机构类型', '机构类别'],
  level: ['level', '级别', '等级', '医院等级'],
  levelBasis: ['level_basis', '级别依据', '等级依据'],
  phone: ['phone', '电话', '联系电话'],
  source: ['sources', 'source', '来源', '来源文件'],
  possibleSameAs: ['possible_same_as', '疑似相同'],
  notes: ['notes', 'note', '备注', '说明'],
} as const;

export type PairingColumn = keyof typeof pairingColumns;
export type InstitutionColumn = keyof typeof institutionColumns;
type Column = PairingColumn | InstitutionColumn;

/** Known columns that carry nothing the registry keeps. */
const passedOver = ['annex', 'clause', 'roles', 'in_table'];
const tables: Readonly<Record<ImportKind, { columns: Readonly<Partial<Record<Column, readonly string[]>>>; needed: readonly Column[] }>> = {
  pairings: { columns: pairingColumns, needed: ['recipient', 'supporter'] },
  institutions: { columns: institutionColumns, needed: ['name'] },
};

/** Where each column of ours stands in the file, under which printed name; the columns nobody knows are told to the sender. */
export interface Header {
  readonly width: number;
  readonly at: Readonly<Partial<Record<Column, number>>>;
  readonly printed: readonly string[];
  readonly unknown: readonly string[];
}

const wordKey = (cell: string) => nameKey(cell).replace(/[ _-]/gu, '');

/** Reads a header line in English or Chinese, in any order; null where a needed column is missing (then it is no header of this kind). */
export function readHeader(kind: ImportKind, cells: readonly string[]): Header | null {
  const { columns, needed } = tables[kind];
  const at: Partial<Record<Column, number>> = {};
  const unknown: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const key = wordKey(cell);
    const column = (Object.keys(columns) as Column[]).find((name) => columns[name]?.some((word) => wordKey(word) === key));
    if (column !== undefined && at[column] === undefined) at[column] = index;
    else if (key !== '' && !passedOver.includes(key) && !passedOver.map(wordKey).includes(key)) unknown.push(cell);
  }
  if (needed.some((column) => at[column] === undefined)) return null;
  return { width: cells.length, at, printed: cells, unknown };
}

/** The columns a file of this kind must have, for the refusal. */
export const neededColumns = (kind: ImportKind): readonly string[] =>
  tables[kind].needed.map((column) => tables[kind].columns[column]?.[0] ?? column);
