import type { Comparison, DependentValue, Leaf, Rule } from './rule.types.js';
import { factName, leafWords, limitWords, valueWords, type Speaker } from './sentence-leaf.js';

export interface Group {
  readonly key: 'all' | 'any' | 'of' | 'not';
  readonly members: readonly Rule[];
  readonly count: number;
}
/** A group with its members; undefined for a condition. */
export function groupOf(rule: Rule): Group | undefined {
  if ('all' in rule) return { key: 'all', members: rule.all, count: rule.all.length };
  if ('any' in rule) return { key: 'any', members: rule.any, count: 1 };
  if ('of' in rule) return { key: 'of', members: rule.of, count: rule.atLeast };
  return 'not' in rule ? { key: 'not', members: [rule.not], count: 1 } : undefined;
}
/** A group of one says what its member says. */
export const isWrapped = (group: Group): boolean => group.key !== 'not' && group.members.length === 1;

export interface Cases {
  readonly fact: string;
  readonly open: boolean;
  readonly said: readonly { readonly when?: Rule; readonly limit: (by: Speaker) => string }[];
}
/** A threshold that depends on the patient, case by case; `open` when nothing is said for everybody else. */
export function dependentOf(leaf: Leaf): Cases | undefined {
  if (!('fact' in leaf) || typeof leaf.value !== 'object' || !('cases' in leaf.value)) return undefined;
  const { fact, op, value: dependent, unit } = leaf as { fact: string; op: Comparison; value: DependentValue; unit?: string };
  const limit = (value: number) => (by: Speaker) => limitWords(by, op, valueWords(by, fact, value, unit));
  const { cases, otherwise } = dependent;
  const said = cases.map(({ when, value }) => ({ when, limit: limit(value) }));
  return { fact, open: otherwise === undefined, said: otherwise === undefined ? said : [...said, { limit: limit(otherwise) }] };
}

/** A rule in one line, and whether it has to be bracketed inside another. */
export interface Line {
  readonly text: string;
  readonly joined: boolean;
}
export function line(by: Speaker, rule: Rule): Line {
  const zh = by.language === 'zh';
  const group = groupOf(rule);
  if (!group) return { text: leafLine(by, rule as Leaf), joined: false };
  const [only] = group.members;
  if (!only) return { text: zh ? '不限' : 'no restriction', joined: false };
  if (isWrapped(group)) return line(by, only);
  const members = group.members.map((member) => line(by, member));
  if (group.key === 'not') return { text: `${zh ? '不满足' : 'not '}${bracketed(by, members[0]?.text ?? '')}`, joined: false };
  if (group.key === 'of') {
    const list = bracketed(by, members.map(({ text }) => text).join(zh ? '；' : '; '));
    return { text: zh ? `至少满足 ${group.count} 项${list}` : `at least ${group.count} of ${list}`, joined: false };
  }
  const said = members.map(({ text, joined }) => (joined ? bracketed(by, text) : text));
  return {
    text: zh ? joinedChinese(said, group.key === 'all' ? '且' : '或') : joinedEnglish(said, group.key === 'all' ? 'and' : 'or'),
    joined: true,
  };
}

const bracketed = ({ language }: Speaker, text: string): string => (language === 'zh' ? `（${text}）` : `(${text})`);

/** 甲、乙 或 丙; where a member has a comma of its own, the word stands between all. */
function joinedChinese(said: readonly string[], word: '且' | '或'): string {
  const list = said.length > 2 && !said.some((one) => /[、，；（]/.test(one));
  const glue = (left: string, right: string): string => {
    const [before, after] = [left.endsWith('）') ? '' : ' ', right.startsWith('（') ? '' : ' '];
    return `${left}${before}${word}${after}${right}`;
  };
  return list ? glue(said.slice(0, -1).join('、'), said.at(-1) ?? '') : said.reduce(glue);
}
function joinedEnglish(said: readonly string[], word: 'and' | 'or'): string {
  const list = said.length > 2 && !said.some((one) => one.includes(','));
  return list ? `${said.slice(0, -1).join(', ')}, ${word} ${said.at(-1)}` : said.join(`, ${word} `);
}

function leafLine(by: Speaker, leaf: Leaf): string {
  const cases = dependentOf(leaf);
  if (!cases) return leafWords(by, leaf);
  const zh = by.language === 'zh';
  const said = cases.said.map(({ when, limit }, i) => {
    if (!when) return `${zh ? '否则' : 'otherwise '}${zh ? ' ' : ''}${limit(by)}`;
    const { text, joined } = line(by, when);
    const condition = joined ? bracketed(by, text) : text;
    return zh ? `${i ? '否则' : ''}${condition}时 ${limit(by)}` : `${i ? 'else ' : ''}${limit(by)} if ${condition}`;
  });
  if (cases.open) said.push(zh ? '否则无法判断' : 'otherwise undecided');
  return zh ? `${factName(by, cases.fact)}（${said.join('，')}）` : `${factName(by, cases.fact)} (${said.join('; ')})`;
}
