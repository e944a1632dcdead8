import { myReviews } from '@alliance/contracts/referral-late.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { appointment, county, idOf, inMinutes, lead } from '../../testing/make';
import { show } from '../../testing/show';

const review = (n: number, change = {}) => ({
  id: idOf(n),
  referralId: idOf(n + 100),
  number: `R7K2-M9QX-${n}`,
  sender: county.name,
  receiver: lead.name,
  at: inMinutes(-60),
  dueAt: inMinutes(120),
  state: 'pending' as const,
  ...change,
});

describe('reviews of returns', () => {
  afterEach(cleanup);

  it('lists what my hospital reviews, with both hospitals, the verdict in words and the way to the case', async () => {
    const items = [review(1), review(2, { state: 'overturned' as const })];
    show('/appeals', { as: appointment('doctor'), answers: (answers) => void answers.on(myReviews, { items }) });
    const table = within(await screen.findByRole('table'));
    expect(table.getByRole('link', { name: 'R7K2-M9QX-1' }).getAttribute('href')).toBe(`/referrals/${idOf(101)}`);
    expect(table.getByText(/待复核/)).toBeDefined();
    expect(table.getByText(/认定退回不当/)).toBeDefined();
    expect(table.getAllByText(county.name)).toHaveLength(2);
  });

  it('says what will stand here while nothing does', async () => {
    show('/appeals', { as: appointment('doctor'), language: 'en', answers: (answers) => void answers.on(myReviews, { items: [] }) });
    expect(await screen.findByText('No return to review')).toBeDefined();
  });

  it('is not for who may not read referrals', async () => {
    const { answers } = show('/appeals', { as: appointment('auditor') });
    await screen.findAllByRole('alert');
    expect(answers.of(myReviews)).toHaveLength(0);
  });
});
