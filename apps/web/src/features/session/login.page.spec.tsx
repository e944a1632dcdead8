import { openSession } from '@alliance/contracts/session.contract';
import { listReferrals } from '@alliance/contracts/referral-queue.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { touch } from '../../platform/query';
import { appointment, row, session } from '../../testing/make';
import { show } from '../../testing/show';

describe('signing in', () => {
  afterEach(cleanup);

  it('says in the chosen language what was wrong and keeps the name', async () => {
    const { answers } = show('/login');
    answers.refuse(openSession, 'session.wrong_credentials');
    await userEvent.click(await screen.findByRole('button', { name: 'English' }));
    await userEvent.type(screen.getByLabelText('User name'), 'county.doctor');
    await userEvent.type(screen.getByLabelText('Password'), 'nonsense{Enter}');
    expect(await screen.findByText(/User name or password is wrong; you are not signed in/)).toBeDefined();
    expect(screen.getByLabelText<HTMLInputElement>('User name').value).toBe('county.doctor');
    expect(document.activeElement).toBe(screen.getByLabelText('Password'));
  });

  it('leads on to the page that was asked for, acting with the token of the session', async () => {
    const { answers, router } = show('/referrals?urgency=urgent');
    answers.on(openSession, session(appointment('coordinator'))).on(listReferrals, { items: [], nextCursor: null });
    await userEvent.type(await screen.findByLabelText('用户名'), 'lead.coordinator');
    await userEvent.type(screen.getByLabelText('密码'), 'demo{Enter}');
    await waitFor(() => expect(router.state.location.href).toBe('/referrals?urgency=urgent'));
    await screen.findByText('没有符合筛选条件的转诊');
    expect(answers.of(listReferrals)[0]?.headers.get('x-csrf-token')).toBe('token-1');
    expect(screen.getByText('演示数据：人物与医院均为虚构')).toBeDefined();
  });

  it('asks again over the page when the session has ended, and leaves the page as it was', async () => {
    const coordinator = appointment('coordinator');
    const { answers } = show('/referrals', {
      as: coordinator,
      answers: (a) => void a.on(listReferrals, { items: [row(30)], nextCursor: null }),
    });
    await screen.findByText('患者30');
    answers.refuse(listReferrals, 'session.missing');
    await act(async () => void (await touch('referral')));
    const again = within(await screen.findByRole('dialog', { name: '登录已过期' }));
    expect(screen.getByText('患者30')).toBeDefined();
    answers.on(openSession, session(coordinator)).on(listReferrals, { items: [row(30), row(40)], nextCursor: null });
    await userEvent.type(again.getByLabelText('密码'), 'demo{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await screen.findByRole('button', { name: /1 条新转诊/ })).toBeDefined();
  });
});
