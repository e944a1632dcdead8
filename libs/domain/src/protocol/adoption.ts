import { baselineOf, sameRule, type StoredOverride } from '../criteria/override-in-force.js';
import { overrideEffect, type OverrideEffect, type OverrideProof } from '../criteria/override.js';
import type { Steps } from '../imports/steps.js';
import { Refusal } from '../refusal.js';
import { ruleFitErrors } from './content.check-rule.js';
import type { CriterionOverride, ProtocolContent } from './protocol.types.js';

type Version = Pick<ProtocolContent, 'criteria' | 'facts'>;

/**
 * A member's own rules as they are kept: each with what it was written against and what it does, proved once, a step each. What says the same as
 * the alliance is left out.
 * @throws Refusal protocol.override_invalid for a criterion that does not exist, or a rule that does not fit the version's facts;
 * protocol.override_loosens when an immediate criterion would lose somebody, or when that cannot be ruled out (facts: the somebody)
 */
export function* checkedOverrides({ criteria, facts }: Version, overrides: readonly CriterionOverride[]): Steps<StoredOverride[]> {
  const definitions = new Map(facts.map((fact) => [fact.key, fact]));
  const kept = new Map<string, StoredOverride | null>();
  for (const { code, rule, reason } of overrides) {
    const criterion = criteria.find((one) => one.code === code);
    if (!criterion || kept.has(code)) throw new Refusal('protocol.override_invalid', { criterion: code });
    const [wrong] = ruleFitErrors(rule, definitions);
    if (wrong) throw new Refusal('protocol.override_invalid', { criterion: code, path: wrong.path.map(String), reason: wrong.code });
    if (sameRule(rule, criterion.rule)) {
      kept.set(code, null);
      continue;
    }
    const proof = overrideEffect(criterion, rule, facts);
    if (criterion.urgency === 'immediate') refuseLoosening(code, proof);
    kept.set(code, { code, rule, reason, baseline: baselineOf(criterion, rule, facts), effect: proof.effect });
    yield;
  }
  return [...kept.values()].filter((one) => one !== null);
}

const keepsEverybody: ReadonlySet<OverrideEffect> = new Set(['tightens', 'same']);

function refuseLoosening(code: string, { effect, counterexample }: OverrideProof): void {
  if (keepsEverybody.has(effect)) return;
  const example = Object.entries(counterexample ?? {}).map(([key, given]) => `${key}=${JSON.stringify(given)}`);
  throw new Refusal('protocol.override_loosens', { criterion: code, effect, counterexample: example });
}
