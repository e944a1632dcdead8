import { openPass, takeOverPass, type OpenedPass } from '@alliance/contracts/result-pass.contract';
import { passStandings } from '@alliance/domain/result-pass/result-pass';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { appointment, county, idOf, inMinutes } from '../../testing/make';
import { show } from '../../testing/show';

const token = 'a1_-'.repeat(11).slice(0, 43);
type Report = OpenedPass['reports'][number];
const report = (more: Partial<Report> = {}): Report => ({
  ...{ title: '血常规', institution: county.name, number: 'L-2026-1', edition: 1, currentEdition: 1, standing: 'unchanged' },
  ...{ performedAt: inMinutes(-600), issuedAt: inMinutes(-500), sha256: 'ab12', signature: 'c2ln' },
  statement: {
    ...{ passId: idOf(1), reportId: idOf(2), institution: county.name, number: 'L-2026-1', edition: 1, testClass: 'laboratory' },
    ...{ title: '血常规', performedAt: inMinutes(-600), issuedAt: inMinutes(-500), conclusion: '轻度贫血' },
    results: [
      {
        ...{ code: 'HGB', name: '血红蛋白', valueNumber: 98, valueText: null, comparator: null, unit: 'g/L', referenceLow: 115 },
        ...{ referenceHigh: 150, referenceText: null, flag: 'low', method: '比色法', specimen: null, mark: 'HR（云岭市）' },
      },
    ],
  },
  ...more,
});
const pass = (...reports: Report[]): OpenedPass => ({
  ...{ name: '王×', institution: { name: county.name, phone: '0871-6600110' }, issuedAt: inMinutes(-60), expiresAt: inMinutes(40_000) },
  ...{ key: { algorithm: 'Ed25519', x: 'x' }, reports },
});
type Scene = Parameters<typeof show>[1];
const open = (reports = [report()], more: Scene = {}) =>
  show(`/pass#${token}`, { ...more, answers: (a) => void a.on(openPass, pass(...reports)) });

describe('a pass that was opened', () => {
  afterEach(cleanup);

  it('shows where a report comes from, its values as issued and the mark, and the conclusion apart, without a sign-in', async () => {
    const { answers } = open();
    const part = within(await screen.findByRole('region', { name: '血常规' }));
    expect(part.getByText(/报告号 L-2026-1 · 第 1 版/)).toBeTruthy();
    expect(part.getByText('98 g/L')).toBeTruthy();
    expect(part.getByText(/↓ 偏低/)).toBeTruthy();
    expect(part.getByText('115–150')).toBeTruthy();
    expect(part.getByText('HR（云岭市）')).toBeTruthy();
    expect(part.getByRole('heading', { name: `${county.name}的诊断意见（不属于互认内容）` })).toBeTruthy();
    expect(part.getByText(/出具后没有变动/)).toBeTruthy();
    expect(answers.bodies(openPass)[0]).toEqual({ token });
    expect(screen.queryByRole('region', { name: '接诊这位患者' })).toBeNull();
  });

  it.each(passStandings)('says in English too that a report is %s, and shows no values that must not be used', async (standing) => {
    const gone = standing === 'revoked' || standing === 'broken';
    open([report({ standing, currentEdition: 2, ...(gone && { statement: null }) })], { language: 'en' });
    const words = {
      ...{ unchanged: /Unchanged since issued/, corrected: /Corrected since: edition 2 stands now/ },
      ...{ revoked: /Revoked since/, broken: /signature does not fit/ },
    };
    expect(await screen.findByText(words[standing])).toBeTruthy();
    expect(screen.queryByRole('table') === null).toBe(gone);
  });

  it('that has ended, or with half a token, says so', async () => {
    show(`/pass#${token}`, { answers: (a) => void a.refuse(openPass, 'link.invalid') });
    expect(within(await screen.findByRole('alert')).getByText('这个二维码已失效')).toBeTruthy();
    cleanup();
    const { answers } = show('/pass#short');
    expect(await screen.findByText('这个二维码已失效')).toBeTruthy();
    expect(answers.of(openPass)).toEqual([]);
  });
});

describe('taking over who carries it', () => {
  afterEach(cleanup);

  it('asks for the number of the paper and who agreed', async () => {
    const user = userEvent.setup();
    const { answers, router } = open([report()], { as: appointment('doctor') });
    answers.on(takeOverPass, { patientId: idOf(9) });
    const form = within(await screen.findByRole('form', { name: '接诊这位患者' }));
    await user.click(form.getByRole('button', { name: '核对并接诊' }));
    expect(answers.of(takeOverPass)).toEqual([]);
    await user.type(form.getByLabelText(/证件号/), '110105194912310025');
    await user.click(form.getByRole('radio', { name: '近亲属' }));
    await user.type(form.getByLabelText(/同意人姓名/), '王强');
    await user.click(form.getByRole('button', { name: '核对并接诊' }));
    expect(answers.bodies(takeOverPass)).toEqual([
      { token, identifierKind: 'citizen_id', identifier: '110105194912310025', giver: 'relative', giverName: '王强' },
    ]);
    expect(router.history.location.href).toContain(`/results?patient=${idOf(9)}`);
  });

  it('says that the number is not that of the patient, and keeps it', async () => {
    const user = userEvent.setup();
    const { answers } = open([report()], { as: appointment('doctor') });
    answers.refuse(takeOverPass, 'link.invalid');
    const form = within(await screen.findByRole('form', { name: '接诊这位患者' }));
    await user.type(form.getByLabelText(/证件号/), '110105194912310025');
    await user.click(form.getByRole('button', { name: '核对并接诊' }));
    expect(await screen.findByText(/证件号与这个二维码的患者不一致/)).toBeTruthy();
    expect(form.getByLabelText<HTMLInputElement>(/证件号/).value).toBe('110105194912310025');
  });

  it('is not offered to an auditor', async () => {
    open([report()], { as: appointment('auditor') });
    await screen.findByRole('region', { name: '血常规' });
    expect(screen.queryByRole('form')).toBeNull();
  });
});
