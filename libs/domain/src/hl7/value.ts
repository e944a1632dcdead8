import type { IncomingResult, Problem } from '../recognition/incoming-report.js';
import type { ResultFlag } from '../recognition/recognition.codes.js';
import type { Reading, Segment } from './message.js';

type Value = Pick<IncomingResult, 'value' | 'comparator'>;

const texts = new Set([
  'ST',
  'TX',
  'FT',
  'IS',
  'ID',
  'SI',
  'DT',
  'TM',
  'TS',
  'DTM',
  'CF',
  'NA',
  'MA',
  'CP',
  'MO',
  'PPN',
  'XCN',
  'XPN',
  'EI',
  'CX',
]);
const coded = new Set(['CE', 'CWE', 'CNE', 'CM']);
/** Pictures and documents: they are opened where they are, not copied. */
const pointers = new Set(['RP', 'ED']);
export const isPointer = (reading: Reading, obx: Segment): boolean => pointers.has(reading.text(obx, 2));

const number = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/;
const compared = /^(<=?|>=?|≤|≥)\s*([+-]?\d+(?:\.\d+)?)$/;
const comparators: Readonly<Record<string, Value['comparator']>> = { '<': '<', '<=': '<=', '>': '>', '>=': '>=', '≤': '<=', '≥': '>=' };
const nothing: Value = { value: null, comparator: null };
const words = (value: string): Value => ({ value: value || null, comparator: null });

/** OBX-5 by its type in OBX-2. @returns a problem with its place where it is none of that type */
export function valueOf(reading: Reading, obx: Segment): Value | Problem {
  const kind = reading.text(obx, 2);
  const repetitions = reading.repetitions(obx, 5);
  const wrong: Problem = { problem: 'value_invalid', at: `OBX[${obx.nth}].5` };
  const [first] = repetitions;
  if (first === undefined || pointers.has(kind)) return nothing;
  if (kind === 'NM') return repetitions.length > 1 ? wrong : (numeric(reading.component(first, 1)) ?? wrong);
  if (kind === 'SN') return repetitions.length > 1 ? wrong : (structured(reading, first) ?? wrong);
  if (coded.has(kind)) return words(repetitions.map((one) => reading.component(one, 2) || reading.component(one, 1)).join('；'));
  if (texts.has(kind)) return words(repetitions.map((one) => reading.decode(one).trim()).join('\n'));
  return { problem: kind ? 'field_invalid' : 'field_missing', at: `OBX[${obx.nth}].2` };
}

/** Analysers write `<0.01` where a number should be. */
function numeric(said: string): Value | undefined {
  const text = said.normalize('NFKC').trim();
  if (number.test(text)) return { value: Number(text), comparator: null };
  const [, sign = '', digits] = compared.exec(text) ?? [];
  return digits === undefined ? undefined : { value: Number(digits), comparator: comparators[sign] ?? null };
}

/** SN: `<^10` is below ten; `1^:^128` and `3^-^5` stay words. */
function structured(reading: Reading, said: string): Value | undefined {
  const [sign = '', low = '', between = '', high = ''] = [1, 2, 3, 4].map((at) => reading.component(said, at));
  if (between || high) {
    const sound = number.test(low) && /^[-:/+]$/.test(between) && (number.test(high) || (between === '+' && !high));
    return sound ? words(`${sign}${low}${between}${high}`) : undefined;
  }
  if (!number.test(low)) return undefined;
  if (sign === '' || sign === '=') return { value: Number(low), comparator: null };
  const comparator = comparators[sign];
  return comparator ? { value: Number(low), comparator } : undefined;
}

/** Table 0078, and what Chinese laboratories print instead; the susceptibilities of microbiology are no flags. */
const flags: Readonly<Record<string, ResultFlag>> = {
  ...{ N: 'normal', L: 'low', H: 'high', LL: 'critical_low', HH: 'critical_high', A: 'abnormal', AA: 'critical', '<': 'low', '>': 'high' },
  ...{
    '↓': 'low',
    '↑': 'high',
    '↓↓': 'critical_low',
    '↑↑': 'critical_high',
    POS: 'abnormal',
    NEG: 'normal',
    正常: 'normal',
    异常: 'abnormal',
  },
  ...{ 偏低: 'low', 偏高: 'high', 危急: 'critical', '*': 'abnormal' },
};
export function flagOf(reading: Reading, obx: Segment): ResultFlag | null {
  const found = reading.repetitions(obx, 8).flatMap((one) => flags[reading.component(one, 1).toUpperCase()] ?? []);
  return found.find((flag) => flag.startsWith('critical')) ?? found[0] ?? null;
}

/** Table 0487 and its predecessor 0070 in the words of Chinese laboratories; a specimen that has words of its own keeps them. */
const materials: readonly (readonly [name: string, codes: RegExp])[] = [
  ['血清', /^(SER|SERP?|SERUM)$/],
  ['血浆', /^(PLAS|PLASM|PLB|PPP|PRP|PLASMA)$/],
  ['动脉血', /^(BLDA|ABLD)$/],
  ['全血', /^(BLD|WB|BLDV|VENIP|BLOOD)$/],
  ['尿', /^(UR|URINE)$/],
];
export function specimenWord(code: string, text: string): string | null {
  const said = text || code;
  return materials.find(([, codes]) => codes.test(said.toUpperCase()))?.[0] ?? (said || null);
}
