import { downloadArchive, listArchiveVersions, type ArchiveVersion } from '@alliance/contracts/archive.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { county, inMinutes, lead, referral } from '../../../testing/make';
import { open, path } from '../detail.story';

const first = 'a1'.repeat(32);
const second = 'b2'.repeat(32);
const sealed = (version: number, sha256: string, more: Partial<ArchiveVersion> = {}): ArchiveVersion => ({
  version,
  cause: version === 1 ? 'ended' : 'corrected',
  sha256,
  previous: version === 1 ? null : first,
  sealedAt: inMinutes(version),
  by: { person: '林晓燕', institution: county.name },
  bytes: 9_000,
  copies: [county, lead].map((institution) => ({ institution, sha256, receivedAt: inMinutes(version) })),
  ...more,
});
const closed = referral({ state: 'closed', closedAt: inMinutes(0), submittedAt: inMinutes(-60), deadline: null, actions: [] });
const show = (items: ArchiveVersion[], view = closed) =>
  open(view, (answers) => void answers.on(listArchiveVersions, { items }), undefined, `${path}?tab=archive`);

describe('the archive of a referral', () => {
  afterEach(cleanup);

  it('says before the end when it will be made, and asks for nothing', async () => {
    const { answers } = show([], referral());
    expect(await screen.findByText('还没有档案')).toBeDefined();
    expect(screen.getByText(/转诊结束时自动封存/)).toBeDefined();
    expect(answers.of(listArchiveVersions)).toHaveLength(0);
  });

  it.each([
    ['is being sealed, right after the end', 0, '正在封存'],
    ['has none, long after', -60, '这份转诊没有档案'],
  ])('says that it %s', async (_, minutes, title) => {
    show([], { ...closed, updatedAt: inMinutes(minutes) });
    expect(await screen.findByText(title)).toBeDefined();
  });

  it('shows each version, newest first, with its cause, its hash, its chain and that both hospitals hold the same', async () => {
    show([sealed(2, second), sealed(1, first)]);
    const newest = within(await screen.findByRole('region', { name: '第 2 版' }));
    expect(newest.getByText(/更正生效/)).toBeDefined();
    expect(newest.getByText('最新')).toBeDefined();
    expect(newest.getByLabelText<HTMLInputElement>('摘要（SHA-256）').value).toBe(second);
    expect(newest.getByText('接续第 1 版（a1a1a1a1a1a1…）')).toBeDefined();
    expect(newest.getByText('两院持有同一摘要')).toBeDefined();
    for (const { name } of [county, lead]) expect(newest.getByText(new RegExp(`${name} .*收存`))).toBeDefined();
    const oldest = within(screen.getByRole('region', { name: '第 1 版' }));
    expect(oldest.getByText('首版')).toBeDefined();
    expect(oldest.queryByText('最新')).toBeNull();
    expect(screen.getByText(/npm run verify-archive/)).toBeDefined();
  });

  it('says who holds it alone, and where the hashes differ', async () => {
    const strange = sealed(2, second, { copies: [{ institution: lead, sha256: first, receivedAt: inMinutes(2) }] });
    show([strange, sealed(1, first, { copies: [{ institution: county, sha256: first, receivedAt: inMinutes(1) }] })]);
    expect(await screen.findByText(/摘要不一致/)).toBeDefined();
    expect(screen.getByText(`只有 ${county.name} 持有`)).toBeDefined();
  });

  it('says in words when a file cannot be had', async () => {
    const { answers } = show([sealed(1, first)]);
    answers.refuse(downloadArchive, 'referral.not_found');
    await userEvent.click(await screen.findByRole('button', { name: '第 1 版：下载 PDF' }));
    expect(await screen.findByText(/没有找到/)).toBeDefined();
    expect(answers.asked.filter(({ route }) => route === downloadArchive).map(({ ask }) => ask.query)).toEqual([
      { format: 'pdf', version: '1' },
    ]);
  });
});
