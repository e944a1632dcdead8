import type { TreatmentSubject } from '../administration/department.js';

type Range = readonly [from: string, to: string, subjects: readonly TreatmentSubject[]];

/** First three characters of ICD-10, both ends included; the narrower ranges of a chapter stand before it. */
const ranges: readonly Range[] = [
  ['A15', 'A19', ['16', '03.01']],
  ['A00', 'B99', ['16', '03']],
  ['C81', 'C96', ['19', '03.05']],
  ['C00', 'D48', ['19', '04']],
  ['D50', 'D89', ['03.05']],
  ['E00', 'E90', ['03.07']],
  ['F00', 'F99', ['15']],
  ['G00', 'G99', ['03.03', '04.02']],
  ['I60', 'I69', ['03.03', '04.02']],
  ['I00', 'I99', ['03.04', '04.06']],
  ['J00', 'J99', ['03.01']],
  ['K00', 'K93', ['03.02', '04.01']],
  ['M00', 'M99', ['04.03', '03']],
  ['N70', 'N98', ['05.01']],
  ['N00', 'N64', ['03.06', '04']],
  ['O00', 'O99', ['05.02']],
  ['P00', 'P96', ['07.01']],
  ['Q20', 'Q28', ['04.06', '07', '03.04']],
  ['Q00', 'Q99', ['07', '04']],
  ['S00', 'T98', ['04', '20']],
  ['V01', 'Y98', ['04', '20']],
  ['U00', 'U99', ['16', '03.01']],
];

/** Treatment subjects that a diagnosis belongs to; none where the code is missing or says only a symptom or a circumstance. */
export function subjectsOfDiagnosis(code: string | null): readonly TreatmentSubject[] {
  const category = code?.trim().toUpperCase().slice(0, 3) ?? '';
  if (!/^[A-Z]\d\d$/.test(category)) return [];
  return ranges.find(([from, to]) => category >= from && category <= to)?.[2] ?? [];
}
