import { inUnitOf } from '../comparability.js';
import type { IncomingReport, IncomingResult } from '../incoming-report.js';
import type { ResultFlag, TestClass } from '../recognition.codes.js';
import type { TestItem } from '../test-item.js';
import { ucumOf } from './unit-words.js';

/** What a hospital's code stands for. */
export interface CodedItem {
  readonly item: Pick<TestItem, 'code' | 'testClass' | 'scale' | 'unit' | 'molarMass'>;
  /** The method that the mapping says, where the report itself does not. */
  readonly method: string | null;
}
/** A result as it is filed: as issued, and in the unit of its item. */
export interface ResultRow {
  readonly itemCode: string | null;
  readonly localCode: string;
  readonly localName: string;
  readonly valueNumber: number | null;
  readonly valueText: string | null;
  readonly comparator: IncomingResult['comparator'];
  /** UCUM where the word is known, else as issued. */
  readonly unit: string | null;
  /** In the unit of the item; null where the two do not measure the same: such a result is shown and never compared. */
  readonly value: number | null;
  readonly referenceLow: number | null;
  readonly referenceHigh: number | null;
  readonly referenceText: string | null;
  readonly flag: ResultFlag | null;
  readonly method: string | null;
  readonly specimen: string | null;
  readonly bodySite: string | null;
}

/**
 * A result in the words of its item. Nothing is thrown away: without an item (the code was never mapped) and with a unit that is missing or
 * of another kind it is filed as issued, with no value to compare.
 */
export function resultRow(incoming: IncomingResult, coded: CodedItem | undefined): ResultRow {
  const item = coded?.item;
  const { number, text, comparator } = valueOf(incoming, item?.scale === 'quantitative');
  const interval = intervalOf(incoming);
  const unit = incoming.unit === null ? null : ucumOf(incoming.unit);
  const converted = item?.scale === 'quantitative' && number !== null ? inUnitOf(item, number, unit) : undefined;
  return {
    itemCode: item?.code ?? null,
    localCode: incoming.code,
    localName: incoming.name,
    valueNumber: number,
    valueText: text,
    comparator,
    unit,
    value: converted ?? null,
    ...interval,
    referenceText: incoming.referenceText,
    flag: incoming.flag ?? (number === null ? null : flagOf(number, comparator, interval)),
    method: incoming.method ?? coded?.method ?? null,
    specimen: incoming.specimen,
    bodySite: incoming.bodySite,
  };
}

type Issued = Pick<IncomingResult, 'comparator'> & { readonly number: number | null; readonly text: string | null };
const compared = /^([<>]=?|≤|≥)?\s*([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?)$/;

/** Analysers write numbers as texts, `<0.01` among them. */
function valueOf({ value, comparator }: IncomingResult, quantitative: boolean): Issued {
  if (typeof value === 'number') return { number: value, text: null, comparator };
  const [, sign, digits] = (quantitative && value !== null && compared.exec(value.normalize('NFKC').trim())) || [];
  if (digits === undefined) return { number: null, text: value, comparator: null };
  return { number: Number(digits), text: null, comparator: sign ? comparatorOf(sign) : null };
}
const comparatorOf = (sign: string): IncomingResult['comparator'] =>
  sign === '≤' ? '<=' : sign === '≥' ? '>=' : (sign as IncomingResult['comparator']);

interface Interval {
  readonly referenceLow: number | null;
  readonly referenceHigh: number | null;
}
const range = /^(-?\d+(?:\.\d+)?)\s*(?:-{1,2}|~|〜|–|—|至)\s*(-?\d+(?:\.\d+)?)$/;

/** The interval as numbers, or as it is printed: `3.5-5.5`, `3.5～5.5`, `<5.2`. */
function intervalOf({ referenceLow, referenceHigh, referenceText }: IncomingResult): Interval {
  if (referenceLow !== null || referenceHigh !== null || referenceText === null) return { referenceLow, referenceHigh };
  const text = referenceText.normalize('NFKC').trim();
  const [, low, high] = range.exec(text) ?? [];
  if (low !== undefined && Number(low) <= Number(high)) return { referenceLow: Number(low), referenceHigh: Number(high) };
  const [, sign, limit] = compared.exec(text) ?? [];
  if (sign === undefined) return { referenceLow, referenceHigh };
  const below = sign.startsWith('<') || sign === '≤';
  return below ? { referenceLow, referenceHigh: Number(limit) } : { referenceLow: Number(limit), referenceHigh };
}

/** Low, normal or high by the reference interval; null where it cannot be told (`<5` beside an interval that begins at 3). */
export function flagOf(
  value: number,
  comparator: IncomingResult['comparator'],
  { referenceLow: low, referenceHigh: high }: Interval,
): ResultFlag | null {
  if (low === null && high === null) return null;
  const below = comparator?.startsWith('<') ?? false;
  const above = comparator?.startsWith('>') ?? false;
  if (low !== null && !above && (below ? value <= low : value < low)) return 'low';
  if (high !== null && !below && (above ? value >= high : value > high)) return 'high';
  if (below) return low === null && high !== null && value <= high ? 'normal' : null;
  if (above) return high === null && low !== null && value >= low ? 'normal' : null;
  return 'normal';
}

/** Of a report as a whole: what most of its items are; of one whose codes nobody mapped, what it looks like. */
export function testClassOf(
  report: Pick<IncomingReport, 'studyUid' | 'imagesAvailable' | 'results'>,
  items: readonly CodedItem[],
): TestClass {
  const examinations = items.filter(({ item }) => item.testClass === 'examination').length;
  if (items.length) return examinations * 2 > items.length ? 'examination' : 'laboratory';
  const pictured = report.studyUid !== null || report.imagesAvailable || report.results.some(({ bodySite }) => bodySite !== null);
  return pictured ? 'examination' : 'laboratory';
}
