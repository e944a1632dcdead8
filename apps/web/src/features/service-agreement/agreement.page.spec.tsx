import { listInstitutions } from '@alliance/contracts/institution.contract';
import {
  draftServiceAgreement,
  getServiceAgreement,
  listServiceAgreements,
  offerServiceAgreement,
  sendBackServiceAgreement,
  type ServiceAgreement,
} from '@alliance/contracts/service-agreement.contract';
import { getTimeline } from '@alliance/contracts/timeline.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { Answers } from '../../testing/answers';
import { appointment, county, idOf, lead } from '../../testing/make';
import { show } from '../../testing/show';

const agreement = (change: Partial<ServiceAgreement> = {}): ServiceAgreement => ({
  ...{ id: idOf(70), version: 2, number: '云远程〔2026〕1号', title: '远程会诊协议', reach: 'direct', alliance: null },
  ...{ provider: lead, requester: county, kinds: ['scheduled', 'multidisciplinary'], state: 'in_force', standing: 'in_force' },
  ...{ validFrom: '2026-01-01', validUntil: '2026-12-31', awaitsMe: false },
  ...{ aim: '让患者在本地得到意见', conditions: '条件', content: '内容', process: '流程', duties: '权利', liability: '责任' },
  ...{ fees: { scheduled: 20000 }, payer: '由申请方支付', answerWithinHours: 24, planWithinHours: 48, finishWithinWorkingDays: 3 },
  ...{ urgentWithinHours: 12, feedbackWithinDays: 14, draftedBy: county, sentBackReason: null, ended: null, lacks: [], actions: [] },
  signers: [
    { institution: lead, signedAt: '2026-01-01T02:00:00Z', by: '沈卫东' },
    { institution: county, signedAt: null, by: null },
  ],
  ...change,
});
const detail = (of: ServiceAgreement, more?: (answers: Answers) => void, language: 'zh' | 'en' = 'zh') =>
  show(`/agreements/${of.id}`, {
    as: appointment('member_administrator', county),
    language,
    answers: (answers) => {
      answers.on(getServiceAgreement, of);
      answers.on(getTimeline, { items: [], nextCursor: null });
      more?.(answers);
    },
  });

describe('agreements', () => {
  afterEach(cleanup);

  it('stand with what they cover, whom, until when, and what waits for the own hospital', async () => {
    const list = (answers: Answers) =>
      void answers.on(listServiceAgreements, {
        items: [
          agreement({ standing: 'offered', state: 'offered', awaitsMe: true }),
          agreement({ id: idOf(71), standing: 'expiring', title: '另一份' }),
        ],
        nextCursor: null,
      });
    show('/agreements', { as: appointment('member_administrator', county), answers: list });
    const row = within((await screen.findByRole('link', { name: '远程会诊协议' })).closest('tr') as HTMLElement);
    expect(row.getByText(/云岭市第一人民医院 → 青禾县人民医院/)).toBeDefined();
    expect(row.getByText('预约会诊、多学科会诊')).toBeDefined();
    expect(row.getByText(/等待本院签署/)).toBeDefined();
    expect(screen.getByText('▲ 即将到期')).toBeDefined();
    expect(screen.getByRole('link', { name: '起草协议' })).toBeDefined();
    cleanup();
    show('/agreements', { as: appointment('doctor', county), answers: list, language: 'en' });
    expect(await screen.findByText('▲ Runs out soon')).toBeDefined();
    expect(screen.queryByRole('link', { name: 'Write an agreement' })).toBeNull();
  });

  it('say what an empty list means, and nothing to who may not read them', async () => {
    const empty = (answers: Answers) => void answers.on(listServiceAgreements, { items: [], nextCursor: null });
    show('/agreements?all=true', { as: appointment('doctor', county), answers: empty });
    expect(await screen.findByText('还没有协议')).toBeDefined();
    cleanup();
    show('/agreements', { as: appointment('auditor'), answers: empty });
    expect(await screen.findByText(/当前身份看不到这一页/)).toBeDefined();
  });

  it('read like a contract: clauses, costs in yuan, limits, who has signed', async () => {
    detail(agreement(), undefined, 'en');
    expect(await screen.findByText('让患者在本地得到意见')).toBeDefined();
    expect(screen.getByText('Scheduled CNY 200 each；Multidisciplinary not agreed')).toBeDefined();
    expect(screen.getByText('within 48 hours')).toBeDefined();
    expect(screen.getByText('✓ 沈卫东, 2026-01-01')).toBeDefined();
    expect(screen.getByText('◷ not signed')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Sign' })).toBeNull();
  });

  it('a draft names what it lacks and is not sent; a complete one is, once what it means was read', async () => {
    const draft = { state: 'draft', standing: 'draft', actions: ['edit', 'offer'] } as const;
    const incomplete = detail(agreement({ ...draft, actions: [...draft.actions], liability: null, lacks: ['liability'] }));
    expect(await screen.findByText('发出前还缺：风险与责任分担')).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: '签署并发出' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(incomplete.answers.of(offerServiceAgreement).map(({ ask }) => ask)).toEqual([]);
    cleanup();
    const { answers } = detail(
      agreement({ ...draft, actions: [...draft.actions] }),
      (given) => void given.on(offerServiceAgreement, agreement()),
    );
    fireEvent.click(await screen.findByRole('button', { name: '签署并发出' }));
    const panel = within(screen.getByRole('dialog'));
    expect(panel.getByText(/发出后不能再修改/)).toBeDefined();
    fireEvent.click(panel.getByRole('button', { name: '签署并发出' }));
    await waitFor(() => expect(answers.of(offerServiceAgreement).map(({ ask }) => ask)).toHaveLength(1));
  });

  it('is sent back with a reason only', async () => {
    const { answers } = detail(
      agreement({ state: 'offered', standing: 'offered', awaitsMe: true, actions: ['sign', 'sendBack'] }),
      (given) => void given.on(sendBackServiceAgreement, agreement({ state: 'draft' })),
    );
    fireEvent.click(await screen.findByRole('button', { name: '退回修改' }));
    const panel = within(screen.getByRole('dialog'));
    fireEvent.click(panel.getByRole('button', { name: '退回修改' }));
    expect(panel.getByText('请填写原因')).toBeDefined();
    fireEvent.change(panel.getByRole('textbox', { name: /原因/ }), { target: { value: '责任分担不清' } });
    fireEvent.click(panel.getByRole('button', { name: '退回修改' }));
    await waitFor(() =>
      expect(answers.of(sendBackServiceAgreement).map(({ ask }) => ask)).toMatchObject([{ body: { version: 2, reason: '责任分担不清' } }]),
    );
  });

  it('is written as a draft: own hospital on its side, yuan become fen, what is empty stays empty', async () => {
    const { answers } = show('/agreements/new', {
      as: appointment('member_administrator', county),
      answers: (given) => {
        given.on(listInstitutions, { items: [{ ...lead, city: '云岭市', level: 'tertiary' } as never], nextCursor: null } as never);
        given.on(draftServiceAgreement, agreement({ state: 'draft' }));
        given.on(getServiceAgreement, agreement({ state: 'draft' }));
        given.on(getTimeline, { items: [], nextCursor: null });
      },
    });
    fireEvent.click(await screen.findByRole('button', { name: '保存草稿' }));
    expect(screen.getByText('请填写协议名称')).toBeDefined();
    expect(screen.getByText('请选择医院')).toBeDefined();
    fireEvent.change(screen.getByRole('textbox', { name: /协议名称/ }), { target: { value: '远程会诊协议' } });
    fireEvent.change(screen.getByRole('combobox', { name: /提供方/ }), { target: { value: '云岭' } });
    fireEvent.click(await screen.findByRole('option', { name: /云岭市第一人民医院/ }));
    fireEvent.change(screen.getByRole('textbox', { name: '预约会诊（元/次）' }), { target: { value: '150.5' } });
    fireEvent.change(screen.getByRole('textbox', { name: '目的' }), { target: { value: '提高诊疗质量' } });
    fireEvent.click(screen.getByRole('button', { name: '保存草稿' }));
    await waitFor(() => expect(answers.of(draftServiceAgreement).map(({ ask }) => ask)).toHaveLength(1));
    expect(answers.of(draftServiceAgreement).map(({ ask }) => ask)[0]).toMatchObject({
      body: {
        ...{ reach: 'direct', providerId: lead.id, requesterId: county.id, allianceId: null, fees: { scheduled: 15050 } },
        ...{ aim: '提高诊疗质量', liability: null, validFrom: null, planWithinHours: 48 },
      },
    });
  });
});
