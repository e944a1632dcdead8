import * as desk from '@alliance/contracts/desk.contract';
import { undoReferral } from '@alliance/contracts/referral-action.contract';
import { countReferrals, listReferrals, type ReferralRow } from '@alliance/contracts/referral-queue.contract';
import { listPeople } from '@alliance/contracts/person.contract';
import { queueColumns } from '@alliance/domain/referral/queue';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, idOf, inMinutes, referral, row } from '../../testing/make';
import { show } from '../../testing/show';

const open = async (items: ReferralRow[], answers: (given: Answers) => void = () => undefined, path = '/referrals') => {
  const scene = show(path, {
    as: appointment('coordinator'),
    answers: (given) => {
      given.on(listReferrals, { items, nextCursor: null });
      answers(given);
    },
  });
  await screen.findByText(items[0]?.patient?.name ?? '');
  return scene;
};
const list = () => screen.getByRole('region', { name: '转诊列表' });
const colleague = { mine: false, appointmentId: idOf(71), by: '李静', at: inMinutes(-12), lapsesAt: inMinutes(18) };
const view = { code: null, grouping: 'urgency', shared: false, sharedBy: null, count: 3, late: 0 } as const;

afterEach(cleanup);

describe('ten thousand rows', () => {
  const many = Array.from({ length: 10_000 }, (_, i) => row(i + 1, { urgency: i < 40 ? 'immediate' : 'routine' }));

  it('are a list of which only the screen is in the document, with the heading of where one is', async () => {
    await open(many);
    expect(within(list()).getAllByRole('link').length).toBeLessThan(40);
    expect(document.querySelectorAll('.queue-rows > li').length).toBeLessThan(40);
    expect(list().querySelectorAll('*').length).toBeLessThan(1_200);
    expect(within(list()).getByRole('heading', { name: /立即 40/ })).toBeDefined();
    const scroller = list();
    scroller.scrollTop = 500_000;
    fireEvent.scroll(scroller);
    await waitFor(() => expect(within(list()).queryByText('患者1')).toBeNull());
    expect(within(list()).getAllByRole('link').length).toBeLessThan(40);
    expect(within(list()).getByRole('heading', { name: /常规 9960/ })).toBeDefined();
  }, 30_000);

  it('are walked by keys past the edge of the screen', async () => {
    await open(many);
    const scroller = list();
    // the test's browser neither lays out nor scrolls by itself
    Object.defineProperty(scroller, 'scrollHeight', { value: 1_000_000 });
    scroller.scrollTo = (to?: ScrollToOptions | number) => {
      scroller.scrollTop = typeof to === 'object' ? (to.top ?? 0) : 0;
      setTimeout(() => fireEvent.scroll(scroller));
    };
    await userEvent.keyboard('j'.repeat(30));
    await waitFor(() => expect(document.activeElement?.id).toBe(`row-${idOf(30)}`));
  }, 30_000);
});

describe('the desk', () => {
  it('shows what is particular about a row in words', async () => {
    await open(
      [
        row(30, { claim: colleague, verdict: 'met', unanswered: true, state: 'in_transit', pairId: idOf(31), escalated: true }),
        row(40, { claim: { ...colleague, mine: true }, counterpart: null, outside: '邻省医院', remindedAt: inMinutes(-1) }),
      ],
      (given) =>
        given.on(desk.listPresence, {
          items: [{ id: idOf(30), people: [{ appointmentId: idOf(72), name: '赵刚' }], otherHospital: true }],
        }),
    );
    for (const words of ['在途未答复', '李静处理中', '母婴同转', '已逐级上报', '我在处理', '平台外', '已催办'])
      expect(within(list()).getByText(new RegExp(words))).toBeDefined();
    expect(await within(list()).findByText(/赵刚、对方正在查看/)).toBeDefined();
    expect(within(list()).getByText(/符合/)).toBeDefined();
  });

  it('claims with c, lets go with c, and asks before a colleague’s is taken', async () => {
    const { answers } = await open([row(30), row(40, { claim: { ...colleague, mine: true } }), row(50, { claim: colleague })], (given) =>
      given
        .on(desk.claimReferral, { id: idOf(30), claim: null })
        .on(desk.releaseReferral, { id: idOf(40), claim: null })
        .on(desk.takeReferral, { id: idOf(50), claim: null }),
    );
    await userEvent.keyboard('jc');
    await waitFor(() => expect(answers.of(desk.claimReferral)[0]?.ask.params).toEqual({ id: idOf(30) }));
    await userEvent.keyboard('jc');
    await waitFor(() => expect(answers.of(desk.releaseReferral)[0]?.ask.params).toEqual({ id: idOf(40) }));
    await userEvent.keyboard('jc');
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '接手' }));
    await waitFor(() => expect(answers.bodies(desk.takeReferral)).toEqual([{ from: idOf(71) }]));
    expect(await screen.findByText('已接手，已通知原处理人。')).toBeDefined();
  });

  it('says who was quicker', async () => {
    await open([row(30)], (given) => given.refuse(desk.claimReferral, 'referral.claim_held', { by: '李静' }));
    await userEvent.keyboard('jc');
    expect(await screen.findByText(/李静正在处理这份转诊/)).toBeDefined();
  });

  it('takes an answer back with u only where that is offered', async () => {
    const { answers } = await open(
      [row(30, { actions: ['arrive'] }), row(40, { actions: ['undo'], undoUntil: inMinutes(1), version: 7 })],
      (given) => given.on(undoReferral, referral()),
    );
    await userEvent.keyboard('ju');
    expect(answers.of(undoReferral)).toEqual([]);
    await userEvent.keyboard('ju');
    await waitFor(() => expect(answers.bodies(undoReferral)).toEqual([{ version: 7 }]));
  });

  it('counts in the title of the tab what may not wait', async () => {
    await open([row(30)], (given) => given.on(countReferrals, { inbound: { submitted: 4 }, outbound: {}, late: 2, pressing: 3 }));
    await waitFor(() => expect(document.title).toMatch(/^\(3\) 转诊/));
  });
});

describe('many rows', () => {
  it('are chosen with x and all between with Shift, handled at once, and say what was left', async () => {
    const { answers } = await open([row(30), row(40), row(50), row(60)], (given) =>
      given.on(desk.bulkReferrals, ({ body }) => ({
        results: (body as { ids: string[] }).ids.map((id) => ({
          id,
          refused: id === idOf(50) ? ('referral.claim_held' as const) : null,
        })),
      })),
    );
    await userEvent.keyboard('jxjjX');
    const bar = screen.getByRole('region', { name: '已选的转诊' });
    expect(within(bar).getByText('已选 3 份')).toBeDefined();
    expect(within(bar).queryByRole('button', { name: /受理|退回/ })).toBeNull();
    await userEvent.click(within(bar).getByRole('button', { name: '认领' }));
    await waitFor(() => expect(answers.bodies(desk.bulkReferrals)).toEqual([{ action: 'claim', ids: [idOf(30), idOf(40), idOf(50)] }]));
    expect(await within(bar).findByText(/患者50未处理：/)).toBeDefined();
    await userEvent.click(within(bar).getByRole('button', { name: '取消选择' }));
    expect(screen.queryByRole('region', { name: '已选的转诊' })).toBeNull();
  });

  it('are handed to a clinician of the house', async () => {
    const person = {
      id: idOf(80),
      version: 1,
      name: '王敏',
      staffNumber: null,
      account: 'active',
      lastSeenAt: null,
      deactivatedAt: null,
      appointments: [
        {
          id: idOf(81),
          role: 'doctor',
          department: null,
          title: null,
          practiceScope: null,
          independentSince: null,
          from: '2024-01-01',
          to: null,
        },
        {
          id: idOf(82),
          role: 'auditor',
          department: null,
          title: null,
          practiceScope: null,
          independentSince: null,
          from: '2024-01-01',
          to: null,
        },
      ],
    } as const;
    const { answers } = await open([row(30)], (given) =>
      given
        .on(listPeople, { items: [{ ...person, appointments: [...person.appointments] }], nextCursor: null })
        .on(desk.bulkReferrals, { results: [{ id: idOf(30), refused: null }] }),
    );
    await userEvent.click(screen.getByRole('checkbox', { name: '选择患者30' }));
    await userEvent.click(screen.getByRole('button', { name: '交给同事' }));
    const names = await within(await screen.findByRole('dialog')).findAllByRole('button', { name: /王敏/ });
    expect(names).toHaveLength(1);
    await userEvent.click(names[0] as HTMLElement);
    await waitFor(() => expect(answers.bodies(desk.bulkReferrals)).toEqual([{ action: 'hand_over', ids: [idOf(30)], to: idOf(81) }]));
  });

  it('are printed with the list, the time and who printed it, once that is recorded', async () => {
    const print = jest.spyOn(window, 'print').mockImplementation(() => undefined);
    await open([row(30), row(40)], (given) => given.on(desk.bulkReferrals, { results: [{ id: idOf(30), refused: null }] }));
    await userEvent.keyboard('jx');
    await userEvent.click(screen.getByRole('button', { name: '打印' }));
    const paper = await waitFor(() => {
      const found = document.querySelector<HTMLElement>('.queue-print');
      expect(found).not.toBeNull();
      return found as HTMLElement;
    });
    expect(print).toHaveBeenCalledTimes(1);
    expect(paper.textContent).toMatch(/转诊列表 · 转入.*打印于 \d{4}.*周文博，共 1 份/);
    expect(paper.textContent).toContain('患者30');
    expect(paper.textContent).not.toContain('患者40');
    fireEvent(window, new Event('afterprint'));
    await waitFor(() => expect(document.querySelector('.queue-print')).toBeNull());
    print.mockRestore();
  });
});

describe('kept views', () => {
  const kept = {
    version: 4,
    columns: [...queueColumns],
    views: [{ ...view, id: idOf(90), name: '急诊', query: { side: 'inbound', service: 'emergency' } }],
  } as const;
  const given = (answers: Answers) =>
    void answers.on(desk.readDesk, { ...kept, columns: [...kept.columns], views: kept.views.map((each) => ({ ...each })) });

  it('are tabs with counts that ask for what they keep', async () => {
    const { answers } = await open([row(30)], given);
    await userEvent.click(await screen.findByRole('link', { name: /急诊 3/ }));
    await waitFor(() => expect(answers.of(listReferrals).at(-1)?.ask.query).toMatchObject({ side: 'inbound', service: 'emergency' }));
    expect(screen.queryByRole('button', { name: '存为常用列表' })).toBeNull();
  });

  it('are made of the filters of now, without a patient’s name', async () => {
    const { answers } = await open(
      [row(30)],
      (all) => {
        given(all);
        all.on(desk.arrangeDesk, { version: 5, columns: [], views: [] });
      },
      '/referrals?urgency=urgent&late=true&name=张',
    );
    await userEvent.click(await screen.findByRole('button', { name: '存为常用列表' }));
    await userEvent.type(screen.getByRole('textbox', { name: /名称/ }), '紧急超时');
    await userEvent.click(screen.getByRole('button', { name: '另存' }));
    await waitFor(() => expect(answers.bodies(desk.arrangeDesk)).toHaveLength(1));
    expect(answers.bodies(desk.arrangeDesk)[0]).toMatchObject({
      version: 4,
      views: [
        { name: '急诊' },
        { name: '紧急超时', query: { side: 'inbound', urgency: 'urgent', late: 'true' }, grouping: 'urgency', shared: false },
      ],
    });
    expect(JSON.stringify(answers.bodies(desk.arrangeDesk)[0])).not.toContain('张');
  });

  it('are put in order and thrown away, with the facts that a row shows', async () => {
    const two = { ...view, id: idOf(91), name: '在途', query: { side: 'inbound' as const, state: 'in_transit' } };
    const { answers } = await open([row(30)], (all) => {
      all.on(desk.readDesk, {
        version: 4,
        columns: [...queueColumns],
        views: [{ ...view, id: idOf(90), name: '急诊', query: { side: 'inbound' } }, two],
      });
      all.on(desk.arrangeDesk, { version: 5, columns: [], views: [] });
    });
    await userEvent.click(await screen.findByRole('button', { name: '调整列表' }));
    await userEvent.click(screen.getByRole('button', { name: '上移在途' }));
    await userEvent.click(screen.getByRole('button', { name: '移除急诊' }));
    await userEvent.click(screen.getByRole('checkbox', { name: '规范判定' }));
    await userEvent.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(() =>
      expect(answers.bodies(desk.arrangeDesk)[0]).toMatchObject({
        views: [{ name: '在途' }],
        columns: queueColumns.filter((each) => each !== 'verdict'),
      }),
    );
  });
});
