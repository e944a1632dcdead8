import { challengePasskey, openSessionByPasskey } from '@alliance/contracts/passkey.contract';
import { listReferrals } from '@alliance/contracts/referral-queue.contract';
import { openSession } from '@alliance/contracts/session.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { appointment, idOf, row, session } from '../../testing/make';
import { show } from '../../testing/show';

const coordinator = appointment('coordinator');
const typeBoth = async () => {
  await userEvent.type(await screen.findByLabelText('用户名'), 'lead.coordinator');
  await userEvent.type(screen.getByLabelText('密码'), 'demo{Enter}');
};
const arrived = () => screen.findByText('患者30');

describe('the second step of signing in', () => {
  afterEach(cleanup);

  it('asks for the code in place, keeps what was typed, and takes it with the spaces it is shown with', async () => {
    const { answers } = show('/referrals', { answers: (a) => void a.on(listReferrals, { items: [row(30)], nextCursor: null }) });
    answers.refuse(openSession, 'session.code_required', { ways: ['totp', 'recovery_code'] });
    await typeBoth();
    const code = await screen.findByLabelText('验证码');
    expect(document.activeElement).toBe(code);
    expect([code.getAttribute('autocomplete'), code.getAttribute('inputmode')]).toEqual(['one-time-code', 'numeric']);
    expect(screen.getByLabelText<HTMLInputElement>('密码').value).toBe('demo');
    answers.refuse(openSession, 'session.wrong_credentials');
    await userEvent.click(code);
    await userEvent.paste('111 111');
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByText(/每个验证码只能用一次/)).toBeDefined();
    answers.on(openSession, session(coordinator));
    await userEvent.clear(code);
    await userEvent.type(code, '123 456{Enter}');
    await arrived();
    expect(answers.bodies(openSession).map((body) => body['code'])).toEqual([undefined, '111111', '123456']);
  });

  it('takes a recovery code where the device is lost, and asks for nothing else where that is all there is', async () => {
    const { answers } = show('/referrals', { answers: (a) => void a.on(listReferrals, { items: [row(30)], nextCursor: null }) });
    answers.refuse(openSession, 'session.code_required', { ways: ['totp', 'recovery_code'] });
    await typeBoth();
    await userEvent.click(await screen.findByRole('button', { name: '用恢复码' }));
    expect(screen.getByRole('button', { name: '用验证器里的验证码' })).toBeDefined();
    answers.on(openSession, session(coordinator));
    await userEvent.type(screen.getByLabelText('恢复码'), 'ABCD-EFGH{Enter}');
    await arrived();
    expect(answers.bodies(openSession).at(-1)).toMatchObject({ code: 'ABCD-EFGH' });
    cleanup();
    show('/login').answers.refuse(openSession, 'session.code_required', { ways: ['recovery_code'] });
    await typeBoth();
    expect(await screen.findByLabelText('恢复码')).toBeDefined();
    expect(screen.queryByRole('button', { name: '用验证器里的验证码' })).toBeNull();
  });

  it('says how long a name is locked, counts down in words, and lets another name in', async () => {
    const { answers } = show('/login');
    answers.refuse(openSession, 'session.locked', { seconds: 90 });
    await typeBoth();
    expect((await screen.findByRole('timer')).textContent).toMatch(/还需等待 1 分 (30|29) 秒/);
    await userEvent.click(screen.getByRole('button', { name: '登录' }));
    expect(answers.of(openSession)).toHaveLength(1);
    await waitFor(() => expect(screen.getByRole('timer').textContent).toMatch(/1 分 2[78] 秒/));
    await userEvent.type(screen.getByLabelText('用户名'), '2');
    expect(screen.queryByRole('timer')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '登录' }));
    await waitFor(() => expect(answers.of(openSession)).toHaveLength(2));
  });

  it('says that Caps Lock is on', async () => {
    show('/login');
    await userEvent.type(await screen.findByLabelText('密码'), '{CapsLock}a');
    expect(await screen.findByText('大写锁定已打开')).toBeDefined();
  });
});

describe('a passkey', () => {
  const device = { asked: [] as CredentialRequestOptions[], answer: (): Promise<unknown> => Promise.reject(new Error('no device')) };
  const install = () => {
    device.asked.length = 0;
    Object.assign(globalThis, { PublicKeyCredential: class {} });
    Object.defineProperty(navigator, 'credentials', {
      configurable: true,
      value: {
        get: (options: CredentialRequestOptions) => {
          device.asked.push(options);
          return device.answer();
        },
      },
    });
  };
  afterEach(() => {
    cleanup();
    Reflect.deleteProperty(globalThis, 'PublicKeyCredential');
  });
  const bytes = new Uint8Array([1, 2, 3]).buffer;
  const credential = {
    id: 'AQID',
    rawId: bytes,
    type: 'public-key',
    response: { authenticatorData: bytes, clientDataJSON: bytes, signature: bytes, userHandle: bytes },
    getClientExtensionResults: () => ({}),
  };
  const challenge = { challengeId: idOf(700), options: { challenge: 'AAAA', rpId: 'localhost', allowCredentials: [] } };

  it('is both factors: no name and no password', async () => {
    install();
    device.answer = () => Promise.resolve(credential);
    const { answers } = show('/referrals', { answers: (a) => void a.on(listReferrals, { items: [row(30)], nextCursor: null }) });
    answers.on(challengePasskey, challenge).on(openSessionByPasskey, session(coordinator));
    await userEvent.click(await screen.findByRole('button', { name: '用通行密钥登录' }));
    await arrived();
    expect(answers.bodies(openSessionByPasskey)).toMatchObject([{ challengeId: idOf(700), response: { id: 'AQID', rawId: 'AQID' } }]);
  });

  it('says what to do when the device was cancelled, and leaves the password form', async () => {
    install();
    device.answer = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    const { answers } = show('/login');
    answers.on(challengePasskey, challenge);
    await userEvent.click(await screen.findByRole('button', { name: '用通行密钥登录' }));
    expect(await screen.findByText(/设备上取消了/)).toBeDefined();
    expect(answers.of(openSessionByPasskey)).toEqual([]);
    expect(screen.getByLabelText('密码')).toBeDefined();
  });

  it('is not offered where the browser knows none', async () => {
    show('/login');
    await screen.findByLabelText('密码');
    expect(screen.queryByRole('button', { name: /通行密钥/ })).toBeNull();
  });
});
