import type { Signal } from '@alliance/contracts/live';
import { listOnDuty, getRota } from '@alliance/contracts/on-call.contract';
import { listReferrals } from '@alliance/contracts/referral-queue.contract';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { appointment, idOf, inMinutes } from '../testing/make';
import { giveSound, sound } from '../testing/sound';

const listeners = new Map<string, (payload: unknown) => void>();
const socket = {
  on: (event: string, listener: (payload: unknown) => void) => listeners.set(event, listener),
  connect: () => undefined,
  disconnect: () => undefined,
};
jest.unstable_mockModule('socket.io-client', () => ({ io: () => socket }));
const { show } = await import('../testing/show');

let seq = 0;
const hear = (change: Partial<Signal>) =>
  act(() => listeners.get('signal')?.([{ seq: (seq += 1), topic: 'referral', id: idOf(500), version: 2, ...change }]));
const nothing = { items: [], nextCursor: null };
const onCall = { onCallUntil: inMinutes(300) };

async function desk(session: object) {
  const shown = show('/', {
    as: appointment('doctor'),
    session,
    answers: (given) =>
      void given
        .on(listReferrals, nothing)
        .on(listOnDuty, { items: [], roundTheClockLine: null })
        .on(getRota, { shifts: [], places: [null], gaps: [], overlaps: [] }),
  });
  await waitFor(() => expect(listeners.has('signal')).toBe(true));
  return shown;
}
const alarm = () => screen.findByRole('alertdialog');

describe('the alarm', () => {
  beforeEach(() => {
    listeners.clear();
    sessionStorage.clear();
    giveSound();
  });
  afterEach(cleanup);

  it('rings at a desk on call until somebody says it was heard, and leads to the case', async () => {
    const { router } = await desk(onCall);
    await hear({ alarm: true });
    expect((await alarm()).textContent).toContain('有 1 个新的立即转诊');
    await waitFor(() => expect(sound.playing).toBe(1));
    await userEvent.click(screen.getByRole('link', { name: '去看' }));
    await waitFor(() => expect(router.state.location.pathname).toBe(`/referrals/${idOf(500)}`));
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(sound.playing).toBe(0);
  });

  it('says that a consultation is asked for at once, and leads to it', async () => {
    const { router } = await desk(onCall);
    await hear({ alarm: true, topic: 'consultation', id: idOf(700) });
    expect((await alarm()).textContent).toContain('有 1 个新的立即会诊');
    await userEvent.click(screen.getByRole('link', { name: '去看' }));
    await waitFor(() => expect(router.state.location.pathname).toBe(`/consultations/${idOf(700)}`));
  });

  it('is acknowledged with Escape, and rings again for the next one', async () => {
    await desk(onCall);
    await hear({ alarm: true });
    await alarm();
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await hear({ alarm: true, id: idOf(501) });
    await hear({ alarm: true, id: idOf(502) });
    expect((await alarm()).textContent).toContain('有 2 个新的立即转诊');
    await userEvent.click(screen.getByRole('button', { name: '知道了' }));
    await waitFor(() => expect(sound.playing).toBe(0));
  });

  it('is not pressed away by a key that was meant for something else', async () => {
    await desk(onCall);
    await hear({ alarm: true });
    await alarm();
    await userEvent.keyboard('{Enter} abc');
    expect(screen.getByRole('alertdialog')).toBeDefined();
  });

  it('does not ring for other signals, nor at a desk that is not on call', async () => {
    await desk(onCall);
    await hear({});
    expect(screen.queryByRole('alertdialog')).toBeNull();
    cleanup();
    await desk({ onCallUntil: null });
    await hear({ alarm: true });
    cleanup();
    await desk({ onCallUntil: inMinutes(-1) });
    await hear({ alarm: true });
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(sound.played).toBe(0);
  });

  it('a locked desk rings and shows nothing but that', async () => {
    await desk({ ...onCall, locked: true });
    await hear({ alarm: true });
    const shown = await alarm();
    expect(shown.textContent).toContain('有新的立即转诊，请解锁查看');
    expect(screen.queryByRole('link', { name: '去看' })).toBeNull();
    await waitFor(() => expect(sound.playing).toBe(1));
    await userEvent.click(screen.getByRole('button', { name: '知道了' }));
    await waitFor(() => expect(sound.playing).toBe(0));
  });

  it('says in the title of the tab what it is, and gives the title back', async () => {
    await desk(onCall);
    await screen.findByRole('heading', { level: 1 });
    const before = document.title;
    await hear({ alarm: true });
    await alarm();
    expect(document.title).toBe('▲ 立即转诊');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(document.title).toBe(before));
  });

  it('says in words that the browser lets nothing sound, before and while it should', async () => {
    sound.allowed = false;
    await desk(onCall);
    expect(await screen.findByText(/浏览器还没有允许铃声/)).toBeDefined();
    await hear({ alarm: true });
    const press = await screen.findByRole('button', { name: /浏览器拦住了铃声/ });
    expect(sound.playing).toBe(0);
    sound.allowed = true;
    await userEvent.click(press);
    await waitFor(() => expect(sound.playing).toBe(1));
    expect(screen.queryByRole('button', { name: /浏览器拦住了铃声/ })).toBeNull();
  });
});
