import {
  addIdentityProvider,
  changeIdentityProvider,
  listIdentityProviders,
  type IdentityProvider,
} from '@alliance/contracts/sign-on.contract';
import { getTimeline } from '@alliance/contracts/timeline.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, idOf } from '../../testing/make';
import { show } from '../../testing/show';

const provider: IdentityProvider = {
  ...{ id: idOf(70), version: 1, name: '市一院统一认证', issuer: 'https://sso.example.cn', clientId: 'portal', hasSecret: true },
  ...{ linkClaim: 'employee_number', enabled: true, linkedPeople: 12, lastUsedAt: null },
  redirectUri: 'https://portal.example/sign-on/callback',
};
const open = (items: IdentityProvider[], more?: (answers: Answers) => void) =>
  show('/settings/sign-on', {
    as: appointment('member_administrator'),
    answers: (answers) => {
      answers.on(listIdentityProviders, { items }).on(getTimeline, { items: [], nextCursor: null });
      more?.(answers);
    },
  });
const panel = () => within(screen.getByRole('dialog'));

describe('single sign-on of my institution', () => {
  afterEach(cleanup);

  it('that does not answer is refused beside its address, and nothing typed is lost', async () => {
    open([], (given) => void given.refuse(addIdentityProvider, 'provider.unusable'));
    await userEvent.click(await screen.findByRole('button', { name: '接入单点登录' }));
    await userEvent.type(panel().getByLabelText(/显示名称/), '统一认证');
    const issuer = panel().getByLabelText<HTMLInputElement>(/签发者地址/);
    await userEvent.type(issuer, 'https://nowhere.example.cn');
    await userEvent.type(panel().getByLabelText(/客户端编号/), 'portal');
    await userEvent.click(panel().getByRole('button', { name: '保存' }));
    expect(await panel().findByText(/连不上这个单点登录服务/)).toBeDefined();
    expect(document.activeElement).toBe(issuer);
    expect(issuer.value).toBe('https://nowhere.example.cn');
  });

  it('gives the redirect address to copy, and asks before it is switched off', async () => {
    const { answers } = open([provider], (given) => void given.on(changeIdentityProvider, { ...provider, enabled: false }));
    expect(await screen.findByRole<HTMLInputElement>('textbox', { name: /回调地址/ })).toHaveProperty('value', provider.redirectUri);
    await userEvent.click(screen.getByRole('button', { name: '停用' }));
    expect(screen.getByText(/靠它登录的 12 人须改用密码/)).toBeDefined();
    expect(answers.of(changeIdentityProvider)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: '停用' }));
    await waitFor(() => expect(answers.bodies(changeIdentityProvider)).toMatchObject([{ version: 1, enabled: false }]));
    expect(answers.bodies(changeIdentityProvider)[0]).not.toHaveProperty('clientSecret');
  });
});
