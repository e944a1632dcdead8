import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readHeader, type Header } from './header.js';
import type { TableRecord } from './import.types.js';
import { planPairings, type PairingState } from './pairing-plan.js';
import type { PairingPlan } from './pairing-plan.types.js';
import { readPairingRows } from './pairing-row.js';

const columns = ['seq', 'recipient', 'supporter', 'lead', 'lead_basis', 'recipient_prefecture', 'supporter_city', 'notes'];
const header = readHeader('pairings', columns) as Header;
const facts = { source: '测试文件', from: '2022-01-01', to: '2025-12-31', knownSources: [] };
const empty: PairingState = { institutions: [], pairings: [] };
type Cells = Partial<
  Record<'seq' | 'recipient' | 'supporter' | 'lead' | 'lead_basis' | 'recipient_prefecture' | 'supporter_city' | 'notes', string>
>;

const recordsOf = (rows: readonly (Cells | TableRecord)[]): TableRecord[] =>
  rows.map((row, at) =>
    'row' in row ? { ...row, row: at + 1 } : { row: at + 1, cells: columns.map((column) => row[column as keyof Cells] ?? '') },
  );
const plan = (rows: readonly (Cells | TableRecord)[], state = empty) =>
  planPairings(state, readPairingRows(header, recordsOf(rows), facts));

const idOf = (ref: string) => ref.replace(/^new:/u, 'id:');
/** What the registry holds after a plan was applied. */
function applied(state: PairingState, { institutions, create, update }: PairingPlan): PairingState {
  const made = institutions.map(({ ref, ...rest }) => ({
    ...rest,
    id: idOf(ref),
    code: null,
    level: 'unknown' as const,
    levelBasis: null,
    phone: null,
    notes: null,
  }));
  const changed = new Map(update.map(({ id, fields }) => [id, fields]));
  return {
    institutions: [...state.institutions, ...made],
    pairings: [
      ...state.pairings.map((pair) => ({ ...pair, ...changed.get(pair.id), version: pair.version + (changed.has(pair.id) ? 1 : 0) })),
      ...create.map(({ recipient, supporter, fields }) => ({
        ...fields,
        id: `${idOf(recipient)}|${idOf(supporter)}|${fields.source}`,
        recipientId: idOf(recipient),
        supporterId: idOf(supporter),
        version: 1,
      })),
    ],
  };
}
const reasons = (list: readonly { row: number; reason: string }[]) => list.map(({ row, reason }) => [row, reason]);
const leads = ({ create }: PairingPlan) => create.map(({ fields }) => fields.lead);

describe('one row', () => {
  it('creates the pair and the institutions nobody knew, flagged', () => {
    const { create, institutions, rows, flagged } = plan([{ recipient: '甲县人民医院', supporter: '乙市中医院' }]);
    expect(create).toHaveLength(1);
    expect(institutions.map(({ name, type, flags }) => [name, type, flags])).toEqual([
      ['乙市中医院', 'tcm_hospital', ['created_by_pairing_import']],
      ['甲县人民医院', 'general_hospital', ['created_by_pairing_import']],
    ]);
    expect(rows).toEqual([{ row: 1, outcome: 'created', label: '甲县人民医院 ← 乙市中医院', changed: [] }]);
    expect(reasons(flagged)).toEqual([
      [1, 'institution_created'],
      [1, 'institution_created'],
    ]);
  });

  it('a cell with two supporters makes two pairs', () => {
    const { create, flagged } = plan([{ recipient: '六盘水市第三人民医院', supporter: '大连市第七人民医院、 大连市结核病医院' }]);
    expect(create.map(({ fields }) => fields.flags)).toEqual([['several_supporters'], ['several_supporters']]);
    expect(flagged.filter(({ reason }) => reason === 'several_supporters').map(({ value }) => value)).toEqual([
      '大连市第七人民医院',
      '大连市结核病医院',
    ]);
  });

  it('a masked supporter is kept as printed and flagged', () => {
    const { create, institutions, rejected } = plan([
      { recipient: '平塘县人民医院', supporter: '***区第二人民医院', supporter_city: '广州市' },
    ]);
    expect(rejected).toEqual([]);
    expect(create[0]?.fields.flags).toEqual(['masked_name']);
    expect(institutions.find(({ city }) => city === '广州市')).toMatchObject({
      name: '***区第二人民医院',
      flags: ['created_by_pairing_import', 'masked_name'],
    });
  });

  it('an eighth city is flagged, not rejected', () => {
    const { create, rejected } = plan([
      { recipient: '贵阳市急救中心', supporter: '无锡市急救中心', recipient_prefecture: '贵阳市', supporter_city: '无锡市' },
    ]);
    expect(rejected).toEqual([]);
    expect(create[0]?.fields.flags).toEqual(['city_outside_scheme']);
  });

  it('is rejected whole when one of its two supporters is the recipient itself', () => {
    const { create, institutions, rejected } = plan([{ recipient: '甲县人民医院', supporter: '乙市中医院、甲县 人民医院' }]);
    expect([create, institutions]).toEqual([[], []]);
    expect(reasons(rejected)).toEqual([[1, 'same_institution']]);
  });

  it('is rejected when both sides bear the same name, whatever cities it states', () => {
    const { rejected } = plan([
      { recipient: '盘县人民医院', supporter: '盘县人民医院', recipient_prefecture: '六盘水市', supporter_city: '大连市' },
    ]);
    expect(reasons(rejected)).toEqual([[1, 'same_institution']]);
  });

  it('tells everything that is wrong with it', () => {
    const { rejected } = plan([{ recipient: '', supporter: '', lead: 'maybe', lead_basis: 'because' }]);
    expect(rejected.map(({ column, reason }) => `${column} ${reason}`)).toEqual([
      'recipient missing',
      'supporter missing',
      'lead bad_boolean',
      'lead_basis unknown_value',
    ]);
  });
});

describe('leads', () => {
  const inSuqian = { recipient: '泗阳县第一人民医院', recipient_prefecture: '宿迁市' };
  const southern = { ...inSuqian, supporter: '苏州市第九人民医院' };
  const provincial = { ...inSuqian, supporter: '省人民医院' };

  it('follow the default rule where the file says nothing', () => {
    const { create } = plan([southern, provincial]);
    expect(create.map(({ fields }) => [fields.lead, fields.leadBasis])).toEqual([
      [true, 'rule_note_explicit_name'],
      [false, 'rule_note_explicit_name'],
    ]);
  });

  it('two in one file are both rejected, a second one beside the one in force too', () => {
    const both = plan([
      { ...southern, lead: 'true' },
      { ...provincial, lead: 'true' },
    ]);
    expect(reasons(both.rejected)).toEqual([
      [1, 'second_lead'],
      [2, 'second_lead'],
    ]);
    const state = applied(empty, plan([southern]).create.length ? plan([southern, provincial]) : plan([]));
    const later = plan([{ ...provincial, lead: 'true' }], state);
    expect(reasons(later.rejected)).toEqual([[1, 'second_lead']]);
    expect(later.update).toEqual([]);
  });

  it('an agreement moves the lead, and must be named', () => {
    const state = applied(empty, plan([southern, provincial]));
    const silent = plan([{ ...provincial, lead: 'true', lead_basis: 'agreement' }], state);
    expect(reasons(silent.rejected)).toEqual([[1, 'agreement_missing']]);
    const named = plan([{ ...provincial, lead: 'true', lead_basis: 'agreement', notes: '协议 2023-05' }], state);
    const after = applied(state, named).pairings;
    expect(after.map(({ lead, leadBasis }) => [lead, leadBasis])).toEqual([
      [false, 'rule_note_explicit_name'],
      [true, 'agreement'],
    ]);
    expect(reasons(named.flagged)).toContainEqual([1, 'lead_of_other_changed']);
  });

  it('a file may take the lead back from one and give it to another, whether it says "no" or "undecided"', () => {
    const state = applied(empty, plan([southern, provincial]));
    for (const silence of [{ lead: 'false' }, { lead: '', lead_basis: 'undetermined_same_city' }]) {
      const swap = plan(
        [
          { ...southern, ...silence },
          { ...provincial, lead: 'true' },
        ],
        state,
      );
      expect(swap.rejected).toEqual([]);
      expect(applied(state, swap).pairings.map(({ lead }) => lead === true)).toEqual([false, true]);
    }
  });

  it('a supporter that arrives later decides the lead of the one that was alone', () => {
    const state = applied(empty, plan([southern]));
    expect(state.pairings[0]).toMatchObject({ lead: null, leadBasis: 'sole_supporter' });
    const later = plan([provincial], state);
    expect(leads(later)).toEqual([false]);
    expect(applied(state, later).pairings.map(({ lead }) => lead)).toEqual([true, false]);
  });
});

describe('whatever the file', () => {
  const names = [
    '甲县人民医院',
    '盘县人民医院',
    '盘州市人民医院',
    '省人民医院',
    '苏州市立医院',
    '***区医院',
    '徐州医科大学附属医院',
    '南京鼓楼医院',
    '',
  ];
  const rowOf = fc.record({
    seq: fc.constantFrom('1', '2', ''),
    recipient: fc.constantFrom(...names),
    supporter: fc.oneof(
      fc.constantFrom(...names),
      fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)).map((two) => two.join('、')),
    ),
    lead: fc.constantFrom('', '', 'true', 'false', '?'),
    lead_basis: fc.constantFrom('', '', 'agreement', 'sole_supporter'),
    recipient_prefecture: fc.constantFrom('', '宿迁市', '六盘水市'),
    supporter_city: fc.constantFrom('', '苏州市', '无锡市'),
    notes: fc.constantFrom('', '协议'),
  });
  const brokenRow: fc.Arbitrary<TableRecord> = fc.oneof(
    fc.constantFrom('bad_quotes' as const, 'bad_characters' as const).map((broken) => ({ row: 0, broken })),
    fc.constant({ row: 0, cells: ['1', '甲县人民医院'] }),
    fc.constant({ row: 0, cells: ['1', '甲县人民医院', '', '', '', '', '', ''] }),
    fc.constant({ row: 0, cells: ['1', '甲县人民医院', '苏州市立医院', 'perhaps', '', '', '', ''] }),
  );
  const table = fc.array(rowOf, { maxLength: 8 });
  /** Everything that lands in the registry, without the order of rows. */
  const effect = ({ institutions, create, update }: PairingPlan) => ({
    institutions,
    create: create.map((one) => JSON.stringify(one)).sort(),
    update: update.map((one) => JSON.stringify(one)).sort(),
  });

  it('the order of its rows does not matter', () => {
    fc.assert(
      fc.property(table, table, fc.nat(), (before, rows, seed) => {
        const state = applied(empty, plan(before));
        const shuffled = rows.map((row, at) => ({ row, at: (at * 7919 + seed) % 101 })).sort((a, b) => a.at - b.at);
        const order = shuffled.map(({ row }) => row);
        expect(effect(plan(order, state))).toEqual(effect(plan(rows, state)));
        const outcomes = (list: readonly Cells[]) =>
          plan(list, state)
            .rows.map(({ outcome, label }) => `${outcome} ${label}`)
            .sort();
        expect(outcomes(order)).toEqual(outcomes(rows));
      }),
      { numRuns: 200 },
    );
  });

  it('a broken row changes nothing for the others', () => {
    fc.assert(
      fc.property(table, brokenRow, fc.nat({ max: 8 }), (rows, broken, at) => {
        const place = Math.min(at, rows.length);
        const damaged = plan([...rows.slice(0, place), broken, ...rows.slice(place)]);
        expect(effect(damaged)).toEqual(effect(plan(rows)));
        expect(damaged.rejected.some(({ row }) => row === place + 1)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('applying it twice changes nothing, and nobody ever has two leads', () => {
    fc.assert(
      fc.property(table, table, (before, rows) => {
        const state = applied(empty, plan(before));
        const once = applied(state, plan(rows, state));
        const again = plan(rows, once);
        expect(effect(again)).toEqual({ institutions: [], create: [], update: [] });
        const led = once.pairings.filter(({ lead }) => lead).map(({ source, recipientId }) => `${source} ${recipientId}`);
        expect(new Set(led).size).toBe(led.length);
      }),
      { numRuns: 200 },
    );
  });

  it('every row has an outcome, and a rejected row a reason', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const { rows: outcomes, rejected } = plan(rows);
        const filled = rows.flatMap((row, at) => (Object.values(row).some((cell) => cell !== '') ? [at + 1] : []));
        expect([...new Set(outcomes.map(({ row }) => row))]).toEqual(filled);
        const refused = outcomes.filter(({ outcome }) => outcome === 'rejected').map(({ row }) => row);
        expect(refused).toEqual([...new Set(rejected.map(({ row }) => row))]);
      }),
      { numRuns: 200 },
    );
  });
});
