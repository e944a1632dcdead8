import type { FactScalar, GivenFacts, Words } from './fact.types.js';

export const comparisons = ['>=', '>', '<=', '<', '==', '!='] as const;
export type Comparison = (typeof comparisons)[number];

/** A threshold that depends on the patient: the value of the first case that holds, else `otherwise`; without either, nothing can be said. */
export interface DependentValue {
  readonly cases: readonly { readonly when: Rule; readonly value: number }[];
  readonly otherwise?: number | undefined;
}
export type Threshold = FactScalar | DependentValue;

/** How the later of two dated values differs from the earlier: absolute, percent of the earlier, times the earlier, or absolute per year. */
export const trendMeasures = ['difference', 'percent', 'ratio', 'per_year'] as const;
export type TrendMeasure = (typeof trendMeasures)[number];

export interface AllOf {
  readonly all: readonly Rule[];
}
export interface AnyOf {
  readonly any: readonly Rule[];
}
export interface Not {
  readonly not: Rule;
}
/** At least `atLeast` of the rules. */
export interface CountOf {
  readonly atLeast: number;
  readonly of: readonly Rule[];
}
/** `unit` is the unit of `value` where it is not the fact's own. */
export interface Compare {
  readonly fact: string;
  readonly op: Comparison;
  readonly value: Threshold;
  readonly unit?: string | undefined;
}
export interface Is {
  readonly fact: string;
  readonly op: 'is';
  readonly value: boolean;
}
export interface In {
  readonly fact: string;
  readonly op: 'in';
  readonly value: readonly (string | number)[];
}
/** Both ends included. */
export interface Between {
  readonly fact: string;
  readonly op: 'between';
  readonly value: readonly [number, number];
  readonly unit?: string | undefined;
}
/** Time from an instant to the moment of judgement, in a UCUM unit of time. A future instant says nothing. */
export interface Since {
  readonly since: string;
  readonly op: Comparison;
  readonly value: number;
  readonly unit: string;
}
/** The newest dated value against the oldest one inside the window before it; two values are needed. A fall is negative. */
export interface Trend {
  readonly trend: string;
  readonly measure: TrendMeasure;
  readonly within: { readonly value: number; readonly unit: string };
  readonly op: Comparison;
  readonly value: number;
}
export type Leaf = Compare | Is | In | Between | Since | Trend;
/** A transfer criterion as data (JSON). Nothing in it is ever run as code. */
export type Rule = AllOf | AnyOf | Not | CountOf | Leaf;

/** Kleene's three values. */
export const trits = ['met', 'not_met', 'unknown'] as const;
export type Trit = (typeof trits)[number];
export const verdicts = [...trits, 'not_applicable'] as const;
export type Verdict = (typeof verdicts)[number];

export const criterionDirections = ['up', 'down'] as const;
export type CriterionDirection = (typeof criterionDirections)[number];

/** How soon the patient has to be seen, soonest first. What it means for answering deadlines is a setting of the alliance. */
export const criterionUrgencies = ['immediate', '2h', '24h', '7d', 'routine'] as const;
export type CriterionUrgency = (typeof criterionUrgencies)[number];

/** Where the patient is when the criterion is asked: levels of care, lowest first. */
export const careLevels = ['village', 'township', 'county', 'tertiary'] as const;
export type CareLevel = (typeof careLevels)[number];

/** V text read at the cited source, G guideline value, P prior art, L local default that needs a named sign-off. */
export const evidenceGrades = ['V', 'G', 'P', 'L'] as const;
export type EvidenceGrade = (typeof evidenceGrades)[number];

/** A criterion's own test: these facts must give this verdict. */
export interface TestCase {
  readonly name: string;
  readonly facts: GivenFacts;
  readonly expect: Verdict;
  /** Moment of judgement, for what depends on time; the time of the run otherwise. */
  readonly at?: string | undefined;
}

export interface Criterion {
  /** `HTN-U01`; never reused for something else. */
  readonly code: string;
  readonly direction: CriterionDirection;
  readonly urgency: CriterionUrgency;
  readonly label: Words;
  readonly rule: Rule;
  /** For whom it was written; outside it the verdict is `not_applicable`. `{ all: [] }` is everybody. */
  readonly population: Rule;
  /** Levels at which it is asked; empty for all. */
  readonly levels: readonly CareLevel[];
  readonly target: Words;
  readonly grades: readonly EvidenceGrade[];
  readonly source: string;
  readonly testCases: readonly TestCase[];
}
