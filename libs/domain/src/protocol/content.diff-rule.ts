import { sameRule } from '../criteria/override-in-force.js';
import { factOfLeaf, factsOfRule } from '../criteria/rule-facts.js';
import type { Rule } from '../criteria/rule.types.js';

/**
 * One difference between two rules. `changed`: a condition about the same fact says something else; `regrouped`: the same members are now
 * taken together otherwise (any instead of all, at least 3 instead of 2, one condition that became a group). Paths are JSON pointers.
 */
export interface RuleChange {
  readonly change: 'added' | 'removed' | 'changed' | 'regrouped';
  readonly before: Rule | null;
  readonly beforePath: string | null;
  readonly after: Rule | null;
  readonly afterPath: string | null;
}
interface Place {
  readonly rule: Rule;
  readonly path: string;
}

/** What changed between two rules, condition by condition, in the order of the new one. Empty when only members changed places. */
export function ruleDiff(before: Rule, after: Rule): RuleChange[] {
  const places: [Place, Place] = [
    { rule: before, path: '' },
    { rule: after, path: '' },
  ];
  if (sameRule(before, after)) return [];
  return likeness(before, after) > 0 ? between(...places) : replaced(...places);
}

function between(before: Place, after: Place): RuleChange[] {
  const [old, now] = [groupOf(before), groupOf(after)];
  if (!old && !now) return [changeOf('changed', before, after)];
  const regrouped = old?.head !== now?.head ? [changeOf('regrouped', before, after)] : [];
  return [...regrouped, ...amongMembers(old?.members ?? [before], now?.members ?? [after])];
}

function amongMembers(before: readonly Place[], after: readonly Place[]): RuleChange[] {
  const candidates = before.flatMap((old) => after.map((now) => ({ old, now, likeness: likeness(old.rule, now.rule) })));
  const partner = new Map<Place, Place>();
  // the likest first: what stayed the same must not be taken for a change of something else
  for (const { old, now } of candidates.filter((one) => one.likeness > 0).sort((a, b) => b.likeness - a.likeness)) {
    if (partner.has(old) || partner.has(now)) continue;
    partner.set(old, now).set(now, old);
  }
  const inNew = after.flatMap((now) => {
    const old = partner.get(now);
    if (!old) return [changeOf('added', null, now)];
    return sameRule(old.rule, now.rule) ? [] : between(old, now);
  });
  return [...inNew, ...before.filter((old) => !partner.has(old)).map((old) => changeOf('removed', old, null))];
}

const replaced = (before: Place, after: Place): RuleChange[] => [changeOf('removed', before, null), changeOf('added', null, after)];
const changeOf = (change: RuleChange['change'], before: Place | null, after: Place | null): RuleChange => ({
  change,
  ...{ before: before?.rule ?? null, beforePath: before?.path ?? null, after: after?.rule ?? null, afterPath: after?.path ?? null },
});

function groupOf({ rule, path }: Place): { readonly head: string; readonly members: readonly Place[] } | undefined {
  const inside = (list: readonly Rule[], key: string): Place[] => list.map((member, i) => ({ rule: member, path: `${path}/${key}/${i}` }));
  if ('all' in rule) return { head: 'all', members: inside(rule.all, 'all') };
  if ('any' in rule) return { head: 'any', members: inside(rule.any, 'any') };
  if ('of' in rule) return { head: `at least ${rule.atLeast}`, members: inside(rule.of, 'of') };
  return 'not' in rule ? { head: 'not', members: [{ rule: rule.not, path: `${path}/not` }] } : undefined;
}

/** How alike two rules are: 0 for nothing in common, most for the same. */
function likeness(one: Rule, other: Rule): number {
  if (sameRule(one, other)) return 10;
  const [fact, otherFact] = [factOfLeaf(one), factOfLeaf(other)];
  if (fact !== undefined && otherFact !== undefined) {
    const sameQuestion = fact === otherFact && 'since' in one === 'since' in other && 'trend' in one === 'trend' in other;
    return sameQuestion ? (operatorOf(one) === operatorOf(other) ? 3 : 2) : 0;
  }
  const [facts, otherFacts] = [factsOfRule(one), factsOfRule(other)];
  const common = [...facts].filter((key) => otherFacts.has(key)).length;
  return common / (facts.size + otherFacts.size || 1);
}
const operatorOf = (rule: Rule): string => ('op' in rule ? rule.op : '');
