import { compileCriteria } from './criteria-set.js';
import type { FactDefinition } from './fact.types.js';
import type { Finding } from './finding.types.js';
import { judge } from './judge.js';
import type { Criterion, Verdict } from './rule.types.js';

export interface TestCaseResult {
  readonly name: string;
  readonly expect: Verdict;
  readonly actual: Verdict;
  readonly passed: boolean;
  readonly finding: Finding;
}

/**
 * Runs the tests of a criterion, each for itself and at every level.
 * @param facts definitions of the version
 * @param now moment of judgement of tests that name none
 */
export function runTestCases(facts: readonly FactDefinition[], criterion: Criterion, now: Date): TestCaseResult[] {
  const set = compileCriteria(facts, [criterion]);
  return criterion.testCases.map(({ name, facts: given, expect, at }) => {
    const { findings } = judge(set, given, { direction: criterion.direction, at: at === undefined ? now : new Date(at) });
    const finding = findings[0] as Finding;
    return { name, expect, actual: finding.verdict, passed: finding.verdict === expect, finding };
  });
}
