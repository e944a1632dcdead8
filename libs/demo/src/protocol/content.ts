import { derivedFacts } from '@alliance/domain/criteria/derived';
import { factDictionary } from '@alliance/domain/criteria/dictionary';
import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import { factsOfRule } from '@alliance/domain/criteria/rule-facts';
import type { Criterion } from '@alliance/domain/criteria/rule.types';
import { sectionKinds, type ProtocolContent } from '@alliance/domain/protocol/protocol.types';
import type { DemoProtocol } from './protocol.types.js';
import { criteriaOf, type Fixture, type PublishedRule } from './published-rules.js';
import { localDefault } from './target.data.js';

/** Rules and fixtures of the demonstration: the published ones and those of its own. */
export interface Published {
  readonly rules: readonly PublishedRule[];
  readonly fixtures: readonly Fixture[];
}

/** What version 1 of a demonstration protocol says. */
export function contentOf(protocol: DemoProtocol, { rules, fixtures }: Published): ProtocolContent {
  const criteria = criteriaOf(protocol.code, protocol.criteria, rules, fixtures);
  return {
    title: protocol.title,
    changeNote: protocol.changeNote,
    sections: sectionKinds.map((kind) => ({ kind, blocks: protocol.sections[kind] })),
    facts: factsOf(criteria, protocol.alsoAsked),
    criteria,
    quiz: protocol.quiz,
    references: [...new Set(criteria.map(({ source }) => source))].filter((source) => source !== localDefault),
  };
}

/** Definitions of the facts that criteria use, of what those are computed from, and of others that are asked. */
export function factsOf(criteria: readonly Pick<Criterion, 'rule' | 'population'>[], more: readonly string[] = []): FactDefinition[] {
  const needed = new Set<string>();
  const open = [...criteria.flatMap(({ rule, population }) => [...factsOfRule(rule), ...factsOfRule(population)]), ...more];
  for (let key = open.pop(); key; key = open.pop()) {
    if (needed.has(key)) continue;
    needed.add(key);
    open.push(...(derivedFacts.get(key)?.inputs ?? []));
  }
  return factDictionary.filter(({ key }) => needed.has(key));
}
