import { acceptReferral, undoReferral } from '@alliance/contracts/referral-action.contract';
import { getReferral, type ReferralView } from '@alliance/contracts/referral.contract';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { queryClient } from '../../platform/query';
import { appointment, county, idOf, inMinutes, lead, referral } from '../../testing/make';
import { open, other, path } from './detail.story';

describe('undo', () => {
  afterEach(() => {
    jest.useRealTimers();
    cleanup();
  });
  const accepted = (actions: ReferralView['actions']) =>
    referral({ state: 'accepted', actions, undo: { action: 'accept', until: new Date(Date.now() + 60_000).toISOString() } });

  it('counts down, takes back with one key, and is gone when the minute is over', async () => {
    const { answers } = open(accepted(['undo']));
    expect(await screen.findByText(/已受理 · 可撤回至 \d\d:\d\d:\d\d/)).toBeDefined();
    const start = Date.now();
    jest.useFakeTimers({ now: start, doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate', 'performance'] });
    cleanup();
    open(accepted(['undo']));
    await act(() => jest.advanceTimersByTimeAsync(3_000));
    expect(screen.getByText(/剩 5\d 秒/)).toBeDefined();
    await act(() => jest.advanceTimersByTimeAsync(50_000));
    expect(screen.getByText(/剩 \d 秒/)).toBeDefined();
    await act(() => jest.advanceTimersByTimeAsync(9_000));
    expect(screen.queryByText(/可撤回至/)).toBeNull();
    expect(answers.of(undoReferral)).toHaveLength(0);
  });

  it('is one key for whoever answered, and only words for the other side', async () => {
    const { answers } = open(accepted(['undo']));
    answers.on(undoReferral, ({ body }) => referral({ version: body.version + 1 }));
    await screen.findByText(/可撤回至/);
    await userEvent.keyboard('u');
    expect(await screen.findByText('已撤回，回到“待答复”')).toBeDefined();
    expect(answers.bodies(undoReferral)).toEqual([{ version: 3 }]);
    cleanup();

    const theirs = open({ ...accepted([]), side: 'sender' }, undefined, appointment('doctor', county)).answers;
    theirs.on(undoReferral, referral());
    expect(await screen.findByText(/对方可撤回至/)).toBeDefined();
    await userEvent.keyboard('u');
    expect(screen.queryByRole('button', { name: /撤回/ })).toBeNull();
    expect(theirs.of(undoReferral)).toHaveLength(0);
  });
});

describe('papers', () => {
  afterEach(cleanup);

  it('offers the form of what was sent, the sheet once it is written, and one to go along off the platform', async () => {
    const sheet = {
      allergies: '青霉素',
      infections: '无已知',
      isolation: 'none',
      devices: null,
      medicines: null,
      condition: '平稳',
      belongings: null,
    } as const;
    const outside = { name: '外院', phone: '0871-6000000', contact: null };
    open(
      referral({
        receiver: null,
        receiverDepartment: null,
        side: 'sender',
        outside,
        handOver: { needed: true, sheet, sender: null, receiver: null },
      }),
    );
    const paths = (await screen.findAllByRole('link', { name: /^打印/ })).map((link) => link.getAttribute('href'));
    expect(paths).toEqual(['form', 'hand-over', 'outside'].map((paper) => `${path}/print/${paper}`));
    cleanup();
    open(referral({ state: 'draft', side: 'sender', actions: ['submit'] }));
    await screen.findByText('欧阳建华');
    expect(screen.queryByRole('link', { name: /^打印/ })).toBeNull();
  });
});

describe('whoever is neither side', () => {
  afterEach(cleanup);
  it('says plainly that it is gone when it is taken from under one’s eyes', async () => {
    const { answers } = open(referral());
    await screen.findByText('欧阳建华');
    answers.refuse(getReferral, 'referral.not_found').refuse(acceptReferral, 'referral.not_found');
    await act(() => queryClient.invalidateQueries());
    expect(await screen.findByText(/已作废，或不再由贵院接收/)).toBeDefined();
    expect(screen.queryByText('欧阳建华')).toBeNull();
  });

  const elsewhere = referral({ receiver: other, actions: [] });

  it('reads that the patient went on, and that it is nobody’s turn here', async () => {
    open(elsewhere);
    expect(await screen.findByText(/已转往 沧江市人民医院/)).toBeDefined();
    expect(screen.queryByText('等本院处理')).toBeNull();
  });

  it('reads as a reviewer what it was asked for, with both verdicts and none of them first', async () => {
    const asked = { id: idOf(600), state: 'pending' as const, reviewer: lead, at: inMinutes(-60), dueAt: inMinutes(600), decidedAt: null };
    open({ ...elsewhere, state: 'returned', actions: ['uphold', 'overturn'], appeals: [asked] });
    expect(await screen.findByText(/独立复核医院的身份/)).toBeDefined();
    const bar = within(screen.getByRole('group', { name: '可办理' }));
    expect(bar.getByRole('button', { name: '维持退回' }).className).not.toContain('primary');
    expect(bar.getByRole('button', { name: '退回不当' }).className).not.toContain('primary');
  });
});
