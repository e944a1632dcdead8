import { getInstitution } from '@alliance/contracts/institution.contract';
import { addShift, cancelShift, changeShift, getRota, leaveNote, type Rota } from '@alliance/contracts/on-call.contract';
import { listPeople, type PersonSummary } from '@alliance/contracts/person.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, cardiology, idOf, inMinutes } from '../../testing/make';
import { shift } from '../../testing/make-shift';
import { show } from '../../testing/show';

const at = (day: number, time: string) => new Date(`2027-03-${String(day).padStart(2, '0')}T${time}:00+08:00`).toISOString();
const night = shift({
  person: { id: idOf(101), name: '李明', phone: '13900000009' },
  from: at(2, '18:00'),
  to: at(3, '08:00'),
  mine: false,
});
const rota: Rota = {
  shifts: [night],
  places: [null, cardiology],
  gaps: [
    { department: null, from: at(2, '08:00'), to: at(2, '18:00') },
    { department: cardiology, from: at(1, '00:00'), to: at(4, '12:00') },
  ],
  overlaps: [{ department: cardiology, from: at(5, '17:00'), to: at(5, '18:00'), shiftIds: [] }],
};
const wang: PersonSummary = {
  id: idOf(102),
  version: 1,
  name: '王芳',
  staffNumber: '0042',
  appointments: [],
  account: 'active',
  lastSeenAt: null,
  deactivatedAt: null,
};

const open = (role: 'coordinator' | 'doctor', more: (given: Answers) => void = () => undefined, language: 'zh' | 'en' = 'zh') =>
  show('/duty?month=2027-03', {
    as: appointment(role),
    language,
    answers: (given) => {
      given.on(getRota, ({ query }) => (query.from.startsWith('2027-03') ? rota : { shifts: [], places: [null], gaps: [], overlaps: [] }));
      given.on(getInstitution, { departments: [{ ...cardiology, closed: false }] } as never);
      given.on(listPeople, { items: [wang], nextCursor: null });
      more(given);
    },
  });

describe('the rota', () => {
  afterEach(cleanup);

  it('says in words and shape where nobody is and where two are, day by day', async () => {
    open('doctor');
    expect(await screen.findByText('○ 2 处缺岗')).toBeDefined();
    expect(screen.getByText('◈ 1 处重叠')).toBeDefined();
    expect(screen.getAllByText('○ 缺岗 08:00–18:00')).toHaveLength(1);
    expect(screen.getAllByText('○ 全天缺岗')).toHaveLength(3);
    expect(screen.getByText('○ 缺岗 00:00–12:00')).toBeDefined();
    expect(screen.getByText('◈ 重叠 17:00–18:00')).toBeDefined();
    expect(screen.queryByRole('button', { name: /排一班/ })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '总值班 03-02 李明 18:00–次日 08:00' }));
    const panel = within(screen.getByRole('dialog', { name: '班次' }));
    expect(panel.getByRole('link', { name: '拨打 13900000009' })).toBeDefined();
    expect(panel.queryByRole('button', { name: '保存' })).toBeNull();
  });

  it('fills a gap: its times are there, the person is found, the number is remembered', async () => {
    const { answers } = open('coordinator', (given) => void given.on(addShift, night));
    await userEvent.click(await screen.findByRole('button', { name: '总值班 03-02 缺岗 08:00–18:00：排班' }));
    const panel = within(screen.getByRole('dialog', { name: '排一班' }));
    await userEvent.click(panel.getByRole('button', { name: '保存' }));
    expect(panel.getByText(/请选择值班人/)).toBeDefined();
    expect(answers.of(addShift)).toEqual([]);
    await userEvent.type(panel.getByRole('combobox', { name: /值班人/ }), '王');
    await userEvent.click(await panel.findByRole('option', { name: /王芳/ }));
    await userEvent.type(panel.getByRole('textbox', { name: /值班电话/ }), '13900000042');
    await userEvent.click(panel.getByRole('button', { name: '保存' }));
    await waitFor(() => expect(answers.bodies(addShift)).toHaveLength(1));
    expect(answers.bodies(addShift)[0]).toEqual({
      departmentId: null,
      personId: wang.id,
      phone: '13900000042',
      backupPersonId: null,
      backupPhone: null,
      from: at(2, '08:00'),
      to: at(2, '18:00'),
      handOverNote: null,
    });
    expect(await screen.findByText('已排：总值班 李明 18:00–次日 08:00')).toBeDefined();
  });

  it('says where somebody is already, and keeps what was written', async () => {
    open(
      'coordinator',
      (given) => void given.refuse(changeShift, 'shift.person_elsewhere', { departmentId: cardiology.id, until: at(3, '12:00') }),
    );
    await userEvent.click(await screen.findByRole('button', { name: /李明/ }));
    const panel = within(screen.getByRole('dialog', { name: '班次' }));
    const note = panel.getByRole('textbox', { name: /交班备注/ });
    await userEvent.type(note, '三楼电梯检修');
    await userEvent.click(panel.getByRole('button', { name: '保存' }));
    expect((await panel.findByRole('alert')).textContent).toContain('李明 在 心血管内科 值班到 2027-03-03 12:00');
    expect((note as HTMLTextAreaElement).value).toBe('三楼电梯检修');
  });

  it('cancels a shift in two steps', async () => {
    const { answers } = open('coordinator', (given) => void given.on(cancelShift, undefined), 'en');
    await userEvent.click(await screen.findByRole('button', { name: /李明/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Cancel this shift' }));
    expect(answers.of(cancelShift)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Cancel it and leave a gap' }));
    await waitFor(() => expect(answers.bodies(cancelShift)).toEqual([{ version: 1 }]));
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Shift' })).toBeNull());
  });

  it('goes by month with the keyboard, and the address keeps it', async () => {
    const { router, answers } = open('doctor');
    await screen.findByText('○ 2 处缺岗');
    await userEvent.keyboard(']');
    await waitFor(() => expect(router.state.location.search).toEqual({ month: '2027-04' }));
    await waitFor(() => expect(answers.of(getRota).at(-1)?.ask.query).toEqual({ from: '2027-04-01', to: '2027-04-30' }));
    expect(await screen.findByText('这个月还没有排班')).toBeDefined();
    await userEvent.keyboard('[[');
    await waitFor(() => expect(router.state.location.search).toEqual({ month: '2027-03' }));
  });

  it('is a table at a desk, places by days, with the same words', async () => {
    const narrow = globalThis.matchMedia;
    Object.assign(globalThis, { matchMedia: (media: string) => ({ ...narrow(media), matches: true }) });
    open('coordinator', undefined, 'en');
    const table = within(await screen.findByRole('table'));
    Object.assign(globalThis, { matchMedia: narrow });
    expect(table.getAllByRole('columnheader')).toHaveLength(32);
    expect(table.getByRole('columnheader', { name: '2 Tue' })).toBeDefined();
    expect(table.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual(['Duty office', 'Cardiology']);
    expect(table.getByRole('button', { name: 'Duty office 03-02 李明 18:00–08:00 next day' })).toBeDefined();
    expect(table.getByRole('button', { name: 'Duty office 03-02 nobody 08:00–18:00: add a shift' })).toBeDefined();
    expect(table.getByText('◈ two 17:00–18:00')).toBeDefined();
  });

  it('keeps my note for the next one', async () => {
    const mine = shift({ takenOverAt: inMinutes(-5) });
    const { answers } = open('doctor', (given) => {
      given.on(getRota, { ...rota, shifts: [mine] });
      given.on(leaveNote, { ...mine, version: 2, handOverNote: '县医院一例在途' });
    });
    await userEvent.type(await screen.findByRole('textbox', { name: /给下一班的话/ }), '县医院一例在途');
    await userEvent.click(screen.getByRole('button', { name: '保存留言' }));
    await waitFor(() => expect(answers.bodies(leaveNote)).toEqual([{ version: 1, handOverNote: '县医院一例在途' }]));
  });

  it('is not open to those who may not read it', async () => {
    show('/duty', { as: appointment('auditor') });
    expect(await screen.findByText('当前身份看不到这一页')).toBeDefined();
  });
});
