import { lockSession, unlockSession } from '@alliance/contracts/own-session.contract';
import { listReferrals } from '@alliance/contracts/referral-queue.contract';
import { openSession, readSession } from '@alliance/contracts/session.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { tabChannel, type TabNews } from '../platform/tabs';
import { appointment, inMinutes, row, session } from '../testing/make';
import { show } from '../testing/show';

const coordinator = appointment('coordinator');
const onCall = { onCallUntil: inMinutes(300) };
const desk = (change = {}) =>
  show('/referrals', {
    as: coordinator,
    session: { ...onCall, ...change },
    answers: (a) => void a.on(listReferrals, { items: [row(30)], nextCursor: null }).on(lockSession, undefined),
  });
/** Whether a person could see it: nothing above it is switched off. */
const seen = (text: string): boolean => {
  for (let at: HTMLElement | null = screen.queryByText(text); at; at = at.parentElement) {
    if (at.style.display === 'none') return false;
    if (at === document.body) return true;
  }
  return false;
};
const lockScreen = async () => within(await screen.findByRole('dialog', { name: '值班台已锁定' }));
const lockNow = async () => {
  await userEvent.click(screen.getByRole('button', { name: /周文博/ }));
  await userEvent.click(screen.getByRole('menuitem', { name: '锁定' }));
  return lockScreen();
};

describe('a desk on call', () => {
  afterEach(cleanup);

  it('is covered at once when locked, keeps what was typed, and comes back with a password', async () => {
    const { answers } = desk();
    await screen.findByText('患者30');
    await userEvent.type(screen.getByRole('searchbox'), '欧阳');
    const locked = await lockNow();
    expect(seen('患者30')).toBe(false);
    expect(screen.queryByRole('searchbox')).toBeNull();
    expect(document.querySelector('.shell')?.hasAttribute('inert')).toBe(true);
    expect(document.title).not.toMatch(/转诊/);
    await waitFor(() => expect(answers.of(lockSession)).toHaveLength(1));
    expect(locked.getByText('周文博 在值班')).toBeDefined();

    answers.refuse(unlockSession, 'session.wrong_credentials');
    await userEvent.type(locked.getByLabelText('密码'), 'nonsense{Enter}');
    await locked.findByText(/用户名或密码不对/);
    expect(seen('患者30')).toBe(false);

    answers.on(unlockSession, { ...session(coordinator), ...onCall, csrfToken: 'token-2' });
    await userEvent.type(locked.getByLabelText('密码'), '{Control>}a{/Control}right{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(seen('患者30')).toBe(true));
    expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('欧阳');
    expect(answers.of(listReferrals).at(-1)?.headers.get('x-csrf-token')).toBe('token-2');
  });

  it('asks for nothing and shows nothing when the page is opened locked', async () => {
    const { answers } = desk({ locked: true });
    await lockScreen();
    expect(screen.queryByText('患者30')).toBeNull();
    expect(answers.of(listReferrals)).toEqual([]);
  });

  it('cannot be got rid of with Escape', async () => {
    desk({ locked: true });
    await lockScreen();
    const dialog = screen.getByRole<HTMLDialogElement>('dialog');
    act(() => dialog.close());
    expect(dialog.open).toBe(true);
  });

  it('that is refused because it is locked covers itself', async () => {
    const { answers } = desk();
    await screen.findByText('患者30');
    answers.refuse(listReferrals, 'session.desk_locked');
    await userEvent.type(screen.getByRole('searchbox'), '欧阳');
    await lockScreen();
  });

  it('shows nothing either when its session ends behind the lock: signing in opens it again', async () => {
    const { answers } = desk();
    await screen.findByText('患者30');
    const locked = await lockNow();
    answers.refuse(readSession, 'session.missing').refuse(unlockSession, 'session.missing');
    await userEvent.type(locked.getByLabelText('密码'), 'right{Enter}');
    await locked.findByText(/登录已结束，本台不再响铃/);
    expect(seen('患者30')).toBe(false);
    answers.on(openSession, session(coordinator));
    await userEvent.type(locked.getByLabelText('密码'), 'right{Enter}');
    await waitFor(() => expect(seen('患者30')).toBe(true));
  });

  it('has no lock in the menu when nobody is on call', async () => {
    desk({ onCallUntil: null });
    await screen.findByText('患者30');
    await userEvent.click(screen.getByRole('button', { name: /周文博/ }));
    expect(screen.queryByRole('menuitem', { name: '锁定' })).toBeNull();
  });
});

describe('several tabs', () => {
  let channel: BroadcastChannel;
  afterEach(() => {
    cleanup();
    channel.close();
  });
  const other = () => {
    const heard: TabNews[] = [];
    channel = new BroadcastChannel(tabChannel);
    channel.onmessage = ({ data }) => void heard.push(data as TabNews);
    return { heard, tell: (news: TabNews) => act(() => channel.postMessage(news)) };
  };

  it('lock, unlock and leave together', async () => {
    const tab = other();
    const { answers, router } = desk();
    await screen.findByText('患者30');
    tab.tell({ kind: 'locked' });
    await lockScreen();
    expect(answers.of(lockSession)).toEqual([]);
    tab.tell({ kind: 'changed' });
    await waitFor(() => expect(seen('患者30')).toBe(true));
    tab.tell({ kind: 'out' });
    await waitFor(() => expect(router.state.location.pathname).toBe('/login'));
    expect(screen.queryByText('患者30')).toBeNull();
  });

  it('hear of a lock here, and of a new session id', async () => {
    const tab = other();
    const { answers } = desk();
    await screen.findByText('患者30');
    const locked = await lockNow();
    answers.on(unlockSession, { ...session(coordinator), ...onCall });
    await userEvent.type(locked.getByLabelText('密码'), 'right{Enter}');
    await waitFor(() => expect(tab.heard.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['locked', 'changed'])));
  });

  it('act with the token another tab has got', async () => {
    const tab = other();
    const { answers } = desk();
    await screen.findByText('患者30');
    answers.on(readSession, { ...session(coordinator), ...onCall, csrfToken: 'token-3' });
    tab.tell({ kind: 'changed' });
    await waitFor(() => expect(answers.of(readSession).length).toBeGreaterThan(1));
    await userEvent.type(screen.getByRole('searchbox'), '欧阳');
    await waitFor(() => expect(answers.of(listReferrals).at(-1)?.headers.get('x-csrf-token')).toBe('token-3'));
  });
});
