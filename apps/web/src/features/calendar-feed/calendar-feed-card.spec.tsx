import { endCalendarFeed, getCalendarFeed, openCalendarFeed, type CalendarFeed } from '@alliance/contracts/calendar-feed.contract';
import { getNotificationSettings, listOwnDeliveries, type NotificationSettings } from '@alliance/contracts/delivery.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, inMinutes } from '../../testing/make';
import { show } from '../../testing/show';

afterEach(cleanup);

const settings: NotificationSettings = {
  ...{ version: 1, phone: null, email: null, rules: { immediate: [], referral: [], duty: [], administration: [] } },
  ...{ quietFrom: null, quietTo: null, digestAt: null, escalateAfterMinutes: 5, available: [] },
};
const url = 'https://portal.example/api/calendar/secret.ics';
const current = { createdAt: inMinutes(-9_000), readAt: null };
const open = (feed: CalendarFeed['feed'], more: (answers: Answers) => void = () => undefined, language: 'zh' | 'en' = 'zh') =>
  show('/account/notifications', {
    as: appointment('doctor'),
    language,
    answers: (answers) => {
      answers.on(getNotificationSettings, settings).on(listOwnDeliveries, { items: [], nextCursor: null }).on(getCalendarFeed, { feed });
      more(answers);
    },
  });

describe('the address for calendar programs', () => {
  it('is made at a press, shown once with how to use it, and gone when it was kept', async () => {
    const { answers } = open(null, (a) => a.on(openCalendarFeed, { url, createdAt: inMinutes(0) }));
    await userEvent.click(await screen.findByRole('button', { name: '生成地址' }));
    const dialog = within(await screen.findByRole('dialog', { name: '你的日历地址' }));
    expect(dialog.getByRole<HTMLInputElement>('textbox', { name: '日历地址' }).value).toBe(url);
    expect(dialog.getByText(/只显示这一次/)).toBeTruthy();
    for (const program of [/Outlook/, /苹果日历/, /飞书/]) expect(dialog.getByText(program)).toBeTruthy();
    answers.on(getCalendarFeed, { feed: current });
    await userEvent.click(dialog.getByRole('button', { name: '我已添加' }));
    await waitFor(() => expect(screen.queryByDisplayValue(url)).toBeNull());
    expect(answers.of(getCalendarFeed).length).toBeGreaterThan(1);
  });

  it('is replaced and ended only after a question', async () => {
    const { answers } = open(current, (a) => a.on(openCalendarFeed, { url, createdAt: inMinutes(0) }).on(endCalendarFeed, { feed: null }));
    await userEvent.click(await screen.findByRole('button', { name: '更换地址' }));
    const question = within(await screen.findByRole('dialog', { name: '更换日历地址？' }));
    await userEvent.click(question.getByRole('button', { name: '取消' }));
    expect(answers.of(openCalendarFeed)).toHaveLength(0);
    answers.on(getCalendarFeed, { feed: null });
    await userEvent.click(screen.getByRole('button', { name: '停用' }));
    const end = within(await screen.findByRole('dialog', { name: '停用日历地址？' }));
    await userEvent.click(end.getByRole('button', { name: '停用' }));
    expect(await screen.findByText('日历地址已停用')).toBeTruthy();
    expect(await screen.findByRole('button', { name: '生成地址' })).toBeTruthy();
  });

  it('says whether a program reads it', async () => {
    open(current);
    expect(await screen.findByText('还没有日历软件读取过。')).toBeTruthy();
    cleanup();
    open({ ...current, readAt: inMinutes(-30) }, undefined, 'en');
    expect(await screen.findByText(/Last read by a calendar program/)).toBeTruthy();
  });

  it('that could not be made says why', async () => {
    open(null, (a) => a.refuse(openCalendarFeed, 'server.unavailable'));
    await userEvent.click(await screen.findByRole('button', { name: '生成地址' }));
    expect(await screen.findByRole('alert')).toBeTruthy();
  });
});
