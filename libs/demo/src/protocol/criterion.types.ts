import type { GivenFact } from '@alliance/domain/criteria/fact.types';
import type { Verdict } from '@alliance/domain/criteria/rule.types';

/** What is tried: the fixture of the criterion with some facts changed; null takes one away. `at` is the moment of judgement. */
export type DemoCase = readonly [expect: Verdict, name: string, changed: Readonly<Record<string, GivenFact | null>>, at?: string];

/** What this project adds to a published rule: its words in English and the cases that try it. */
export interface DemoCriterion {
  readonly en: string;
  readonly cases: readonly DemoCase[];
}
export type DemoCriteria = Readonly<Record<string, DemoCriterion>>;
