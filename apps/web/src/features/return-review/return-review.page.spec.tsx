import {
  concludeReview,
  getReturnReview,
  giveAccount,
  listReturnReviews,
  type ReturnReview,
} from '@alliance/contracts/return-review.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { appointment, county, idOf, inMinutes, lead } from '../../testing/make';
import { show } from '../../testing/show';

const review = (change: Partial<ReturnReview> = {}): ReturnReview => ({
  id: idOf(1),
  version: 1,
  state: 'accounts_awaited',
  way: 'referral',
  down: { id: idOf(20), number: 'D7K2-1', from: lead.name, to: county.name },
  up: { id: idOf(21), number: 'U7K2-2', from: county.name, to: lead.name, urgency: 'urgent' },
  arrivedAt: inMinutes(-3000),
  returnedAt: inMinutes(-1200),
  hours: 30,
  downSender: lead,
  downReceiver: county,
  lead,
  openedAt: inMinutes(-1200),
  dueAt: inMinutes(5000),
  overdue: false,
  accounts: [],
  conclusions: [],
  objection: null,
  final: null,
  notes: [],
  actions: ['account'],
  ...change,
});
const open = (of: ReturnReview, language: 'zh' | 'en' = 'zh') =>
  show(`/return-reviews/${of.id}`, {
    as: appointment('quality_manager', lead),
    language,
    answers: (answers) => void answers.on(getReturnReview, of),
  });
const check = (name: string) => fireEvent.click(screen.getByRole('checkbox', { name }));

describe('return reviews', () => {
  afterEach(cleanup);

  it('stand in a list with the hours between, and what waits for me', async () => {
    show('/return-reviews', {
      as: appointment('doctor'),
      answers: (answers) => void answers.on(listReturnReviews, { items: [review()], nextCursor: null, waiting: 1 }),
    });
    expect((await screen.findByRole('link', { name: 'D7K2-1' })).getAttribute('href')).toBe(`/return-reviews/${idOf(1)}`);
    expect(screen.getByText('30 小时')).toBeDefined();
    expect(screen.getByText(/待你办理/)).toBeDefined();
  });

  it('say that the office may decide where the lead is late, and the office does so by codes', async () => {
    open(
      review({
        state: 'conclusion_awaited',
        overdue: true,
        dueAt: inMinutes(-60),
        actions: ['decide'],
        down: { ...review().down, id: null },
      }),
      'en',
    );
    expect(await screen.findByText(`${lead.name} did not conclude in time: the management office may decide`)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Decide' })).toBeDefined();
    cleanup();
    open(review({ state: 'conclusion_awaited', actions: [] }), 'en');
    expect(await screen.findByText(`${lead.name} concludes`)).toBeDefined();
  });

  it('show the two referrals side by side; another hospital’s is not named', async () => {
    open(review({ up: { id: null, number: 'U7K2-2', from: null, to: null, urgency: 'urgent' } }));
    expect(await screen.findByText('间隔 30 小时')).toBeDefined();
    expect(screen.getByText(/其他医院.*→.*其他医院/)).toBeDefined();
    expect(screen.queryByRole('link', { name: 'U7K2-2' })).toBeNull();
  });

  it('an account names what contributed, in codes and in words', async () => {
    const { answers } = open(review());
    answers.on(giveAccount, review({ version: 2, actions: [] }));
    fireEvent.click(await screen.findByRole('button', { name: '提交说明' }));
    expect(await screen.findByText('请至少选一项')).toBeDefined();
    check('监测不到位');
    fireEvent.change(screen.getByRole('textbox', { name: /说明/ }), { target: { value: '周末未安排复查' } });
    fireEvent.click(screen.getByRole('button', { name: '提交说明' }));
    await waitFor(() =>
      expect(answers.bodies(giveAccount)[0]).toEqual({ version: 1, factors: ['monitoring_gap'], text: '周末未安排复查' }),
    );
  });

  it('a conclusion counts only what the rule allows', async () => {
    const { answers } = open(review({ state: 'conclusion_awaited', actions: ['conclude'] }), 'en');
    answers.on(concludeReview, review({ version: 2, actions: [] }));
    check((await screen.findByRole('checkbox', { name: 'Gap in monitoring' })) && 'Gap in monitoring');
    fireEvent.click(screen.getByRole('radio', { name: 'Preventable' }));
    fireEvent.click(screen.getByRole('radio', { name: 'Whoever sent the patient home' }));
    fireEvent.change(screen.getByRole('textbox', { name: /What is learned/ }), { target: { value: 'Visit on day 1' } });
    fireEvent.click(screen.getByRole('button', { name: 'Conclude' }));
    expect(await screen.findByText(/That cannot count/)).toBeDefined();
    expect(answers.of(concludeReview)).toHaveLength(0);
    check('Sent home too early');
    fireEvent.click(screen.getByRole('button', { name: 'Conclude' }));
    await waitFor(() => expect(answers.bodies(concludeReview)[0]).toMatchObject({ preventable: 'yes', countsAgainst: 'down_sender' }));
  });

  it('is not for the auditor', async () => {
    const { answers } = show('/return-reviews', { as: appointment('auditor') });
    await screen.findAllByRole('alert');
    expect(answers.of(listReturnReviews)).toHaveLength(0);
  });
});
