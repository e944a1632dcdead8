import { getHandOver, getRota, listOnDuty, takeOver } from '@alliance/contracts/on-call.contract';
import { listReferrals } from '@alliance/contracts/referral-queue.contract';
import { readSession } from '@alliance/contracts/session.contract';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, idOf, inMinutes, row } from '../../testing/make';
import { shift } from '../../testing/make-shift';
import { show } from '../../testing/show';
import { giveSound, sound } from '../../testing/sound';

const mine = shift({ from: inMinutes(20) });
const before = shift({
  id: idOf(699),
  person: { id: idOf(101), name: '李明', phone: '13900000009' },
  from: inMinutes(-400),
  to: inMinutes(20),
  handOverNote: '县医院一例胸痛在途，约半小时到',
  mine: false,
});
const open = (more: (given: Answers) => void = () => undefined, handOver = { shift: mine, before: before as typeof before | null }) =>
  show(`/duty/${mine.id}`, {
    as: appointment('doctor'),
    answers: (given) => {
      given.on(getHandOver, handOver);
      given.on(getRota, { shifts: [], places: [null], gaps: [], overlaps: [] });
      given.on(listOnDuty, { items: [], roundTheClockLine: null });
      given.on(listReferrals, { items: [row(5, { urgency: 'immediate' }), row(90)], nextCursor: null });
      more(given);
    },
  });
const go = () => screen.findByRole('button', { name: '接班' });

describe('taking a shift over', () => {
  beforeEach(giveSound);
  afterEach(cleanup);

  it('reads the note, hears the sound, sees what is open; then the shift is mine and the session knows it', async () => {
    const { answers, router } = open((given) => void given.on(takeOver, { ...mine, takenOverAt: inMinutes(0), version: 2 }));
    expect(await screen.findByText('县医院一例胸痛在途，约半小时到')).toBeDefined();
    expect(screen.getByText('现在接班，本班从此刻开始，前一班同时结束。')).toBeDefined();
    expect(await screen.findByRole('link', { name: '患者5' })).toBeDefined();
    await userEvent.click(await go());
    expect(answers.of(takeOver)).toEqual([]);
    expect(screen.queryByRole('checkbox', { name: '听到了' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '播放铃声' }));
    await userEvent.click(await screen.findByRole('checkbox', { name: '听到了' }));
    expect(sound.played).toBe(1);
    const asked = answers.of(readSession).length;
    await userEvent.click(await go());
    await waitFor(() => expect(answers.bodies(takeOver)).toEqual([{ version: 1, soundHeard: true }]));
    await waitFor(() => expect(router.state.location.pathname).toBe('/'));
    await waitFor(() => expect(answers.of(readSession).length).toBeGreaterThan(asked));
    expect(await screen.findByText(/已接班，值到/)).toBeDefined();
  });

  it('without a sound nobody takes over at this desk, and it says why', async () => {
    sound.allowed = false;
    const { answers } = open();
    await userEvent.click(await screen.findByRole('button', { name: '播放铃声' }));
    expect(await screen.findByText(/浏览器没有放出声音/)).toBeDefined();
    await userEvent.click(await go());
    expect(answers.of(takeOver)).toEqual([]);
  });

  it.each([
    ['somebody else’s shift', shift({ person: { id: idOf(150), name: '赵丽', phone: '1' }, mine: false }), '这个班由 赵丽 值，你不能接。'],
    ['one that is hours away', shift({ from: inMinutes(300), mine: false }), /开始前 2 小时起才能接班/],
  ])('%s is not taken over', async (_, other, words) => {
    const { answers } = open(undefined, { shift: other, before: null });
    expect(await screen.findByText(words)).toBeDefined();
    expect(screen.getByText('此前没有人值这个班。')).toBeDefined();
    await userEvent.click(await go());
    expect(answers.of(takeOver)).toEqual([]);
  });

  it('what was changed meanwhile is said, nothing is lost', async () => {
    open((given) => void given.refuse(takeOver, 'record.stale'));
    await userEvent.click(await screen.findByRole('button', { name: '播放铃声' }));
    await userEvent.click(await screen.findByRole('checkbox', { name: '听到了' }));
    await userEvent.click(await go());
    expect(await screen.findByText(/别人刚刚改动了这条记录/)).toBeDefined();
    expect((screen.getByRole('checkbox', { name: '听到了' }) as HTMLInputElement).checked).toBe(true);
  });

  it('a shift that is not there is not there', async () => {
    open((given) => void given.refuse(getHandOver, 'access.not_found'));
    expect(await screen.findByText('没有载入成功')).toBeDefined();
  });
});
