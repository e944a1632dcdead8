import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { KnownInstitution } from './directory.js';
import { readHeader, type Header } from './header.js';
import { planInstitutions, type InstitutionPlan } from './institution-plan.js';
import { readInstitutionRows } from './institution-row.js';

const columns = ['id', 'name_zh', 'aliases', 'province', 'city', 'type', 'level', 'notes'];
const header = readHeader('institutions', columns) as Header;
type Cells = Partial<Record<'id' | 'name_zh' | 'aliases' | 'province' | 'city' | 'type' | 'level' | 'notes', string>>;

const plan = (rows: readonly Cells[], known: readonly KnownInstitution[] = []) => {
  const records = rows.map((row, at) => ({ row: at + 1, cells: columns.map((column) => row[column as keyof Cells] ?? '') }));
  return planInstitutions(known, readInstitutionRows(header, records, '测试文件'));
};
const applied = (known: readonly KnownInstitution[], { create, update }: InstitutionPlan): KnownInstitution[] => {
  const changed = new Map(update.map(({ id, fields }) => [id, fields]));
  return [
    ...known.map((one) => ({ ...one, ...changed.get(one.id) })),
    ...create.map(({ ref, fields }) => ({ ...fields, id: `id:${ref}` })),
  ];
};

it('type and level come from the file, else from the name, else they are unknown', () => {
  const { create } = plan([{ name_zh: '甲县中医院' }, { name_zh: '乙医院', type: 'cdc', level: '三级甲等' }]);
  expect(create.map(({ fields: { type, level } }) => [type, level])).toEqual([
    ['tcm_hospital', 'unknown'],
    ['cdc', 'tertiary'],
  ]);
});

it('a value nobody knows rejects its row only', () => {
  const { create, rejected } = plan([{ name_zh: '甲医院', type: 'palace' }, { name_zh: '乙医院' }, { name_zh: '丙医院', id: 'a b' }]);
  expect(rejected.map(({ row, column, reason }) => [row, column, reason])).toEqual([
    [1, 'type', 'unknown_value'],
    [3, 'id', 'unknown_value'],
  ]);
  expect(create).toHaveLength(1);
});

it('an institution that a pairing named first is recognised, gets its code and loses the mark', () => {
  const [made] = applied([], plan([{ name_zh: '盘县人民医院', city: '六盘水市' }]));
  const known = [{ ...(made as KnownInstitution), flags: ['created_by_pairing_import'] }];
  const { update, rows } = plan([{ id: 'gz-panxian', name_zh: '盘县人民医院', city: '六盘水市' }], known);
  expect(update[0]?.fields).toMatchObject({ code: 'gz-panxian', flags: [] });
  expect(rows[0]?.changed).toEqual(['code', 'flags']);
});

it('a new name under a known code stays findable under the old one', () => {
  const known = applied([], plan([{ id: 'x', name_zh: '旧名医院' }]));
  expect(plan([{ id: 'x', name_zh: '新名医院' }], known).update[0]?.fields).toMatchObject({ name: '新名医院', aliases: ['旧名医院'] });
});

it('中医院 and 中医医院 of one city are kept apart and pointed at', () => {
  const { create, flagged } = plan([
    { id: 'a', name_zh: '昆山市中医院', city: '苏州市' },
    { id: 'b', name_zh: '昆山市中医医院', city: '苏州市' },
  ]);
  expect(create.map(({ fields }) => fields.possibleSameAs)).toEqual([['b'], ['a']]);
  expect(flagged.map(({ reason }) => reason)).toEqual(['possible_duplicate', 'possible_duplicate']);
});

it('rows that contradict each other are both rejected, repeated ones are passed over', () => {
  const { rejected, flagged, create } = plan([
    { id: 'a', name_zh: '甲医院' },
    { id: 'a', name_zh: '乙医院' },
    { id: 'c', name_zh: '丙医院' },
    { id: 'c', name_zh: '丙医院' },
  ]);
  expect(rejected.map(({ row, reason }) => [row, reason])).toEqual([
    [1, 'conflicting_duplicate'],
    [2, 'conflicting_duplicate'],
  ]);
  expect(flagged).toEqual([{ row: 4, column: null, reason: 'duplicate_row', value: '3' }]);
  expect(create).toHaveLength(1);
});

it('whatever the file: its order does not matter and applying it twice changes nothing', () => {
  const table = fc.array(
    fc.record({
      id: fc.constantFrom('', 'a', 'b', '?!'),
      name_zh: fc.constantFrom('甲县人民医院', '盘县人民医院', '盘州市人民医院', '昆山市中医院', '昆山市中医医院', '***区医院', ''),
      aliases: fc.constantFrom('', '别名医院', '别名医院|甲县医院'),
      city: fc.constantFrom('', '苏州市', '六盘水市'),
      level: fc.constantFrom('', 'tertiary', '九级'),
    }),
    { maxLength: 6 },
  );
  const effect = ({ create, update }: InstitutionPlan) => [...create, ...update].map((one) => JSON.stringify(one)).sort();
  fc.assert(
    fc.property(table, table, (before, rows) => {
      const known = applied([], plan(before));
      expect(effect(plan(rows.toReversed(), known))).toEqual(effect(plan(rows, known)));
      expect(effect(plan(rows, applied(known, plan(rows, known))))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
