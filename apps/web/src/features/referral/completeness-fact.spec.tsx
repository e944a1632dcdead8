import { getReferral, referralTimeline } from '@alliance/contracts/referral.contract';
import { expect, it } from '@jest/globals';
import { screen } from '@testing-library/react';
import { appointment, idOf, referral } from '../../testing/make';
import { show } from '../../testing/show';

it('how complete it was stands with the referral, and why not more, for whoever answers it', async () => {
  show(`/referrals/${idOf(500)}`, {
    as: appointment('coordinator'),
    answers: (answers) =>
      void answers.on(getReferral, referral({ completeness: 72, incompleteReason: 'result_pending' })).on(referralTimeline, { items: [] }),
  });
  expect((await screen.findByText('72 %')).parentElement?.textContent).toBe('72 % 结果未出');
});
