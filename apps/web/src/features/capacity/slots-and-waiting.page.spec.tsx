import { addSlots, markSlots } from '@alliance/contracts/capacity.contract';
import { listShortages, recordContact, resolveShortage } from '@alliance/contracts/shortage.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { idOf } from '../../testing/make';
import { openBoard, waiting } from '../../testing/make-capacity';

describe('slots of a day', () => {
  afterEach(cleanup);

  it('are marked with one press; a held one opens its hold', async () => {
    const { answers } = openBoard('/capacity?view=slots&day=2027-03-01', 'doctor', (given) => void given.on(markSlots, { marked: 1 }));
    await userEvent.click(await screen.findByRole('button', { name: '09:00 空号: 已用' }));
    await waitFor(() => expect(answers.bodies(markSlots)).toEqual([{ slots: [{ id: idOf(901), version: 1 }], state: 'given' }]));
    await userEvent.click(screen.getByRole('button', { name: '10:00 已预留' }));
    expect(within(screen.getByRole('dialog', { name: '10:00 诊室 2' })).getByRole('link', { name: 'R7K2-M9QX-4' })).toBeDefined();
    expect(screen.queryByRole('button', { name: '当日空号全部停诊' })).toBeNull();
  });

  it('are counted before they are made', async () => {
    const { answers } = openBoard('/capacity?view=slots', 'coordinator', (given) => void given.on(addSlots, { added: 6 }));
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
    const { answers } = openBoard('/capacity?view=waiting', 'coordinator', (given) => void given.on(recordContact, waiting));
    expect(await screen.findByText('▲ 已过联系日')).toBeDefined();
    expect(screen.getByText('承诺 2026-01-05 联系')).toBeDefined();
    expect(screen.getByText('等 心血管内科 · ICU')).toBeDefined();
    expect(screen.getByText(/无人接听/)).toBeDefined();
    expect(await screen.findByText('已受理，尚未安排床位（1）')).toBeDefined();
    expect(screen.getByRole('link', { name: 'H3P8-2WXY-6' })).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: '登记联系 R7K2-M9QX-4' }));
    const dialog = within(screen.getByRole('dialog', { name: '登记联系 R7K2-M9QX-4' }));
    await userEvent.click(dialog.getByRole('radio', { name: '未联系上' }));
    await userEvent.click(dialog.getByRole('button', { name: '保存' }));
    await waitFor(() => expect(answers.bodies(recordContact)).toHaveLength(1));
    expect(answers.bodies(recordContact)[0]).toMatchObject({ version: 4, outcome: 'not_reached', note: null });
  });

  it('the wait ends with a reason; nobody waiting is said', async () => {
    const { answers } = openBoard('/capacity?view=waiting', 'coordinator', (given) => void given.on(resolveShortage, undefined as never));
    await userEvent.click(await screen.findByRole('button', { name: '结束等候 R7K2-M9QX-4' }));
    const dialog = within(screen.getByRole('dialog', { name: '结束等候 R7K2-M9QX-4' }));
    await userEvent.click(dialog.getByRole('radio', { name: '已转往别处' }));
    await userEvent.click(dialog.getByRole('button', { name: '结束等候' }));
    await waitFor(() => expect(answers.bodies(resolveShortage)).toEqual([{ version: 4, resolution: 'sent_elsewhere' }]));
    cleanup();
    openBoard('/capacity?view=waiting', 'coordinator', (given) => void given.on(listShortages, { items: [] }));
    expect(await screen.findByText('没有人在等床位或号源')).toBeDefined();
  });
});
