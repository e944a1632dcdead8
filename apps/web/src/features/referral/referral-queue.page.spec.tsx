import { listReferrals, type ReferralRow } from '@alliance/contracts/referral-queue.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { touch } from '../../platform/query';
import { appointment, idOf, row } from '../../testing/make';
import { show } from '../../testing/show';

const page = (...items: ReferralRow[]) => ({ items, nextCursor: null });
const names = () =>
  within(screen.getByRole('region', { name: '转诊列表' }))
    .getAllByRole('link')
    .map((link) => /患者\d+/.exec(link.textContent ?? '')?.[0]);
const open = async (...items: ReferralRow[]) => {
  const scene = show('/referrals', {
    as: appointment('coordinator'),
    answers: (answers) => void answers.on(listReferrals, page(...items)),
  });
  await screen.findByText('患者30');
  return scene;
};
/** A signal has come: the list is asked again. */
const signal = () => act(async () => void (await touch('referral')));

describe('the queue', () => {
  afterEach(cleanup);

  it('announces new rows above the list and lets them in when asked; nothing jumps', async () => {
    const { answers } = await open(row(30), row(40));
    answers.on(listReferrals, page(row(20), row(30, { state: 'accepted' })));
    await signal();
    const fresh = await screen.findByRole('button', { name: /1 条新转诊/ });
    expect(names()).toEqual(['患者30', '患者40']);
    expect(screen.getByText(/已不在此列表/)).toBeDefined();
    await userEvent.click(fresh);
    expect(names()).toEqual(['患者20', '患者30']);
  });

  it('lets an immediate one in at once and tells it aloud', async () => {
    const { answers } = await open(row(30));
    answers.on(listReferrals, page(row(9, { urgency: 'immediate' }), row(30)));
    await signal();
    await waitFor(() => expect(names()).toEqual(['患者9', '患者30']));
    expect(await screen.findByText('新的立即转诊：患者9，来自 青禾县人民医院')).toBeDefined();
  });

  it('is walked with j and k and opened with Enter', async () => {
    const { router } = await open(row(30), row(40));
    await userEvent.keyboard('jjk');
    expect(document.activeElement?.textContent).toContain('患者30');
    await userEvent.keyboard('j{Enter}');
    await waitFor(() => expect(router.state.location.pathname).toBe(`/referrals/${idOf(40)}`));
  });

  it('asks for what the chips say and keeps it in the address', async () => {
    const { answers, router } = await open(row(30));
    await userEvent.click(screen.getByRole('button', { name: /紧急/ }));
    await waitFor(() => expect(answers.of(listReferrals).at(-1)?.ask.query).toMatchObject({ side: 'inbound', urgency: 'urgent' }));
    expect(router.state.location.search).toEqual({ urgency: 'urgent' });
    await userEvent.type(screen.getByRole('searchbox'), 'r7k2 m9qx 5');
    expect(screen.getByText(/转诊单号有误/)).toBeDefined();
  });

  it('has both ways to send a patient at its head', async () => {
    await open(row(30));
    const head = within(screen.getByRole('main'));
    expect(head.getByRole('link', { name: '立即转诊' }).getAttribute('href')).toBe('/referrals/immediate');
    expect(head.getByRole('link', { name: '新建转诊' }).getAttribute('href')).toMatch(/\/edit/);
  });

  it('is not shown to somebody whose role has no referrals', async () => {
    show('/referrals', { as: appointment('quality_manager') });
    expect(await screen.findByText('当前身份看不到这一页')).toBeDefined();
  });
});
