import { isUnit } from '../criteria/units.js';
import type { Modality, ResultScale, TestClass } from './recognition.codes.js';

export interface WrittenItem {
  readonly testClass: TestClass;
  readonly scale: ResultScale;
  readonly specimen: string | null;
  readonly modality: Modality | null;
  readonly unit: string | null;
}

/**
 * What is wrong with an item of the dictionary: 检验 measures material taken from the body and names it, 检查 looks at the body and says how (MR-02);
 * a quantity has a UCUM unit.
 * @returns names of the fields, none when it is right
 */
export function itemFaults({ testClass, scale, specimen, modality, unit }: WrittenItem): string[] {
  const laboratory = testClass === 'laboratory';
  return [
    ...(laboratory === (specimen === null) ? ['specimen'] : []),
    ...(laboratory === (modality !== null) ? ['modality'] : []),
    ...(scale === 'quantitative' && unit === null ? ['unit'] : []),
    ...(unit !== null && !isUnit(unit) ? ['unit'] : []),
  ];
}

/** How many items a kind of region is to recognise, by when (国卫 37号; MR-17). 京津冀, 长三角, 成渝 and the like count together. The text sets no goal for a county or a single alliance. */
export const itemTargets = {
  city: { items: 200, by: '2025-12-31', source: '国卫医政发〔2024〕37号' },
  province: { items: 300, by: '2027-12-31', source: '国卫医政发〔2024〕37号' },
  acrossProvinces: { items: 200, by: '2027-12-31', source: '国卫医政发〔2024〕37号' },
} as const;
