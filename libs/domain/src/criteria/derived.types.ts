import type { FactReadings } from './given.js';
import { convert } from './units.js';

/** What is known of a number while inputs are missing: it lies between the two, both possible. Exact when they are equal. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** A fact that is computed where nobody gave it. */
export interface DerivedFact {
  readonly key: string;
  /** UCUM code of what is computed. */
  readonly unit: string;
  /** Facts it is computed from; one of them may be derived itself. */
  readonly inputs: readonly string[];
  /** Among the inputs, those that stand for each other: the first one that is given counts. */
  readonly either?: readonly (readonly string[])[];
  /** People know it without its inputs (a newborn's gestational age): it is asked for itself. */
  readonly askedItself?: boolean;
  /** Publication and formula, shown beside the number. */
  readonly source: string;
  /** How far a given value may be from the computed one before somebody is asked to look: rounding, in `unit`. */
  readonly tolerance: number;
  /** @returns undefined when nothing can be said, or the score was not made for this patient */
  compute(values: FactReadings, at: Date): Bounds | undefined;
  /** The inputs that could still change it; without it, all that are not known. */
  open?(values: FactReadings, at: Date): readonly string[];
}

/** One item of a score: its points, and the facts they follow from. */
export interface Item {
  readonly inputs: readonly string[];
  readonly points: Bounds;
}

export const exactly = (value: number): Bounds => ({ low: value, high: value });
export const isExact = ({ low, high }: Bounds): boolean => low === high;
export const between = (low: number, high: number): Bounds => ({ low, high });
/** What one score or another allows together. */
export const spanning = (some: readonly Bounds[]): Bounds => ({
  low: Math.min(...some.map(({ low }) => low)),
  high: Math.max(...some.map(({ high }) => high)),
});
export const sum = (some: readonly Bounds[]): Bounds => ({
  low: some.reduce((total, { low }) => total + low, 0),
  high: some.reduce((total, { high }) => total + high, 0),
});

/** A given quantity in the unit that a formula is written in. */
export function quantity(values: FactReadings, key: string, unit: string, about?: { readonly molarMass: number }): number | undefined {
  const reading = values.get(key);
  if (!reading || typeof reading.value !== 'number') return undefined;
  return reading.unit === unit ? reading.value : convert(reading.value, reading.unit ?? '1', unit, about);
}
export function flag(values: FactReadings, key: string): boolean | undefined {
  const value = values.get(key)?.value;
  return typeof value === 'boolean' ? value : undefined;
}
