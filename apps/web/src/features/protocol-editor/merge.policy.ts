import type { ProtocolContent } from '@alliance/domain/protocol/protocol.types';

/** A part of a version that two people may change at the same time without hindering each other. */
export const partKinds = ['title', 'changeNote', 'quiz', 'references', 'section', 'fact', 'criterion'] as const;
export type PartKind = (typeof partKinds)[number];
export interface Conflict {
  readonly kind: PartKind;
  /** Section kind, fact key or criterion code; empty for what there is once. */
  readonly id: string;
  /** What the other person saved; undefined where they removed it. */
  readonly theirs: unknown;
}
interface Part {
  readonly kind: PartKind;
  readonly id: string;
  readonly value: unknown;
}

/** Parts by name, in their order. A code that stands twice while somebody types is two parts. */
function partsOf(content: ProtocolContent): Map<string, Part> {
  const parts = new Map<string, Part>();
  const add = (kind: PartKind, id: string, value: unknown) => {
    let name = `${kind}:${id}`;
    while (parts.has(name)) name += '+';
    parts.set(name, { kind, id, value });
  };
  for (const kind of ['title', 'changeNote', 'quiz', 'references'] as const) add(kind, '', content[kind]);
  for (const section of content.sections) add('section', section.kind, section);
  for (const fact of content.facts) add('fact', fact.key, fact);
  for (const criterion of content.criteria) add('criterion', criterion.code, criterion);
  return parts;
}
function contentOf(parts: Iterable<Part>): ProtocolContent {
  const all = [...parts];
  const list = <T>(kind: PartKind): T[] => all.filter((part) => part.kind === kind).map(({ value }) => value as T);
  const once = <T>(kind: PartKind): T => list<T>(kind)[0] as T;
  return {
    title: once('title'),
    changeNote: once('changeNote'),
    sections: list('section'),
    facts: list('fact'),
    criteria: list('criterion'),
    quiz: once('quiz'),
    references: once('references'),
  };
}
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * What two people made of the same version: each part as the one left it who changed it. Where both did, mine stands and theirs is
 * named, so that nothing is lost without being seen.
 */
export function merged(
  base: ProtocolContent,
  mine: ProtocolContent,
  theirs: ProtocolContent,
): { readonly content: ProtocolContent; readonly conflicts: readonly Conflict[] } {
  const [was, here, there] = [partsOf(base), partsOf(mine), partsOf(theirs)];
  const conflicts: Conflict[] = [];
  const kept: Part[] = [];
  for (const name of new Set([...here.keys(), ...there.keys()])) {
    const [old, own, other] = [was.get(name)?.value, here.get(name), there.get(name)];
    const untouched = same(old, own?.value);
    const chosen = untouched ? other : own;
    if (chosen) kept.push(chosen);
    if (!untouched && !same(old, other?.value) && !same(own?.value, other?.value)) {
      const { kind, id } = (own ?? other) as Part;
      conflicts.push({ kind, id, theirs: other?.value });
    }
  }
  return { content: contentOf(kept), conflicts };
}

/** The content with their version of one part in place of mine. */
export function withTheirs(content: ProtocolContent, { kind, id, theirs }: Conflict): ProtocolContent {
  const parts = partsOf(content);
  const name = `${kind}:${id}`;
  if (theirs === undefined) parts.delete(name);
  else parts.set(name, { kind, id, value: theirs });
  return contentOf(parts.values());
}
