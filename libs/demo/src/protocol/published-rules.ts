import type { Criterion, CriterionDirection, CriterionUrgency, EvidenceGrade, Rule, TestCase } from '@alliance/domain/criteria/rule.types';
import type { GivenFacts } from '@alliance/domain/criteria/fact.types';
import { readFileSync } from 'node:fs';
import type { DemoCriterion } from './criterion.types.js';
import { levelsOfLabel, targets } from './target.data.js';

/** A rule as `transfer_criteria.json` prints it. */
export interface PublishedRule {
  readonly code: string;
  readonly direction: CriterionDirection;
  readonly urgency: CriterionUrgency;
  readonly label: string;
  readonly expr: Rule;
  readonly population: Rule;
  readonly source: string;
  /** `V+L`: grades combine. */
  readonly confidence: string;
  readonly target: string;
}
export interface Fixture {
  readonly code: string;
  readonly facts: GivenFacts;
  readonly expect: TestCase['expect'];
}

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(`../../data/${file}`, import.meta.url), 'utf8'));

export const readRules = (): readonly PublishedRule[] => (read('transfer_criteria.json') as { rules: PublishedRule[] }).rules;
export const readFixtures = (): readonly Fixture[] => read('criteria_fixtures.json') as Fixture[];

/** The rules of a group (`HTN`) as criteria: what is published as it stands, with levels, English words and test cases of ours. */
export function criteriaOf(
  group: string,
  additions: Readonly<Record<string, DemoCriterion>>,
  rules: readonly PublishedRule[],
  fixtures: readonly Fixture[],
): Criterion[] {
  return rules
    .filter(({ code }) => code.startsWith(`${group}-`))
    .map((rule) => {
      const addition = known(additions[rule.code], rule.code);
      const fixture = known(
        fixtures.find(({ code }) => code === rule.code),
        rule.code,
      );
      return criterionOf(rule, addition, fixture);
    });
}

/** One published rule with its fixture and what is added to it. */
export function criterionOf(rule: PublishedRule, { en, cases }: DemoCriterion, fixture: Fixture): Criterion {
  const target = known(targets[rule.target], rule.target);
  return {
    code: rule.code,
    direction: rule.direction,
    urgency: rule.urgency,
    label: { zh: rule.label, en },
    rule: rule.expr,
    population: rule.population,
    levels: levelsOfLabel.find(([words]) => rule.label.includes(words))?.[1] ?? target.levels,
    target: { zh: rule.target, en: target.en },
    grades: rule.confidence.split('+') as EvidenceGrade[],
    source: sourceOf(rule.source),
    testCases: [
      { name: '典型病例：符合', facts: fixture.facts, expect: fixture.expect },
      ...cases.map(([expect, name, changed, at]) => ({ name, expect, facts: change(fixture.facts, changed), ...(at ? { at } : {}) })),
    ],
  };
}

function change(facts: GivenFacts, changed: Readonly<Record<string, GivenFacts[string] | null>>): GivenFacts {
  const entries = Object.entries({ ...facts, ...changed });
  return Object.fromEntries(entries.filter((entry): entry is [string, GivenFacts[string]] => entry[1] !== null));
}

function known<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`${what}: nothing in the demonstration says more about it`);
  return found;
}

/** The table names prior art by numbers of the analyst's own index: readers are told what it is instead. */
const sourceOf = (source: string): string =>
  source.startsWith('public repo') ? 'prior art in a public repository (value read there, not in a guideline)' : source;
