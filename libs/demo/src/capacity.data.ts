import type { BedKind, BedSex } from '@alliance/domain/capacity/bed';

/** Beds of one kind in a department: numbered from `first`, all taken but the last `free`. */
export interface DemoBeds {
  readonly at: readonly [hospital: string, department: string];
  readonly kind: BedKind;
  readonly sex: BedSex;
  readonly prefix: string;
  readonly first: number;
  readonly count: number;
  readonly free: number;
}
const beds = (
  at: DemoBeds['at'],
  [kind, sex]: readonly [BedKind, BedSex],
  [prefix, first]: readonly [string, number],
  [count, free]: readonly [number, number],
): DemoBeds => ({ at, kind, sex, prefix, first, count, free });

/** Invented, and about as full as hospitals of that size are. */
export const demoBeds: readonly DemoBeds[] = [
  beds(['lead', 'cardiology'], ['ordinary', 'male'], ['', 1], [14, 2]),
  beds(['lead', 'cardiology'], ['ordinary', 'female'], ['', 15], [12, 1]),
  beds(['lead', 'cardiology'], ['ordinary', 'any'], ['', 27], [6, 1]),
  beds(['lead', 'ccu'], ['ccu', 'any'], ['CCU ', 1], [10, 2]),
  beds(['lead', 'ccu'], ['icu', 'any'], ['ICU ', 1], [8, 1]),
  beds(['lead', 'emergency'], ['ordinary', 'any'], ['留观 ', 1], [8, 3]),
  beds(['lead', 'emergency'], ['isolation', 'any'], ['隔离 ', 1], [2, 1]),
  beds(['lead', 'respiratory'], ['ordinary', 'any'], ['', 1], [24, 2]),
  beds(['lead', 'respiratory'], ['isolation', 'any'], ['隔离 ', 1], [4, 1]),
  beds(['lead', 'neurology'], ['ordinary', 'any'], ['', 1], [26, 0]),
  beds(['lead', 'neurology'], ['icu', 'any'], ['NICU 神内 ', 1], [4, 0]),
  beds(['lead', 'obstetrics'], ['ordinary', 'female'], ['', 1], [18, 4]),
  beds(['lead', 'obstetrics'], ['nicu', 'any'], ['新生儿 ', 1], [8, 2]),
  beds(['lead', 'newborn'], ['nicu', 'any'], ['NICU ', 1], [6, 1]),
  beds(['lead', 'paediatrics'], ['ordinary', 'any'], ['儿 ', 1], [16, 3]),
  beds(['county', 'cardiology'], ['ordinary', 'any'], ['', 1], [18, 3]),
  beds(['county', 'medicine'], ['ordinary', 'any'], ['', 1], [24, 5]),
  beds(['county', 'medicine'], ['isolation', 'any'], ['隔离 ', 1], [2, 1]),
  beds(['county', 'obstetrics'], ['ordinary', 'female'], ['', 1], [12, 4]),
  beds(['tcm', 'rehabilitation'], ['ordinary', 'any'], ['', 1], [20, 6]),
  beds(['township', 'general'], ['ordinary', 'any'], ['', 1], [10, 4]),
  beds(['wangling', 'cardiology'], ['ordinary', 'any'], ['', 1], [20, 4]),
  beds(['wangling', 'rehabilitation'], ['ordinary', 'any'], ['康 ', 1], [14, 3]),
  beds(['bitan', 'cardiology'], ['ordinary', 'any'], ['', 1], [12, 5]),
  beds(['bitan', 'rehabilitation'], ['ordinary', 'any'], ['康 ', 1], [8, 2]),
  beds(['shuangxi', 'medicine'], ['ordinary', 'any'], ['', 1], [16, 1]),
  beds(['shuangxi', 'rehabilitation'], ['ordinary', 'any'], ['康 ', 1], [6, 2]),
  ...['sanqiao', 'yuntai', 'luming', 'huangnitang', 'songping'].map((hospital, n) =>
    beds([hospital, 'general'], ['ordinary', 'any'], ['', 1], [6 + n, 2 + (n % 3)]),
  ),
];

/** Slots of weekdays in the coming fortnight. */
export interface DemoSlots {
  readonly at: readonly [hospital: string, department: string];
  readonly service: 'outpatient' | 'examination';
  readonly room: string;
  readonly opens: string;
  readonly closes: string;
  readonly minutes: number;
}
export const demoSlots: readonly DemoSlots[] = [
  { at: ['lead', 'cardiology'], service: 'outpatient', room: '专家门诊 2 诊室', opens: '08:00', closes: '11:30', minutes: 15 },
  { at: ['lead', 'cardiology'], service: 'examination', room: '动态心电图 1', opens: '14:00', closes: '17:00', minutes: 30 },
  { at: ['lead', 'neurology'], service: 'outpatient', room: '卒中门诊', opens: '14:00', closes: '17:00', minutes: 20 },
  { at: ['county', 'cardiology'], service: 'outpatient', room: '心内门诊', opens: '08:30', closes: '11:30', minutes: 15 },
  { at: ['township', 'general'], service: 'outpatient', room: '随访门诊', opens: '08:30', closes: '11:00', minutes: 30 },
  { at: ['wangling', 'cardiology'], service: 'outpatient', room: '心内门诊', opens: '08:00', closes: '11:30', minutes: 15 },
  { at: ['bitan', 'cardiology'], service: 'outpatient', room: '心内门诊', opens: '09:00', closes: '11:00', minutes: 20 },
];

/** How long ago each hospital confirmed its figures, in minutes, and who did: the township's are old, and two members have not looked for days. */
export const demoConfirmations = [
  { hospital: 'lead', minutes: 40, by: 'lead.coordinator' },
  { hospital: 'county', minutes: 310, by: 'county.coordinator' },
  { hospital: 'tcm', minutes: 600, by: null },
  { hospital: 'township', minutes: 20 * 60, by: 'township.doctor' },
  { hospital: 'wangling', minutes: 95, by: 'wangling.desk' },
  { hospital: 'bitan', minutes: 4 * 24 * 60, by: 'bitan.desk' },
  { hospital: 'shuangxi', minutes: 6 * 60, by: 'shuangxi.desk' },
  { hospital: 'sanqiao', minutes: 5 * 60, by: 'sanqiao.physician' },
  { hospital: 'yuntai', minutes: 3 * 60, by: 'yuntai.physician' },
  { hospital: 'luming', minutes: 11 * 60, by: 'luming.physician' },
  { hospital: 'huangnitang', minutes: 9 * 24 * 60, by: 'huangnitang.physician' },
  { hospital: 'songping', minutes: 7 * 60, by: 'songping.physician' },
] as const;
