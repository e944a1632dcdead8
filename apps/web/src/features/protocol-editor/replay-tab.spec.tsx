import { cancelReplay, getReplay, listReplayCases, listReplays, startReplay, type ReplayRun } from '@alliance/contracts/replay.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, county, idOf, inMinutes } from '../../testing/make';
import { show } from '../../testing/show';
import { desk, protocolId } from './editor.story';

const none = { judged: 0, same: 0, newlyMet: 0, noLongerMet: 0, sooner: 0, later: 0, newlyUnknown: 0, newlyDecided: 0 };
const run = (change: Partial<ReplayRun> = {}): ReplayRun => ({
  ...{ id: idOf(850), protocolId, number: 2, against: 1, days: 90, state: 'running', done: 40, total: 120 },
  ...{ requestedBy: '周文博', requestedAt: inMinutes(-1), finishedAt: null, summary: null },
  ...change,
});
const found = { ...none, judged: 120, same: 117, newlyMet: 3 };
const summary: NonNullable<ReplayRun['summary']> = {
  all: found,
  byDirection: [{ direction: 'up', ...found }],
  byUrgency: [{ urgency: '24h', before: 10, after: 13 }],
  byMember: [{ institutionId: county.id, institution: county.name, ...found }],
};
const open = (more: (answers: Answers) => void) =>
  show(`/protocols/${protocolId}/edit/2?tab=replay`, {
    as: appointment('expert'),
    answers: (answers) => {
      desk(answers);
      more(answers);
    },
  });

describe('the replay', () => {
  afterEach(cleanup);

  it('is started, followed and ends with the cases', async () => {
    let now: ReplayRun | undefined;
    const { answers } = open((given) => {
      given
        .on(listReplays, () => ({ items: now ? [now] : [] }))
        .on(startReplay, () => (now = run()))
        .on(getReplay, () => now ?? run())
        .on(listReplayCases, {
          items: [
            {
              ...{ referralId: idOf(500), number: 'R7K2-M9QX-4', institution: county.name, submittedAt: inMinutes(-9000), direction: 'up' },
              ...{ before: { verdict: 'not_met', urgency: null }, after: { verdict: 'met', urgency: '24h' }, change: 'newlyMet' },
              criteria: [{ code: 'HTN-U07', before: 'not_met', after: 'met' }],
            },
          ],
          nextCursor: null,
        });
    });
    await userEvent.click(await screen.findByRole('button', { name: '开始回放' }));
    await waitFor(() => expect(answers.bodies(startReplay)).toEqual([{ days: 90 }]));
    expect(await screen.findByText('已判定 40 / 120 份转诊')).toBeDefined();
    expect((screen.getByRole('progressbar', { name: '回放进度' }) as HTMLProgressElement).value).toBe(40);
    now = run({ state: 'done', done: 120, summary, finishedAt: inMinutes(0) });
    expect(await screen.findByText('120 份转诊中，3 份会被判得不一样。')).toBeDefined();
    const cases = within(await screen.findByRole('table', { name: '判定有变化的转诊' }));
    expect(cases.getByText('R7K2-M9QX-4')).toBeDefined();
    expect(cases.getByText('HTN-U07')).toBeDefined();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: '变化' }), '新符合');
    await waitFor(() => expect(answers.of(listReplayCases).at(-1)?.ask.query['change']).toBe('newlyMet'));
  });

  it('is cancelled', async () => {
    let now = run();
    const { answers } = open((given) => {
      given
        .on(listReplays, () => ({ items: [now] }))
        .on(getReplay, () => now)
        .on(cancelReplay, () => (now = run({ state: 'cancelled' })));
    });
    await userEvent.click(await screen.findByRole('button', { name: '取消' }));
    expect(await screen.findByRole('heading', { name: '已取消' })).toBeDefined();
    expect(answers.of(cancelReplay)).toHaveLength(1);
  });

  it('says that there was nothing to judge', async () => {
    const empty = run({ state: 'done', done: 0, total: 0, finishedAt: inMinutes(0) });
    open((given) => void given.on(listReplays, { items: [empty] }).on(getReplay, empty));
    expect(await screen.findByText(/没有留存判定的转诊/)).toBeDefined();
  });

  it('says what it is when there was none', async () => {
    open((given) => void given.on(listReplays, { items: [] }));
    expect(await screen.findByText('还没有回放过这一版')).toBeDefined();
  });
});
