import {
  assessorLevels,
  exclusionEffects,
  recognitionContexts,
  type AssessorLevel,
  type ExclusionEffect,
  type RecognitionContext,
} from './recognition.codes.js';

/** Columns of a catalogue as a table, each by all its headings; the first is written. */
export const entryColumns = [
  ['项目代码', 'code', 'loinc'],
  ['项目名称', 'name'],
  ['稳定期有效天数', 'valid_days_stable'],
  ['急性期有效天数', 'valid_days_acute'],
  ['不互认情形', 'exclusions'],
  ['质评级别', 'assessed_by'],
  ['须有图像', 'needs_images'],
  ['说明', 'note'],
] as const;
const [codeColumn, , stableColumn, acuteColumn, exclusionColumn, levelColumn, imagesColumn] = entryColumns.map(([zh]) => zh);

export interface TableEntry {
  readonly itemCode: string;
  readonly validDaysStable: number | null;
  readonly validDaysAcute: number | null;
  readonly exclusions: { context: RecognitionContext; effect: ExclusionEffect }[];
  readonly assessedBy: AssessorLevel;
  readonly needsImages: boolean;
  readonly note: string | null;
}
export interface EntryFault {
  readonly column: string;
  readonly reason: 'missing' | 'invalid';
}

/** Empty: no limit, the physician decides; 0: never taken over. */
const days = (text: string): number | null | undefined => {
  if (text === '') return null;
  return /^\d{1,5}$/.test(text) && Number(text) <= 36_500 ? Number(text) : undefined;
};
const levelWords: Readonly<Record<AssessorLevel, string>> = { national: '国家', province: '省', city: '市', alliance: '联盟' };

/** @param cells in the order of `entryColumns`, empty where the table lacks a column */
export function readEntryRow(cells: readonly string[]): { entry: TableEntry; fault?: EntryFault } {
  const [code = '', , stable = '', acute = '', exclusions = '', level = '', images = '', note = ''] = cells;
  const validDaysStable = days(stable);
  const validDaysAcute = days(acute);
  const read = exclusions
    .split(/[;；]/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map(exclusionOf);
  const assessedBy =
    level === '' ? 'province' : assessorLevels.find((one) => one === level.toLowerCase() || level.startsWith(levelWords[one]));
  const needsImages = /^(是|y|yes|true|1)$/i.test(images);
  const entry: TableEntry = {
    ...{
      itemCode: code,
      validDaysStable: validDaysStable ?? null,
      validDaysAcute: validDaysAcute ?? null,
      needsImages,
      note: note || null,
    },
    ...{ exclusions: read.filter((one) => one !== undefined), assessedBy: assessedBy ?? 'province' },
  };
  const fault = faultOf([
    [codeColumn, code ? undefined : 'missing'],
    [stableColumn, validDaysStable === undefined ? 'invalid' : undefined],
    [acuteColumn, validDaysAcute === undefined ? 'invalid' : undefined],
    [exclusionColumn, read.includes(undefined) ? 'invalid' : undefined],
    [levelColumn, assessedBy ? undefined : 'invalid'],
    [imagesColumn, needsImages || /^(否|n|no|false|0|)$/i.test(images) ? undefined : 'invalid'],
  ]);
  return fault ? { entry, fault } : { entry };
}

const faultOf = (found: readonly (readonly [string | undefined, EntryFault['reason'] | undefined])[]): EntryFault | undefined =>
  found.flatMap(([column, reason]) => (reason && column ? [{ column, reason }] : []))[0];

/** `before_operation:physician_decides`; without the effect it is not recognised then. */
function exclusionOf(part: string): TableEntry['exclusions'][number] | undefined {
  const [context, effect = 'not_recognised'] = part.split(/[:：]/).map((word) => word.trim());
  const known = recognitionContexts.find((one) => one === context);
  const does = exclusionEffects.find((one) => one === effect);
  return known && does ? { context: known, effect: does } : undefined;
}

/** The same as a row of cells. */
export const writeEntryRow = ({ name, ...entry }: TableEntry & { readonly name: { readonly zh: string } }): (string | number)[] => [
  entry.itemCode,
  name.zh,
  entry.validDaysStable ?? '',
  entry.validDaysAcute ?? '',
  entry.exclusions.map(({ context, effect }) => `${context}:${effect}`).join('; '),
  levelWords[entry.assessedBy],
  entry.needsImages ? '是' : '否',
  entry.note ?? '',
];
