import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { roles } from '../access/actor.js';
import { readHeader, type Header } from './header.js';
import { planningPeople } from './person-plan.js';
import type { PeoplePlan, PeopleState } from './person-plan.types.js';
import { readingPeople } from './person-row.js';
import { finish } from './steps.js';

const columns = ['姓名', '工号', '手机', '邮箱', '科室', '角色', '职称', '独立执业年限', '任职开始', '任职结束'] as const;
type Cells = Partial<Record<(typeof columns)[number], string>>;
const header = readHeader('people', columns) as Header;
const departments = [
  { id: 'cardiology', names: ['心内科', 'Cardiology'] },
  { id: 'icu', names: ['重症医学科'] },
];
const givable = roles.filter((role) => !['management_office', 'integration_client'].includes(role));
const nobody: PeopleState = { people: [], departments, givable, sender: 'nobody of the table', today: '2026-11-22' };

const plan = (rows: readonly Cells[], state = nobody): PeoplePlan =>
  finish(
    planningPeople(
      state,
      finish(
        readingPeople(
          header,
          rows.map((cells, at) => ({ row: at + 1, cells: columns.map((column) => cells[column] ?? '') })),
        ),
      ),
    ),
  );

/** The institution after a plan was applied. */
function applied(state: PeopleState, { create, update, appoint, change }: PeoplePlan): PeopleState {
  const idOf = (ref: string) => ref.replace(/^new:/u, `person ${state.people.length} `);
  const fieldsOf = new Map(update.map(({ id, fields }) => [id, fields]));
  const changes = new Map(change.map(({ id, fields }) => [id, fields]));
  const people = [
    ...state.people.map((one) => ({ ...one, ...fieldsOf.get(one.id) })),
    ...create.map(({ ref, fields }) => ({ ...fields, id: idOf(ref), isDeactivated: false, mayReach: true, appointments: [] })),
  ];
  const held = people.map((one) => ({
    ...one,
    appointments: [
      ...one.appointments.map((each) => ({ ...each, ...changes.get(each.id) })),
      ...appoint
        .filter(({ person }) => idOf(person) === one.id)
        .map(({ fields }) => ({ ...fields, id: `${one.id} ${fields.role} ${fields.departmentId} ${fields.from}` })),
    ],
  }));
  return { ...state, people: held };
}
const after = (...rows: Cells[]) => applied(nobody, plan(rows));
const reasons = ({ rejected }: PeoplePlan) => rejected.map(({ row, reason }) => `${row} ${reason}`);
const outcomes = ({ rows }: PeoplePlan) => rows.map(({ outcome }) => outcome);
const zhang = { 姓名: '张三', 工号: '1001', 手机: '138 0013 8000', 科室: '心内科', 角色: '医生', 职称: '主治医师', 独立执业年限: '8' };

describe('one row', () => {
  it('creates a person with an appointment from today on, years counted back', () => {
    const { create, appoint, rows } = plan([zhang]);
    expect(create.map(({ fields }) => fields)).toEqual([{ name: '张三', staffNumber: '1001', phone: '13800138000', email: null }]);
    expect(appoint[0]?.fields).toMatchObject({
      role: 'doctor',
      departmentId: 'cardiology',
      independentSince: '2018-11-22',
      from: '2026-11-22',
    });
    expect(rows).toEqual([{ row: 1, outcome: 'created', label: '张三 · 心内科', changed: [] }]);
  });

  it('changes what it says and nothing else; an empty cell wipes nothing out', () => {
    const { update, change, rows } = plan([{ 姓名: '张三', 工号: '1001', 邮箱: 'z@example.cn', 职称: '副主任医师' }], after(zhang));
    expect(update[0]?.fields).toMatchObject({ phone: '13800138000', email: 'z@example.cn' });
    expect(change[0]?.fields).toMatchObject({ title: '副主任医师', departmentId: 'cardiology', independentSince: '2018-11-22' });
    expect(rows).toMatchObject([{ outcome: 'updated', changed: ['email', 'title'] }]);
  });

  it('a number of years that is still true is not counted anew every day', () => {
    const known = after(zhang);
    expect(plan([zhang], { ...known, today: '2027-05-01' })).toMatchObject({ change: [] });
    expect(plan([zhang], { ...known, today: '2027-11-22' }).change[0]?.fields.independentSince).toBe('2019-11-22');
  });
});

describe('who is meant', () => {
  const two = after({ ...zhang, 工号: '', 手机: '13800000001' }, { ...zhang, 工号: '', 手机: '13800000002' });
  it('by number, else by name and telephone, else by a name that one person has', () => {
    expect(two.people).toHaveLength(2);
    expect(outcomes(plan([{ 姓名: '张三', 手机: '13800000002' }], two))).toEqual(['unchanged']);
    expect(reasons(plan([{ 姓名: '张三', 角色: '医生' }], two))).toEqual(['1 ambiguous_name']);
    expect(outcomes(plan([{ 姓名: '张 三' }], after(zhang)))).toEqual(['unchanged']);
  });
  it('two of one name in a table without number are not guessed', () => {
    const rows = [zhang, { ...zhang, 工号: '1002', 手机: '' }, { 姓名: '张三', 角色: '医生' }];
    expect(reasons(plan(rows))).toEqual(['3 ambiguous_name']);
  });
  it('a number that belongs to another name renames nobody', () => {
    expect(reasons(plan([{ ...zhang, 姓名: '李四' }], after(zhang)))).toEqual(['1 number_of_another']);
    expect(reasons(plan([zhang, { ...zhang, 姓名: '李四' }]))).toEqual(['1 conflicting_duplicate', '2 conflicting_duplicate']);
  });
  it('another person of a known name is marked', () => {
    expect(plan([{ ...zhang, 工号: '1002', 手机: '' }], after(zhang)).flagged).toMatchObject([{ reason: 'namesake' }]);
  });
  it('an old table, read again, changes nobody who has left', () => {
    const left = { ...zhang, 任职结束: '2026-12-01' };
    const { update, rows } = plan([{ ...left, 手机: '13900000000' }], { ...after(left), today: '2027-01-01' });
    expect([update, rows.map(({ outcome }) => outcome)]).toEqual([[], ['unchanged']]);
  });
  it('nobody deactivated comes back through a table', () => {
    const gone = { ...nobody, people: after(zhang).people.map((one) => ({ ...one, isDeactivated: true })) };
    expect(reasons(plan([zhang], gone))).toEqual(['1 person_deactivated']);
  });
});

describe('what is not the sender’s', () => {
  const known = after(zhang);
  const outOfReach = { ...known, people: known.people.map((one) => ({ ...one, mayReach: false })) };
  it.each([
    [{ 手机: '13900000000' }, 'phone'],
    [{ 邮箱: 'mine@example.cn' }, 'email'],
    [{ 手机: '13900000000', 邮箱: 'mine@example.cn', 职称: '主任医师' }, 'phone'],
  ])('an address of somebody whom they may not let in: %j', (cells, column) => {
    const { update, change, rejected } = plan([{ ...zhang, ...cells }], outOfReach);
    expect([update, change, rejected]).toEqual([[], [], [{ row: 1, column, reason: 'contact_not_yours', value: expect.any(String) }]]);
  });
  it('the same address, and whatever else the row says, is', () => {
    const { update, change, rejected } = plan([{ ...zhang, 手机: '138-0013-8000', 职称: '主任医师' }], outOfReach);
    expect([update, change.length, rejected]).toEqual([[], 1, []]);
  });
  const own = { ...known, sender: known.people[0]?.id ?? '' };
  it.each([[{ 角色: '会诊专家' }], [{ 职称: '主任医师' }], [{ 科室: '重症医学科' }], [{ 任职结束: '2027-01-01' }]])(
    'their own appointment: %j',
    (cells) => {
      const { appoint, change, rejected } = plan([{ ...zhang, ...cells }], own);
      expect([appoint, change, rejected.map(({ reason }) => reason)]).toEqual([[], [], ['own_appointment']]);
    },
  );
  it('their own row that changes none is read as any other', () => {
    expect(plan([{ ...zhang, 邮箱: 'z@example.cn' }], own)).toMatchObject({ rejected: [], update: [{ changed: ['email'] }] });
  });
});

describe('appointments', () => {
  it('a second role or department is a further appointment, and marked as one', () => {
    const { appoint, flagged } = plan([{ ...zhang, 角色: '会诊专家' }], after(zhang));
    expect(appoint).toHaveLength(1);
    expect(flagged).toMatchObject([{ reason: 'further_appointment' }]);
  });
  it('somebody without a department gets the one that the table names', () => {
    const { appoint, change } = plan([zhang], after({ ...zhang, 科室: '' }));
    expect([appoint.length, change[0]?.fields.departmentId]).toEqual([0, 'cardiology']);
  });
  it.each([
    [{ ...zhang, 科室: '火星科' }, 'unknown_department'],
    [{ ...zhang, 角色: '管理办公室' }, 'role_refused'],
    [{ ...zhang, 角色: '系统接口' }, 'role_refused'],
    [{ ...zhang, 角色: '' }, 'missing'],
    [{ ...zhang, 角色: '院长' }, 'unknown_value'],
    [{ ...zhang, 手机: '1.38E+10' }, 'bad_phone'],
    [{ ...zhang, 邮箱: '无' }, 'bad_email'],
    [{ ...zhang, 任职结束: '2026-11-21' }, 'period_over'],
    [{ ...zhang, 任职开始: '2027-01-02', 任职结束: '2027-01-01' }, 'period_reversed'],
  ])('%j is rejected: %s', (row, reason) => {
    const { create, rejected } = plan([row]);
    expect([create.length, rejected.map((one) => one.reason)]).toEqual([0, [reason]]);
  });
  it('the period of an administrator is not taken from a table', () => {
    const admin = { ...zhang, 角色: '医院管理员' };
    expect(reasons(plan([{ ...admin, 任职结束: '2026-12-01' }], after(admin)))).toEqual(['1 administrator_period']);
    expect(plan([{ ...zhang, 任职结束: '2026-12-01' }], after(zhang)).change[0]?.fields.to).toBe('2026-12-01');
  });
  it('rows that contradict each other are all rejected, equal ones count once', () => {
    expect(reasons(plan([zhang, { ...zhang, 职称: '主任医师' }]))).toEqual(['1 conflicting_duplicate', '2 conflicting_duplicate']);
    const twice = plan([zhang, zhang]);
    expect([outcomes(twice), twice.flagged.map(({ reason }) => reason)]).toEqual([['created', 'unchanged'], ['duplicate_row']]);
  });
});

const cell = <T>(...values: T[]) => fc.constantFrom(...values);
const someRow: fc.Arbitrary<Cells> = fc.record({
  姓名: cell('张三', '张 三', '李四'),
  工号: cell('', '', '1', '2'),
  手机: cell('', '', '13800000001', '13800000002'),
  邮箱: cell('', 'a@example.cn'),
  科室: cell('', '心内科', 'Cardiology', '重症医学科', '火星科'),
  角色: cell('', '医生', '会诊专家', '医院管理员', '管理办公室'),
  职称: cell('', '主治医师', '主任医师'),
  独立执业年限: cell('', '8'),
  任职开始: cell('', '2026-01-01', '2027-01-01'),
  任职结束: cell('', '', '2026-06-30', '2027-06-30'),
});
const table = fc.array(someRow, { maxLength: 7 });
const runs = { numRuns: 2_000 };

describe('any table', () => {
  it('applied twice is the same as once', () => {
    fc.assert(
      fc.property(table, table, (before, rows) => {
        const known = applied(nobody, plan(before));
        const first = plan(rows, known);
        const second = plan(rows, applied(known, first));
        const { create, update, appoint, change } = second;
        expect({ create, update, appoint, change }).toEqual({ create: [], update: [], appoint: [], change: [] });
        expect(reasons(second)).toEqual(reasons(first));
      }),
      runs,
    );
  });

  it('the order of rows changes nothing', () => {
    const content = ({ create, update, appoint, change, rejected }: PeoplePlan) =>
      [create, update, appoint, change, rejected.map(({ reason }) => reason)].map((list) => list.map((one) => JSON.stringify(one)).sort());
    // a name keeps the spelling of its first row
    const plainRow = someRow.map((row) => ({ ...row, 姓名: (row.姓名 ?? '').replace(' ', '') }));
    fc.assert(
      fc.property(table, fc.array(plainRow, { maxLength: 7 }), fc.infiniteStream(fc.nat()), (before, rows, numbers) => {
        const known = applied(nobody, plan(before));
        const shuffled = rows.map((row) => ({ row, at: numbers.next().value })).sort((a, b) => a.at - b.at);
        expect(
          content(
            plan(
              shuffled.map(({ row }) => row),
              known,
            ),
          ),
        ).toEqual(content(plan(rows, known)));
      }),
      runs,
    );
  });

  it('every row that is not blank has exactly one outcome, and a rejected one a reason', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const done = plan(rows);
        expect(done.rows.map(({ row }) => row)).toEqual(rows.map((_, at) => at + 1));
        const lost = new Set(done.rejected.map(({ row }) => row));
        expect(done.rows.filter(({ outcome }) => outcome === 'rejected').map(({ row }) => row)).toEqual([...lost]);
      }),
      runs,
    );
  });
});
