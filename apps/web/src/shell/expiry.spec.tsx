import { lockSession, renewSession } from '@alliance/contracts/own-session.contract';
import { listReferrals } from '@alliance/contracts/referral-queue.contract';
import { openSession, readSession } from '@alliance/contracts/session.contract';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { noteAct } from '../platform/activity';
import { touch } from '../platform/query';
import { appointment, idOf, inMinutes, row, session } from '../testing/make';
import { show } from '../testing/show';

const coordinator = appointment('coordinator');
const desk = (change = {}) =>
  show('/referrals', {
    as: coordinator,
    session: change,
    answers: (a) => void a.on(listReferrals, { items: [row(30)], nextCursor: null }),
  });
// a minute is kept back, because the server notes once a minute that somebody is there
const idleIn = (seconds: number) => ({ idleSeconds: seconds + 60 });

describe('the end of a session', () => {
  afterEach(() => {
    cleanup();
    jest.restoreAllMocks();
    noteAct();
  });

  it('for want of a person is announced with a countdown in words; one press goes on with a new session id', async () => {
    const { answers } = desk(idleIn(90));
    const dialog = within(await screen.findByRole('dialog', { name: '你还在吗？' }));
    expect(dialog.getByRole('timer').textContent).toMatch(/1 分 (30|29|28) 秒后将退出登录/);
    // the page under it has come, so that it can ask again
    await screen.findByText('患者30');
    answers.on(renewSession, { ...session(coordinator), csrfToken: 'token-2' });
    await userEvent.click(dialog.getByRole('button', { name: '继续工作' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(answers.of(renewSession)[0]?.headers.has('x-unattended')).toBe(false);
    await act(async () => void (await touch('referral')));
    expect(answers.of(listReferrals).at(-1)?.headers.get('x-csrf-token')).toBe('token-2');
  });

  it('comes: the page stays under a sign-in', async () => {
    const { answers } = desk(idleIn(2));
    await screen.findByText('患者30');
    answers.refuse(readSession, 'session.missing');
    expect(await screen.findByRole('dialog', { name: '登录已过期' })).toBeDefined();
    expect(screen.getByText('患者30')).toBeDefined();
  });

  it('locks a desk on call instead', async () => {
    const { answers } = desk({ ...idleIn(2), onCallUntil: inMinutes(60) });
    answers.on(lockSession, undefined);
    expect((await screen.findByRole('timer')).textContent).toMatch(/本值班台将锁定/);
    expect(await screen.findByRole('dialog', { name: '值班台已锁定' })).toBeDefined();
    expect(answers.of(lockSession)).toHaveLength(1);
  });

  it('because it is old can be met by signing in over the page', async () => {
    const { answers } = desk({ absoluteEnd: inMinutes(1.5) });
    const dialog = within(await screen.findByRole('dialog', { name: '登录时间快到了' }));
    answers.on(openSession, { ...session(coordinator), csrfToken: 'token-2' });
    await userEvent.type(dialog.getByLabelText('密码'), 'demo{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByText('患者30')).toBeDefined();
  });

  it('while it is announced only the answer counts: a press elsewhere says nothing to the server', async () => {
    const { answers } = desk(idleIn(90));
    await screen.findByRole('dialog', { name: '你还在吗？' });
    const now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now + 70_000);
    fireEvent.pointerDown(document.body);
    fireEvent.keyDown(document.body, { key: 'a' });
    expect(answers.of(readSession)).toHaveLength(1);
    expect(screen.getByRole('dialog', { name: '你还在吗？' })).toBeDefined();
  });
});

describe('being there', () => {
  afterEach(() => {
    cleanup();
    jest.restoreAllMocks();
    noteAct();
  });
  const later = (ms: number) => {
    const now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now + ms);
  };

  it('is not claimed by a screen that looks again by itself', async () => {
    const { answers } = desk();
    await screen.findByText('患者30');
    expect(answers.of(listReferrals)[0]?.headers.has('x-unattended')).toBe(false);
    later(61_000);
    await act(async () => void (await touch('referral')));
    expect(answers.of(listReferrals).at(-1)?.headers.get('x-unattended')).toBe('1');
    fireEvent.pointerDown(document.body);
    await act(async () => void (await touch('referral')));
    expect(answers.of(listReferrals).at(-1)?.headers.has('x-unattended')).toBe(false);
  });

  it('is told to the server while one only types, once a minute at most', async () => {
    const { answers } = desk();
    await screen.findByText('患者30');
    fireEvent.keyDown(document.body, { key: 'a' });
    expect(answers.of(readSession)).toHaveLength(1);
    later(65_000);
    fireEvent.keyDown(document.body, { key: 'a' });
    await waitFor(() => expect(answers.of(readSession)).toHaveLength(2));
    await act(async () => void (await Promise.resolve()));
    fireEvent.keyDown(document.body, { key: 'b' });
    expect(answers.of(readSession)).toHaveLength(2);
    expect(answers.of(readSession)[1]?.headers.has('x-unattended')).toBe(false);
  });
});

describe('changing the role', () => {
  afterEach(cleanup);
  const doctor = { ...appointment('doctor'), id: idOf(201) };

  it('gives the session a new id, and everything is asked again as the other', async () => {
    const { answers } = show('/referrals', {
      as: coordinator,
      session: { appointments: [coordinator, doctor] },
      answers: (a) => void a.on(listReferrals, { items: [], nextCursor: null }),
    });
    const select = await screen.findByLabelText<HTMLSelectElement>('当前身份');
    answers.on(renewSession, { ...session(coordinator, doctor), csrfToken: 'token-2' });
    await userEvent.selectOptions(select, doctor.id);
    await waitFor(() => expect(screen.getByLabelText<HTMLSelectElement>('当前身份').value).toBe(doctor.id));
    await waitFor(() => expect(answers.of(listReferrals).at(-1)?.headers.get('x-appointment')).toBe(doctor.id));
    expect(answers.of(listReferrals).at(-1)?.headers.get('x-csrf-token')).toBe('token-2');
    sessionStorage.clear();
  });

  it('stays as it was when no answer comes', async () => {
    const { answers } = show('/referrals', { as: coordinator, session: { appointments: [coordinator, doctor] } });
    const select = await screen.findByLabelText<HTMLSelectElement>('当前身份');
    answers.silence(renewSession);
    await userEvent.selectOptions(select, doctor.id);
    expect(await screen.findByText(/没有收到服务器答复/)).toBeDefined();
    expect(select.value).toBe(coordinator.id);
  });
});
