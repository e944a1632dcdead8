import {
  getAnalyticsChoices,
  getAnalyticsDivision,
  getAnalyticsFigures,
  getAnalyticsFlows,
  getAnalyticsTimes,
  listAnalyticsCases,
  type AnalyticsCase,
  type AnalyticsFigures,
  type FigureView,
} from '@alliance/contracts/analytics.contract';
import { figures, type Figure } from '@alliance/domain/analytics/figure';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, idOf } from '../../testing/make';
import { show } from '../../testing/show';

afterEach(cleanup);
const me = appointment('coordinator');
const head = {
  asOf: new Date(Date.now() - 60_000).toISOString(),
  scope: 'own',
  span: { from: '2026-08-25', to: '2026-11-22' },
  hospital: me.institution,
} as const;
const view = (figure: Figure, of: number, among: number, before: FigureView['before'] = null): FigureView => ({
  figure,
  of,
  among,
  before,
});
const answer = (given: readonly FigureView[]): AnalyticsFigures => ({
  ...head,
  previous: null,
  figures: figures.map((figure) => given.find((one) => one.figure === figure) ?? view(figure, 0, 0)),
});
const some = answer([
  view('sent', 40, 40),
  view('answered_in_time', 27, 36, { of: 15, among: 30 }),
  view('returned', 3, 36),
  view('leaked', 2, 30),
  view('left_county', 24, 30),
  view('offer_declined', 1, 9),
]);
const part = (name: string, cases: number | null) => ({
  part: name,
  cases,
  timed: cases,
  inTime: cases,
  answered: cases,
  returned: cases && 0,
  placed: cases,
  leaked: cases && 0,
});
const row: AnalyticsCase = {
  id: idOf(5),
  number: '7K3D-9QWX-2',
  sentAt: new Date(Date.now() - 86_400_000).toISOString(),
  sender: me.institution,
  receiver: null,
  direction: 'up',
  service: 'inpatient',
  urgency: 'urgent',
  step: 'answered',
  responseMinutes: 75,
  arrivalMinutes: null,
  inTime: false,
  returnReason: 'resources_limited',
  returnOutcome: 'undecided',
  endedAs: null,
  mine: true,
};
const open = (path = '/analytics', shown = some, more?: (answers: Answers) => void, as = me) =>
  show(path, {
    as,
    answers: (answers) => {
      answers.on(getAnalyticsChoices, { scopes: ['own'], department: null, alliances: [], hospitals: [], departments: [] });
      answers.on(getAnalyticsFigures, shown);
      answers.on(getAnalyticsTimes, {
        ...head,
        times: [{ timing: 'response', urgency: null, cases: 36, medianMinutes: 135, ninthDecileMinutes: null }],
      });
      answers.on(getAnalyticsDivision, { ...head, parts: [part('unknown', 7), part('other', null)] });
      answers.on(getAnalyticsFlows, {
        ...head,
        flows: [{ sender: me.institution, receiver: null, cases: 40, returned: 3, leaked: 40 }],
        total: 40,
      });
      answers.on(listAnalyticsCases, { items: [row], nextCursor: null, total: 3 });
      more?.(answers);
    },
  });

describe('the figures', () => {
  it('stand with what they are a share of, what they were, and no zero where there is nothing', async () => {
    open();
    const timely = within(await screen.findByRole('region', { name: '按时答复率' }));
    expect(timely.getByRole('button', { name: '查看“按时答复率”的病例' }).textContent).toBe('75%');
    expect(timely.getByText('27 / 36')).toBeDefined();
    expect(timely.getByText(/上期 50%（15 \/ 30）.*升 25 个百分点/)).toBeDefined();
    const nothing = within(screen.getByRole('region', { name: '要求补充率' }));
    expect(nothing.getByText('无数据')).toBeDefined();
    expect(nothing.queryByRole('button')).toBeNull();
    expect(within(screen.getByRole('region', { name: '退回率' })).getByText('8.3%')).toBeDefined();
    for (const [name, percent] of [
      ['下转未接率', '11%'],
      ['外流', '6.7%'],
      ['县域外转率', '80%'],
    ] as const)
      expect(within(screen.getByRole('region', { name })).getByText(percent)).toBeDefined();
  });

  it('say how each is counted, and until when', async () => {
    open();
    const timely = within(await screen.findByRole('region', { name: '按时答复率' }));
    await userEvent.click(timely.getByText('统计方法'));
    expect(timely.getByText(/分子：首次答复.*分母：有时限的首次答复/)).toBeDefined();
    expect(screen.getByText(/2026-08-25 至 2026-11-22/)).toBeDefined();
    expect(screen.getByText(/数据截至/)).toBeDefined();
  });

  it('tell times only where there are enough cases, and hide groups that are too small', async () => {
    open();
    expect((await screen.findAllByText('2 小时 15 分')).length).toBeGreaterThan(0);
    expect(screen.getAllByText('少于 5 例').length).toBeGreaterThan(0);
    const ages = within(await screen.findByRole('table', { name: '年龄' }));
    expect(ages.getAllByText('<5').length).toBeGreaterThan(1);
  });

  it('say so where nothing was sent', async () => {
    open('/analytics', answer([]));
    expect(await screen.findByText('这个范围内没有送出的转诊。请放宽期间或筛选。')).toBeDefined();
  });
});

describe('the cases of a figure', () => {
  it('open beside it with their number, and lead to the referral of one’s own', async () => {
    const { answers } = open();
    await userEvent.click(await screen.findByRole('button', { name: '查看“退回率”的病例' }));
    const panel = within(await screen.findByRole('dialog', { name: '退回率' }));
    expect(await panel.findByText('合计 3 例')).toBeDefined();
    const link = panel.getByRole('link', { name: '打开转诊 7K3D-9QWX-2' });
    expect(link.getAttribute('href')).toContain(`/referrals/${idOf(5)}`);
    expect(panel.getByText(/资源不足/)).toBeDefined();
    expect(panel.getByText(/超时答复/)).toBeDefined();
    expect(answers.of(listAnalyticsCases).at(-1)?.ask.query).toMatchObject({ figure: 'returned' });
  });

  it('are no link where the hospital takes no part', async () => {
    open('/analytics?figure=returned', some, (answers) =>
      answers.on(listAnalyticsCases, { items: [{ ...row, mine: false }], nextCursor: null, total: 1 }),
    );
    const panel = within(await screen.findByRole('dialog', { name: '退回率' }));
    expect(await panel.findByText('7K3D-9QWX-2')).toBeDefined();
    expect(panel.queryByRole('link')).toBeNull();
  });

  it('of a flow open from the table that says what the picture says', async () => {
    const { answers } = open();
    const flows = within(await screen.findByRole('table', { name: '机构之间的流向' }));
    await userEvent.click(flows.getByRole('button', { name: `查看“${me.institution.name} → 平台外机构”的病例` }));
    await screen.findByRole('dialog');
    await waitFor(() =>
      expect(answers.of(listAnalyticsCases).at(-1)?.ask.query).toMatchObject({ by: 'flow', part: `${me.institution.id}:outside` }),
    );
  });
});

describe('filters', () => {
  it('stand in the address and go with every question', async () => {
    const { answers } = open('/analytics?direction=up&nonsense=1&urgency=never');
    await screen.findByRole('region', { name: '按时答复率' });
    await userEvent.click(screen.getByRole('button', { name: '本季度' }));
    await waitFor(() =>
      expect(answers.of(getAnalyticsFigures).at(-1)?.ask.query).toEqual({ direction: 'up', period: 'quarter', compare: 'none' }),
    );
    await userEvent.click(screen.getByRole('button', { name: '与上期比' }));
    await waitFor(() => expect(answers.of(getAnalyticsFigures).at(-1)?.ask.query).toMatchObject({ compare: 'previous' }));
  });
});

it('who may not sees no figures', async () => {
  open('/analytics', some, undefined, appointment('auditor'));
  expect(await screen.findByText('当前身份看不到这一页')).toBeDefined();
});
