import { getSignInPolicy, setSignInPolicy, type SignInPolicy } from '@alliance/contracts/policy.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment } from '../../testing/make';
import { show } from '../../testing/show';

const policy: SignInPolicy = { version: 2, secondFactor: 'optional', minimumPasswordLength: 10, idleMinutes: 30, absoluteHours: 12 };
const open = (more: (answers: Answers) => void) =>
  show('/settings/sign-in', {
    as: appointment('member_administrator'),
    answers: (answers) => {
      answers.on(getSignInPolicy, policy);
      more(answers);
    },
  });

describe('sign-in requirements', () => {
  afterEach(cleanup);

  it('say what each value means for people, and warn before what changes their day', async () => {
    let now = policy;
    const { answers } = open(
      (given) =>
        void given
          .on(getSignInPolicy, () => now)
          .on(setSignInPolicy, ({ body }) => {
            now = { ...body, version: 3 };
            return now;
          }),
    );
    expect(await screen.findByText(/至少 10 个字符/)).toBeDefined();
    await userEvent.click(screen.getByRole('radio', { name: /必须/ }));
    expect(screen.getByText(/请提前通知全院/)).toBeDefined();
    const idle = screen.getByLabelText(/无操作多久退出/);
    await userEvent.clear(idle);
    await userEvent.type(idle, '15');
    expect(screen.getByText(/15 分钟没有人操作就退出登录/)).toBeDefined();
    expect(screen.getByText(/超过新时限的登录会马上退出/)).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: '保存登录要求' }));
    await waitFor(() =>
      expect(answers.bodies(setSignInPolicy)).toEqual([
        { version: 2, secondFactor: 'required', minimumPasswordLength: 10, idleMinutes: 15, absoluteHours: 12 },
      ]),
    );
    expect(await screen.findByText('登录要求已更新，即刻生效')).toBeDefined();
    expect(screen.queryByText(/别人刚刚改动/)).toBeNull();
  });

  it('outside the limits are not sent', async () => {
    const { answers } = open((given) => void given.on(setSignInPolicy, policy));
    const hours = await screen.findByLabelText(/最长登录时间/);
    await userEvent.clear(hours);
    await userEvent.type(hours, '48');
    await userEvent.click(screen.getByRole('button', { name: '保存登录要求' }));
    expect(screen.getByText('请填写 1 到 24 之间的整数')).toBeDefined();
    expect(document.activeElement).toBe(hours);
    expect(answers.of(setSignInPolicy)).toEqual([]);
  });
});
