import { correctReport, getReport, revokeReport } from '@alliance/contracts/result.contract';
import type { ReportView } from '@alliance/contracts/result.schema';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, idOf, lead, patient } from '../../testing/make';
import { earlier } from '../../testing/make-recognition';
import { show } from '../../testing/show';

const report = (change: Partial<ReportView> = {}): ReportView => ({
  ...{ id: idOf(900), version: 3, number: 'L-9', edition: 1, current: true, state: 'final', testClass: 'laboratory', title: '血常规' },
  ...{ institution: lead, patientId: patient().id, patientName: patient().name, source: 'form', abnormal: 1, critical: 0 },
  // seconds that no field shows
  ...{ performedAt: '2026-01-05T00:00:42Z', issuedAt: '2026-01-05T02:30:17Z', filedAt: '2026-01-05T02:31:00Z' },
  ...{ department: null, reportedBy: null, reviewedBy: null, conclusion: null, studyUid: null, imagesAvailable: false },
  ...{ correctionReason: null, editions: [], hasOriginal: true, actions: ['correct', 'revoke'] },
  results: [{ ...earlier(), localCode: 'HGB', itemCode: '718-7', valueNumber: 92, comparator: null, flag: 'low', mark: null }],
  ...change,
});
const visit = (shown = report(), language: 'zh' | 'en' = 'zh', more: (given: Answers) => void = () => undefined) =>
  show(`/results/reports/${shown.id}/correct`, {
    as: appointment('doctor'),
    language,
    answers: (given) => {
      given.on(getReport, shown);
      given.on(correctReport, { ...shown, edition: 2 });
      given.on(revokeReport, { ...shown, state: 'revoked' });
      more(given);
    },
  });
const type = (label: RegExp | string, value: string) =>
  fireEvent.change(screen.getByLabelText(label, { selector: 'input, textarea, select' }), { target: { value } });

describe('correcting a report', () => {
  afterEach(cleanup);

  it('begins from what stands, needs a reason, says who is told and keeps times to the second', async () => {
    const { answers, router } = visit();
    expect(await screen.findByText(/已经采用过这份结果的医师和医院都会收到通知/)).toBeTruthy();
    type(/^结果/, '132');
    await userEvent.click(screen.getByRole('button', { name: '提交更正' }));
    expect(screen.getByText('请填写理由')).toBeTruthy();
    expect(answers.of(correctReport)).toEqual([]);
    type(/^更正理由/, '样本编号抄错');
    await userEvent.click(screen.getByRole('button', { name: '提交更正' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/results'));
    const [body] = answers.bodies(correctReport);
    expect(body).toMatchObject({
      ...{ version: 3, reason: '样本编号抄错' },
      report: {
        ...{ title: '血常规', performedAt: '2026-01-05T00:00:42Z', issuedAt: '2026-01-05T02:30:17Z' },
        // what was low is not low any more only because nobody said so
        results: [{ code: 'HGB', loinc: false, value: '132', flag: null }],
      },
    });
    expect(body?.['report']).not.toHaveProperty('number');
  });

  it('keeps what was typed when it was corrected elsewhere meanwhile', async () => {
    visit(report(), 'zh', (given) => given.refuse(correctReport, 'report.stale', { version: 4 }));
    await screen.findByLabelText(/^更正理由/);
    type(/^更正理由/, '抄错');
    await userEvent.click(screen.getByRole('button', { name: '提交更正' }));
    expect(await screen.findByText(/报告.*已被/)).toBeTruthy();
    expect(screen.getByLabelText(/^更正理由/)).toHaveProperty('value', '抄错');
  });

  it('revokes by a dialog with a reason that says who is told', async () => {
    const { answers } = visit(report(), 'en');
    await userEvent.click(await screen.findByRole('button', { name: 'Revoke the report' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Revoke report L-9?' }));
    expect(dialog.getByText(/took a result of it over is told/)).toBeTruthy();
    await userEvent.click(dialog.getByRole('button', { name: 'Revoke it' }));
    expect(answers.of(revokeReport)).toEqual([]);
    await userEvent.type(dialog.getByLabelText(/^Why it is revoked/), 'wrong tube');
    await userEvent.click(dialog.getByRole('button', { name: 'Revoke it' }));
    await waitFor(() => expect(answers.bodies(revokeReport)).toEqual([{ version: 3, reason: 'wrong tube' }]));
  });

  it('asks before a reason that was typed is lost', async () => {
    const { router } = visit();
    await screen.findByLabelText(/^更正理由/);
    type(/^更正理由/, '抄');
    void router.navigate({ to: '/results' });
    expect(await screen.findByText('离开这一页？')).toBeTruthy();
  });

  it('is closed where the server does not offer it', async () => {
    visit(report({ actions: [], current: false }));
    expect(await screen.findByText('这份报告不能更正')).toBeTruthy();
    expect(screen.queryByRole('button', { name: '提交更正' })).toBeNull();
  });
});
