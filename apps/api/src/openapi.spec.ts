import { isDeepStrictEqual } from 'node:util';
import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { contracts } from './contracts.js';

interface RouteLike {
  readonly body?: unknown;
  readonly params?: unknown;
  readonly query?: unknown;
  readonly returns?: unknown;
}
/** Schemas by their names, as the document of the API would define them. */
const defined = (schema: unknown, io: 'input' | 'output'): [string, unknown][] => {
  if (!(schema instanceof z.ZodType)) return [];
  const { $schema: _, $defs = {}, id, ...json } = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' });
  const inner = Object.entries($defs).map(([key, { id: _id, ...value }]): [string, unknown] => [key, value]);
  return typeof id === 'string' ? [...inner, [id, json]] : inner;
};

it('one name is one schema, whatever is taken and whatever is answered', () => {
  const known = new Map<string, unknown>();
  const clashes = new Set<string>();
  for (const module of contracts)
    for (const route of Object.values(module) as (RouteLike | null)[]) {
      if (typeof route !== 'object' || route === null || !('returns' in route)) continue;
      const all = [
        ...['body', 'params', 'query'].flatMap((part) => defined(route[part as 'body'], 'input')),
        ...defined(route.returns, 'output'),
      ];
      for (const [name, schema] of all) {
        if (known.has(name) && !isDeepStrictEqual(known.get(name), schema)) clashes.add(name);
        known.set(name, schema);
      }
    }
  expect([...clashes]).toEqual([]);
  expect(known.size).toBeGreaterThan(100);
});
