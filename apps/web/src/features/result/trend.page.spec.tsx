import { listResults } from '@alliance/contracts/result.contract';
import type { ReplyOf } from '@alliance/contracts/route';
import { listTestItems } from '@alliance/contracts/test-catalogue.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { appointment, county, idOf, patient } from '../../testing/make';
import { earlier } from '../../testing/make-recognition';
import { show } from '../../testing/show';
import { trendOption } from './trend-option';
import { trendOf } from './trend.policy';

type Results = ReplyOf<typeof listResults>;
const haemoglobin = {
  ...{ code: '718-7', version: 1, testClass: 'laboratory', group: 'haematology', scale: 'quantitative', specimen: 'blood' },
  ...{ name: { zh: '血红蛋白', en: 'Haemoglobin' }, modality: null, bodySite: null, unit: 'g/L', molarMass: null, methodBound: false },
  ...{ priceFen: 0, doseMicrosievert: 0, bloodMicrolitres: 0 },
} as unknown as ReplyOf<typeof listTestItems>['items'][number];
const row = (n: number, more: object): Results['items'][number] =>
  ({
    ...earlier(),
    ...{ id: idOf(700 + n), performedAt: `2026-11-1${n}T01:00:00Z`, state: 'final', own: true, institution: county },
    ...more,
  }) as unknown as Results['items'][number];
const visit = (items: Results['items'], language: 'zh' | 'en' = 'zh') =>
  show(`/results/trend?patient=${patient().id}&item=718-7`, {
    as: appointment('doctor'),
    language,
    answers: (given) => {
      given.on(listTestItems, { items: [haemoglobin], nextCursor: null });
      given.on(listResults, { items, nextCursor: null } as Results);
    },
  });
const ofTwoMethods = [
  row(1, { method: 'SLS' }),
  row(2, { method: 'HiCN', valueNumber: 128 }),
  row(3, { method: 'SLS', valueNumber: 13.1, unit: 'g/dL', referenceLow: 11.5, referenceHigh: 15 }),
];

describe('the trend of an item', () => {
  afterEach(cleanup);

  it('shows two methods as two lines and says why', async () => {
    visit(ofTwoMethods);
    const lines = within(await screen.findByRole('list', { name: '曲线' })).getAllByRole('listitem');
    expect(lines.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/曲线 1：SLS，2 个值 · 参考区间 115–150/),
      expect.stringMatching(/曲线 2：HiCN，1 个值/),
    ]);
    expect(screen.getByRole('note').textContent).toBe('方法不同的结果不可比，分开画，不相连。');
    const table = within(screen.getByRole('table', { name: '所有结果' }));
    expect(table.getByText('13.1 g/dL')).toBeTruthy();
    expect(table.getByText('131 g/L')).toBeTruthy();
    expect(table.getByText('▲ 2')).toBeTruthy();
  });

  it('gives the picture a line per method, of another shape', () => {
    const { series } = trendOption(trendOf(haemoglobin, ofTwoMethods), {
      ...{ ink: '', line: '', accent: '', urgent: '', goodSoft: '' },
    });
    expect(series.map(({ data, symbol }) => [data.length, symbol])).toEqual([
      [2, 'circle'],
      [1, 'triangle'],
    ]);
  });

  it('draws neither what was revoked nor what is only known to be below a limit', async () => {
    visit([row(1, { comparator: '<', valueNumber: 5 }), row(2, { state: 'revoked', valueNumber: 77 })], 'en');
    expect(await screen.findByText('No value to draw')).toBeTruthy();
    const table = within(screen.getByRole('table', { name: 'All results' }));
    expect(table.getByText('<5 g/L')).toBeTruthy();
    expect(table.getByText('not drawn')).toBeTruthy();
    expect(table.queryByText('77 g/L')).toBeNull();
  });
});
