import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { row } from '../../testing/make';
import { grouped, rowsOf } from './queue-group.policy';
import { groupingOf, isUnchanged, queueSearch, searchOf, toggled } from './queue-search';

const held = (n: number, urgency: 'immediate' | 'urgent' | 'routine' | null) => ({ row: row(n, { urgency }), gone: false });
const urgency = fc.constantFrom('immediate', 'urgent', 'routine', null);

describe('rows under headings', () => {
  it('are all there once, the most urgent first, each group counting its own', () => {
    fc.assert(
      fc.property(fc.array(urgency, { maxLength: 40 }), (urgencies) => {
        const rows = urgencies.map((each, i) => held(i, each));
        const items = grouped(rows, 'urgency');
        expect(new Set(rowsOf(items))).toEqual(new Set(rows));
        const order = rowsOf(items).map(({ row: { urgency: of } }) => ['immediate', 'urgent', 'routine', null].indexOf(of));
        expect(order).toEqual(order.toSorted((a, b) => a - b));
        for (const item of items)
          if (item.kind === 'heading') expect(item.count).toBe(rows.filter(({ row: { urgency: of } }) => (of ?? '') === item.of).length);
      }),
    );
  });

  it('keep their places within a group, and all of them where there are no groups', () => {
    const rows = [held(3, 'urgent'), held(1, 'urgent'), held(2, 'immediate')];
    expect(rowsOf(grouped(rows, 'urgency')).map(({ row: { id } }) => id)).toEqual([rows[2], rows[0], rows[1]].map((each) => each?.row.id));
    expect(rowsOf(grouped(rows, 'none'))).toEqual(rows);
  });
});

describe('an address', () => {
  it('keeps what a queue knows and drops the rest', () => {
    expect(
      queueSearch({ state: 'closed,nowhere,submitted', urgency: 'none', late: true, person: 'me', sort: 'sideways', open: 7 }),
    ).toEqual({
      state: 'submitted,closed',
      late: 'true',
      person: 'me',
      open: '7',
    });
  });

  it('of a kept view is that view until a filter changes', () => {
    const view = {
      id: '1',
      code: null,
      name: '急诊',
      query: { side: 'inbound', service: 'emergency' },
      grouping: 'urgency',
      shared: false,
      sharedBy: null,
      count: 0,
      late: 0,
    } as const;
    const search = searchOf(view);
    expect(search).toEqual({ service: 'emergency', view: '1' });
    expect(isUnchanged({ ...search, open: 'x' }, view)).toBe(true);
    expect(isUnchanged({ ...search, late: 'true' }, view)).toBe(false);
    expect(isUnchanged({ ...search, grouping: 'none' }, view)).toBe(false);
  });

  it.each([
    [undefined, 'a', 'a'],
    ['a', 'b', 'a,b'],
    ['a,b', 'a', 'b'],
    ['a', 'a', undefined],
  ])('%s with %s pressed is %s', (before, code, after) => expect(toggled(before, code)).toBe(after));

  it.each([
    [{}, 'urgency'],
    [{ sort: 'department' }, 'department'],
    [{ sort: 'newest' }, 'none'],
    [{ state: 'submitted,closed' }, 'none'],
    [{ grouping: 'none' }, 'none'],
  ] as const)('%j is grouped by %s', (search, grouping) => expect(groupingOf(search)).toBe(grouping));
});
