import type { RecognitionCheck, RecognitionItem } from '@alliance/contracts/recognition.contract';
import { county, idOf, patient } from './make';

export const earlier = (change: Partial<NonNullable<RecognitionItem['earlier']>> = {}): NonNullable<RecognitionItem['earlier']> => ({
  id: idOf(610),
  itemCode: '718-7',
  name: '血红蛋白',
  localCode: 'HGB',
  localName: '血红蛋白',
  valueNumber: 132,
  valueText: null,
  comparator: null,
  unit: 'g/L',
  value: 132,
  itemUnit: 'g/L',
  referenceLow: 115,
  referenceHigh: 150,
  referenceText: null,
  flag: 'normal',
  method: '比色法',
  specimen: 'EDTA全血',
  bodySite: null,
  mark: { level: 'national', label: '全国HR' },
  reportId: idOf(620),
  reportNumber: 'QH-20261120-0031',
  institution: county,
  performedAt: '2026-11-20T00:10:00Z',
  ageHours: 60,
  imagesAvailable: false,
  conclusion: null,
  ...change,
});

/** The `n`th line of an order set; lines without an earlier result say so. */
export const item = (n: number, change: Partial<RecognitionItem> = {}): RecognitionItem => ({
  id: idOf(7000 + n),
  itemCode: `X-${n}`,
  name: { zh: `项目${n}`, en: `Item ${n}` },
  testClass: 'laboratory',
  modality: null,
  panelCode: null,
  verdict: 'recognisable',
  reasons: [],
  sentence: { zh: '在有效期内，可以互认。', en: 'Recent enough; it can be recognised.' },
  earlier: change.verdict === 'no_result' ? null : earlier({ id: idOf(6000 + n), itemCode: `X-${n}` }),
  saves: { fen: 1250, microsievert: 0, microlitres: 500 },
  decision: null,
  repeatReason: null,
  repeatText: null,
  counts: null,
  explainedAt: null,
  decidedAt: null,
  decidedBy: null,
  overturnedAt: null,
  overturnedBy: null,
  ...change,
});

export const orderCheck = (change: Partial<RecognitionCheck> = {}): RecognitionCheck => ({
  id: idOf(600),
  version: 1,
  patientId: patient().id,
  at: '2026-11-22T12:00:00Z',
  state: 'stable',
  contexts: [],
  identityVerified: true,
  consent: 'given',
  panels: [],
  items: [item(1)],
  decidedAt: null,
  ...change,
});

export const repeatReasons = {
  items: [
    {
      code: 'NR02',
      name: { zh: '结果在疾病演变过程中变化较快', en: 'The result changes fast' },
      national: true,
      counts: true,
      needsText: false,
    },
    { code: 'NR99', name: { zh: '其他确需复查的情形', en: 'Another case that needs it' }, national: true, counts: true, needsText: true },
  ],
};
