import {
  addBeds,
  changeBed,
  confirmCapacity,
  extendHold,
  getCapacityBoard,
  holdCapacity,
  markBed,
  releaseHold,
} from '@alliance/contracts/capacity.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { cardiology, idOf, inMinutes } from '../../testing/make';
import { bed, board, hold, openBoard, referral, unplaced } from '../../testing/make-capacity';

const tile = async (label: string) => {
  const item = (await screen.findByText(label)).closest('li');
  return within(item as HTMLElement);
};

describe('the board of beds', () => {
  afterEach(cleanup);

  it('says of every bed in word and shape how it stands, for which referral and for how much longer', async () => {
    openBoard();
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
    const { answers } = openBoard('/capacity', 'doctor', (given) => void given.on(markBed, bed(1, { situation: 'occupied' })));
    await userEvent.click((await tile('1 床')).getByRole('button', { name: '1 床: 占用' }));
    await waitFor(() => expect(answers.bodies(markBed)).toEqual([{ version: 3, state: 'occupied' }]));
    expect(await screen.findByText('1 床 已占用')).toBeDefined();
    await userEvent.click((await tile('3 床')).getByRole('button', { name: '3 床: 空出' }));
    await waitFor(() => expect(answers.bodies(markBed)).toHaveLength(2));
    expect((await tile('4 床')).queryByRole('button', { name: /启用/ })).toBeNull();
  });

  it('a refused press says why beside the bed', async () => {
    openBoard('/capacity', 'coordinator', (given) => void given.refuse(markBed, 'capacity.in_use'));
    await userEvent.click((await tile('1 床')).getByRole('button', { name: '1 床: 占用' }));
    expect(await (await tile('1 床')).findByText(/已为转诊患者预留或占用/)).toBeDefined();
  });

  it('a hold is made longer or given back, the latter only when meant', async () => {
    const { answers } = openBoard('/capacity', 'coordinator', (given) => {
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
    const { answers } = openBoard('/capacity', 'coordinator', (given) => void given.refuse(changeBed, 'capacity.label_taken'));
    await userEvent.click((await tile('2 床')).getByRole('button', { name: '2 床：更多' }));
    const dialog = within(screen.getByRole('dialog', { name: '2 床' }));
    expect(dialog.getByRole<HTMLInputElement>('radio', { name: 'ICU' }).disabled).toBe(true);
    await userEvent.clear(dialog.getByRole('textbox', { name: /床号/ }));
    await userEvent.type(dialog.getByRole('textbox', { name: /床号/ }), '12 床');
    await userEvent.click(dialog.getByRole('button', { name: '保存' }));
    await waitFor(() => expect(answers.bodies(changeBed)).toEqual([{ version: 3, label: '12 床', kind: 'ccu', sex: 'any', note: null }]));
    expect(await dialog.findByText(/已有同名床位/)).toBeDefined();
  });

  it('a free bed is held for somebody who was taken without one, two hours unless said otherwise', async () => {
    const { answers } = openBoard('/capacity', 'doctor', (given) => void given.on(holdCapacity, hold));
    await userEvent.click((await tile('1 床')).getByRole('button', { name: '1 床：更多' }));
    const dialog = within(screen.getByRole('dialog', { name: '1 床' }));
    await userEvent.selectOptions(await dialog.findByRole('combobox', { name: /为已受理的转诊预留/ }), unplaced.referral.id);
    expect(dialog.getByRole('option', { name: /立即 H3P8-2WXY-6 · 心血管内科 · 已到院/ })).toBeDefined();
    await userEvent.click(dialog.getByRole('button', { name: '预留这张床' }));
    await waitFor(() => expect(answers.bodies(holdCapacity)).toHaveLength(1));
    const body = answers.bodies(holdCapacity)[0] as { until: string };
    expect(body).toMatchObject({ referralId: unplaced.referral.id, bedId: idOf(701), slotId: null });
    expect(Math.round((Date.parse(body.until) - Date.now()) / 60_000)).toBe(120);
  });

  it('figures are confirmed with one press', async () => {
    const { answers } = openBoard('/capacity', 'doctor', (given) =>
      given.on(confirmCapacity, { departmentId: cardiology.id, confirmedAt: inMinutes(0), old: false }),
    );
    await userEvent.click(await screen.findByRole('button', { name: '心血管内科: 核对无误' }));
    await waitFor(() => expect(answers.bodies(confirmCapacity)).toEqual([{ departmentId: cardiology.id }]));
  });

  it('twelve beds are added together, their names seen before', async () => {
    const { answers } = openBoard('/capacity', 'coordinator', (given) => void given.on(addBeds, { items: [bed(21)] }));
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
    openBoard('/capacity', 'doctor', (given) => void given.on(getCapacityBoard, none));
    expect(await screen.findByText('请联系本院转诊专员或管理员发布。')).toBeDefined();
    expect(screen.queryByRole('button', { name: '添加床位' })).toBeNull();
  });

  it('is not for the management office, and says so when it cannot be loaded', async () => {
    openBoard('/capacity', 'management_office');
    expect(await screen.findByText('当前身份看不到这一页')).toBeDefined();
    cleanup();
    openBoard('/capacity', 'coordinator', (given) => void given.refuse(getCapacityBoard, 'server.unavailable'));
    expect(await screen.findByRole('button', { name: '重试' }, { timeout: 15_000 })).toBeDefined();
  });

  it('reads in English', async () => {
    openBoard('/capacity', 'coordinator', undefined, 'en');
    expect(await screen.findByText('1 free of 3 open')).toBeDefined();
    expect((await tile('3 床')).getByText('Taken')).toBeDefined();
  });
});
