import { getPatient, type PatientDetail } from '@alliance/contracts/patient-record.contract';
import { issuePass, listPasses, revokePass, type ResultPass } from '@alliance/contracts/result-pass.contract';
import { listReports } from '@alliance/contracts/result.contract';
import type { ReportLine } from '@alliance/contracts/result.schema';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { appointment, county, idOf, inMinutes, patient } from '../../testing/make';
import { show } from '../../testing/show';

const detail = {
  ...patient(),
  ...{ aliases: [], relationVersion: 1, marks: null, birth: null, since: '2026-11-01T00:00:00Z', keptUnder: null, mother: null },
  ...{ newborns: [], referrals: [], merges: [], actions: [] },
} as unknown as PatientDetail;
const line = (n: number, more: Partial<ReportLine> = {}): ReportLine => ({
  ...{
    id: idOf(n),
    version: 1,
    number: `L-${n}`,
    edition: 1,
    current: true,
    state: 'final',
    testClass: 'laboratory',
    title: `血常规 ${n}`,
  },
  ...{ institution: county, patientId: patient().id, performedAt: inMinutes(-600), issuedAt: inMinutes(-500), filedAt: inMinutes(-400) },
  ...{ source: 'hl7', abnormal: 0, critical: 0, results: 3 },
  ...more,
});
const given = (more: Partial<ResultPass> = {}): ResultPass => ({
  ...{ id: idOf(50), issuedAt: inMinutes(-60), issuedBy: '陈静', expiresAt: inMinutes(40_000), state: 'open', looks: 2, lookedAt: null },
  reports: [{ id: idOf(1), title: '血常规 1', number: 'L-1', institution: county.name }],
  ...more,
});
const visit = (reports: ReportLine[], passes: ResultPass[] = [], language: 'zh' | 'en' = 'zh') =>
  show(`/result-passes?patient=${patient().id}`, {
    as: appointment('doctor'),
    language,
    answers: (a) => {
      a.on(getPatient, detail);
      a.on(listReports, { items: reports, nextCursor: null });
      a.on(listPasses, { items: passes });
    },
  });

describe('passes of a patient', () => {
  afterEach(cleanup);

  it('are made over chosen reports for a month, and printed with a code to scan', async () => {
    const user = userEvent.setup();
    const { answers } = visit([line(1), line(2), line(3, { state: 'preliminary' }), line(4, { state: 'revoked' })]);
    const token = 'a1_-'.repeat(11).slice(0, 43);
    answers.on(issuePass, { token, pass: given() });
    const form = within(await screen.findByRole('form', { name: '生成二维码' }));
    expect(form.getAllByRole('checkbox')).toHaveLength(2);
    await user.click(form.getByRole('button', { name: '生成二维码' }));
    expect(answers.of(issuePass)).toEqual([]);
    expect(form.getByText('至少选一份报告。')).toBeTruthy();
    await user.click(form.getByRole('checkbox', { name: /血常规 2/ }));
    await user.click(form.getByRole('button', { name: '生成二维码' }));
    expect(await screen.findByRole('img', { name: '打开结果的二维码' })).toBeTruthy();
    expect(answers.bodies(issuePass)).toEqual([{ reportIds: [idOf(2)], days: 30 }]);
    expect(screen.getByLabelText<HTMLInputElement>('网址').value).toMatch(new RegExp(`/pass#${token}$`));
  });

  it('say how often they were opened, and are taken back', async () => {
    const user = userEvent.setup();
    const { answers } = visit([line(1)], [given(), given({ id: idOf(51), state: 'expired' })]);
    answers.on(revokePass, given({ state: 'revoked' }));
    const table = within(await screen.findByRole('table', { name: '给过的二维码' }));
    expect(table.getByText('已过期')).toBeTruthy();
    await user.click(table.getByRole('button', { name: '收回' }));
    expect(answers.of(revokePass)[0]?.ask.params).toEqual({ id: idOf(50) });
  });

  it('cannot be made over nothing, and says so in English too', async () => {
    visit([line(1, { state: 'preliminary' })], [], 'en');
    expect(await screen.findByText(/There is no report to take along/)).toBeTruthy();
    expect(await screen.findByText('None yet.')).toBeTruthy();
  });
});
