import { demoId } from '../demo-id.js';
import { around } from '../history/calendar.js';
import { spread } from '../history/spread.js';
import { electrocardiogram, methodAt, type Measured } from './measured.data.js';

/** One result of a report that is told. */
export interface ToldResult {
  readonly code: string | null;
  readonly local: readonly [code: string, name: string];
  readonly number: number | null;
  readonly text: string | null;
  readonly unit: string | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly method: string | null;
  readonly specimen: string | null;
}
export interface ToldReport {
  /** `referral number` and a letter: made once, the same at every load. */
  readonly key: string;
  readonly hospital: string;
  readonly patient: { readonly id: string; readonly name: string };
  readonly testClass: 'laboratory' | 'examination';
  readonly title: string;
  readonly performedAt: Date;
  readonly issuedAt: Date;
  readonly department: string;
  readonly by: readonly [reporter: string, reviewer: string];
  readonly conclusion: string | null;
  readonly results: readonly ToldResult[];
  /** Set where it stands in the place of another. */
  readonly corrects?: { readonly edition: number; readonly reason: string };
  readonly current?: boolean;
}
export const reportId = ({ key }: Pick<ToldReport, 'key'>): string => demoId(`report ${key}`);
export const resultId = ({ key }: Pick<ToldReport, 'key'>, position: number): string => demoId(`result ${key} ${position}`);

const minute = 60_000;

/** Values of one tube, around what such patients have. @param n of the patient */
export function measure(hospital: string, items: readonly Measured[], n: number): ToldResult[] {
  return items.map(({ code, local, unit, low, high, median, width, decimals, specimen }, i) => ({
    ...{ code, local, text: null, unit, low, high, specimen },
    number: Number(around(n, 700 + i, median, width).toFixed(decimals)),
    method: methodAt[code]?.[hospital] ?? methodAt[code]?.['else'] ?? null,
  }));
}

const laboratory: readonly (readonly [string, string])[] = [
  ['检验甲（演示）', '审核甲（演示）'],
  ['检验乙（演示）', '审核乙（演示）'],
];
const readers = ['心电诊断医师（演示）', '上级审核医师（演示）'] as const;

type About = Pick<ToldReport, 'key' | 'hospital' | 'patient' | 'performedAt'> & { readonly n: number };

export const laboratoryReport = ({ n, ...about }: About, title: string, items: readonly Measured[]): ToldReport => ({
  ...about,
  ...{ testClass: 'laboratory', title, department: '检验科', conclusion: null },
  by: laboratory[spread(n, 720, 0, 1)] ?? ['', ''],
  issuedAt: new Date(about.performedAt.getTime() + spread(n, 721, 25, 95) * minute),
  results: measure(about.hospital, items, n),
});

export const curveReport = ({ n, ...about }: About): ToldReport => ({
  ...about,
  ...{ testClass: 'examination', title: electrocardiogram.local[1], department: '心电图室', by: readers },
  conclusion: electrocardiogram.words[spread(n, 722, 0, 2)] ?? null,
  issuedAt: new Date(about.performedAt.getTime() + spread(n, 723, 4, 18) * minute),
  results: [
    {
      ...{ code: electrocardiogram.code, local: electrocardiogram.local, number: null, text: '图像见报告', unit: null },
      ...{ low: null, high: null, method: null, specimen: null },
    },
  ],
});
