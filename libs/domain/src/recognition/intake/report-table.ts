import { cleanText, nameKey } from '../../imports/text.js';
import type { IncomingPatient, IncomingReport, IncomingResult, Problem } from '../incoming-report.js';
import type { ReportState } from '../recognition.codes.js';
import { flagOfWord } from './flag-words.js';

/** Columns of a file with a result per line, each with the names under which laboratories print it; the first is ours. */
export const reportColumns = {
  number: ['report_number', 'number', '报告单号', '报告编号', '报告号', '检验单号', '检查号'],
  state: ['state', 'status', '报告状态', '状态'],
  identifierKind: ['identifier_kind', '证件类型'],
  identifier: ['identifier', 'id_number', '证件号', '证件号码', '身份证号', '身份证'],
  patientName: ['patient_name', 'patient', '患者姓名', '病人姓名', '姓名'],
  sex: ['sex', 'gender', '性别'],
  birthDate: ['birth_date', '出生日期'],
  title: ['title', '报告名称', '报告标题', '检验目的', '检查名称'],
  performedAt: ['performed_at', 'collected_at', '采样时间', '采集时间', '检查时间'],
  issuedAt: ['issued_at', 'reported_at', '报告时间', '审核时间'],
  department: ['department', '科室', '检验科室', '执行科室'],
  reportedBy: ['reported_by', '报告人', '检验者', '报告医生'],
  reviewedBy: ['reviewed_by', '审核人', '审核者', '审核医生'],
  conclusion: ['conclusion', '结论', '诊断意见', '诊断结论'],
  studyUid: ['study_uid', '影像号', '检查实例号'],
  images: ['images_available', '影像可调阅'],
  code: ['code', 'item_code', '项目代码', '项目编码', '医院项目代码'],
  loinc: ['loinc', 'loinc码', 'loinc代码'],
  name: ['item_name', 'item', '项目名称', '项目'],
  value: ['value', 'result', '结果', '结果值', '检验结果'],
  unit: ['unit', '单位', '结果单位'],
  referenceLow: ['reference_low', '参考下限', '参考低值'],
  referenceHigh: ['reference_high', '参考上限', '参考高值'],
  reference: ['reference', '参考区间', '参考范围', '参考值'],
  flag: ['flag', '标志', '异常标志', '结果提示', '提示'],
  method: ['method', '方法', '检测方法'],
  specimen: ['specimen', '标本', '标本类型', '样本类型'],
  bodySite: ['body_site', '检查部位', '部位'],
} as const;
type Column = keyof typeof reportColumns;
export type ReportHeader = Readonly<Partial<Record<Column, number>>>;
export const neededReportColumns: readonly Column[] = ['number', 'identifier', 'patientName', 'performedAt', 'issuedAt', 'value'];

const wordKey = (cell: string): string => nameKey(cell).replace(/[ _-]/gu, '');
const byWord = new Map(
  Object.entries(reportColumns).flatMap(([column, words]) => words.map((word) => [wordKey(word), column as Column] as const)),
);

/** Where the columns stand, in English or Chinese and in any order; null where one that is needed is missing: then it is no such file. */
export function readReportHeader(cells: readonly string[]): ReportHeader | null {
  const at: Partial<Record<Column, number>> = {};
  for (const [index, cell] of cells.entries()) {
    const column = byWord.get(wordKey(cell));
    if (column && at[column] === undefined) at[column] = index;
  }
  const missing = neededReportColumns.some((column) => at[column] === undefined);
  return missing || (at.code === undefined && at.loinc === undefined) ? null : at;
}

const states: Readonly<Record<string, ReportState>> = {
  ...{
    初步: 'preliminary',
    初步报告: 'preliminary',
    正式: 'final',
    正式报告: 'final',
    已审核: 'final',
    更正: 'corrected',
    作废: 'revoked',
    撤销: 'revoked',
  },
  ...{ preliminary: 'preliminary', final: 'final', corrected: 'corrected', revoked: 'revoked' },
};
const kinds: Readonly<Record<string, IncomingPatient['identifierKind']>> = {
  ...{ 身份证: 'citizen_id', 居民身份证: 'citizen_id', 护照: 'passport', 外国人永久居留证: 'residence_permit', 其他: 'other' },
  ...{ citizen_id: 'citizen_id', passport: 'passport', residence_permit: 'residence_permit', other: 'other' },
};
const sexes: Readonly<Record<string, IncomingPatient['sex']>> = {
  ...{ 男: 'male', 女: 'female', male: 'male', female: 'female', m: 'male', f: 'female', other: 'other' },
};

/**
 * The lines of one report number: what says something of the report as a whole is read from the first and may not differ in the others.
 * @param lines cells of each line
 */
export function reportOfLines(
  header: ReportHeader,
  lines: readonly (readonly string[])[],
): IncomingReport | { readonly problems: readonly Problem[] } {
  const [first = []] = lines;
  const cell = (column: Column, line: readonly string[] = first): string => cleanText(line[header[column] ?? -1] ?? '');
  const text = (column: Column, line: readonly string[] = first): string | null => cell(column, line) || null;
  const problems = differing(cell, lines);
  const word = <Value>(column: Column, words: Readonly<Record<string, Value>>, otherwise: Value): Value => {
    const said = cell(column).toLowerCase();
    const found = words[said];
    if (said && found === undefined) problems.push({ problem: 'field_invalid', at: column });
    return found ?? otherwise;
  };
  const report: IncomingReport = {
    number: cell('number'),
    state: word('state', states, 'final'),
    patient: {
      ...{ identifierKind: word('identifierKind', kinds, 'citizen_id'), identifier: cell('identifier'), name: cell('patientName') },
      ...{ sex: sexes[cell('sex').toLowerCase()] ?? 'unknown', birthDate: text('birthDate') },
    },
    title: cell('title') || cell('name') || cell('code') || cell('loinc'),
    // Excel parts day and hour with a space
    ...{ performedAt: cell('performedAt').replace(' ', 'T'), issuedAt: cell('issuedAt').replace(' ', 'T') },
    ...{ department: text('department'), reportedBy: text('reportedBy'), reviewedBy: text('reviewedBy') },
    ...{ conclusion: text('conclusion'), studyUid: text('studyUid'), imagesAvailable: /^(1|y|yes|true|是|有)$/i.test(cell('images')) },
    results: lines.map((line, at) => resultOf((column) => text(column, line), `results[${at + 1}].`, problems)),
  };
  return problems.length ? { problems } : report;
}

const shared: readonly Column[] = ['state', 'identifier', 'patientName', 'performedAt', 'issuedAt'];
const differing = (cell: (column: Column, line: readonly string[]) => string, lines: readonly (readonly string[])[]): Problem[] =>
  shared
    .filter((column) => new Set(lines.map((line) => cell(column, line))).size > 1)
    .map((column) => ({ problem: column === 'identifier' || column === 'patientName' ? 'patient_differs' : 'field_invalid', at: column }));

function resultOf(text: (column: Column) => string | null, place: string, problems: Problem[]): IncomingResult {
  const number = (column: Column): number | null => {
    const said = text(column);
    const found = said === null ? null : Number(said);
    if (found !== null && !Number.isFinite(found)) problems.push({ problem: 'value_invalid', at: place + column });
    return found;
  };
  const standard = text('loinc');
  return {
    ...{ code: standard ?? text('code') ?? '', name: text('name') ?? '', loinc: standard !== null, value: text('value'), comparator: null },
    ...{
      unit: text('unit'),
      referenceLow: number('referenceLow'),
      referenceHigh: number('referenceHigh'),
      referenceText: text('reference'),
    },
    ...{ flag: flagOfWord(text('flag')), method: text('method'), specimen: text('specimen'), bodySite: text('bodySite') },
  };
}
