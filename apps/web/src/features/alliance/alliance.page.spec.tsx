import { getAlliance, listAlliances, type Alliance } from '@alliance/contracts/alliance.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { getTimeline } from '@alliance/contracts/timeline.contract';
import { listInstitutions, type Institution } from '@alliance/contracts/institution.contract';
import { inviteMember, recordAgreement, suspendMember } from '@alliance/contracts/membership.contract';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, county, idOf } from '../../testing/make';
import { show } from '../../testing/show';

const member = (n: number, name: string, role: 'lead' | 'member', agreement: string | null): Alliance['members'][number] => ({
  ...{ id: idOf(n), name, role, agreement, city: '云岭市', type: 'general_hospital', level: 'secondary', from: '2025-09-01', to: null },
  state: role === 'lead' || agreement ? 'active' : 'pending',
});
const alliance: Alliance = {
  id: idOf(7),
  name: { zh: '云岭市心血管专科联盟', en: 'Yunling Cardiovascular Alliance' },
  specialty: 'cardiovascular',
  phase: 'building',
  lead: { id: idOf(1), name: '云岭市人民医院' },
  memberCount: 2,
  invented: true,
  version: 1,
  members: [
    member(1, '云岭市人民医院', 'lead', null),
    member(2, '青禾县人民医院', 'member', '云联协〔2025〕2号'),
    member(3, '柳河镇卫生院', 'member', null),
  ],
  openedFrom: null,
  openedOn: '2025-09-01',
};

describe('an alliance', () => {
  afterEach(cleanup);

  it('says who leads, who is still pending, how far it is, and that it is invented', async () => {
    show(`/alliances/${alliance.id}`, {
      as: appointment('doctor'),
      answers: (answers) => void answers.on(getAlliance, alliance),
      language: 'en',
    });
    expect(await screen.findByRole('heading', { name: 'Yunling Cardiovascular Alliance' })).toBeDefined();
    const row = (name: string) => within(screen.getByRole('link', { name }).closest('tr') as HTMLElement);
    expect(row('青禾县人民医院').getByText('云联协〔2025〕2号')).toBeDefined();
    expect(row('柳河镇卫生院').getByText('◷ pending')).toBeDefined();
    expect(screen.getByText('◷ 1 with agreement pending')).toBeDefined();
    expect(screen.getByRole('list', { name: 'Phase reached' }).querySelector('[aria-current]')?.textContent).toContain('Building');
    expect(screen.getByText(/hospitals, people and patients are invented/)).toBeDefined();
  });

  it('is opened from the pairings by the office only', async () => {
    const answers = (given: Parameters<NonNullable<NonNullable<Parameters<typeof show>[1]>['answers']>>[0]) =>
      void given.on(listAlliances, { items: [], nextCursor: null });
    show('/alliances', { as: appointment('management_office'), answers });
    expect((await screen.findAllByRole('link', { name: '从结对开设' })).length).toBeGreaterThan(0);
    cleanup();
    show('/alliances', { as: appointment('doctor'), answers });
    expect(await screen.findByText('还没有专科联盟')).toBeDefined();
    expect(screen.queryByRole('link', { name: '从结对开设' })).toBeNull();
  });
});

describe('members of an alliance', () => {
  afterEach(cleanup);
  const open = (as = appointment('lead_administrator'), more?: (answers: Answers) => void) =>
    show(`/alliances/${alliance.id}`, {
      as,
      answers: (answers) => {
        answers.on(getAlliance, alliance);
        answers.on(getTimeline, {
          items: [
            {
              ...{ id: idOf(30), at: '2026-01-05T01:00:00Z', kind: 'alliance.member_suspended', by: '周文博', role: 'lead_administrator' },
              ...{ institution: { id: idOf(1), name: '云岭市人民医院' }, data: { institutionId: idOf(2), state: 'suspended' } },
            },
            {
              ...{ id: idOf(31), at: '2026-01-04T01:00:00Z', kind: 'alliance.never_heard_of', by: null, role: null },
              institution: null,
              data: {},
            },
          ],
          nextCursor: null,
        });
        more?.(answers);
      },
    });
  const panel = () => within(screen.getByRole('dialog'));
  const choose = async (member: string, act: string) => {
    await userEvent.click(await screen.findByRole('button', { name: `操作：${member}` }));
    await userEvent.click(screen.getByRole('menuitem', { name: act }));
  };

  it('are suspended with a reason, after what that means; its history is prose, also for kinds it does not know', async () => {
    const { answers } = open(undefined, (given) => void given.on(suspendMember, alliance));
    expect(await screen.findByText('周文博（云岭市人民医院 · 牵头医院管理员）暂停了青禾县人民医院。')).toBeDefined();
    expect(screen.getByText('系统作了变更。')).toBeDefined();
    await choose('青禾县人民医院', '暂停');
    expect(panel().getByText(/立即转诊不受影响/)).toBeDefined();
    await userEvent.click(panel().getByRole('button', { name: '暂停' }));
    expect(panel().getByText('请填写原因')).toBeDefined();
    expect(answers.of(suspendMember)).toEqual([]);
    await userEvent.type(panel().getByLabelText(/原因/), '等待整改');
    await userEvent.click(panel().getByRole('button', { name: '暂停' }));
    await waitFor(() => expect(answers.bodies(suspendMember)).toEqual([{ version: 1, reason: '等待整改' }]));
    expect(answers.of(suspendMember)[0]?.ask.params).toEqual({ id: alliance.id, institutionId: idOf(2) });
  });

  it('that are pending become active by their agreement, and cannot be suspended', async () => {
    const { answers } = open(undefined, (given) => void given.refuse(recordAgreement, 'membership.wrong_state'));
    await userEvent.click(await screen.findByRole('button', { name: '操作：柳河镇卫生院' }));
    expect(screen.getAllByRole('menuitem').map(({ textContent }) => textContent)).toEqual(['登记协议', '退出']);
    await userEvent.click(screen.getByRole('menuitem', { name: '登记协议' }));
    await userEvent.type(panel().getByLabelText(/协议编号/), '云联协〔2026〕3号');
    await userEvent.click(panel().getByRole('button', { name: '登记协议' }));
    expect(await panel().findByText(/成员状态已变/)).toBeDefined();
    expect(panel().getByLabelText<HTMLInputElement>(/协议编号/).value).toBe('云联协〔2026〕3号');
    expect(answers.bodies(recordAgreement)).toHaveLength(1);
    expect(screen.queryByRole('button', { name: '操作：云岭市人民医院' })).toBeNull();
  });

  it('are invited by search; one that is there already is said beside the field', async () => {
    const found: Institution = {
      ...{ id: idOf(5), code: null, name: '新县人民医院', aliases: [], province: null, city: '云岭市', type: 'general_hospital' },
      ...{ level: 'secondary', levelBasis: null, source: null, invented: false, flags: [] },
    };
    const { answers } = open(undefined, (given) => {
      given.on(listInstitutions, { items: [found], nextCursor: null }).refuse(inviteMember, 'membership.exists');
    });
    await userEvent.click(await screen.findByRole('button', { name: '邀请成员' }));
    await userEvent.type(panel().getByRole('combobox', { name: /机构/ }), '新县');
    await userEvent.click(await panel().findByRole('option', { name: /新县人民医院/ }));
    await userEvent.click(panel().getByRole('button', { name: '邀请成员' }));
    expect(await panel().findByText(/已是成员，未重复邀请/)).toBeDefined();
    expect(answers.bodies(inviteMember)).toMatchObject([{ version: 1, institutionId: found.id }]);
  });

  it('are kept by the lead and the office only', async () => {
    open(appointment('lead_administrator', county));
    expect(await screen.findByRole('link', { name: '青禾县人民医院' })).toBeDefined();
    expect(screen.queryByRole('button', { name: '邀请成员' })).toBeNull();
    cleanup();
    open(appointment('management_office', county));
    expect(await screen.findByRole('button', { name: '邀请成员' })).toBeDefined();
  });
});
