import { getPatient, type PatientDetail } from '@alliance/contracts/patient-record.contract';
import { getResultConsent, listResults } from '@alliance/contracts/result.contract';
import type { ReplyOf } from '@alliance/contracts/route';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
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
});
