import { getGuide, type Guide } from '@alliance/contracts/demonstration.contract';
import { listReferrals } from '@alliance/contracts/referral-queue.contract';
import { beforeEach, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { appointment, idOf } from '../../testing/make';
import { show } from '../../testing/show';

const guide: Guide = {
  stories: [
    { key: 'stemi', referralId: idOf(901), accounts: ['county.doctor', 'lead.doctor'], mayOpen: true },
    { key: 'tcm', referralId: idOf(902), accounts: ['lead.doctor'], mayOpen: false },
  ],
  alive: [{ key: 'question', referralId: idOf(903), accounts: ['county.doctor'], mayOpen: true }],
  accounts: [{ username: 'lead.doctor', role: 'doctor', institution: '云岭市人民医院' }],
};

beforeEach(() => {
  cleanup();
  localStorage.clear();
});

it('what one may open is a link, of the rest it says with whom', async () => {
  show('/guide', { as: appointment('doctor'), answers: (answers) => answers.on(getGuide, guide) });
  const stories = within(await screen.findByRole('region', { name: '可以读的故事' }));
  expect(stories.getByRole('link').getAttribute('href')).toBe(`/referrals/${idOf(901)}`);
  expect(stories.getByText('登录 lead.doctor 查看')).toBeDefined();
  expect(within(screen.getByRole('region', { name: '正在发生' })).getByRole('link')).toBeDefined();
  expect(within(screen.getByRole('region', { name: '用谁的账号看' })).getByText('lead.doctor')).toBeDefined();
  expect(screen.getAllByRole('link', { name: '演示导览' }).length).toBeGreaterThan(0);
});

it('reads in English too', async () => {
  show('/guide', { as: appointment('doctor'), language: 'en', answers: (answers) => answers.on(getGuide, guide) });
  expect(await screen.findByText('Sign in as lead.doctor')).toBeDefined();
});

it('is no page of an installation without the demonstration', async () => {
  const { router } = show('/guide', {
    as: appointment('doctor'),
    session: { demonstration: false },
    answers: (answers) => answers.on(listReferrals, { items: [], nextCursor: null }),
  });
  await waitFor(() => expect(router.state.location.pathname).toBe('/'));
  expect(screen.queryByRole('link', { name: '演示导览' })).toBeNull();
  expect(screen.queryByText('第一次来？')).toBeNull();
});

it('a card on the first page points to it until it is sent away', async () => {
  const open = () =>
    show('/', { as: appointment('doctor'), answers: (answers) => answers.on(listReferrals, { items: [], nextCursor: null }) });
  open();
  await userEvent.click(await screen.findByRole('button', { name: '不再显示' }));
  expect(screen.queryByText('第一次来？')).toBeNull();
  cleanup();
  open();
  await screen.findByRole('heading', { level: 1 });
  expect(screen.queryByText('第一次来？')).toBeNull();
});
