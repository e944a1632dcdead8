import type { CriteriaSet } from '../criteria/criteria-set.js';
import { suppresses } from '../criteria/combine.js';
import { derivedFacts } from '../criteria/derived.js';
import type { GivenFacts } from '../criteria/fact.types.js';
import type { Finding } from '../criteria/finding.types.js';
import { judge, type JudgementAsk } from '../criteria/judge.js';
import { judgeTogether, type JointJudgement } from '../criteria/judge-together.js';
import type { Verdict } from '../criteria/rule.types.js';

/** With how many facts that are still missing a patient is near to going down. */
export const nearWithin = 2;

/** What all protocols in force say about going down, and what speaks against it. */
export interface DownJudgement {
  readonly joint: JointJudgement;
  /** By protocol, the criteria to refer up that forbid it: met, or unknown and immediate. */
  readonly against: readonly (readonly Finding[])[];
  /** Facts that would decide, see `missingFor`. */
  readonly missing: readonly string[];
}

/** Judges whether a patient in care could go down, by every protocol in force; never throws. */
export function judgeDown(sets: readonly CriteriaSet[], facts: GivenFacts, ask: Omit<JudgementAsk, 'direction'>): DownJudgement {
  const joint = judgeTogether(sets, facts, { ...ask, direction: 'down' });
  const against = sets.map((set) =>
    joint.suppressedBy.length ? judge(set, facts, { direction: 'up', at: ask.at }).findings.filter(suppresses) : [],
  );
  const missing = missingFor(joint.judgements.flatMap(({ findings }) => findings), against.flat()); // prettier-ignore
  return { joint, against, missing };
}

/**
 * What would have to be known for a verdict: the open facts of the criterion that needs fewest, with those of immediate criteria to go up.
 * Empty where nothing is open, or where something is known to speak against it. Of a computed fact its open inputs are named, as a form asks them.
 */
export function missingFor(
  findings: readonly Pick<Finding, 'verdict' | 'missing'>[],
  against: readonly Pick<Finding, 'verdict' | 'missing'>[],
): string[] {
  if (against.some(({ verdict }) => verdict === 'met')) return [];
  const hopeful = findings.filter(({ verdict }) => verdict === 'met' || verdict === 'unknown');
  const [fewest] = hopeful.map(({ missing }) => asForms(missing)).toSorted((a, b) => a.length - b.length);
  return fewest ? asForms([...new Set([...fewest, ...against.flatMap(({ missing }) => missing)])]) : [];
}

function asForms(missing: readonly string[]): string[] {
  const open = new Set(missing);
  return missing.filter((key) => !derivedFacts.get(key)?.inputs.some((input) => input !== key && open.has(input)));
}

/** Since when a patient has met the criteria without a break; null where they are not met. */
export const metSinceOf = (
  before: { readonly verdict: Verdict | null; readonly metSince: Date | null } | null,
  verdict: Verdict | null,
  at: Date,
): Date | null => {
  if (verdict !== 'met') return null;
  return before?.verdict === 'met' && before.metSince ? before.metSince : at;
};

/** Whether anybody has to look again. Of whom nothing was known, all was open. */
export const verdictChanged = (before: Verdict | null | undefined, after: Verdict | null): boolean =>
  (before ?? 'unknown') !== (after ?? 'unknown');
