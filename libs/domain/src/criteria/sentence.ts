import type { FactDefinition } from './fact.types.js';
import type { Reason } from './finding.types.js';
import type { Leaf, Rule } from './rule.types.js';
import { factName, leafWords, type Speaker } from './sentence-leaf.js';
import { dependentOf, groupOf, isWrapped, line } from './sentence-line.js';
import { becauseOf } from './sentence-reason.js';
import type { Language } from './sentence-unit.js';

export type { Language } from './sentence-unit.js';

/** A rule as lines to read: a condition, or a heading over the lines of its group. `path` is the JSON pointer of the node. */
export interface Outline {
  readonly text: string;
  readonly path: string;
  readonly children: readonly Outline[];
}

/**
 * A rule in words, one line for each condition; a group of one is shown as its member.
 * @param facts definitions of the version in which the rule stands; a fact that is not among them is called by its key
 */
export function ruleSentence(rule: Rule, facts: readonly FactDefinition[], language: Language): Outline {
  return outline(speaker(facts, language), rule, '');
}

/** A rule in one line without full stop: "（收缩压 ≥ 180 mmHg 或 舒张压 ≥ 110 mmHg）且处理后仍高". Groups inside groups are in brackets. */
export function ruleText(rule: Rule, facts: readonly FactDefinition[], language: Language): string {
  return capital(line(speaker(facts, language), rule).text);
}

/** What a condition was decided on: "收缩压 186 mmHg ≥ 180", "Systolic pressure 150 mmHg, not ≥ 180"; of an unknown one what it needs. */
export function reasonText(reason: Reason, facts: readonly FactDefinition[], language: Language): string {
  return capital(becauseOf(speaker(facts, language), reason));
}

const speaker = (facts: readonly FactDefinition[], language: Language): Speaker => ({
  language,
  facts: new Map(facts.map((definition) => [definition.key, definition])),
});
/** "eGFR" and "pH" stay as they are. */
const capital = (text: string): string =>
  text.replace(/^(\(*)([a-z])(?=[a-z]*(?![A-Za-z_\d]))/, (_, brackets: string, letter: string) => brackets + letter.toUpperCase());

function outline(by: Speaker, rule: Rule, path: string): Outline {
  const zh = by.language === 'zh';
  const group = groupOf(rule);
  if (!group) return leafOutline(by, rule as Leaf, path);
  const lines = group.members.map((member, i) => outline(by, member, group.key === 'not' ? `${path}/not` : `${path}/${group.key}/${i}`));
  const [only] = lines;
  if (only && isWrapped(group)) return only;
  if (!only) return { text: zh ? '不限' : 'No restriction', path, children: [] };
  const heading = {
    all: zh ? '满足全部：' : 'All of:',
    any: zh ? '满足任一：' : 'Any of:',
    of: zh ? `至少满足 ${group.count} 项：` : `At least ${group.count} of:`,
    not: zh ? '不满足：' : 'Not:',
  };
  return { text: heading[group.key], path, children: lines };
}

function leafOutline(by: Speaker, leaf: Leaf, path: string): Outline {
  const cases = dependentOf(leaf);
  if (!cases) return { text: capital(leafWords(by, leaf)), path, children: [] };
  const zh = by.language === 'zh';
  const children = cases.said.map(({ when, limit }, i) => ({
    text: zh
      ? `${when ? `${line(by, when).text}时` : '其他情况'}：${limit(by)}`
      : `${when ? `If ${line(by, when).text}` : 'Otherwise'}: ${limit(by)}`,
    path: when ? `${path}/value/cases/${i}` : `${path}/value/otherwise`,
    children: [],
  }));
  const name = factName(by, cases.fact);
  return { text: capital(zh ? `${name}，以第一个符合的情况为准：` : `${name}, by the first case that applies:`), path, children };
}
