import { getAccountSecurity } from '@alliance/contracts/account.contract';
import { acceptInvitation, lookAtInvitation, redeemPasswordReset, requestPasswordReset } from '@alliance/contracts/invitation.contract';
import { listOwnSessions } from '@alliance/contracts/own-session.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { appointment, session } from '../../testing/make';
import { show } from '../../testing/show';

const token = 'a1_-'.repeat(11).slice(0, 43);
const invitation = {
  name: '林晓燕',
  username: 'linxiaoyan3071',
  institution: '青禾县人民医院',
  roles: ['doctor' as const, 'coordinator' as const],
  minimumPasswordLength: 10,
};
const security = {
  username: 'linxiaoyan3071',
  hasPassword: true,
  passwordChangedAt: null,
  minimumPasswordLength: 10,
  secondFactor: 'optional' as const,
  authenticators: [],
  recoveryCodesLeft: 0,
  singleSignOn: [],
};

describe('an invitation', () => {
  afterEach(cleanup);

  it('says who, where and as what, leaves the address at once, and lets in with a password and an offer', async () => {
    const { answers, router } = show(`/join#${token}`, { answers: (a) => void a.on(lookAtInvitation, invitation) });
    expect(await screen.findByText('林晓燕，你好。青禾县人民医院邀请你使用本平台。')).toBeDefined();
    expect(screen.getByText('医生 · 转诊专员')).toBeDefined();
    expect(screen.getByLabelText<HTMLInputElement>('用户名').value).toBe('linxiaoyan3071');
    expect(answers.bodies(lookAtInvitation)).toEqual([{ token }]);
    await waitFor(() => expect(router.history.location.href).toBe('/join'));

    const password = screen.getByLabelText('设置密码');
    await userEvent.type(password, 'Linxiaoyan3071');
    expect(screen.getByText('至少 10 个字符').className).toBe('met');
    expect(screen.getByText('不含用户名').className).toBe('');
    answers.refuse(acceptInvitation, 'password.contains_name');
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByText(/密码里含有用户名或姓名/)).toBeDefined();
    expect((password as HTMLInputElement).value).toBe('Linxiaoyan3071');

    await userEvent.clear(password);
    await userEvent.type(password, 'three-Quiet-rivers');
    answers
      .on(acceptInvitation, session(appointment('doctor')))
      .on(getAccountSecurity, security)
      .on(listOwnSessions, { items: [] });
    await userEvent.click(screen.getByRole('button', { name: '加入并登录' }));
    expect(await screen.findByText(/以后用指纹或面容登录/)).toBeDefined();
    expect(answers.bodies(acceptInvitation).at(-1)).toEqual({ token, password: 'three-Quiet-rivers' });
    expect(router.history.location.href).toBe('/account/security?welcome=true');
    expect(screen.getByRole('link', { name: '以后再说' }).getAttribute('href')).toBe('/');
  });

  it('of somebody who had a second factor before leads to the sign-in', async () => {
    const { answers } = show(`/join#${token}`, { answers: (a) => void a.on(lookAtInvitation, invitation) });
    answers.refuse(acceptInvitation, 'session.code_required');
    await userEvent.type(await screen.findByLabelText('设置密码'), 'three-Quiet-rivers{Enter}');
    expect(await screen.findByText(/还要用你原来的第二验证方式/)).toBeDefined();
    expect(screen.getByRole('link', { name: '去登录' }).getAttribute('href')).toBe('/login');
  });

  it.each([
    ['was used', `/join#${token}`, /链接已失效或已用过/],
    ['is not whole', '/join#abc', /链接不完整/],
    ['is missing', '/join', /链接不完整/],
  ])('that %s says what to do', async (_, address, words) => {
    const { answers } = show(address, { answers: (a) => void a.refuse(lookAtInvitation, 'link.invalid') });
    expect(await screen.findByText(words)).toBeDefined();
    expect(screen.getByText(/联系邀请你的管理员/)).toBeDefined();
    expect(answers.of(lookAtInvitation)).toHaveLength(address.endsWith(token) ? 1 : 0);
  });
});

describe('a forgotten password', () => {
  afterEach(cleanup);

  it('is answered the same for every name, with what to do when nothing comes', async () => {
    const { answers } = show('/login');
    answers.on(requestPasswordReset, { accepted: true });
    await userEvent.click(await screen.findByRole('link', { name: '忘记密码' }));
    await userEvent.type(await screen.findByLabelText('用户名'), 'nobody{Enter}');
    expect(await screen.findByText(/如果这个用户名存在/)).toBeDefined();
    expect(screen.getByText(/联系本院管理员，管理员可以直接给你一个链接/)).toBeDefined();
    expect(answers.bodies(requestPasswordReset)).toEqual([{ username: 'nobody' }]);
  });

  it('is set anew by a link; too short is said with the length that is needed', async () => {
    const { answers, router } = show(`/reset#${token}`);
    answers.refuse(redeemPasswordReset, 'password.too_short', { minimum: 14 });
    await userEvent.type(await screen.findByLabelText('新密码'), 'short one{Enter}');
    expect(await screen.findByText(/请至少使用 14 个字符/)).toBeDefined();
    expect(screen.getByText('至少 14 个字符')).toBeDefined();
    expect(router.history.location.href).toBe('/reset');
    answers.on(redeemPasswordReset, undefined);
    await userEvent.type(screen.getByLabelText('新密码'), ' that is longer{Enter}');
    expect(await screen.findByText(/新密码已保存/)).toBeDefined();
    expect(screen.getByRole('link', { name: '去登录' }).getAttribute('href')).toBe('/login');
  });
});
