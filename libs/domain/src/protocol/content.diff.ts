import type { FactDefinition, Words } from '../criteria/fact.types.js';
import { sameRule as same } from '../criteria/override-in-force.js';
import type { Criterion } from '../criteria/rule.types.js';
import { ruleDiff, type RuleChange } from './content.diff-rule.js';
import { blockDiff, type BlockDiff } from './content.diff-text.js';
import { sectionKinds, type ProtocolContent, type Quiz, type QuizQuestion, type SectionKind } from './protocol.types.js';

export type { RuleChange } from './content.diff-rule.js';
export type { BlockDiff, TextPiece } from './content.diff-text.js';

type Presence = 'added' | 'removed' | 'changed';
/** Something that both versions may have, by its key; `fields` names what changed in it. */
interface Entry<T> {
  readonly change: Presence;
  readonly before: T | null;
  readonly after: T | null;
  readonly fields: readonly (keyof T & string)[];
}
export interface SectionDiff {
  readonly kind: SectionKind;
  readonly change: Presence;
  readonly blocks: readonly BlockDiff[];
}
export interface CriterionDiff extends Entry<Criterion> {
  readonly code: string;
  /** Condition by condition, for a criterion that stayed. */
  readonly rule: readonly RuleChange[];
  readonly population: readonly RuleChange[];
}
export interface FactDiff extends Entry<FactDefinition> {
  readonly key: string;
}
export interface QuestionDiff extends Entry<QuizQuestion> {
  readonly id: string;
}

/** What differs between two versions; what is the same in both is left out, save the kept clauses of a changed section. */
export interface ContentDiff {
  readonly title: { readonly before: Words | null; readonly after: Words } | null;
  readonly sections: readonly SectionDiff[];
  readonly criteria: readonly CriterionDiff[];
  readonly facts: readonly FactDiff[];
  readonly passPercent: { readonly before: number | null; readonly after: number | null } | null;
  readonly questions: readonly QuestionDiff[];
  readonly references: { readonly added: readonly string[]; readonly removed: readonly string[] };
}

/**
 * What a version changed: text clause by clause, criteria by code and their rules condition by condition. The author's note on the change
 * is not part of it, and neither is the order of criteria, facts, questions and references.
 * @param before null for the first version: everything is added
 */
export function contentDiff(before: ProtocolContent | null, after: ProtocolContent): ContentDiff {
  return {
    title: same(before?.title, after.title) ? null : { before: before?.title ?? null, after: after.title },
    sections: sectionDiffs(before?.sections ?? [], after.sections),
    criteria: criterionDiffs(before?.criteria ?? [], after.criteria),
    facts: entries(before?.facts ?? [], after.facts, ({ key }) => key).map(([key, entry]) => ({ key, ...entry })),
    ...quizDiff(before?.quiz ?? null, after.quiz),
    references: {
      added: after.references.filter((one) => !before?.references.includes(one)),
      removed: (before?.references ?? []).filter((one) => !after.references.includes(one)),
    },
  };
}

/** How many things differ, for the top of a page: 0 when nothing does. */
export function changeCount({ title, sections, criteria, facts, passPercent, questions, references }: ContentDiff): number {
  const clauses = sections.reduce((sum, { blocks }) => sum + Math.max(1, blocks.filter(({ change }) => change !== 'kept').length), 0);
  const single = [title, passPercent].filter((one) => one !== null).length;
  return single + clauses + criteria.length + facts.length + questions.length + references.added.length + references.removed.length;
}

function sectionDiffs(before: ProtocolContent['sections'], after: ProtocolContent['sections']): SectionDiff[] {
  return sectionKinds.flatMap((kind): SectionDiff[] => {
    const [old, now] = [before.find((one) => one.kind === kind), after.find((one) => one.kind === kind)];
    const blocks = blockDiff(old?.blocks ?? [], now?.blocks ?? []);
    if (!old !== !now) return [{ kind, change: now ? 'added' : 'removed', blocks }];
    return blocks.some(({ change }) => change !== 'kept') ? [{ kind, change: 'changed', blocks }] : [];
  });
}

function criterionDiffs(before: readonly Criterion[], after: readonly Criterion[]): CriterionDiff[] {
  return entries(before, after, ({ code }) => code).map(([code, entry]): CriterionDiff => {
    const { before: old, after: now } = entry;
    const part = (key: 'rule' | 'population'): RuleChange[] => (old && now ? ruleDiff(old[key], now[key]) : []);
    return { code, ...entry, rule: part('rule'), population: part('population') };
  });
}

function quizDiff(before: Quiz | null, after: Quiz | null): Pick<ContentDiff, 'passPercent' | 'questions'> {
  const [old, now] = [before?.passPercent ?? null, after?.passPercent ?? null];
  return {
    passPercent: old === now ? null : { before: old, after: now },
    questions: entries(before?.questions ?? [], after?.questions ?? [], ({ id }) => id).map(([id, entry]) => ({ id, ...entry })),
  };
}

/** Added and changed ones in the order of the new version, then those that are gone. */
function entries<T extends object>(before: readonly T[], after: readonly T[], keyOf: (one: T) => string): [key: string, entry: Entry<T>][] {
  const old = new Map(before.map((one) => [keyOf(one), one]));
  const now = new Map(after.map((one) => [keyOf(one), one]));
  const present = [...now].flatMap(([key, one]): [string, Entry<T>][] => {
    const was = old.get(key);
    if (!was) return [[key, { change: 'added', before: null, after: one, fields: [] }]];
    const fields = fieldsOf(was, one);
    return fields.length ? [[key, { change: 'changed', before: was, after: one, fields }]] : [];
  });
  const gone = [...old].filter(([key]) => !now.has(key));
  return [...present, ...gone.map(([key, one]): [string, Entry<T>] => [key, { change: 'removed', before: one, after: null, fields: [] }])];
}
function fieldsOf<T extends object>(before: T, after: T): (keyof T & string)[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof T & string>;
  return [...keys].filter((key) => !same(before[key], after[key]));
}

const words = ['label', 'source', 'grades'] as const;

/** Codes of criteria whose condition or population changed while everything that is said about them stayed: name, source and evidence grade. */
export const changedWithoutWords = ({ criteria }: ContentDiff): string[] =>
  criteria.flatMap(({ code, change, fields }) => {
    const judged = fields.includes('rule') || fields.includes('population');
    return change === 'changed' && judged && !words.some((field) => fields.includes(field)) ? [code] : [];
  });
