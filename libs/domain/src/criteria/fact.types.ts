/** Names of our own data in both languages. */
export interface Words {
  readonly zh: string;
  readonly en?: string | undefined;
}

/** What kind of value a fact has. A `quantity` has a UCUM unit, an `instant` is a point in time with its offset. */
export const factKinds = ['quantity', 'boolean', 'code', 'instant'] as const;
export type FactKind = (typeof factKinds)[number];

/** Under which heading a form asks for it. */
export const factGroups = [
  'person',
  'vital_signs',
  'laboratory',
  'symptoms',
  'examination',
  'imaging_ecg',
  'course',
  'treatment',
  'pregnancy',
  'newborn',
  'tcm',
] as const;
export type FactGroup = (typeof factGroups)[number];

/** A coded fact: what it is called, how it is measured, and what cannot be. A protocol version carries the definitions its criteria use. */
export interface FactDefinition {
  /** `sbp`, `onset_min`: lower case, digits and `_`. */
  readonly key: string;
  readonly name: Words;
  readonly kind: FactKind;
  readonly group: FactGroup;
  /** UCUM code of a quantity; rules and comparisons are in it. */
  readonly unit?: string | undefined;
  /** Physiological limits in `unit`, both possible: a value beyond is questioned and not used until somebody confirms it. */
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** g/mol of the substance: converts mass to amount of substance. */
  readonly molarMass?: number | undefined;
  /** Another scale of the same thing: value in `unit` = slope × value in `from` + offset (HbA1c in mmol/mol). */
  readonly scale?: { readonly from: string; readonly slope: number; readonly offset: number } | undefined;
  /** Values of a code. */
  readonly codes?: readonly { readonly code: string; readonly name: Words }[] | undefined;
  readonly loinc?: string | undefined;
  /** What to look at when asked for it. */
  readonly hint?: Words | undefined;
}

export type FactScalar = number | string | boolean;
export const factOrigins = ['typed', 'imported', 'known'] as const;
/** Where a value comes from: typed here, imported from another system, or known to the portal (birth date, sex). */
export type FactOrigin = (typeof factOrigins)[number];

/** A value with what was said about it. `at` is when it was measured (ISO instant), `confirmed` that somebody looked again at an implausible one. */
export interface MeasuredFact {
  readonly value: FactScalar;
  readonly unit?: string | undefined;
  readonly at?: string | undefined;
  readonly origin?: FactOrigin | undefined;
  readonly confirmed?: boolean | undefined;
}
/** One fact as somebody gives it: bare (in the fact's own unit), with its unit, or a series of dated values. */
export type GivenFact = FactScalar | MeasuredFact | readonly MeasuredFact[];
export type GivenFacts = Readonly<Record<string, GivenFact>>;

/**
 * Why a given value is not used. `differs_from_computed`: somebody typed another score than its inputs give; they count until it is confirmed.
 */
export const factDoubts = ['unknown_fact', 'value_invalid', 'unit_unconvertible', 'outside_limits', 'differs_from_computed'] as const;
export type FactDoubt = (typeof factDoubts)[number];
export interface DoubtedFact {
  readonly fact: string;
  readonly doubt: FactDoubt;
  /** The unit that could not be converted, or the limits, or what was computed: what words need. */
  readonly detail: Readonly<Record<string, string | number>>;
}
