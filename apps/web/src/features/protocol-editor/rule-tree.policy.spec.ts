import { ruleErrors } from '@alliance/domain/criteria/rule.check';
import type { Rule } from '@alliance/domain/criteria/rule.types';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addTo,
  asKind,
  canMove,
  copyAt,
  groupKindOf,
  groupKinds,
  isLeaf,
  isListGroup,
  moveBy,
  nodesOf,
  removeAt,
  replaceAt,
  ruleAt,
  unwrapAt,
  wrapAt,
  type Path,
} from './rule-tree.policy';

const is = (fact: string): Rule => ({ fact, op: 'is', value: true });
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(is) as [Rule, Rule, Rule, Rule];
/** HTN-U07: either pressure too high, and still so after treatment. */
const nested: Rule = { all: [{ any: [a, b] }, c] };

const rules: fc.Arbitrary<Rule> = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 4 },
    fc.integer({ min: 0, max: 999 }).map((n) => is(`f${n}`)),
    fc.array(tie('rule'), { minLength: 1, maxLength: 4 }).map((all): Rule => ({ all })),
    fc.array(tie('rule'), { minLength: 1, maxLength: 4 }).map((any): Rule => ({ any })),
    fc.array(tie('rule'), { minLength: 1, maxLength: 4 }).map((of): Rule => ({ atLeast: 1, of })),
    tie('rule').map((not): Rule => ({ not })),
  ),
})).rule;
const withNode = rules.chain((rule) => fc.tuple(fc.constant(rule), fc.constantFrom(...nodesOf(rule).map(({ path }) => path))));
const leaves = (rule: Rule): string[] =>
  nodesOf(rule)
    .filter((node) => isLeaf(node.rule))
    .map((node) => JSON.stringify(node.rule))
    .toSorted();

describe('the tree of a rule', () => {
  it.each<[string, Path, 1 | -1, Rule, Path]>([
    ['past a condition', ['all', 0, 'any', 0], 1, { all: [{ any: [b, a] }, c] }, ['all', 0, 'any', 1]],
    ['out of its group at the end', ['all', 0, 'any', 1], 1, { all: [{ any: [a] }, b, c] }, ['all', 1]],
    ['out of its group at the start', ['all', 0, 'any', 0], -1, { all: [a, { any: [b] }, c] }, ['all', 0]],
    ['into a group above it', ['all', 1], -1, { all: [{ any: [a, b, c] }] }, ['all', 0, 'any', 2]],
    ['a whole group', ['all', 0], 1, { all: [c, { any: [a, b] }] }, ['all', 1]],
  ])('moves a node %s', (_, path, by, rule, to) => {
    expect(moveBy(nested, path, by)).toEqual({ rule, path: to });
  });

  it('stays where there is nowhere to go', () => {
    expect(moveBy(nested, [], 1).rule).toBe(nested);
    expect(canMove({ all: [a, b] }, ['all', 0], -1)).toBe(false);
    expect(canMove({ all: [a, b] }, ['all', 0], 1)).toBe(true);
  });

  it('moves what denies a node with it', () => {
    expect(moveBy({ all: [{ not: a }, b] }, ['all', 0, 'not'], 1)).toEqual({ rule: { all: [b, { not: a }] }, path: ['all', 1, 'not'] });
  });

  it('goes back the way it came, and loses no condition', () => {
    fc.assert(
      fc.property(withNode, fc.constantFrom(1 as const, -1 as const), ([rule, path], by) => {
        const there = moveBy(rule, path, by);
        expect(leaves(there.rule)).toEqual(leaves(rule));
        expect(ruleAt(there.rule, there.path)).toEqual(ruleAt(rule, path));
        // out of a group that is denied there is no way back in: who moves a node past it does not mean what is denied
        const group = path.slice(0, path.findLastIndex((step) => typeof step === 'number') - 1);
        if (there.rule === rule || group.at(-1) === 'not') return;
        expect(moveBy(there.rule, there.path, by > 0 ? -1 : 1).rule).toEqual(rule);
      }),
    );
  });

  it('takes a node away with what denies it, and leaves everybody when the root goes', () => {
    expect(removeAt(nested, ['all', 0, 'any', 0]).rule).toEqual({ all: [{ any: [b] }, c] });
    expect(removeAt({ all: [a, { not: b }] }, ['all', 1, 'not'])).toEqual({ rule: { all: [a] }, path: ['all', 0] });
    expect(removeAt(nested, []).rule).toEqual({ all: [] });
  });

  it('removes one node and nothing beside it', () => {
    fc.assert(
      fc.property(withNode, ([rule, path]) => {
        const gone = leaves(ruleAt(rule, path) as Rule);
        const left = leaves(removeAt(rule, path).rule);
        expect([...left, ...gone].toSorted()).toEqual(leaves(rule));
      }),
    );
  });

  it('lands on a node after every change', () => {
    fc.assert(
      fc.property(withNode, ([rule, path]) => {
        for (const { rule: next, path: to } of [removeAt(rule, path), wrapAt(rule, path, 'any'), unwrapAt(rule, path), copyAt(rule, path)])
          expect(nodesOf(next).map((node) => node.path.join('/'))).toContain(to.join('/'));
      }),
    );
  });

  it('puts a group round a node and takes it away again', () => {
    fc.assert(
      fc.property(withNode, fc.constantFrom(...groupKinds), ([rule, path], kind) => {
        const wrapped = wrapAt(rule, path, kind);
        expect(groupKindOf(ruleAt(wrapped.rule, path) as Rule)).toBe(kind);
        expect(unwrapAt(wrapped.rule, path).rule).toEqual(rule);
      }),
    );
  });

  it('keeps the conditions when a group gets another meaning, and stays a rule', () => {
    fc.assert(
      fc.property(withNode, fc.constantFrom(...groupKinds), ([rule, path], kind) => {
        const node = ruleAt(rule, path) as Rule;
        if (isLeaf(node)) return;
        const next = replaceAt(rule, path, asKind(node, kind));
        expect(leaves(next)).toEqual(leaves(rule));
        expect(ruleErrors(next)).toEqual([]);
      }),
    );
    expect(asKind({ all: [a, b, c] }, 'atLeast')).toEqual({ atLeast: 2, of: [a, b, c] });
    expect(asKind({ all: [a, b] }, 'not')).toEqual({ not: { all: [a, b] } });
    expect(asKind({ not: { any: [a, b] } }, 'all')).toEqual({ all: [a, b] });
  });

  it('adds at the end or where it is told', () => {
    expect(addTo(nested, ['all', 0], d)).toEqual({ rule: { all: [{ any: [a, b, d] }, c] }, path: ['all', 0, 'any', 2] });
    expect(addTo(nested, [], d, 0).rule).toEqual({ all: [d, { any: [a, b] }, c] });
    expect(isListGroup({ not: a })).toBe(false);
    expect(addTo({ not: a }, [], d).rule).toEqual({ not: a });
  });
});
