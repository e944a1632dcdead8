import { news2 } from '../criteria/derived.news2.js';
import type { FactReading, FactReadings } from '../criteria/given.js';

export const consciousnessLevels = ['alert', 'confusion', 'voice', 'pain', 'unresponsive'] as const;

/**
 * What can be measured of anybody, in the units of the fact dictionary: the smallest and the largest number that is one.
 * The dictionary says the same; a page that has to start on a bad line does not load it.
 */
export const vitalSignLimits = {
  sbp: { unit: 'mm[Hg]', low: 20, high: 370 },
  dbp: { unit: 'mm[Hg]', low: 10, high: 360 },
  hr: { unit: '/min', low: 0, high: 400 },
  rr: { unit: '/min', low: 0, high: 150 },
  spo2: { unit: '%', low: 10, high: 100 },
  temp: { unit: 'Cel', low: 10, high: 46 },
  gcs: { unit: '{score}', low: 3, high: 15 },
} as const;
export type MeasuredSign = keyof typeof vitalSignLimits;
export const measuredSigns = Object.keys(vitalSignLimits) as MeasuredSign[];

/** Vital signs by the keys of the fact dictionary; what is missing was not measured. */
export type VitalSigns = { readonly [S in MeasuredSign]?: number | undefined } & {
  readonly consciousness?: (typeof consciousnessLevels)[number] | undefined;
  readonly on_oxygen?: boolean | undefined;
};

export interface Warning {
  /** NEWS2 of what was measured, what is missing counted as normal; null under 16, for whom the score was not made. */
  readonly news2: number | null;
  readonly deteriorating: boolean;
}

/** NEWS2 of 7 and more asks for an emergency response (RCP 2017). */
const emergencyScore = 7;
const childUnder = 16;

/**
 * Whether vital signs on the way call for somebody at once: NEWS2 ≥ 7 whatever the missing ones are, only pain wakes the patient, or GCS ≤ 8;
 * under 16 years, for whom NEWS2 was not made, SpO2 below 90 % in place of the score. A limit of ours that names what is certain; it excludes nothing.
 * @param age in years; an age nobody knows is an adult's
 */
export function warningOf(signs: VitalSigns, age: number | null): Warning {
  const unconscious = signs.consciousness === 'pain' || signs.consciousness === 'unresponsive' || (signs.gcs ?? 15) <= 8;
  if (age !== null && age < childUnder) return { news2: null, deteriorating: unconscious || (signs.spo2 ?? 100) < 90 };
  const score = news2Of(signs, age ?? childUnder);
  return { news2: score, deteriorating: unconscious || score >= emergencyScore };
}

function news2Of(signs: VitalSigns, age: number): number {
  const given = Object.entries({ ...signs, age, hypercapnic_target: false }).flatMap(([key, value]): [string, FactReading][] =>
    value === undefined ? [] : [[key, { value, unit: unitOf(key), series: [] }]],
  );
  const readings: FactReadings = new Map(given);
  const score = news2.find(({ key }) => key === 'news2')?.compute(readings, new Date(0));
  return score?.low ?? 0;
}
const unitOf = (key: string): string | null =>
  key === 'age' ? 'a' : key in vitalSignLimits ? vitalSignLimits[key as MeasuredSign].unit : null;

const quietMs = 10 * 60_000;
/** Rings once, and again only when it got clearly worse or after ten minutes: an alarm that never stops is not heard. */
export function ringsAgain(warning: Warning, before: { readonly at: Date; readonly news2: number | null } | null, now: Date): boolean {
  if (!warning.deteriorating) return false;
  if (!before || now.getTime() - before.at.getTime() >= quietMs) return true;
  return warning.news2 !== null && before.news2 !== null && warning.news2 >= before.news2 + 2;
}
