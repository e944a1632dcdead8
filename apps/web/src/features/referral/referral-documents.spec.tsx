import { downloadFile, removeFile, type Attachment } from '@alliance/contracts/attachment.contract';
import { getReferral, referralTimeline } from '@alliance/contracts/referral.contract';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { setLanguage } from '../../platform/i18n';
import { queryClient } from '../../platform/query';
import { Answers } from '../../testing/answers';
import { appointment, idOf, referral } from '../../testing/make';
import { show } from '../../testing/show';
import { ReferralDocuments } from './referral-documents';

const document = (n: number, change: Partial<Attachment> = {}): Attachment => ({
  id: idOf(700 + n),
  name: `资料${n}.pdf`,
  mediaType: 'application/pdf',
  bytes: 2_500_000,
  at: new Date().toISOString(),
  institution: '县人民医院',
  quarantine: null,
  ...change,
});
let answers: Answers;
const removed = jest.fn();
function open(attachments: Attachment[], mayRemove = false): void {
  answers = new Answers().on(removeFile, undefined).on(downloadFile, {});
  Object.assign(globalThis, { fetch: answers.fetch });
  Object.assign(URL, { createObjectURL: () => 'blob:here', revokeObjectURL: () => undefined });
  render(
    <QueryClientProvider client={queryClient}>
      <ReferralDocuments id={idOf(500)} attachments={attachments} mayAdd={false} mayRemove={mayRemove} onAdded={removed} />
    </QueryClientProvider>,
  );
}
beforeEach(() => {
  setLanguage('zh');
  removed.mockClear();
});
afterEach(cleanup);

describe('documents of a referral', () => {
  it('say their size and whose they are; none are said to be none', () => {
    open([document(1)]);
    expect(screen.getByText(/2.4 MB · 县人民医院/)).toBeTruthy();
    cleanup();
    open([]);
    expect(screen.getByText('还没有资料。')).toBeTruthy();
  });

  it('open a photograph large, where it is zoomed and turned by keys; nothing is fetched before', async () => {
    open([document(1, { name: '心电图.jpg', mediaType: 'image/jpeg' })]);
    expect(answers.of(downloadFile)).toHaveLength(0);
    await userEvent.click(screen.getByRole('button', { name: '心电图.jpg' }));
    const picture = await screen.findByRole('img', { name: '心电图.jpg', hidden: true });
    screen.getByRole('group', { name: '心电图.jpg', hidden: true }).focus();
    await userEvent.keyboard('++r');
    expect(screen.getByText('200%')).toBeTruthy();
    expect(picture.parentElement?.style.getPropertyValue('--turned')).toBe('90deg');
    await userEvent.keyboard('0');
    expect(screen.getByText('100%')).toBeTruthy();
  });

  it('in quarantine say so and why, and cannot be opened', () => {
    open([document(1, { quarantine: 'embedded_file' })]);
    expect(screen.getByText('已隔离')).toBeTruthy();
    expect(screen.getByText('不能打开：内嵌其他文件。请联系县人民医院重新提供。')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('leave a draft after a second press, and not by the first one', async () => {
    open([document(1)], true);
    await userEvent.click(screen.getByRole('button', { name: '移除 资料1.pdf' }));
    expect(answers.of(removeFile)).toHaveLength(0);
    await userEvent.click(screen.getByRole('button', { name: '保留' }));
    await userEvent.click(screen.getByRole('button', { name: '移除 资料1.pdf' }));
    await userEvent.click(screen.getByRole('button', { name: '确认移除' }));
    await waitFor(() => expect(removed).toHaveBeenCalledTimes(1));
    expect(answers.of(removeFile)).toHaveLength(1);
  });

  it('cannot be taken out of a referral that was sent', async () => {
    const view = referral({ attachments: [document(1)] });
    const tab = `/referrals/${idOf(500)}?tab=documents`;
    show(tab, { as: appointment('coordinator'), answers: (on) => void on.on(getReferral, view).on(referralTimeline, { items: [] }) });
    expect(await screen.findByRole('button', { name: '资料1.pdf' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /移除/ })).toBeNull();
  });
});
