import { getAlliance } from '@alliance/contracts/alliance.contract';
import {
  acknowledgeEscalation,
  getDeadlines,
  listEscalations,
  listFindings,
  setDeadlines,
  takeOverFinding,
  type AllianceDeadlines,
  type Escalation,
  type OpenFinding,
} from '@alliance/contracts/escalation.contract';
import { agreedSteps, defaultMinutes, inWorkingTime } from '@alliance/domain/referral/deadline';
import { urgencies } from '@alliance/domain/referral/referral.codes';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, idOf } from '../../testing/make';
import { show } from '../../testing/show';

afterEach(cleanup);
const me = appointment('coordinator');
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const waiting: Escalation = {
  id: idOf(41),
  version: 1,
  referral: { id: idOf(51), number: '7K3D-9QWX-2' },
  alliance: { id: idOf(7), name: { zh: '云岭市心血管专科联盟' } },
  sender: { id: idOf(3), name: '柳河镇卫生院' },
  receiver: me.institution,
  urgency: 'urgent',
  service: 'inpatient',
  step: 'submitted',
  dueAt: ago(45),
  rung: 'duty_office',
  told: me.institution,
  at: ago(15),
  settledAt: null,
  acknowledged: null,
  call: { institution: me.institution.name, rung: 'duty_office', person: '赵敏', phone: '0851-1234567' },
  actions: ['acknowledge', 'open'],
};
const seenByOffice: Escalation = {
  ...waiting,
  id: idOf(42),
  referral: { id: null, number: '7K3D-9QWX-2' },
  rung: 'lead',
  told: { id: idOf(99), name: '云岭市第二医院' },
  actions: [],
};
const finding: OpenFinding = {
  id: idOf(61),
  kind: 'owner_missing',
  foundAt: ago(300),
  settledAt: null,
  referral: {
    id: idOf(62),
    number: '1AAA-2BBB-3',
    state: 'submitted',
    urgency: 'routine',
    receiver: '云岭市人民医院',
    nextActionAt: ago(-300),
  },
  owner: '钱立',
};
const open = (rows: readonly Escalation[], more?: (answers: Answers) => void, as = me, path = '/escalations') =>
  show(path, {
    as,
    answers: (answers) => {
      answers.on(listEscalations, { items: [...rows], nextCursor: null });
      answers.on(listFindings, { items: [], nextCursor: null });
      more?.(answers);
    },
  });

describe('who waits too long', () => {
  it('says for whom, how late, who was told and whom to call, those told to us first', async () => {
    open([waiting, seenByOffice]);
    const table = await screen.findByRole('table', { name: '督办' });
    const [mine, others] = within(table).getAllByRole('rowheader');
    expect([mine?.textContent, others?.textContent]).toEqual(['通知到本机构 1', '其他 1']);
    const row = within(screen.getByRole('link', { name: '打开转诊 7K3D-9QWX-2' }).closest('tr') as HTMLElement);
    expect(row.getByText(/紧急/)).toBeDefined();
    expect(row.getByText('住院 · 等待答复')).toBeDefined();
    expect(row.getByText(/超时 4[45] 分/)).toBeDefined();
    expect(row.getByText(/^总值班 ·/).textContent).toMatch(/^总值班 · 1[45] 分钟前$/);
    expect(row.getByRole('link', { name: '拨打 0851-1234567' }).getAttribute('href')).toBe('tel:08511234567');
    // what somebody else was told has no door and no button here
    expect(screen.getAllByRole('link', { name: /打开转诊/ })).toHaveLength(1);
    expect(screen.getAllByRole('button', { name: /我已知悉/ })).toHaveLength(1);
  });

  it('is acknowledged from the keyboard in one word, and says that the ladder goes on', async () => {
    const user = userEvent.setup();
    const { answers } = open([waiting], (given) =>
      given.on(acknowledgeEscalation, {
        ...waiting,
        version: 2,
        acknowledged: { at: ago(0), by: '李芳', note: 'calling' },
        actions: ['open'],
      }),
    );
    (await screen.findByRole('button', { name: '转诊 7K3D-9QWX-2：我已知悉，正在处理' })).focus();
    await user.keyboard('{Enter}{ArrowDown}{Enter}');
    await screen.findByText('已记下：正在打电话。对方答复前，督办会继续上报。');
    expect(answers.of(acknowledgeEscalation)).toMatchObject([
      { ask: { params: { id: waiting.id }, body: { version: 1, note: 'calling' } } },
    ]);
  });

  it('keeps what was refused in words beside the row', async () => {
    const user = userEvent.setup();
    open([waiting], (given) => given.refuse(acknowledgeEscalation, 'record.stale'));
    await user.click(await screen.findByRole('button', { name: /我已知悉/ }));
    await user.click(screen.getByRole('menuitem', { name: '正在处理' }));
    const row = screen.getByRole('link', { name: '打开转诊 7K3D-9QWX-2' }).closest('tr') as HTMLElement;
    expect((await within(row).findByRole('alert')).textContent).toMatch(/^✕ ./);
  });

  it('is narrowed by urgency, rung and state, in the address too', async () => {
    const user = userEvent.setup();
    const { answers, router } = open([waiting], undefined, me, '/escalations?urgency=urgent&rung=nonsense');
    await screen.findByRole('table', { name: '督办' });
    expect(answers.of(listEscalations)[0]?.ask).toMatchObject({ query: { urgency: 'urgent' } });
    expect(answers.of(listEscalations)[0]?.ask.query).not.toHaveProperty('rung');
    expect(screen.getByRole('button', { name: '仍在等待', pressed: true })).toBeDefined();
    await user.click(screen.getByRole('button', { name: '已解决' }));
    await waitFor(() => expect(answers.of(listEscalations).at(-1)?.ask).toMatchObject({ query: { urgency: 'urgent', state: 'settled' } }));
    expect(router.state.location.search).toEqual({ urgency: 'urgent', state: 'settled' });
  });

  it('says so where nobody waits, what the ladder is, and in English', async () => {
    show('/escalations', {
      as: appointment('management_office'),
      language: 'en',
      answers: (answers) => void answers.on(listEscalations, { items: [], nextCursor: null }),
    });
    expect(await screen.findByText('Nobody waits too long')).toBeDefined();
    expect(screen.getByText(/the management office are told in turn/)).toBeDefined();
    // the office follows no referral up
    expect(screen.queryByRole('heading', { name: /Nightly/ })).toBeNull();
  });

  it('is not for everybody', async () => {
    show('/escalations', { as: appointment('quality_manager') });
    expect(await screen.findByText('当前身份看不到这一页')).toBeDefined();
  });
});

describe('what the night found', () => {
  it('is taken over with one click', async () => {
    const user = userEvent.setup();
    const { answers } = open([], (given) => {
      given.on(listFindings, { items: [finding], nextCursor: null });
      given.on(takeOverFinding, { ...finding, owner: '李芳', settledAt: ago(0) });
    });
    expect(await screen.findByText('经办人钱立已不在岗')).toBeDefined();
    await user.click(screen.getByRole('button', { name: '接手转诊 1AAA-2BBB-3' }));
    expect(await screen.findByText('转诊 1AAA-2BBB-3 现在由你跟进')).toBeDefined();
    expect(answers.of(takeOverFinding)).toMatchObject([{ ask: { params: { id: finding.id } } }]);
  });
});

describe('deadlines of an alliance', () => {
  const deadlines = (manages: boolean): AllianceDeadlines => ({
    version: 3,
    manages,
    limits: agreedSteps.flatMap((step) =>
      urgencies.map((urgency) => ({
        ...{ step, urgency, usual: defaultMinutes[step][urgency], workingTime: inWorkingTime(step, urgency) },
        ...(step === 'submitted' && urgency === 'urgent'
          ? { minutes: 45, agreed: true }
          : { minutes: defaultMinutes[step][urgency], agreed: false }),
      })),
    ),
    holidayYears: [{ year: 2026, notice: '国办发明电〔2025〕7号' }],
  });
  const openPage = (manages: boolean, more?: (answers: Answers) => void) =>
    show(`/alliances/${idOf(7)}/deadlines`, {
      as: appointment(manages ? 'lead_administrator' : 'doctor'),
      answers: (answers) => {
        answers.on(getAlliance, { name: { zh: '云岭市心血管专科联盟' } } as never);
        answers.on(getDeadlines, deadlines(manages));
        more?.(answers);
      },
    });

  it('are read by members: what is agreed, what is to be agreed, what counts working days', async () => {
    openPage(false);
    const answer = within(await screen.findByRole('region', { name: '发出 → 答复' }));
    expect(answer.getByText(/45 分/).textContent).not.toMatch(/待约定/);
    expect(answer.getByText(/1 天 0 小时/).textContent).toMatch(/工作日.*待约定/);
    expect(screen.getByText(/国办发明电〔2025〕7号/)).toBeDefined();
    expect(screen.queryByRole('button', { name: '保存约定' })).toBeNull();
  });

  it('are agreed on by the lead: a figure sets one, an empty field gives it back, nonsense is refused', async () => {
    const user = userEvent.setup();
    const { answers } = openPage(true, (given) => given.on(setDeadlines, { ...deadlines(true), version: 4 }));
    const answer = within(await screen.findByRole('group', { name: '发出 → 答复' }));
    await user.clear(answer.getByLabelText('紧急（分钟）'));
    await user.type(answer.getByLabelText('立即（分钟）'), 'soon');
    await user.click(screen.getByRole('button', { name: '保存约定' }));
    expect(await screen.findByText(/请填 1–43200/)).toBeDefined();
    expect(answers.of(setDeadlines)).toHaveLength(0);
    await user.clear(answer.getByLabelText('立即（分钟）'));
    await user.type(answer.getByLabelText('立即（分钟）'), '5');
    await user.click(screen.getByRole('button', { name: '保存约定' }));
    await screen.findByText('时限已保存，之后的步骤按此执行');
    expect(answers.bodies(setDeadlines)).toEqual([{ version: 3, minutes: { submitted: { immediate: 5 } } }]);
  });
});
