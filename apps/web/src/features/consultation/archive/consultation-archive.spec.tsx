import {
  downloadConsultationArchive,
  listConsultationArchive,
  type ConsultationArchiveVersion,
} from '@alliance/contracts/consultation-archive.contract';
import { getConsultation } from '@alliance/contracts/consultation.contract';
import { describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { appointment, county, idOf, inMinutes, lead } from '../../../testing/make';
import { consultation } from '../../../testing/make-consultation';
import { show } from '../../../testing/show';

const first = 'a1'.repeat(32);
const second = 'b2'.repeat(32);
const sealed = (version: number, sha256: string, more: Partial<ConsultationArchiveVersion> = {}): ConsultationArchiveVersion => ({
  ...{ version, cause: version === 1 ? 'decided' : 'closed', sha256, previous: version === 1 ? null : first, sealedAt: inMinutes(version) },
  ...{ bytes: 9_000, copies: [county, lead].map((institution) => ({ institution, sha256, receivedAt: inMinutes(version) })), ...more },
});
const decided = consultation({ state: 'decided', decidedAt: inMinutes(-60), deadline: null });
const open = (items: ConsultationArchiveVersion[], view = decided) =>
  show(`/consultations/${idOf(700)}?tab=archive`, {
    as: appointment('doctor', county),
    answers: (answers) => answers.on(getConsultation, view).on(listConsultationArchive, { items }),
  });

describe('the archive of a consultation', () => {
  it('is not asked for before the decision', async () => {
    const { answers } = open([], consultation());
    expect(await screen.findByText('还没有档案')).toBeTruthy();
    expect(answers.of(listConsultationArchive)).toEqual([]);
  });

  it.each([
    ['is being sealed right after the decision', consultation({ state: 'decided', decidedAt: inMinutes(0) }), '正在封存'],
    ['is missing long after', decided, '这次会诊没有档案'],
    ['does not come of what was cancelled', consultation({ state: 'cancelled' }), '取消的会诊不封存'],
  ])('%s', async (_, view, title) => {
    open([], view);
    expect(await screen.findByText(title)).toBeTruthy();
  });

  it('shows each version with cause, hash, chain and that all hospitals hold the same', async () => {
    open([sealed(2, second), sealed(1, first)]);
    const newest = within(await screen.findByRole('region', { name: '第 2 版' }));
    expect(newest.getByText(/反馈后结束/)).toBeTruthy();
    expect(newest.getByText('最新')).toBeTruthy();
    expect(newest.getByLabelText<HTMLInputElement>('摘要（SHA-256）').value).toBe(second);
    expect(newest.getByText('接续第 1 版（a1a1a1a1a1a1…）')).toBeTruthy();
    expect(newest.getByText('2 家医院持有同一摘要')).toBeTruthy();
    expect(within(screen.getByRole('region', { name: '第 1 版' })).getByText('首版')).toBeTruthy();
  });

  it('says where the hashes differ, and when a file cannot be had', async () => {
    const { answers } = open([sealed(1, first, { copies: [{ institution: lead, sha256: second, receivedAt: inMinutes(1) }] })]);
    expect(await screen.findByText(/摘要不一致/)).toBeTruthy();
    answers.refuse(downloadConsultationArchive, 'consultation.not_found');
    await userEvent.click(screen.getByRole('button', { name: '第 1 版：下载 PDF' }));
    expect(await screen.findByText(/没有找到这次会诊/)).toBeTruthy();
    expect(answers.of(downloadConsultationArchive)[0]?.ask.query).toEqual({ format: 'pdf', version: '1' });
  });
});
