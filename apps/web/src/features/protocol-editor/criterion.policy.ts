import type { FactDefinition, GivenFacts } from '@alliance/domain/criteria/fact.types';
import { compileCriteria } from '@alliance/domain/criteria/criteria-set';
import { judge } from '@alliance/domain/criteria/judge';
import { ruleErrors } from '@alliance/domain/criteria/rule.check';
import type { Criterion, CriterionDirection, Rule, TestCase, Verdict } from '@alliance/domain/criteria/rule.types';
import type { Finding, Judgement } from '@alliance/domain/criteria/finding.types';
import type { ContentProblem } from './content.store';
import { nodesOf, pathKey, type Path } from './rule-tree.policy';

const letterOf: Readonly<Record<CriterionDirection, string>> = { up: 'U', down: 'D' };

/** The next code of a direction: one above the highest there is, so that a code is not soon used again for something else. */
export function nextCode(prefix: string, direction: CriterionDirection, criteria: readonly Criterion[]): string {
  const start = `${prefix}-${letterOf[direction]}`;
  const numbers = criteria.filter(({ code }) => code.startsWith(start)).map(({ code }) => Number(code.slice(start.length)) || 0);
  return `${start}${String(Math.max(0, ...numbers) + 1).padStart(2, '0')}`;
}

export const newCriterion = (code: string, direction: CriterionDirection): Criterion => ({
  ...{ code, direction, urgency: direction === 'up' ? '24h' : 'routine' },
  ...{ label: { zh: '' }, rule: { all: [] }, population: { all: [] }, levels: [], target: { zh: '' } },
  ...{ grades: ['G'], source: '', testCases: [] },
});

/** Whether it can be judged: nothing in its trees is still open. */
export const isComplete = ({ rule, population }: Criterion): boolean => !ruleErrors(rule).length && !ruleErrors(population).length;

/** What one criterion says about a patient, as the portal will say it. */
export function tryCase(
  facts: readonly FactDefinition[],
  criterion: Criterion,
  given: GivenFacts,
  at: Date,
): { readonly finding: Finding; readonly judgement: Judgement } | undefined {
  if (!isComplete(criterion)) return undefined;
  const judgement = judge(compileCriteria(facts, [criterion]), given, { direction: criterion.direction, at });
  const [finding] = judgement.findings;
  return finding && { finding, judgement };
}

/** What every node of a tree says by itself, so that an outline can show where a verdict comes from. */
export function outcomesOf(facts: readonly FactDefinition[], rule: Rule, given: GivenFacts, at: Date): ReadonlyMap<string, Verdict> {
  if (ruleErrors(rule).length) return new Map();
  const nodes = nodesOf(rule);
  const each = nodes.map(({ path, rule: node }) => ({ ...newCriterion(pathKey(path), 'up'), rule: node }));
  const { findings } = judge(compileCriteria(facts, each), given, { direction: 'up', at });
  return new Map(findings.map(({ code, verdict }) => [code, verdict]));
}

/** A case as it is kept: the moment stands with it where its facts have times. */
export function asTestCase(name: string, given: GivenFacts, expect: Verdict, facts: readonly FactDefinition[], at: Date): TestCase {
  const timed = Object.entries(given).some(
    ([key, value]) => Array.isArray(value) || facts.some((fact) => fact.key === key && fact.kind === 'instant'),
  );
  return { name, facts: given, expect, ...(timed ? { at: at.toISOString() } : {}) };
}

/** Problems below a place, with their path from there. */
export const problemsUnder = (problems: readonly ContentProblem[], place: Path): ContentProblem[] =>
  problems
    .filter(({ path }) => place.every((step, i) => path[i] === step))
    .map(({ path, code }) => ({ path: path.slice(place.length), code }));

/** Codes of what is wrong, at the node of the outline that shows it. */
export function problemsByNode(rule: Rule, problems: readonly ContentProblem[]): ReadonlyMap<string, readonly string[]> {
  const nodes = nodesOf(rule).map(({ path }) => path);
  const found = new Map<string, string[]>();
  for (const { path, code } of problems) {
    const holders = nodes.filter((node) => node.every((step, i) => path[i] === step));
    const key = pathKey(holders.reduce((deepest, node) => (node.length > deepest.length ? node : deepest), []));
    found.set(key, [...(found.get(key) ?? []), code]);
  }
  return found;
}
