import { sameRule, type StoredOverride } from '../criteria/override-in-force.js';
import { overrideEffect, type OverrideEffect } from '../criteria/override.js';
import type { Criterion } from '../criteria/rule.types.js';
import { Refusal } from '../refusal.js';
import { ruleFitErrors } from './content.check-rule.js';
import type { CriterionOverride, ProtocolContent } from './protocol.types.js';

type Baseline = Pick<ProtocolContent, 'criteria' | 'facts'>;

/**
 * A member's own rules as they are kept: each with the alliance's rule that it stands in for. What says the same as the alliance is left out.
 * @throws Refusal protocol.override_invalid for a criterion that does not exist, or a rule that does not fit the version's facts;
 * protocol.override_loosens when an immediate criterion would lose somebody, or when that cannot be ruled out (facts: the somebody)
 */
export function checkedOverrides({ criteria, facts }: Baseline, overrides: readonly CriterionOverride[]): StoredOverride[] {
  const definitions = new Map(facts.map((fact) => [fact.key, fact]));
  const seen = new Set<string>();
  return overrides.flatMap(({ code, rule, reason }): StoredOverride[] => {
    const criterion = criteria.find((one) => one.code === code);
    if (!criterion || seen.has(code)) throw new Refusal('protocol.override_invalid', { criterion: code });
    seen.add(code);
    const [wrong] = ruleFitErrors(rule, definitions);
    if (wrong) throw new Refusal('protocol.override_invalid', { criterion: code, path: wrong.path.map(String), reason: wrong.code });
    if (sameRule(rule, criterion.rule)) return [];
    if (criterion.urgency === 'immediate') refuseLoosening(criterion, rule, facts);
    return [{ code, rule, reason, baseline: criterion.rule }];
  });
}

const keepsEverybody: ReadonlySet<OverrideEffect> = new Set(['tightens', 'same']);

function refuseLoosening(criterion: Criterion, rule: Criterion['rule'], facts: Baseline['facts']): void {
  const { effect, counterexample } = overrideEffect(criterion, rule, facts);
  if (keepsEverybody.has(effect)) return;
  const example = Object.entries(counterexample ?? {}).map(([key, given]) => `${key}=${JSON.stringify(given)}`);
  throw new Refusal('protocol.override_loosens', { criterion: criterion.code, effect, counterexample: example });
}
