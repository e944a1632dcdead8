import {
  appealVerdict,
  getRecognitionReview,
  judgeRepeat,
  listRecognitionReviews,
  sampleRepeats,
  type RecognitionReview,
} from '@alliance/contracts/recognition-review.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { appointment, county, idOf, inMinutes, lead } from '../../testing/make';
import { show } from '../../testing/show';

const review = (change: Partial<RecognitionReview> = {}): RecognitionReview => ({
  ...{ id: idOf(1), version: 1, state: 'sampled', how: 'random', itemCode: '718-7', itemName: { zh: '血红蛋白', en: 'Haemoglobin' } },
  ...{ reportNumber: 'R-7', performedAt: inMinutes(-5000), repeatedAt: inMinutes(-3000) },
  reason: { code: 'NR01', name: { zh: '病情变化', en: 'The illness changed' }, counts: true },
  ...{ reasonText: null, repeater: lead, issuer: county, sampler: lead, reviewer: null, sampledAt: inMinutes(-60) },
  ...{ dueAt: inMinutes(5000), overdue: false, judgement: null, appeal: null, decision: null, standing: null, actions: ['judge'] },
  ...change,
});
const open = (of: RecognitionReview, as = appointment('quality_manager', lead), language: 'zh' | 'en' = 'zh') =>
  show(`/recognition/reviews?review=${of.id}`, {
    as,
    language,
    answers: (answers) => void answers.on(listRecognitionReviews, { items: [of], nextCursor: null, open: 1 }).on(getRecognitionReview, of),
  });

describe('the review desk', () => {
  afterEach(cleanup);

  it('shows one beside the list, and takes a verdict with its words', async () => {
    const { answers } = open(review());
    answers.on(judgeRepeat, review({ version: 2, state: 'judged', actions: [] }));
    expect(await screen.findByText('R-7')).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: '提交评审' }));
    expect(await screen.findByText('请选一项')).toBeDefined();
    expect(answers.of(judgeRepeat)).toHaveLength(0);
    fireEvent.click(screen.getByRole('radio', { name: /理由不成立/ }));
    fireEvent.change(screen.getByRole('textbox', { name: /说明/ }), { target: { value: '两日内结果稳定' } });
    fireEvent.click(screen.getByRole('button', { name: '提交评审' }));
    await waitFor(() => expect(answers.bodies(judgeRepeat)[0]).toEqual({ version: 1, verdict: 'refused', text: '两日内结果稳定' }));
  });

  it('lets the issuing hospital appeal, and offers it nothing else', async () => {
    const judgement = { institution: lead, text: 'unstable', at: inMinutes(-30), verdict: 'justified' as const };
    const { answers } = open(
      review({ state: 'judged', judgement, actions: ['appeal'] }),
      appointment('member_administrator', county),
      'en',
    );
    answers.on(appealVerdict, review({ version: 2, state: 'appealed', actions: [] }));
    fireEvent.change(await screen.findByRole('textbox', { name: /In words/ }), { target: { value: 'Our value stood' } });
    fireEvent.click(screen.getByRole('button', { name: 'Appeal' }));
    await waitFor(() => expect(answers.bodies(appealVerdict)[0]).toEqual({ version: 1, text: 'Our value stood' }));
    expect(screen.queryByRole('button', { name: 'Draw' })).toBeNull();
  });

  it('draws repeats of a period', async () => {
    const { answers } = open(review(), appointment('quality_manager', lead), 'en');
    answers.on(sampleRepeats, { id: idOf(5), seed: 's', candidates: 40, taken: 10 });
    fireEvent.click(await screen.findByRole('button', { name: 'Draw' }));
    const buttons = await screen.findAllByRole('button', { name: 'Draw' });
    fireEvent.click(buttons.at(-1) as HTMLElement);
    await waitFor(() => expect(answers.bodies(sampleRepeats)[0]).toMatchObject({ how: 'random', count: 10 }));
  });

  it('is not for a doctor', async () => {
    const { answers } = show('/recognition/reviews', { as: appointment('doctor') });
    await screen.findAllByRole('alert');
    expect(answers.of(listRecognitionReviews)).toHaveLength(0);
  });
});
