import { arriveReferral, signHandOver } from '@alliance/contracts/referral-journey.contract';
import { getReferral, referralTimeline, type ReferralView } from '@alliance/contracts/referral.contract';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, createEvent, fireEvent, screen, waitFor } from '@testing-library/react';
import { appointment, county, inMinutes, referral } from '../../testing/make';
import { show } from '../../testing/show';
import { open, panel, path, press } from './detail.story';

const sheet = {
  allergies: '青霉素',
  infections: '多重耐药菌',
  isolation: 'contact',
  devices: null,
  medicines: null,
  condition: '平稳',
  belongings: null,
} as const;
const signed = { by: '林晓燕', institution: county.name, at: inMinutes(-30) };
const passes = (ms: number) => act(() => jest.advanceTimersByTime(ms));

/** With the pause that every panel has outside of specs. */
async function opened(view: ReferralView, opener: string) {
  const { answers } = show(path, {
    as: appointment('doctor', view.side === 'sender' ? county : undefined),
    settling: 600,
    answers: (given) => void given.on(getReferral, view).on(referralTimeline, { items: [] }),
  });
  const button = await screen.findByRole('button', { name: new RegExp(`^${opener}`) });
  // the forms are fetched behind the page
  await act(() => import('./action-panel'));
  jest.useFakeTimers();
  await act(async () => void fireEvent.click(button));
  const form = screen.getByRole('form');
  const confirm = form.querySelector<HTMLElement>('[type=submit]');
  if (!confirm) throw new Error('no button');
  return { answers, form, confirm };
}

describe('a panel that has just opened', () => {
  afterEach(() => {
    jest.useRealTimers();
    cleanup();
  });

  it('is not confirmed by the click that opened it, whatever the pointer', async () => {
    const view = referral({ state: 'in_transit', acceptedAt: inMinutes(-9), actions: ['arrive'] });
    const { answers, confirm } = await opened(view, '确认到院');
    answers.on(arriveReferral, ({ body }) => referral({ state: 'arrived', version: body.version + 1, actions: [] }));
    fireEvent.click(confirm);
    passes(599);
    expect(confirm.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(confirm);
    expect(answers.bodies(arriveReferral)).toHaveLength(0);
    passes(1);
    expect(confirm.getAttribute('aria-disabled')).toBe('false');
    jest.useRealTimers();
    expect(answers.bodies(arriveReferral)).toHaveLength(0);
    fireEvent.click(confirm);
    await waitFor(() => expect(answers.bodies(arriveReferral)).toHaveLength(1));
  });

  it('is not confirmed by the key that opened it, however long it is held', async () => {
    const { form } = await opened(referral({ state: 'in_transit', acceptedAt: inMinutes(-9), actions: ['arrive'] }), '确认到院');
    const held = createEvent.keyDown(form, { key: 'Enter', repeat: true });
    fireEvent(form, held);
    expect(held.defaultPrevented).toBe(true);
    const pressed = createEvent.keyDown(form, { key: 'Enter' });
    fireEvent(form, pressed);
    expect(pressed.defaultPrevented).toBe(false);
  });

  it('marks nothing as missing before somebody has tried to confirm', async () => {
    const view = referral({ side: 'sender', state: 'accepted', acceptedAt: inMinutes(-1), actions: ['signHandOver'] });
    const { answers, form, confirm } = await opened(view, '交接签名');
    fireEvent.click(confirm);
    expect(form.querySelector('[aria-invalid=true]')).toBeNull();
    passes(600);
    fireEvent.click(confirm);
    expect(form.querySelectorAll('[aria-invalid=true]').length).toBeGreaterThan(0);
    expect(answers.bodies(signHandOver)).toHaveLength(0);
  });
});

describe('what a button says', () => {
  afterEach(cleanup);

  it('an arrival that signs the hand-over says so and shows the sheet', async () => {
    const handOver = { needed: true, sheet, sender: signed, receiver: null };
    open(referral({ state: 'in_transit', acceptedAt: inMinutes(-9), actions: ['arrive'], handOver }));
    await press('确认到院');
    const form = await panel();
    expect(form.getByRole('button', { name: '确认到院并签收交接单' })).toBeDefined();
    for (const danger of ['青霉素', '多重耐药菌', /接触隔离/]) expect(form.getByText(danger)).toBeDefined();
  });

  it('what is written down for a hospital off the platform is not said as our own', async () => {
    const view = referral({
      side: 'sender',
      state: 'in_transit',
      receiver: null,
      outside: { name: '省妇幼保健院', phone: '0871-65120000', contact: null },
      deadline: { at: inMinutes(10), by: 'sender', missed: false },
      actions: ['acknowledge', 'arrive'],
    });
    open(view, undefined, appointment('doctor', county));
    expect(await screen.findByRole('button', { name: '代记对方到院' })).toBeDefined();
    expect(screen.getByText('由本院电话询问并代记')).toBeDefined();
    expect(screen.queryByText('等本院处理')).toBeNull();
    await press('代记对方答复');
    expect((await panel()).getByRole('button', { name: '代记对方答复' })).toBeDefined();
    expect(screen.queryByRole('button', { name: /^确认(接收|到院)/ })).toBeNull();
  });
});
