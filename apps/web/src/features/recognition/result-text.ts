import type { TestResult } from '@alliance/contracts/result.schema';
import { amountWords } from '@alliance/domain/criteria/sentence-unit';
import { useWords, type Language, type Say } from '../../platform/i18n';
import { recognitionWords } from './recognition.locale';

type Valued = Pick<TestResult, 'valueNumber' | 'valueText' | 'comparator' | 'unit'>;
type Referenced = Pick<TestResult, 'referenceLow' | 'referenceHigh' | 'referenceText'>;
export interface Amounts {
  readonly fen: number;
  readonly microsievert: number;
  readonly microlitres: number;
}

/** `132 g/L`, `> 1000 ng/L`, `6.2×10⁹/L`, `阴性`: as issued, its unit as people write it. */
export const valueText = ({ valueNumber, valueText: words, comparator, unit }: Valued, language: Language): string =>
  valueNumber === null
    ? (words ?? '—')
    : [comparator, amountWords(valueNumber, unit ?? undefined, language)].filter((part) => part !== null).join(' ');

/** `115–150`, `≤ 40`, or as its laboratory wrote it; empty where there is none. */
export function referenceText({ referenceLow, referenceHigh, referenceText: words }: Referenced): string {
  if (referenceLow !== null && referenceHigh !== null) return `${referenceLow}–${referenceHigh}`;
  if (referenceLow !== null) return `≥ ${referenceLow}`;
  if (referenceHigh !== null) return `≤ ${referenceHigh}`;
  return words ?? '';
}

/** How long ago in the words of a ward: hours up to two days, then days. */
export function ageText(hours: number, t: Say<typeof recognitionWords>): string {
  if (hours < 1) return t('age.hour');
  return hours < 48 ? t('age.hours', { count: hours }) : t('age.days', { count: Math.floor(hours / 24) });
}

/** Money, dose and blood as people read them. */
export function useAmounts() {
  const t = useWords(recognitionWords);
  return {
    money: (fen: number): string => t('money', { yuan: (fen / 100).toFixed(fen % 100 ? 2 : 0) }),
    dose: (microsievert: number): string => t('dose', { count: +(microsievert / 1000).toFixed(2) }),
    blood: (microlitres: number): string => t('blood', { count: +(microlitres / 1000).toFixed(1) }),
  };
}
