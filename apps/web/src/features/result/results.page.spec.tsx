import { getPatient, type PatientDetail } from '@alliance/contracts/patient-record.contract';
import { getReport, getResultConsent, listResults, recordResultConsent } from '@alliance/contracts/result.contract';
import type { ReplyOf } from '@alliance/contracts/route';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { appointment, county, idOf, patient } from '../../testing/make';
import { earlier } from '../../testing/make-recognition';
import { show } from '../../testing/show';

type Row = ReplyOf<typeof listResults>['items'][number];
const detail = {
  ...patient(),
  ...{ aliases: [], relationVersion: 1, marks: null, birth: null, since: '2026-11-01T00:00:00Z', keptUnder: null, mother: null },
  ...{ newborns: [], referrals: [], merges: [], actions: [] },
} as unknown as PatientDetail;
const row = (n: number, more: Partial<Row> = {}): Row => {
  const { ageHours: _age, conclusion: _conclusion, ...result } = earlier();
  return { ...result, id: idOf(700 + n), state: 'final', own: false, institution: county, ...more } as Row;
};
const visit = (items: Row[], standing: ReplyOf<typeof getResultConsent>['standing'] = 'given', language: 'zh' | 'en' = 'zh') =>
  show(`/results?patient=${patient().id}`, {
    as: appointment('doctor'),
    language,
    answers: (given) => {
      given.on(getPatient, detail);
      given.on(getResultConsent, { standing, at: null, giver: null, giverName: null, version: 1 });
      given.on(listResults, { items, nextCursor: null } as ReplyOf<typeof listResults>);
    },
  });

describe('results of a patient', () => {
  afterEach(cleanup);

  it('stand by day and hospital, as issued, with a critical value in words', async () => {
    visit([
      row(1, {
        name: '钾',
        valueNumber: 2.4,
        valueText: null,
        comparator: '<',
        unit: 'mmol/L',
        flag: 'critical_low',
        referenceLow: 3.5,
        referenceHigh: 5.3,
      }),
      row(2, { name: '钠', method: null, own: true }),
    ]);
    const table = within(await screen.findByRole('table', { name: '结果' }));
    expect(table.getByText('<2.4 mmol/L')).toBeTruthy();
    expect(table.getByText(/‼ 危急值（低）/)).toBeTruthy();
    expect(table.getByText('3.5–5.3')).toBeTruthy();
    expect(table.getByText('未注明')).toBeTruthy();
    expect(table.getByText(new RegExp(`${county.name} · 外院`))).toBeTruthy();
    expect(table.getByText(new RegExp(`${county.name} · 本院`))).toBeTruthy();
  });

  it.each(['missing', 'withdrawn'] as const)('say that consent is %s, and that only own ones are shown', async (standing) => {
    visit([], standing, 'en');
    expect((await screen.findByText(/only results of this hospital are here/)).getAttribute('role')).toBe('status');
    expect(await screen.findByText('No results to show')).toBeTruthy();
  });

  it('of others are looked up once consent is recorded; a guardian is named', async () => {
    const { answers } = visit([], 'missing');
    answers.on(recordResultConsent, { standing: 'given', at: null, giver: 'guardian', giverName: '李四', version: 2 });
    await userEvent.click(await screen.findByRole('button', { name: '登记患者同意' }));
    const dialog = within(screen.getByRole('dialog'));
    await userEvent.selectOptions(dialog.getByLabelText(/谁表示同意/), 'guardian');
    await userEvent.click(dialog.getByRole('button', { name: '登记患者同意' }));
    expect(answers.of(recordResultConsent)).toEqual([]);
    await userEvent.type(dialog.getByLabelText(/姓名/), '李四');
    await userEvent.click(dialog.getByRole('button', { name: '登记患者同意' }));
    await waitFor(() =>
      expect(answers.bodies(recordResultConsent)).toEqual([{ given: true, giver: 'guardian', giverName: '李四', rescueReason: null }]),
    );
  });

  it('show a report with its conclusion apart, and say that the conclusion is not what is recognised (MR-01)', async () => {
    const { ageHours: _age, conclusion: _conclusion, reportId, reportNumber: number, institution, ...result } = earlier();
    show(`/results/reports/${reportId}`, {
      as: appointment('doctor'),
      answers: (given) =>
        given.on(getReport, {
          ...{ id: reportId, version: 1, number, edition: 2, current: false, state: 'final', testClass: 'laboratory', title: '血常规' },
          ...{ institution, patientId: patient().id, patientName: '王芳', performedAt: result.performedAt, issuedAt: result.performedAt },
          ...{ filedAt: result.performedAt, source: 'hl7', abnormal: 0, critical: 0, department: null, reportedBy: null, reviewedBy: null },
          ...{ conclusion: '轻度贫血', studyUid: null, imagesAvailable: false, correctionReason: null, results: [result], editions: [] },
          ...{ hasOriginal: false, actions: [] },
        }),
    });
    const conclusion = within(await screen.findByRole('region', { name: new RegExp(`${institution.name}的诊断结论`) }));
    expect(conclusion.getByText('轻度贫血')).toBeTruthy();
    expect(conclusion.getByText(/不在互认范围内/)).toBeTruthy();
    expect(screen.getByText(/这一版已被更正/).getAttribute('role')).toBe('alert');
  });
});
