import { listAlliances } from '@alliance/contracts/alliance.contract';
import { listReaders } from '@alliance/contracts/adoption.contract';
import { getResponseTimes, setResponseTimes } from '@alliance/contracts/judgement.contract';
import { answerFeedback, getUsage, listFeedback, listSearchMisses } from '@alliance/contracts/protocol-search.contract';
import { getProtocol } from '@alliance/contracts/protocol.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { appointment, county, idOf, lead } from '../../testing/make';
import { protocol } from '../../testing/make-protocol';
import { show } from '../../testing/show';

const path = `/protocols/${idOf(800)}`;
const reader = (n: number, name: string, state: 'due' | 'overdue' | 'done', dueOn: string) => ({
  personId: idOf(n),
  name,
  department: '内科',
  role: 'doctor',
  dueOn,
  state,
  acknowledgedAt: state === 'done' ? '2026-11-01T02:00:00Z' : null,
  quiz: state === 'done' ? { attempts: 2, bestPercent: 100, passed: true } : { attempts: 0, bestPercent: null, passed: false },
});
const readers = {
  number: 2,
  done: 1,
  due: 1,
  overdue: 1,
  items: [reader(1, '甲', 'done', '2026-10-01'), reader(2, '乙', 'due', '2026-12-01'), reader(3, '丙', 'overdue', '2026-10-02')],
};

describe('who has not read a protocol', () => {
  afterEach(cleanup);

  it('stands with the latest first, those who have read it on request', async () => {
    show(`${path}/readers`, {
      as: appointment('member_administrator', county),
      answers: (answers) => void answers.on(getProtocol, protocol()).on(listReaders, readers),
    });
    const table = within(await screen.findByRole('table'));
    const names = () =>
      table
        .getAllByRole('row')
        .slice(1)
        .map((row) => row.querySelector('strong')?.textContent);
    expect(names()).toEqual(['丙', '乙']);
    await userEvent.click(screen.getByRole('button', { name: '只看未确认的' }));
    expect(names()).toEqual(['丙', '乙', '甲']);
    expect(table.getByText('✓ 已通过，100%')).toBeDefined();
  });

  it('says that nobody has to, and is closed to a doctor', async () => {
    show(`${path}/readers`, {
      as: appointment('quality_manager', county),
      answers: (answers) =>
        void answers.on(getProtocol, protocol()).on(listReaders, { number: null, done: 0, due: 0, overdue: 0, items: [] }),
    });
    expect(await screen.findByText(/没有人需要阅读/)).toBeDefined();
    cleanup();
    show(`${path}/readers`, { as: appointment('doctor', county) });
    expect(await screen.findByText(/当前身份看不到这一页/)).toBeDefined();
  });
});

const remark = {
  id: idOf(40),
  protocolId: idOf(800),
  number: 2,
  criterion: 'HTN-U07',
  reason: 'threshold_wrong' as const,
  text: '乡镇做不到',
  institution: county.name,
  by: '林晓燕',
  at: '2026-11-20T02:00:00Z',
  answer: null,
};

describe('feedback on a protocol', () => {
  afterEach(cleanup);

  it('is answered by its author and by nobody else', async () => {
    const { answers } = show(`${path}/feedback`, {
      as: appointment('expert'),
      answers: (given) =>
        void given
          .on(getProtocol, protocol({ mayAuthor: true }))
          .on(listFeedback, { items: [remark], nextCursor: null })
          .on(getUsage, { items: [{ institution: county.name, opened: 12, lastOn: '2026-11-21' }] })
          .on(answerFeedback, { ...remark, answer: { text: '会改', by: '沈岚', at: '2026-11-22T02:00:00Z' } }),
    });
    expect(await screen.findByText('乡镇做不到')).toBeDefined();
    expect(screen.getByText(/林晓燕（青禾县人民医院）/)).toBeDefined();
    expect(within(await screen.findByRole('table')).getByText('12')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: '写答复' }));
    await userEvent.click(screen.getByRole('button', { name: '发出答复' }));
    expect(screen.getByText(/请写下答复/)).toBeDefined();
    await userEvent.type(screen.getByLabelText(/答复/, { selector: 'textarea' }), '会改');
    await userEvent.click(screen.getByRole('button', { name: '发出答复' }));
    await waitFor(() => expect(answers.bodies(answerFeedback)).toEqual([{ text: '会改' }]));
    cleanup();
    show(`${path}/feedback`, {
      as: appointment('doctor', county),
      answers: (given) =>
        void given
          .on(getProtocol, protocol())
          .on(listFeedback, { items: [remark], nextCursor: null })
          .on(getUsage, { items: [] }),
    });
    await screen.findByText('乡镇做不到');
    expect(screen.queryByRole('button', { name: '写答复' })).toBeNull();
    expect(screen.getByText('近 90 天没有人打开过')).toBeDefined();
  });

  it('shows authors what people miss', async () => {
    show('/protocols/search-misses', {
      as: appointment('expert'),
      answers: (given) =>
        void given.on(listSearchMisses, {
          items: [{ query: '透析', count: 7, institutions: 3, lastAt: '2026-11-20T02:00:00Z' }],
          nextCursor: null,
        }),
    });
    expect(within(await screen.findByRole('row', { name: /透析/ })).getByText('7')).toBeDefined();
    cleanup();
    show('/protocols/search-misses', { as: appointment('doctor', county) });
    expect(await screen.findByText(/当前身份看不到这一页/)).toBeDefined();
  });
});

const minutes = { immediate: 10, '2h': 60, '24h': 120, '7d': 1440, routine: 1440 };
const alliances = {
  items: [
    {
      id: idOf(900),
      name: { zh: '心血管专科联盟' },
      specialty: 'cardiovascular' as const,
      phase: 'operating' as const,
      lead,
      memberCount: 5,
      invented: true,
    },
  ],
  nextCursor: null,
};

describe('response times', () => {
  afterEach(cleanup);

  it('are set by the lead: whole minutes, the more urgent the shorter', async () => {
    let now = { version: 4, minutes };
    const { answers } = show('/protocols/response-times', {
      as: appointment('quality_manager'),
      answers: (given) =>
        void given
          .on(listAlliances, alliances as never)
          .on(getResponseTimes, () => now)
          .on(setResponseTimes, ({ body }) => (now = { version: 5, minutes: body.minutes as typeof minutes })),
    });
    const soon = await screen.findByLabelText(/^2 小时内/);
    await userEvent.clear(soon);
    await userEvent.type(soon, '5');
    await userEvent.click(screen.getByRole('button', { name: '保存时限' }));
    expect(screen.getByText(/越紧急的时限应越短/)).toBeDefined();
    expect(answers.of(setResponseTimes)).toHaveLength(0);
    await userEvent.clear(soon);
    await userEvent.type(soon, '45');
    await userEvent.click(screen.getByRole('button', { name: '保存时限' }));
    await waitFor(() => expect(answers.bodies(setResponseTimes)).toEqual([{ version: 4, minutes: { ...minutes, '2h': 45 } }]));
    expect(await screen.findByText('答复时限已更新')).toBeDefined();
  });

  it('are shown to members and not changed by them', async () => {
    show('/protocols/response-times', {
      as: appointment('quality_manager', county),
      answers: (given) => void given.on(listAlliances, alliances as never).on(getResponseTimes, { version: 4, minutes }),
    });
    expect(await screen.findByText(/由牵头医院设定/)).toBeDefined();
    expect(screen.queryByRole('button', { name: '保存时限' })).toBeNull();
  });
});
