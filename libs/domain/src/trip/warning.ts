import { news2 } from '../criteria/derived.news2.js';
import type { FactReading, FactReadings } from '../criteria/given.js';
import { vitalSignLimits, type MeasuredSign, type VitalSigns } from './vital-signs.js';

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
