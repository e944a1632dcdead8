import {
  addBeds,
  addSlots,
  changeBed,
  confirmCapacity,
  extendHold,
  getCapacityBoard,
  markBed,
  markSlots,
  releaseHold,
  type Bed,
  type BoardDepartment,
  type Slot,
} from '@alliance/contracts/capacity.contract';
import { listShortages, recordContact, resolveShortage, type Shortage } from '@alliance/contracts/shortage.contract';
import type { Role } from '@alliance/domain/access/actor';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, cardiology, county, idOf, inMinutes, lead } from '../../testing/make';
import { show } from '../../testing/show';

const referral = { id: idOf(500), number: 'R7K2-M9QX-4', urgency: 'urgent' as const };
const bed = (n: number, change: Partial<Bed> = {}): Bed => ({
  id: idOf(700 + n),
  version: 3,
  departmentId: cardiology.id,
  label: `${n} 床`,
  kind: 'ordinary',
  sex: 'any',
  situation: 'free',
  occupiedUntil: null,
  note: null,
  hold: null,
  ...change,
});
const hold = { id: idOf(800), version: 2, state: 'held' as const, until: inMinutes(18), referral };
const beds = [
  bed(1),
  bed(2, { situation: 'held', hold, kind: 'ccu' }),
  bed(3, { situation: 'occupied', sex: 'female' }),
  bed(4, { situation: 'closed', note: '空调维修' }),
];
const slot = (n: number, change: Partial<Slot> = {}): Slot => ({
  id: idOf(900 + n),
  version: 1,
  departmentId: cardiology.id,
  service: 'outpatient',
  room: '诊室 2',
  from: `2027-03-01T0${n}:00:00Z`,
  to: `2027-03-01T0${n}:15:00Z`,
  situation: 'free',
  hold: null,
  ...change,
});
const board = (change: Partial<BoardDepartment> = {}) => ({
  day: '2027-03-01',
  departments: [
    {
      department: cardiology,
      beds,
      slots: [slot(1), slot(2, { situation: 'held', hold }), slot(3, { situation: 'given' })],
      confirmedAt: inMinutes(-13 * 60),
      confirmedBy: '周文博',
      old: true,
      waiting: 1,
      ...change,
    },
  ],
});
const waiting: Shortage = {
  id: idOf(950),
  version: 4,
  institution: lead,
  department: cardiology,
  referral,
  sender: county,
  service: 'inpatient',
  bedKind: 'icu',
  since: inMinutes(-300),
  promisedOn: '2026-01-05',
  due: 'overdue',
  contacts: [{ at: inMinutes(-60), by: '周文博', outcome: 'not_reached', note: '无人接听' }],
};

const open = (
  path = '/capacity',
  role: Role = 'coordinator',
  more: (given: Answers) => void = () => undefined,
  language: 'zh' | 'en' = 'zh',
) =>
  show(path, {
    as: appointment(role),
    language,
    answers: (given) => {
      given.on(getCapacityBoard, board());
      given.on(listShortages, { items: [waiting] });
      more(given);
    },
  });
const tile = async (label: string) => {
  const item = (await screen.findByText(label)).closest('li');
  return within(item as HTMLElement);
};

describe('the board of beds', () => {
  afterEach(cleanup);

  it('says of every bed in word and shape how it stands, for which referral and for how much longer', async () => {
    open();
    expect((await tile('1 床')).getByText('空床')).toBeDefined();
    const held = await tile('2 床');
    expect(held.getByText('预留')).toBeDefined();
    expect(held.getByText('◐')).toBeDefined();
    expect(held.getByRole('timer').textContent).toMatch(/17|18/);
    expect(held.getByRole('link', { name: 'R7K2-M9QX-4' }).getAttribute('href')).toBe(`/referrals/${referral.id}`);
    expect(held.queryByRole('button', { name: '2 床: 占用' })).toBeNull();
    expect((await tile('3 床')).getByText('占用')).toBeDefined();
    expect((await tile('4 床')).getByText('空调维修')).toBeDefined();
    expect(screen.getByText('空 1 / 开放 3')).toBeDefined();
    expect(screen.getByText(/超过 12 小时未核对/)).toBeDefined();
  });

  it('takes and frees a bed with one press', async () => {
    const { answers } = open('/capacity', 'doctor', (given) => void given.on(markBed, bed(1, { situation: 'occupied' })));
    await userEvent.click((await tile('1 床')).getByRole('button', { name: '1 床: 占用' }));
    await waitFor(() => expect(answers.bodies(markBed)).toEqual([{ version: 3, state: 'occupied' }]));
    expect(await screen.findByText('1 床 已占用')).toBeDefined();
    await userEvent.click((await tile('3 床')).getByRole('button', { name: '3 床: 空出' }));
    await waitFor(() => expect(answers.bodies(markBed)).toHaveLength(2));
    expect((await tile('4 床')).queryByRole('button', { name: /启用/ })).toBeNull();
  });

  it('a refused press says why beside the bed', async () => {
    open('/capacity', 'coordinator', (given) => void given.refuse(markBed, 'capacity.in_use'));
    await userEvent.click((await tile('1 床')).getByRole('button', { name: '1 床: 占用' }));
    expect(await (await tile('1 床')).findByText(/已为转诊患者预留或占用/)).toBeDefined();
  });

  it('a hold is made longer or given back, the latter only when meant', async () => {
    const { answers } = open('/capacity', 'coordinator', (given) => {
      given.on(extendHold, { ...hold, until: inMinutes(78) });
      given.on(releaseHold, undefined as never);
    });
    await userEvent.click((await tile('2 床')).getByRole('button', { name: '2 床：更多' }));
    await userEvent.click(screen.getByRole('button', { name: '延长预留 1 h' }));
    await waitFor(() => expect(answers.bodies(extendHold)).toHaveLength(1));
    const until = (answers.bodies(extendHold)[0] as { until: string }).until;
    expect(Date.parse(until) - Date.parse(hold.until)).toBe(3_600_000);
    await userEvent.click((await tile('2 床')).getByRole('button', { name: '2 床：更多' }));
    await userEvent.click(screen.getByRole('button', { name: '归还' }));
    expect(answers.of(releaseHold)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: '归还' }));
    await waitFor(() => expect(answers.bodies(releaseHold)).toEqual([{ version: 2 }]));
  });

  it('a bed is changed; its kind not while it is held; a name that is taken is said at the field', async () => {
    const { answers } = open('/capacity', 'coordinator', (given) => void given.refuse(changeBed, 'capacity.label_taken'));
    await userEvent.click((await tile('2 床')).getByRole('button', { name: '2 床：更多' }));
    const dialog = within(screen.getByRole('dialog', { name: '2 床' }));
    expect(dialog.getByRole<HTMLInputElement>('radio', { name: 'ICU' }).disabled).toBe(true);
    await userEvent.clear(dialog.getByRole('textbox', { name: /床号/ }));
    await userEvent.type(dialog.getByRole('textbox', { name: /床号/ }), '12 床');
    await userEvent.click(dialog.getByRole('button', { name: '保存' }));
    await waitFor(() => expect(answers.bodies(changeBed)).toEqual([{ version: 3, label: '12 床', kind: 'ccu', sex: 'any', note: null }]));
    expect(await dialog.findByText(/已有同名床位/)).toBeDefined();
  });

  it('figures are confirmed with one press', async () => {
    const { answers } = open('/capacity', 'doctor', (given) =>
      given.on(confirmCapacity, { departmentId: cardiology.id, confirmedAt: inMinutes(0), old: false }),
    );
    await userEvent.click(await screen.findByRole('button', { name: '心血管内科: 核对无误' }));
    await waitFor(() => expect(answers.bodies(confirmCapacity)).toEqual([{ departmentId: cardiology.id }]));
  });

  it('twelve beds are added together, their names seen before', async () => {
    const { answers } = open('/capacity', 'coordinator', (given) => void given.on(addBeds, { items: [bed(21)] }));
    await userEvent.click(await screen.findByRole('button', { name: '添加床位' }));
    const dialog = within(screen.getByRole('dialog', { name: '添加床位' }));
    await userEvent.clear(dialog.getByRole('textbox', { name: /床数/ }));
    await userEvent.click(dialog.getByRole('button', { name: '添加' }));
    expect(dialog.getByText('请填 1 至 200 的整数')).toBeDefined();
    await userEvent.type(dialog.getByRole('textbox', { name: /床数/ }), '１２');
    await userEvent.clear(dialog.getByRole('textbox', { name: /起始号/ }));
    await userEvent.type(dialog.getByRole('textbox', { name: /起始号/ }), '21');
    expect(dialog.getByText('将添加：21 床 至 32 床，共 12 张')).toBeDefined();
    await userEvent.click(dialog.getByRole('button', { name: '添加' }));
    await waitFor(() => expect(answers.bodies(addBeds)).toHaveLength(1));
    const body = answers.bodies(addBeds)[0] as { labels: string[] };
    expect(body).toMatchObject({ departmentId: cardiology.id, kind: 'ordinary', sex: 'any' });
    expect([body.labels.length, body.labels[0], body.labels.at(-1)]).toEqual([12, '21 床', '32 床']);
  });

  it('where nothing is published says who can, and offers it to those', async () => {
    const none = board({ beds: [], slots: [] });
    open('/capacity', 'doctor', (given) => void given.on(getCapacityBoard, none));
    expect(await screen.findByText('请联系本院转诊专员或管理员发布。')).toBeDefined();
    expect(screen.queryByRole('button', { name: '添加床位' })).toBeNull();
  });

  it('is not for the management office, and says so when it cannot be loaded', async () => {
    open('/capacity', 'management_office');
    expect(await screen.findByText('当前身份看不到这一页')).toBeDefined();
    cleanup();
    open('/capacity', 'coordinator', (given) => void given.refuse(getCapacityBoard, 'server.unavailable'));
    expect(await screen.findByRole('button', { name: '重试' }, { timeout: 15_000 })).toBeDefined();
  });

  it('reads in English', async () => {
    open('/capacity', 'coordinator', undefined, 'en');
    expect(await screen.findByText('1 free of 3 open')).toBeDefined();
    expect((await tile('3 床')).getByText('Taken')).toBeDefined();
  });
});

describe('slots of a day', () => {
  afterEach(cleanup);

  it('are marked with one press; a held one opens its hold', async () => {
    const { answers } = open('/capacity?view=slots&day=2027-03-01', 'doctor', (given) => void given.on(markSlots, { marked: 1 }));
    await userEvent.click(await screen.findByRole('button', { name: '09:00 空号: 已用' }));
    await waitFor(() => expect(answers.bodies(markSlots)).toEqual([{ slots: [{ id: idOf(901), version: 1 }], state: 'given' }]));
    await userEvent.click(screen.getByRole('button', { name: '10:00 已预留' }));
    expect(within(screen.getByRole('dialog', { name: '10:00 诊室 2' })).getByRole('link', { name: 'R7K2-M9QX-4' })).toBeDefined();
    expect(screen.queryByRole('button', { name: '当日空号全部停诊' })).toBeNull();
  });

  it('are counted before they are made', async () => {
    const { answers } = open('/capacity?view=slots', 'coordinator', (given) => void given.on(addSlots, { added: 6 }));
    await userEvent.click(await screen.findByRole('button', { name: '添加号源' }));
    const dialog = within(screen.getByRole('dialog', { name: '添加号源' }));
    const write = async (name: RegExp, text: string) => {
      await userEvent.clear(dialog.getByRole('textbox', { name }));
      await userEvent.type(dialog.getByRole('textbox', { name }), text);
    };
    await userEvent.click(dialog.getByRole('button', { name: '添加' }));
    expect(dialog.getByText('请填写诊室或设备')).toBeDefined();
    await write(/诊室或设备/, '心电图 1');
    await write(/开始日期/, '2027-03-01');
    await write(/结束日期/, '2027-03-05');
    await write(/每号分钟数/, '30');
    await write(/休息开始/, '9:00');
    expect(dialog.getByText('休息的开始和结束要一起填')).toBeDefined();
    await write(/休息结束/, '9:30');
    expect(dialog.getByText('将添加 30 个号源，5 天，每天 6')).toBeDefined();
    await userEvent.click(dialog.getByRole('button', { name: '添加' }));
    await waitFor(() => expect(answers.bodies(addSlots)).toHaveLength(1));
    expect(answers.bodies(addSlots)[0]).toMatchObject({
      room: '心电图 1',
      weekdays: [1, 2, 3, 4, 5],
      opens: '08:00',
      closes: '11:30',
      pauses: [{ from: '09:00', to: '09:30' }],
      minutes: 30,
      places: 1,
    });
  });
});

describe('who waits', () => {
  afterEach(cleanup);

  it('stands with the promised day, late ones in words; a call is noted with the next', async () => {
    const { answers } = open('/capacity?view=waiting', 'coordinator', (given) => void given.on(recordContact, waiting));
    expect(await screen.findByText('▲ 已过联系日')).toBeDefined();
    expect(screen.getByText('承诺 2026-01-05 联系')).toBeDefined();
    expect(screen.getByText('等 心血管内科 · ICU')).toBeDefined();
    expect(screen.getByText(/无人接听/)).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: '登记联系 R7K2-M9QX-4' }));
    const dialog = within(screen.getByRole('dialog', { name: '登记联系 R7K2-M9QX-4' }));
    await userEvent.click(dialog.getByRole('radio', { name: '未联系上' }));
    await userEvent.click(dialog.getByRole('button', { name: '保存' }));
    await waitFor(() => expect(answers.bodies(recordContact)).toHaveLength(1));
    expect(answers.bodies(recordContact)[0]).toMatchObject({ version: 4, outcome: 'not_reached', note: null });
  });

  it('the wait ends with a reason; nobody waiting is said', async () => {
    const { answers } = open('/capacity?view=waiting', 'coordinator', (given) => void given.on(resolveShortage, undefined as never));
    await userEvent.click(await screen.findByRole('button', { name: '结束等候 R7K2-M9QX-4' }));
    const dialog = within(screen.getByRole('dialog', { name: '结束等候 R7K2-M9QX-4' }));
    await userEvent.click(dialog.getByRole('radio', { name: '已转往别处' }));
    await userEvent.click(dialog.getByRole('button', { name: '结束等候' }));
    await waitFor(() => expect(answers.bodies(resolveShortage)).toEqual([{ version: 4, resolution: 'sent_elsewhere' }]));
    cleanup();
    open('/capacity?view=waiting', 'coordinator', (given) => void given.on(listShortages, { items: [] }));
    expect(await screen.findByText('没有人在等床位或号源')).toBeDefined();
  });
});
