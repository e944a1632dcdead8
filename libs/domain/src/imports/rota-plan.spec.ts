import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readHeader, type Header } from './header.js';
import { planningRota } from './rota-plan.js';
import type { RotaPlan, RotaState } from './rota-plan.types.js';
import { readingRota } from './rota-row.js';
import { finish } from './steps.js';

const departments = [
  { id: 'cardiology', names: ['心内科'] },
  { id: 'icu', names: ['重症医学科'] },
];
const somebody = (name: string, staffNumber: string, phone: string | null = `1380000${staffNumber}`) => ({
  ...{ id: name, name, staffNumber, phone },
  appointed: [{ from: '2020-01-01', to: null }],
});
const people = [
  somebody('张三', '1001'),
  somebody('李四', '1002'),
  somebody('王五', '1003', null),
  { ...somebody('赵六', '1004'), appointed: [{ from: '2020-01-01', to: '2026-11-30' }] },
];
const empty: RotaState = { people, departments, shifts: [] };

const readTable = (head: readonly string[], ...rows: readonly (readonly string[])[]) =>
  finish(
    readingRota(
      readHeader('rota', head) as Header,
      rows.map((cells, at) => ({ row: at + 1, cells })),
      '2026-11-22',
    ),
  );
const plan = (head: readonly string[], rows: readonly (readonly string[])[], state = empty) =>
  finish(planningRota(state, readTable(head, ...rows)));
const head = ['日期', '科室', '值班人', '电话', '开始', '结束', '备班', '备班电话', '交班备注'];
const shift = (day: string, place: string, who: string, from = '', to = '') => [day, place, who, '', from, to, '', '', ''];

function applied(state: RotaState, { create, update }: RotaPlan): RotaState {
  const changes = new Map(update.map(({ id, fields }) => [id, fields]));
  const made = create.map((fields) => ({ ...fields, id: JSON.stringify(fields), isTakenOver: false }));
  return { ...state, shifts: [...state.shifts.map((one) => ({ ...one, ...changes.get(one.id) })), ...made] };
}
const after = (...rows: readonly string[][]) => applied(empty, plan(head, rows));
const takenOver = (state: RotaState) => ({ ...state, shifts: state.shifts.map((one) => ({ ...one, isTakenOver: true })) });
const reasons = ({ rejected }: RotaPlan) => rejected.map(({ row, reason, value }) => `${row} ${reason} ${value}`);
const told = ({ create }: RotaPlan) => create.map(({ departmentId, personId, from, to }) => [departmentId, personId, from, to].join(' '));

describe('one shift a row', () => {
  it('from eight to eight where nothing is said; an end before the beginning is on the next day', () => {
    const rows = [
      shift('12月1日', '', '张三'),
      shift('2026-12-01', '心内科', '1002', '18:00', '8:00'),
      shift('2026/12/2', '行政总值班', '李四', '8:00', '2026/12/2 12:00'),
    ];
    expect(told(plan(head, rows))).toEqual([
      ' 张三 2026-12-01T08:00:00 2026-12-02T08:00:00',
      'cardiology 李四 2026-12-01T18:00:00 2026-12-02T08:00:00',
      ' 李四 2026-12-02T08:00:00 2026-12-02T12:00:00',
    ]);
  });
  it('takes telephones from the table, else from the person; a backup may stand beside the name', () => {
    const { create } = plan(head, [shift('12-1', '', '张三 0990-5550101、李四')]);
    expect(create).toMatchObject([{ phone: '0990-5550101', backupPersonId: '李四', backupPhone: '13800001002' }]);
  });
  it.each([
    [shift('12月1日', '火星科', '张三'), 'unknown_department 火星科'],
    [shift('12月1日', '', '孙七'), 'unknown_person 孙七'],
    [shift('12月1日', '', ''), 'missing null'],
    [shift('2月30日', '', '张三'), 'bad_date 2月30日'],
    [shift('12月1日', '', '张三', '早', '晚'), 'bad_time 早'],
    [shift('12月1日', '', '张三', '8:00', '2026-12-05 8:00'), 'shift_too_long 2026-12-01 08:00 – 2026-12-05 08:00'],
    [shift('12月1日', '', '赵六'), 'not_appointed 赵六 2026-12-01'],
    [shift('12月1日', '', '王五'), 'missing 王五'],
    [shift('12月1日', '', '张三、李四、王五'), 'unknown_value 张三、李四、王五'],
  ])('%j is rejected: %s', (row, reason) => {
    const done = plan(head, [row]);
    expect([done.create, reasons(done)[0]]).toEqual([[], `1 ${reason}`]);
  });
  it('of two people of one name the telephone decides, else nobody is guessed', () => {
    const state = { ...empty, people: [...people, { ...somebody('张三', '1009', '13900000000'), id: 'another' }] };
    expect(reasons(plan(head, [shift('12月1日', '', '张三')], state))).toEqual(['1 ambiguous_name 张三']);
    expect(plan(head, [shift('12月1日', '', '张三 13900000000')], state).create).toMatchObject([{ personId: 'another' }]);
  });
});

describe('a grid', () => {
  it('days down and places across, as rotas look', () => {
    const done = plan(
      ['日期', '星期', '总值班', '心内科(18:00-08:00)', '火星科'],
      [
        ['12月1日', '二', '张三', '李四', '—'],
        ['12月2日', '三', '李四 13900000000', '张三', '王五'],
      ],
    );
    expect(told(done)).toEqual([
      ' 张三 2026-12-01T08:00:00 2026-12-02T08:00:00',
      'cardiology 李四 2026-12-01T18:00:00 2026-12-02T08:00:00',
      ' 李四 2026-12-02T08:00:00 2026-12-03T08:00:00',
      'cardiology 张三 2026-12-02T18:00:00 2026-12-03T08:00:00',
    ]);
    expect(done.rejected).toEqual([{ row: 2, column: '火星科', reason: 'unknown_department', value: '火星科' }]);
    expect(done.rows.map(({ row, column, outcome }) => `${row} ${column} ${outcome}`)).toContain('2 火星科 rejected');
  });
  it('names row and column where two cells have one person at two places', () => {
    const done = plan(['日期', '总值班', '心内科'], [['12月1日', '张三', '张三']]);
    expect(reasons(done)).toEqual(['1 two_rows_elsewhere 1 心内科', '1 two_rows_elsewhere 1 总值班']);
  });
  it('places down and days across', () => {
    const done = plan(
      ['科室', '12月1日', '12月2日'],
      [
        ['总值班', '张三', '李四'],
        ['心内科', '李四', '休'],
      ],
    );
    expect(told(done)).toEqual([
      ' 张三 2026-12-01T08:00:00 2026-12-02T08:00:00',
      ' 李四 2026-12-02T08:00:00 2026-12-03T08:00:00',
      'cardiology 李四 2026-12-01T08:00:00 2026-12-02T08:00:00',
    ]);
  });
});

describe('what is there already', () => {
  const first = shift('12月1日', '心内科', '张三');
  it('the same shift is unchanged, another person takes its place unless it was taken over', () => {
    expect(plan(head, [first], after(first)).rows).toMatchObject([{ outcome: 'unchanged' }]);
    const other = shift('12月1日', '心内科', '李四');
    expect(plan(head, [other], after(first))).toMatchObject({ create: [], update: [{ fields: { personId: '李四' } }] });
    expect(reasons(plan(head, [other], takenOver(after(first))))).toEqual(['1 taken_over 2026-12-01 08:00']);
  });
  it('nobody is at two places: both rows name each other, or the shift that stands in the way is named', () => {
    const there = shift('12月1日', '重症医学科', '张三', '20:00', '23:00');
    expect(reasons(plan(head, [first, there]))).toEqual(['1 two_rows_elsewhere 2', '2 two_rows_elsewhere 1']);
    expect(reasons(plan(head, [there], after(first)))).toEqual(['1 on_duty_elsewhere 心内科 2026-12-01 08:00 – 2026-12-02 08:00']);
  });
  it('two people swap their places', () => {
    const known = after(first, shift('12月1日', '', '李四'));
    const { update, rejected } = plan(head, [shift('12月1日', '心内科', '李四'), shift('12月1日', '', '张三')], known);
    expect([update.length, rejected]).toEqual([2, []]);
  });
  it('a second shift at the same place and time is marked', () => {
    expect(plan(head, [shift('12月1日', '心内科', '李四', '18:00', '20:00')], after(first)).flagged).toMatchObject([
      { reason: 'place_overlap', value: '2026-12-01 08:00 – 2026-12-02 08:00' },
    ]);
  });
});

const cell = <T>(...values: T[]) => fc.constantFrom(...values);
const someRow = fc
  .tuple(
    cell('12月1日', '2026-12-02', '12/3', '32日'),
    cell('', '心内科', '重症医学科'),
    cell('张三', '1002', '王五 13900000000', '赵六', '孙七'),
    cell('', '', '13900000009'),
    cell('', '08:00', '18:00'),
    cell('', '18:00', '8:00'),
    cell('', '', '李四'),
  )
  .map((cells) => [...cells, '', '']);
const table = fc.array(someRow, { maxLength: 8 });
const runs = { numRuns: 2_000 };

describe('any rota', () => {
  it('applied twice is the same as once, and has nobody at two places', () => {
    fc.assert(
      fc.property(table, table, (before, rows) => {
        const known = applied(empty, plan(head, before));
        const done = plan(head, rows, known);
        const next = applied(known, done);
        const again = plan(head, rows, next);
        expect([again.create, again.update]).toEqual([[], []]);
        expect(reasons(again)).toEqual(reasons(done));
        for (const [at, one] of next.shifts.entries())
          for (const other of next.shifts.slice(at + 1))
            expect(one.personId === other.personId && one.from < other.to && other.from < one.to).toBe(false);
      }),
      runs,
    );
  });

  it('the order of rows changes nothing', () => {
    const content = ({ create, update, rejected }: RotaPlan) =>
      [create, update, rejected.map(({ reason }) => reason)].map((list) => list.map((one) => JSON.stringify(one)).sort());
    fc.assert(
      fc.property(table, table, (before, rows) => {
        const known = applied(empty, plan(head, before));
        expect(content(plan(head, [...rows].reverse(), known))).toEqual(content(plan(head, rows, known)));
      }),
      runs,
    );
  });
});
