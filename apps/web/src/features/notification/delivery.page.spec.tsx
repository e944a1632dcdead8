import { listDeliveries, type Delivery } from '@alliance/contracts/delivery.contract';
import { getNotification, listNotifications, readNotifications, type Notification } from '@alliance/contracts/notification.contract';
import { getReferral } from '@alliance/contracts/referral.contract';
import { addWebhook, changeWebhook, listWebhooks, type Webhook } from '@alliance/contracts/webhook.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { appointment, idOf, inMinutes, referral } from '../../testing/make';
import { show } from '../../testing/show';

afterEach(cleanup);

const delivery = (change: Partial<Delivery> = {}): Delivery => ({
  id: idOf(700),
  channel: 'voice',
  state: 'undelivered',
  reason: 'not_configured',
  address: '138****5678',
  to: '周文博',
  template: 'immediate',
  attempts: 0,
  createdAt: inMinutes(-3),
  sentAt: null,
  nextAttemptAt: null,
  ...change,
});
const notification = (change: Partial<Notification> = {}): Notification => ({
  id: idOf(800),
  kind: 'referral.submitted',
  topic: 'referral',
  subjectId: idOf(500),
  label: 'R7K2-M9QX-4',
  fromInstitution: '青禾县人民医院',
  at: inMinutes(-3),
  readAt: null,
  undelivered: false,
  ...change,
});

describe('what was sent', () => {
  const open = (items: Delivery[], as = appointment('member_administrator')) =>
    show('/deliveries', { as, answers: (answers) => answers.on(listDeliveries, { items, nextCursor: null }) });

  it('shows what was not delivered with its reason, and nothing else on request', async () => {
    const { answers } = open([delivery(), delivery({ id: idOf(701), state: 'sent', reason: null, sentAt: inMinutes(-2), attempts: 2 })]);
    expect(await screen.findByText('▲ 未送达')).toBeTruthy();
    expect(screen.getByText(/本系统没有开通此渠道/)).toBeTruthy();
    expect(screen.getByText('已尝试 2 次')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: '▲ 只看未送达' }));
    await waitFor(() => expect(answers.of(listDeliveries).at(-1)?.ask.query).toMatchObject({ state: 'undelivered' }));
  });
  it('says when there is nothing', async () => {
    open([]);
    expect(await screen.findByText('还没有发送记录')).toBeTruthy();
  });
  it('offers another try when it could not be asked', async () => {
    const { answers } = show('/deliveries', {
      as: appointment('member_administrator'),
      answers: (given) => given.refuse(listDeliveries, 'request.invalid'),
    });
    const again = await screen.findByRole('button', { name: '重试' });
    answers.on(listDeliveries, { items: [delivery()], nextCursor: null });
    await userEvent.click(again);
    expect(await screen.findByText('▲ 未送达')).toBeTruthy();
  });
  it('is not for doctors', async () => {
    open([delivery()], appointment('doctor'));
    expect(await screen.findByText(/当前身份看不到这一页/)).toBeTruthy();
  });
});

describe('a notice', () => {
  it('says that a message about it was not delivered', async () => {
    show('/notifications', {
      as: appointment('coordinator'),
      answers: (answers) =>
        answers.on(listNotifications, {
          items: [notification({ undelivered: true }), notification({ id: idOf(801), label: 'R2', readAt: inMinutes(-1) })],
          nextCursor: null,
          unread: 1,
        }),
    });
    expect(await screen.findAllByText('▲ 未送达')).toHaveLength(1);
  });

  it('opens from the link of a message and counts as read', async () => {
    const { answers, router } = show(`/n/${idOf(800)}`, {
      as: appointment('coordinator'),
      answers: (answers) => answers.on(getNotification, notification()).on(readNotifications, { unread: 0 }).on(getReferral, referral()),
    });
    await waitFor(() => expect(router.state.location.pathname).toBe(`/referrals/${idOf(500)}`));
    expect(answers.bodies(readNotifications)).toEqual([{ ids: [idOf(800)] }]);
  });

  it('of another identity says so', async () => {
    show(`/n/${idOf(800)}`, { as: appointment('coordinator') });
    expect(await screen.findByText('这里没有这条通知')).toBeTruthy();
  });
});

describe('chat robots', () => {
  const robot: Webhook = { id: idOf(600), version: 2, channel: 'wecom', name: '转诊办群', enabled: true, lastUsedAt: null };
  const open = (items: Webhook[]) =>
    show('/settings/webhooks', {
      as: appointment('member_administrator'),
      answers: (answers) => answers.on(listWebhooks, { items }),
    });

  it('are added with their address, and refused beside it', async () => {
    const { answers } = open([]);
    expect(await screen.findByText('还没有群机器人')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: '添加机器人' }));
    answers.refuse(addWebhook, 'webhook.host_refused');
    await userEvent.type(await screen.findByLabelText(/^名称/), '转诊办群');
    await userEvent.type(screen.getByLabelText(/机器人地址/), 'https://example.org/robot');
    await userEvent.click(screen.getByRole('dialog').querySelector('button[type=submit]') as HTMLElement);
    expect(await screen.findByText(/只接受企业微信或钉钉/)).toBeTruthy();
    expect(answers.bodies(addWebhook)).toEqual([{ channel: 'wecom', name: '转诊办群', url: 'https://example.org/robot' }]);
  });

  it('are switched off', async () => {
    const { answers } = open([robot]);
    answers.on(changeWebhook, { ...robot, enabled: false, version: 3 });
    await userEvent.click(await screen.findByRole('button', { name: '停用 转诊办群' }));
    await waitFor(() => expect(answers.bodies(changeWebhook)).toEqual([{ version: 2, name: '转诊办群', enabled: false }]));
  });
});
