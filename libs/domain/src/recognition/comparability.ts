import { convert } from '../criteria/units.js';
import type { RecognitionReason } from './recognition.codes.js';
import type { TestItem } from './test-item.js';

/** How a result was made, as far as it decides whether two of them compare. */
export interface Making {
  /** UCUM; null where there is none. */
  readonly unit: string | null;
  /** Code or plain words of the method; null where the report does not say. */
  readonly method: string | null;
  readonly specimen: string | null;
  readonly bodySite: string | null;
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s()\-_/.]/g, '')
    .toLowerCase();
const same = (one: string, other: string): boolean => plain(one) === plain(other);

/** A value in the unit of its item, or undefined where the two do not measure the same. */
export function inUnitOf(item: Pick<TestItem, 'unit' | 'molarMass'>, value: number, unit: string | null): number | undefined {
  if (unit === item.unit) return value;
  if (unit === null || item.unit === null) return undefined;
  return convert(value, unit, item.unit, { unit: item.unit, ...(item.molarMass !== null && { molarMass: item.molarMass }) });
}

/**
 * What keeps an earlier result from standing for a new one: unit, method, material, site (field.md F97).
 * @param asked what is planned; a part that is null asks for nothing in particular
 */
export function incomparable(
  item: TestItem,
  earlier: Making,
  asked: Pick<Making, 'method' | 'specimen' | 'bodySite'>,
): RecognitionReason[] {
  const found: RecognitionReason[] = [];
  if (item.scale === 'quantitative' && inUnitOf(item, 1, earlier.unit) === undefined) found.push('unit_not_comparable');
  const method = methodDiffers(item, earlier.method, asked.method);
  if (method) found.push(method);
  if (item.testClass === 'laboratory' && differs(earlier.specimen, asked.specimen)) found.push('specimen_differs');
  if (item.testClass === 'examination' && differs(earlier.bodySite, asked.bodySite ?? item.bodySite)) found.push('site_differs');
  return found;
}

const differs = (one: string | null, other: string | null): boolean => one !== null && other !== null && !same(one, other);

function methodDiffers({ methodBound }: TestItem, earlier: string | null, asked: string | null): RecognitionReason | undefined {
  if (!methodBound || asked === null) return methodBound && earlier === null ? 'method_unknown' : undefined;
  if (earlier === null) return 'method_unknown';
  return same(earlier, asked) ? undefined : 'method_differs';
}

/** Do two results of one item belong on one line of a chart? Unknown methods of a method-bound item do not. */
export function joinable(item: TestItem, one: Making, other: Making): boolean {
  if (item.methodBound && (one.method === null || other.method === null)) return false;
  if (one.method !== null && other.method !== null && !same(one.method, other.method)) return false;
  if (differs(one.specimen, other.specimen)) return false;
  return inUnitOf(item, 1, one.unit) !== undefined && inUnitOf(item, 1, other.unit) !== undefined;
}
