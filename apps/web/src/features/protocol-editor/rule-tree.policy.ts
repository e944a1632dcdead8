import type { AllOf, AnyOf, CountOf, Leaf, Not, Rule } from '@alliance/domain/criteria/rule.types';

/** Where a node stands in a rule, as in the errors of the server: `['all', 0, 'any', 1]`. */
export type Path = readonly (string | number)[];
export type Group = AllOf | AnyOf | CountOf | Not;
export const groupKinds = ['all', 'any', 'atLeast', 'not'] as const;
export type GroupKind = (typeof groupKinds)[number];
/** A rule after a change, and where the node that was changed stands now. */
export interface Changed {
  readonly rule: Rule;
  readonly path: Path;
}

export const pathKey = (path: Path): string => path.join('/');
export function groupKindOf(rule: Rule): GroupKind | undefined {
  if ('all' in rule) return 'all';
  if ('any' in rule) return 'any';
  if ('of' in rule) return 'atLeast';
  return 'not' in rule ? 'not' : undefined;
}
export const isLeaf = (rule: Rule): rule is Leaf => groupKindOf(rule) === undefined;

/** All, any or so many of several. */
export const isListGroup = (rule: Rule): boolean => listKey(rule) !== undefined;
const listKey = (rule: Rule): 'all' | 'any' | 'of' | undefined =>
  'all' in rule ? 'all' : 'any' in rule ? 'any' : 'of' in rule ? 'of' : undefined;
function listOf(rule: Rule): readonly Rule[] {
  if ('all' in rule) return rule.all;
  if ('any' in rule) return rule.any;
  return 'of' in rule ? rule.of : [];
}
function withList(rule: Rule, list: readonly Rule[]): Rule {
  if ('all' in rule) return { all: list };
  if ('any' in rule) return { any: list };
  return 'of' in rule ? { ...rule, of: list } : rule;
}

/** Members of a group with their steps from it. */
export function membersOf(rule: Rule): readonly { readonly step: Path; readonly rule: Rule }[] {
  if ('not' in rule) return [{ step: ['not'], rule: rule.not }];
  const key = listKey(rule);
  return key ? listOf(rule).map((member, i) => ({ step: [key, i], rule: member })) : [];
}

/** Every node from the root down, in the order in which they are read. */
export function nodesOf(rule: Rule, path: Path = []): { readonly path: Path; readonly rule: Rule }[] {
  return [{ path, rule }, ...membersOf(rule).flatMap((member) => nodesOf(member.rule, [...path, ...member.step]))];
}

export function ruleAt(root: Rule, path: Path): Rule | undefined {
  let at: unknown = root;
  for (const step of path) at = (at as Record<string | number, unknown> | undefined)?.[step];
  return at as Rule | undefined;
}
export function replaceAt(root: Rule, [first, ...rest]: Path, next: Rule): Rule {
  if (first === undefined) return next;
  if ('not' in root) return { not: replaceAt(root.not, rest, next) };
  const [at, ...inner] = rest;
  return withList(
    root,
    listOf(root).map((member, i) => (i === at ? replaceAt(member, inner, next) : member)),
  );
}

/** Puts a node into a group, last unless said where. */
export function addTo(root: Rule, group: Path, child: Rule, at?: number): Changed {
  const into = ruleAt(root, group);
  const key = into && listKey(into);
  if (!into || !key) return { rule: root, path: group };
  const list = [...listOf(into)];
  const place = at ?? list.length;
  list.splice(place, 0, child);
  return { rule: replaceAt(root, group, withList(into, list)), path: [...group, key, place] };
}

/** Takes a node away; a `not` goes with what it denied, and where the root goes, everybody is left. */
export function removeAt(root: Rule, path: Path): Changed {
  const last = path.at(-1);
  if (last === undefined) return { rule: { all: [] }, path: [] };
  if (last === 'not') return removeAt(root, path.slice(0, -1));
  const above = path.slice(0, -2);
  const parent = ruleAt(root, above);
  if (!parent) return { rule: root, path };
  const rest = listOf(parent).filter((_, i) => i !== last);
  const rule = replaceAt(root, above, withList(parent, rest));
  const next = Math.min(Number(last), rest.length - 1);
  return { rule, path: next < 0 ? above : [...above, path.at(-2) ?? '', next] };
}

/**
 * One place up or down: past a condition, into a group that is in the way, or out of the own group at its edge.
 * The way back is always the other direction.
 */
export function moveBy(root: Rule, path: Path, by: 1 | -1): Changed {
  const stay = { rule: root, path };
  const place = listPlace(path);
  if (!place) return stay;
  const { above, at, within } = place;
  const parent = ruleAt(root, above) as Rule;
  const [node, neighbour] = [listOf(parent)[at] as Rule, listOf(parent)[at + by]];
  const without = replaceAt(root, above, withList(parent, listOf(parent).toSpliced(at, 1)));
  const land = ({ rule, path: to }: Changed): Changed => ({ rule, path: [...to, ...within] });
  if (neighbour && listKey(neighbour)) {
    // once the node is gone, a group after it stands one place earlier
    const group = [...above, listKey(parent) ?? '', by > 0 ? at : at - 1];
    return land(addTo(without, group, node, by > 0 ? 0 : undefined));
  }
  if (neighbour) return land(addTo(without, above, node, at + by));
  const outer = listPlace(above);
  return outer ? land(addTo(without, outer.above, node, by > 0 ? outer.at + 1 : outer.at)) : stay;
}
/** The list a node stands in. What denies a node moves with it: `within` are the steps from what moves to the node. */
function listPlace(path: Path): { readonly above: Path; readonly at: number; readonly within: Path } | undefined {
  const end = path.findLastIndex((step) => typeof step === 'number');
  return end < 0 ? undefined : { above: path.slice(0, end - 1), at: Number(path[end]), within: path.slice(end + 1) };
}

/** A group of the other kind with the same members. A `not` denies the whole group where it had several. */
export function asKind(rule: Rule, kind: GroupKind): Rule {
  if (groupKindOf(rule) === kind) return rule;
  const inner = 'not' in rule && listKey(rule.not) ? rule.not : rule;
  const members = 'not' in inner ? [inner.not] : listOf(inner);
  if (kind === 'all') return { all: members };
  if (kind === 'any') return { any: members };
  if (kind === 'atLeast') return { atLeast: Math.min(2, Math.max(1, members.length)), of: members };
  const [only] = members;
  return { not: only && members.length === 1 ? only : rule };
}

/** Puts a new group round a node. */
export function wrapAt(root: Rule, path: Path, kind: GroupKind): Changed {
  const node = ruleAt(root, path);
  if (!node) return { rule: root, path };
  const wrapped: Rule = kind === 'not' ? { not: node } : asKind({ all: [node] }, kind);
  return { rule: replaceAt(root, path, wrapped), path };
}
/** Takes a group away and leaves its members in its place. */
export function unwrapAt(root: Rule, path: Path): Changed {
  const node = ruleAt(root, path);
  if (!node || isLeaf(node)) return { rule: root, path };
  const members = membersOf(node).map((member) => member.rule);
  const [only] = members;
  if (only && members.length === 1) return { rule: replaceAt(root, path, only), path };
  const last = path.at(-1);
  if (typeof last !== 'number') return { rule: root, path };
  const above = path.slice(0, -2);
  const parent = ruleAt(root, above) as Rule;
  return { rule: replaceAt(root, above, withList(parent, listOf(parent).toSpliced(last, 1, ...members))), path };
}
/** Whether its members could stand where it stands. */
export const canUnwrap = (rule: Rule, path: Path): boolean =>
  !isLeaf(rule) && (membersOf(rule).length === 1 || typeof path.at(-1) === 'number');

/** Whether ↑ or ↓ would change anything. */
export const canMove = (root: Rule, path: Path, by: 1 | -1): boolean => moveBy(root, path, by).rule !== root;

/** One more of the same beside it. */
export function copyAt(root: Rule, path: Path): Changed {
  const node = ruleAt(root, path);
  const last = path.at(-1);
  return node && typeof last === 'number' ? addTo(root, path.slice(0, -2), structuredClone(node), last + 1) : { rule: root, path };
}
