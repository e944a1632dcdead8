import {
  changePassword,
  confirmTotp,
  enrolTotp,
  getAccountSecurity,
  removeAuthenticator,
  renewRecoveryCodes,
  type AccountSecurity,
} from '@alliance/contracts/account.contract';
import { listOwnSessions, revokeOtherSessions, revokeSession, stepUp, type OwnSession } from '@alliance/contracts/own-session.contract';
import { readSession } from '@alliance/contracts/session.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, idOf, inMinutes, session } from '../../testing/make';
import { show } from '../../testing/show';

const doctor = appointment('doctor');
const phone = { id: idOf(801), kind: 'totp' as const, name: '我的手机', addedAt: inMinutes(-9_000), lastUsedAt: null };
const security = (change: Partial<AccountSecurity> = {}): AccountSecurity => ({
  username: 'somebody',
  hasPassword: true,
  passwordChangedAt: null,
  minimumPasswordLength: 10,
  secondFactor: 'optional',
  authenticators: [phone],
  recoveryCodesLeft: 8,
  singleSignOn: [],
  ...change,
});
const own = (n: number, change: Partial<OwnSession> = {}): OwnSession => ({
  id: idOf(n),
  current: false,
  method: 'password',
  openedAt: inMinutes(-60),
  seenAt: inMinutes(-2),
  endsAt: inMinutes(600),
  device: 'Chrome · Windows',
  address: '10.0.0.7',
  onCallUntil: null,
  ...change,
});
const codes = ['AAAA-1111', 'BBBB-2222'];
const open = (change: Partial<AccountSecurity> = {}, more: (answers: Answers) => void = () => undefined) =>
  show('/account/security', {
    as: doctor,
    answers: (a) => {
      a.on(getAccountSecurity, security(change)).on(listOwnSessions, { items: [own(901), own(902, { current: true, device: '' })] });
      more(a);
    },
  });
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

describe('a command that needs a fresh proof', () => {
  afterEach(cleanup);
  const ask = async () => {
    const shown = open({}, (a) => void a.refuse(renewRecoveryCodes, 'session.step_up_required'));
    await userEvent.click(await screen.findByRole('button', { name: '换一组新的' }));
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: '换一组新的' }));
    return { ...shown, proof: within(await screen.findByRole('dialog', { name: '再次确认身份' })) };
  };

  it('goes on by itself afterwards: the same intent, the same key, the new token', async () => {
    const { answers, proof } = await ask();
    answers.refuse(stepUp, 'session.code_required', { ways: ['totp'] });
    await userEvent.type(proof.getByLabelText('密码'), 'demo{Enter}');
    answers.on(stepUp, { ...session(doctor), csrfToken: 'token-2' }).on(renewRecoveryCodes, { recoveryCodes: codes });
    await userEvent.type(await proof.findByLabelText('验证码'), '123456{Enter}');
    expect(await screen.findByText('AAAA-1111')).toBeDefined();
    expect(answers.bodies(stepUp).at(-1)).toEqual({ password: 'demo', code: '123456' });
    const [first, second] = answers.of(renewRecoveryCodes);
    expect(second?.headers.get('idempotency-key')).toBe(first?.headers.get('idempotency-key'));
    expect([first, second].map((asked) => asked?.headers.get('x-csrf-token'))).toEqual(['token-1', 'token-2']);
    expect(answers.of(renewRecoveryCodes)).toHaveLength(2);
  });

  it('is not done when the person leaves it, and says so where it was asked', async () => {
    const { answers, proof } = await ask();
    await userEvent.click(proof.getByRole('button', { name: '暂不执行' }));
    expect(await screen.findByText(/需要再次确认身份，尚未执行/)).toBeDefined();
    expect(answers.of(renewRecoveryCodes)).toHaveLength(1);
    expect(screen.getByRole('dialog', { name: '换一组新的恢复码？' })).toBeDefined();
  });
});

describe('a command whose session got another token meanwhile', () => {
  afterEach(cleanup);
  const ask = async (now: Parameters<typeof session>[0], user = session(now).user) => {
    const { answers } = open({}, (a) => void a.refuse(renewRecoveryCodes, 'session.csrf'));
    await userEvent.click(await screen.findByRole('button', { name: '换一组新的' }));
    answers.on(readSession, { ...session(now), user, csrfToken: 'token-2' });
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: '换一组新的' }));
    await waitFor(() => expect(answers.of(readSession)).toHaveLength(2));
    await act(() => new Promise((settled) => setTimeout(settled, 300)));
    return answers.of(renewRecoveryCodes).map(({ headers }) => headers);
  };

  it('is sent once more by itself, with the same key', async () => {
    const sent = await ask(doctor);
    expect(sent.map((headers) => headers.get('x-csrf-token'))).toEqual(['token-1', 'token-2']);
    expect(sent[1]?.get('idempotency-key')).toBe(sent[0]?.get('idempotency-key'));
  });

  it('is never sent as somebody else, or in another role', async () => {
    expect(await ask(doctor, { id: idOf(101), username: 'other', name: '田秀英' })).toHaveLength(1);
    cleanup();
    expect(await ask({ ...doctor, id: idOf(202) })).toHaveLength(1);
  });
});

describe('the own account', () => {
  afterEach(cleanup);

  it('adds an authenticator app by its first code, and shows the recovery codes until they are kept', async () => {
    const { answers } = open(
      { authenticators: [], recoveryCodesLeft: 0 },
      (a) => void a.on(enrolTotp, { id: idOf(802), secret: 'JBSWY3DPEHPKPXPQ', uri: 'otpauth://totp/x?secret=JBSWY3DPEHPKPXPQ' }),
    );
    await userEvent.click(await screen.findByRole('button', { name: '添加手机验证器' }));
    await press('下一步');
    expect(await screen.findByText('JBSW Y3DP EHPK PXPQ')).toBeDefined();
    expect(await screen.findByRole('img', { name: /验证器二维码/ })).toBeDefined();
    const code = screen.getByLabelText(/输入验证器显示的 6 位数字/);
    await userEvent.type(code, '12{Enter}');
    expect(screen.getByText('请输入 6 位数字。')).toBeDefined();
    answers.refuse(confirmTotp, 'authenticator.code_wrong');
    await userEvent.type(code, '3456{Enter}');
    expect(await screen.findByText(/请等下一个 6 位数字再输入/)).toBeDefined();
    answers.on(confirmTotp, { authenticator: phone, recoveryCodes: codes }).on(readSession, { ...session(doctor), csrfToken: 'token-2' });
    await userEvent.clear(code);
    await userEvent.type(code, '654 321{Enter}');
    const kept = await screen.findByRole<HTMLDialogElement>('dialog', { name: '保存恢复码' });
    expect(answers.of(confirmTotp).at(-1)?.ask).toMatchObject({ params: { id: idOf(802) }, body: { code: '654321' } });
    act(() => kept.close());
    expect(kept.open).toBe(true);
    expect(
      within(kept)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual(codes);
    await press('我已保存');
    expect(screen.queryByText('AAAA-1111')).toBeNull();
  });

  it('asks before it removes a second factor, and says why the last one stays', async () => {
    const { answers } = open({ secondFactor: 'required' }, (a) => void a.refuse(removeAuthenticator, 'authenticator.required'));
    await userEvent.click(await screen.findByRole('button', { name: '移除 我的手机' }));
    expect(answers.of(removeAuthenticator)).toEqual([]);
    await press('移除');
    expect(await screen.findByText(/不能移除最后一个/)).toBeDefined();
  });

  it('changes the password, with the refusal beside the field it is about, and acts with the new token', async () => {
    const { answers } = open({}, (a) => void a.refuse(changePassword, 'password.wrong'));
    await userEvent.click(await screen.findByRole('button', { name: '修改密码' }));
    const dialog = within(screen.getByRole('dialog'));
    await userEvent.type(dialog.getByLabelText('当前密码'), 'old');
    await userEvent.type(dialog.getByLabelText('新密码'), 'three-Quiet-rivers{Enter}');
    await dialog.findByText(/当前密码不对/);
    expect(dialog.getByLabelText('当前密码').getAttribute('aria-invalid')).toBe('true');
    answers.on(changePassword, { ...session(doctor), csrfToken: 'token-2' }).on(readSession, { ...session(doctor), csrfToken: 'token-2' });
    await userEvent.type(dialog.getByLabelText('当前密码'), '!{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(answers.bodies(changePassword).at(-1)).toEqual({ current: 'old!', next: 'three-Quiet-rivers' });
    await waitFor(() => expect(answers.of(listOwnSessions).at(-1)?.headers.get('x-csrf-token')).toBe('token-2'));
  });

  it('lists where one is signed in, this one marked, and ends one or all others', async () => {
    const { answers } = open({}, (a) => void a.on(revokeSession, undefined).on(revokeOtherSessions, { ended: 3 }));
    const here = (await screen.findByText('本机')).closest('li') as HTMLElement;
    expect(within(here).queryByRole('button')).toBeNull();
    expect(within(here).getByText('未知设备')).toBeDefined();
    await press('退出 Chrome · Windows');
    await waitFor(() => expect(answers.of(revokeSession).map(({ ask }) => ask.params['id'])).toEqual([idOf(901)]));
    await press('退出其他所有设备');
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: '退出其他所有设备' }));
    expect(await screen.findByText('已退出 3 处登录。')).toBeDefined();
  });

  it('is the only page for somebody who still has to add a second factor', async () => {
    const { router, answers } = show('/referrals', {
      as: doctor,
      session: { enrolmentRequired: true },
      answers: (a) =>
        void a.on(getAccountSecurity, security({ authenticators: [], secondFactor: 'required' })).on(listOwnSessions, { items: [] }),
    });
    expect(await screen.findByText(/添加一种之后，才能使用其他页面/)).toBeDefined();
    expect(router.state.location.pathname).toBe('/account/security');
    expect(screen.queryByRole('navigation')).toBeNull();
    expect(screen.getByRole('button', { name: /周文博/ })).toBeDefined();
    expect(answers.asked.map(({ route }) => route.path).sort()).toEqual(['/account/security', '/session', '/sessions']);
  });
});
