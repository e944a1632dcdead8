import { derivedFacts } from '@alliance/domain/criteria/derived';
import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import { factsOfRule } from '@alliance/domain/criteria/rule-facts';
import type { Criterion } from '@alliance/domain/criteria/rule.types';
import type { ProtocolContent } from '@alliance/domain/protocol/protocol.types';

/** A fact and what it is computed from, the inputs of inputs too. */
function withInputs(keys: Iterable<string>): Set<string> {
  const found = new Set<string>();
  const open = [...keys];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (found.has(key)) continue;
    found.add(key);
    open.push(...(derivedFacts.get(key)?.inputs ?? []));
  }
  return found;
}

/** The definitions with one more, and with those of what it is computed from; known ones stay as the version has them. */
export function withDefinition(
  facts: readonly FactDefinition[],
  definition: FactDefinition,
  dictionary: readonly FactDefinition[],
): readonly FactDefinition[] {
  const known = new Set(facts.map(({ key }) => key));
  const offered = new Map([...dictionary, definition].map((one) => [one.key, one]));
  const more = [...withInputs([definition.key])].flatMap((key) => (known.has(key) ? [] : (offered.get(key) ?? [])));
  return more.length ? [...facts, ...more] : facts;
}

/** Codes of the criteria that ask for each fact, in a rule, in a population or as an input of what is computed. */
export function usesOfFacts(criteria: readonly Criterion[]): Map<string, string[]> {
  const uses = new Map<string, string[]>();
  for (const { code, rule, population, testCases } of criteria) {
    const given = testCases.flatMap(({ facts }) => Object.keys(facts));
    for (const key of withInputs([...factsOfRule(rule), ...factsOfRule(population), ...given]))
      uses.set(key, [...(uses.get(key) ?? []), code]);
  }
  return uses;
}

/** Without the facts nobody asks for. */
export function withoutUnused(content: ProtocolContent): ProtocolContent {
  const uses = usesOfFacts(content.criteria);
  return { ...content, facts: content.facts.filter(({ key }) => uses.has(key)) };
}

// First characters of each letter in the order of pinyin; i, u and v begin no syllable.
const letters = 'abcdefghjklmnopqrstwxyz';
const firsts = [...'吖八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他穵夕丫帀'];
const byPinyin = new Intl.Collator('zh-CN-u-co-pinyin');
/** `ssy` of 收缩压, by the browser's own order of characters. */
export function initialsOf(text: string): string {
  return [...text.toLowerCase()]
    .map((character) => {
      if (!/\p{Script=Han}/u.test(character)) return /[a-z0-9]/.test(character) ? character : '';
      const at = firsts.findLastIndex((first) => byPinyin.compare(first, character) <= 0);
      return letters[at] ?? '';
    })
    .join('');
}

/** Facts whose Chinese or English name, key, LOINC code or pinyin initials hold what was typed; those that begin with it first. */
export function findFacts(facts: readonly FactDefinition[], query: string, limit = 12): FactDefinition[] {
  const wanted = query.trim().toLowerCase();
  const rank = ({ key, name, loinc }: FactDefinition): number => {
    const texts = [name.zh, name.en ?? '', key, loinc ?? ''].map((text) => text.toLowerCase());
    if (texts.some((text) => text.startsWith(wanted))) return 0;
    if (texts.some((text) => text.includes(wanted))) return 1;
    return /^[a-z]+$/.test(wanted) && initialsOf(name.zh).includes(wanted) ? 2 : 3;
  };
  return facts
    .map((fact) => ({ fact, at: rank(fact) }))
    .filter(({ at }) => at < 3)
    .toSorted((a, b) => a.at - b.at)
    .slice(0, limit)
    .map(({ fact }) => fact);
}
