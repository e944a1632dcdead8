import { finishSignOn, listSignOnProviders, startSignOn } from '@alliance/contracts/sign-on.contract';
import { listReferrals } from '@alliance/contracts/referral-queue.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { keepTab } from '../../platform/storage';
import { appointment, idOf, session } from '../../testing/make';
import { show } from '../../testing/show';

const provider = (n: number, institution: string) => ({ id: idOf(n), name: '统一身份认证', institution });
const many = ['云岭市第一人民医院', '青禾县人民医院', '白河县中医院', '临川区医院', '南浦医院', '东山医院', '石桥镇卫生院'].map((name, i) =>
  provider(i, name),
);

describe('single sign-on', () => {
  afterEach(cleanup);

  it('finds the hospital and begins there', async () => {
    const { answers } = show('/login?next=%2Freferrals');
    answers.on(listSignOnProviders, { items: many }).refuse(startSignOn, 'session.sso_failed');
    await userEvent.click(await screen.findByRole('link', { name: /单点登录/ }));
    await userEvent.type(await screen.findByLabelText('查找医院'), '白河');
    expect(screen.getAllByRole('button', { name: /统一身份认证/ })).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: /白河县中医院/ }));
    expect(await screen.findByText(/单点登录没有完成/)).toBeDefined();
    expect(answers.of(startSignOn).map(({ ask }) => ask.params['id'])).toEqual([idOf(2)]);
    expect(keepTab.get('next')).toBe('/referrals');
  });

  it('says so when no hospital has it', async () => {
    show('/sign-on').answers.on(listSignOnProviders, { items: [] });
    expect(await screen.findByText(/还没有医院接入/)).toBeDefined();
  });

  it('hands on what came back exactly as it came, takes it out of the address, and leads to the page that was wanted', async () => {
    keepTab.set('next', '/referrals');
    const query = 'code=12345678901234567890&state=%2Ba%20b&iss=https%3A%2F%2Fidp.example';
    const { answers, router } = show(`/sign-on/callback?${query}`, {
      answers: (a) => void a.on(finishSignOn, session(appointment('coordinator'))).on(listReferrals, { items: [], nextCursor: null }),
    });
    await waitFor(() => expect(router.state.location.href).toBe('/referrals'));
    expect(answers.bodies(finishSignOn)).toEqual([{ query }]);
  });

  it('says what to do when it failed', async () => {
    show('/sign-on/callback?error=access_denied', { answers: (a) => void a.refuse(finishSignOn, 'session.sso_unlinked') });
    expect(await screen.findByText(/联系本院管理员关联/)).toBeDefined();
    expect(screen.getByRole('link', { name: '重新登录' })).toBeDefined();
  });
});
