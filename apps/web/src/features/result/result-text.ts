import type { TestResult } from '@alliance/contracts/result.schema';

type Value = Pick<TestResult, 'comparator' | 'valueNumber' | 'valueText' | 'unit'>;
type Reference = Pick<TestResult, 'referenceLow' | 'referenceHigh' | 'referenceText'>;

export const asIssued = ({ comparator, valueNumber, valueText, unit }: Value): string =>
  valueNumber === null ? (valueText ?? '') : `${comparator ?? ''}${valueNumber}${unit ? ` ${unit}` : ''}`;

export function reference({ referenceLow: low, referenceHigh: high, referenceText }: Reference): string {
  if (low !== null && high !== null) return `${low}–${high}`;
  if (low !== null) return `≥ ${low}`;
  return high === null ? (referenceText ?? '') : `≤ ${high}`;
}
