import { listReferrals, type ReferralRow } from '@alliance/contracts/referral-queue.contract';
import { afterEach, expect, it } from '@jest/globals';
import { cleanup, screen } from '@testing-library/react';
import { appointment, row } from '../../testing/make';
import { show } from '../../testing/show';

afterEach(cleanup);

const unknown = '无名氏-青禾县人民医院-20261122-1';
const open = (language: 'zh' | 'en', ...items: ReferralRow[]) =>
  show('/referrals', {
    as: appointment('coordinator'),
    language,
    answers: (answers) => void answers.on(listReferrals, { items, nextCursor: null }),
  });
const patient = { ...row(30).patient, name: '李建国', registeredAs: unknown } as NonNullable<ReferralRow['patient']>;

it.each([
  ['zh', `原登记 ${unknown}`],
  ['en', `sent as ${unknown}`],
] as const)('an identified patient stands under the real name, with the one it was sent under beside (%s)', async (language, sentAs) => {
  open(language, row(30, { patient }), row(31));
  expect((await screen.findByText('李建国')).tagName).toBe('STRONG');
  expect(screen.getAllByText(sentAs)).toHaveLength(1);
});
