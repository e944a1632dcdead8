import { readHeader } from '@alliance/domain/imports/header';
import type { Column } from '@alliance/domain/imports/header.data';
import type { ImportKind } from '@alliance/domain/imports/import.types';
import Papa from 'papaparse';

export interface Sheet {
  readonly encoding: 'UTF-8' | 'GB18030';
  readonly head: readonly string[];
  /** Row of the sheet in which the header stands, 1 for the first. */
  readonly headerRow: number;
  readonly sample: readonly (readonly string[])[];
  /** Kinds whose needed columns are there. */
  readonly fits: readonly ImportKind[];
}
/** What the screen can say about a file before anything is sent; the server decides. */
export type Look = Sheet | { readonly problem: 'workbook' | 'document' | 'empty' | 'encoding' };

const looked = 262_144;
const sampled = 8;
const titles = 5;
const starts = (bytes: Uint8Array, ...magic: number[]) => magic.every((byte, at) => bytes[at] === byte);

/** Encoding, header and first rows of a table that may be of one of some kinds. */
export function lookAt(bytes: Uint8Array, kinds: readonly ImportKind[]): Look {
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04) || starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return { problem: 'workbook' };
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46)) return { problem: 'document' };
  if (starts(bytes, 0xff, 0xfe) || starts(bytes, 0xfe, 0xff)) return { problem: 'encoding' };
  const part = bytes.subarray(0, looked);
  const { encoding, text } = decode(part, 'UTF-8') ?? decode(part, 'GB18030') ?? damaged(part);
  if (!text.trim()) return { problem: 'empty' };
  return { encoding, ...headOf(text, kinds) };
}

/** As the importer does: the header may stand under a title line or two, the cells may be parted by tabs or semicolons. */
function headOf(text: string, kinds: readonly ImportKind[]): Omit<Sheet, 'encoding'> {
  const lines = text.split(/\r\n|\n|\r/u, titles);
  for (const [at] of lines.entries())
    for (const delimiter of [',', '\t', ';']) {
      const rest = text
        .split(/\r\n|\n|\r/u)
        .slice(at, at + sampled * 4)
        .join('\n');
      const { data } = Papa.parse<string[]>(rest, { delimiter, preview: sampled + 1, skipEmptyLines: 'greedy' });
      const [head = [], ...sample] = data;
      const fits = kinds.filter((kind) => readHeader(kind, head) !== null);
      if (fits.length) return { head, headerRow: at + 1, sample, fits };
    }
  return { head: lines[0]?.split(',') ?? [], headerRow: 1, sample: [], fits: [] };
}

function decode(bytes: Uint8Array, encoding: Sheet['encoding']) {
  try {
    // the part may end inside a character: a stream leaves that one out
    return { encoding, text: new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true }) };
  } catch {
    return null;
  }
}
const damaged = (bytes: Uint8Array) => ({ encoding: 'UTF-8' as const, text: new TextDecoder().decode(bytes) });

/** Which of source, beginning and end the columns do not tell; columns nobody knows. */
export function gapsOf(kind: ImportKind, head: readonly string[]): { missing: ('source' | 'from' | 'to')[]; unknown: readonly string[] } {
  const header = readHeader(kind, head);
  if (!header) return { missing: [], unknown: [] };
  const asked = kind === 'pairings' ? (['source', 'from', 'to'] as const) : kind === 'institutions' ? (['source'] as const) : [];
  return { missing: asked.filter((name) => header.at[name] === undefined), unknown: header.unknown };
}

/** Headers of the template files, as the importer reads them. */
export const templates: Readonly<Record<ImportKind, Readonly<Record<'zh' | 'en', readonly string[]>>>> = {
  pairings: {
    zh: ['序号', '类别', '受援市', '受援机构', '支援市', '支援机构', '牵头', '牵头依据', '来源', '起始日期', '截止日期', '备注'],
    en: ['key', 'category', 'recipient_city', 'recipient', 'supporter_city', 'supporter', 'lead', 'lead_basis', 'source'].concat([
      'from',
      'to',
      'notes',
    ]),
  },
  institutions: {
    zh: ['机构编码', '名称', '别名', '省', '市', '类型', '级别', '级别依据', '电话', '来源', '备注'],
    en: ['code', 'name', 'aliases', 'province', 'city', 'type', 'level', 'level_basis', 'phone', 'source', 'notes'],
  },
  people: {
    zh: ['姓名', '工号', '手机', '邮箱', '科室', '角色', '职称', '执业范围', '独立执业年限', '任职开始', '任职结束'],
    en: ['name', 'staff_number', 'phone', 'email', 'department', 'role', 'title', 'practice_scope', 'independent_years', 'from', 'to'],
  },
  rota: {
    zh: ['日期', '科室', '值班人', '电话', '开始', '结束', '备班', '备班电话', '交班备注'],
    en: ['date', 'department', 'person', 'phone', 'start', 'end', 'backup', 'backup_phone', 'hand_over_note'],
  },
};

/** What becomes of each column of a table: the column of ours it is, one of a grid, one that nobody knows, or one that is not needed. */
export function marksOf(kind: ImportKind, head: readonly string[]): readonly (Column | 'across' | 'unknown' | 'passed')[] {
  const header = readHeader(kind, head);
  return head.map((cell, index) => {
    const [ours] = Object.entries(header?.at ?? {}).find(([, at]) => at === index) ?? [];
    if (ours !== undefined) return ours as Column;
    if (header?.across.includes(index)) return 'across';
    return header?.unknown.includes(cell) ? 'unknown' : 'passed';
  });
}
