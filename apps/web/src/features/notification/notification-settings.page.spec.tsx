import {
  getNotificationSettings,
  listOwnDeliveries,
  setNotificationSettings,
  testChannel,
  type Delivery,
  type NotificationSettings,
} from '@alliance/contracts/delivery.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { appointment, idOf, inMinutes } from '../../testing/make';
import { show } from '../../testing/show';

afterEach(cleanup);

const settings = (change: Partial<NotificationSettings> = {}): NotificationSettings => ({
  version: 3,
  phone: '13800005678',
  email: null,
  rules: { immediate: ['sms', 'voice'], referral: [], duty: [], administration: [] },
  quietFrom: null,
  quietTo: null,
  digestAt: null,
  escalateAfterMinutes: 5,
  available: ['sms', 'email'],
  ...change,
});
const delivery = (change: Partial<Delivery> = {}): Delivery => ({
  id: idOf(700),
  channel: 'sms',
  state: 'waiting',
  reason: null,
  address: '138****5678',
  to: null,
  template: 'test',
  attempts: 0,
  createdAt: inMinutes(0),
  sentAt: null,
  nextAttemptAt: inMinutes(0),
  ...change,
});
const open = (given = settings(), items: Delivery[] = []) =>
  show('/account/notifications', {
    as: appointment('doctor'),
    answers: (answers) => answers.on(getNotificationSettings, given).on(listOwnDeliveries, { items, nextCursor: null }),
  });

describe('how I want to be told', () => {
  it('is saved as chosen, by keyboard alone if need be', async () => {
    const { answers } = open();
    answers.on(setNotificationSettings, ({ body }) => ({ ...settings(), ...body, version: 4 }));
    await userEvent.click(await screen.findByRole('checkbox', { name: '转诊进展：短信' }));
    await userEvent.type(screen.getByLabelText('从'), '22:00');
    await userEvent.type(screen.getByLabelText('到'), '07:00');
    const minutes = screen.getByLabelText(/多久未读就升级/);
    await userEvent.clear(minutes);
    await userEvent.type(minutes, '8{Enter}');
    expect(await screen.findByText('通知设置已保存')).toBeTruthy();
    expect(answers.bodies(setNotificationSettings)).toEqual([
      {
        version: 3,
        phone: '13800005678',
        email: null,
        rules: { immediate: ['sms', 'voice'], referral: ['sms'], duty: [], administration: [] },
        quietFrom: '22:00',
        quietTo: '07:00',
        digestAt: null,
        escalateAfterMinutes: 8,
      },
    ]);
  });

  it('says which ways are not set up', async () => {
    open();
    expect(await screen.findByText(/本系统未开通语音电话/)).toBeTruthy();
  });

  it('is not sent while something is missing, and says what', async () => {
    const { answers } = open();
    await userEvent.click(await screen.findByRole('checkbox', { name: '▲ 立即事项：短信' }));
    await userEvent.click(screen.getByRole('checkbox', { name: '▲ 立即事项：语音电话' }));
    await userEvent.click(screen.getByRole('checkbox', { name: '值班：邮件' }));
    await userEvent.type(screen.getByLabelText('从'), '22:00');
    await userEvent.click(screen.getByRole('button', { name: '保存' }));
    for (const words of ['立即事项至少选一个渠道', '选了邮件，请填邮箱', '开始和结束要都填，或都留空'])
      expect(
        screen.getByText((_, element) => element?.className === 'field-error' && (element.textContent ?? '').includes(words)),
      ).toBeTruthy();
    expect(answers.of(setNotificationSettings)).toEqual([]);
  });

  it('keeps what was typed when it is refused', async () => {
    const { answers } = open();
    answers.refuse(setNotificationSettings, 'contact.address_invalid', { fields: ['phone'] });
    const phone = await screen.findByLabelText('手机号');
    await userEvent.type(phone, '9');
    await userEvent.click(screen.getByRole('button', { name: '保存' }));
    expect((await screen.findByText(/号码或地址格式不对/)).className).toBe('field-error');
    expect((phone as HTMLInputElement).value).toBe('138000056789');
  });
});

describe('a test', () => {
  const result = async (change: Partial<Delivery>, button = '试发短信') => {
    const { answers } = open();
    answers.on(testChannel, delivery());
    const item = (await screen.findByRole('button', { name: button })).closest('li') as HTMLElement;
    await userEvent.click(within(item).getByRole('button'));
    expect(await within(item).findByText('… 等待发送')).toBeTruthy();
    answers.on(listOwnDeliveries, { items: [delivery(change)], nextCursor: null });
    return item;
  };
  it('is followed until it left', async () => {
    const item = await result({ state: 'sent', sentAt: inMinutes(0), attempts: 1 });
    expect(await within(item).findByText('✓ 已送出')).toBeTruthy();
  });
  it('says that it was not delivered, why, and what to do', async () => {
    const item = await result({ state: 'undelivered', reason: 'refused', attempts: 1, nextAttemptAt: null });
    expect(await within(item).findByText('▲ 未送达')).toBeTruthy();
    expect(within(item).getByText(/请核对号码或地址/)).toBeTruthy();
  });
  it('is not offered without an address', async () => {
    open();
    const button = await screen.findByRole('button', { name: '试发邮件' });
    expect((button as HTMLButtonElement).disabled).toBe(true);
    expect(screen.getByText('请先填写邮箱并保存')).toBeTruthy();
  });
  it('too often is refused in words', async () => {
    const { answers } = open();
    answers.refuse(testChannel, 'request.too_many', { seconds: 300 });
    await userEvent.click(await screen.findByRole('button', { name: '试发短信' }));
    expect(await screen.findByText(/操作过于频繁/)).toBeTruthy();
  });
});

it('stands in English too', async () => {
  show('/account/notifications', {
    as: appointment('doctor'),
    language: 'en',
    answers: (answers) => answers.on(getNotificationSettings, settings()).on(listOwnDeliveries, { items: [], nextCursor: null }),
  });
  expect(await screen.findByRole('checkbox', { name: '▲ Immediate cases: Text message' })).toBeTruthy();
  expect(await screen.findByText('Nothing was sent to you yet')).toBeTruthy();
});
