import { getRecognitionFigures, listRecognitionCases, type RecognitionFigures } from '@alliance/contracts/recognition-figures.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { appointment, county, lead } from '../../testing/make';
import { show } from '../../testing/show';

const counts = { offered: 5, accepted: 3, repeated: 2, counted: 1, ordered: 1 };
const saved = { repeatsAvoided: 3, fen: 12_345, microsievert: 7000, microlitres: 2500 };
const figures: RecognitionFigures = {
  ...{ scopes: ['own', 'issued'], scope: 'own', span: { from: '2026-09-01', to: '2026-11-22' }, total: { ...counts, ...saved } },
  reasons: [{ code: 'NR01', name: { zh: '病情变化', en: 'The illness changed' }, repeated: 2, counted: 1 }],
  hospitals: [{ hospital: lead, ...counts }],
  items: [{ item: { code: '718-7', name: { zh: '血红蛋白', en: 'Haemoglobin' } }, ...counts }],
  pairs: [{ issuer: county, receiver: lead, ...counts }],
  months: [{ month: '2026-11', ...counts, ...saved }],
};

describe('recognition figures', () => {
  afterEach(cleanup);

  it('show the ledger in its units, and the rate in the heat map in words', async () => {
    show('/recognition/figures', { as: appointment('quality_manager'), answers: (a) => void a.on(getRecognitionFigures, figures) });
    const ledger = within(await screen.findByRole('region', { name: '节约台账' }));
    for (const text of ['75%', '123.45 元', '7 mSv', '2.5 mL', '3 项次']) expect(ledger.getByText(text)).toBeDefined();
    expect(within(screen.getByRole('table', { name: '医院间互认' })).getByRole('button').textContent).toBe('75% · 3 / 4');
  });

  it('open the cases of a number', async () => {
    const { answers } = show('/recognition/figures', {
      as: appointment('quality_manager'),
      language: 'en',
      answers: (a) => void a.on(getRecognitionFigures, figures).on(listRecognitionCases, { items: [], nextCursor: null }),
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Haemoglobin Counted 1' }));
    await waitFor(() => expect(answers.of(listRecognitionCases)).toHaveLength(1));
  });

  it('say that nothing was decided, and are not for a doctor', async () => {
    const nothing = { ...figures, total: { ...figures.total, offered: 0, ordered: 0 } };
    show('/recognition/figures', { as: appointment('quality_manager'), answers: (a) => void a.on(getRecognitionFigures, nothing) });
    expect(await screen.findByText('这段时间没有互认决定')).toBeDefined();
    cleanup();
    const { answers } = show('/recognition/figures', { as: appointment('doctor') });
    await screen.findAllByRole('alert');
    expect(answers.of(getRecognitionFigures)).toHaveLength(0);
  });
});
