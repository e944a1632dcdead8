import { listAlliances } from '@alliance/contracts/alliance.contract';
import { getInstitution, type InstitutionDetail } from '@alliance/contracts/institution.contract';
import {
  addPerson,
  changeAppointment,
  changePerson,
  deactivatePerson,
  getOpenWork,
  getPerson,
  invitePerson,
  listPeople,
  type PersonDetail,
  type PersonSummary,
} from '@alliance/contracts/person.contract';
import { getTimeline } from '@alliance/contracts/timeline.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, cardiology, idOf, lead } from '../../testing/make';
import { show } from '../../testing/show';

const department = {
  ...{ ...cardiology, version: 1, specialties: ['cardiovascular' as const], treatmentSubjects: [], standingPermissions: [] },
  ...{ phone: null, claimedWaitDays: null, closed: false },
};
const hospital: InstitutionDetail = {
  ...{ ...lead, code: null, aliases: [], province: null, city: null, type: 'general_hospital', level: 'tertiary', levelBasis: null },
  ...{ source: null, invented: true, flags: [], version: 1, phone: null, timeZone: 'Asia/Shanghai', departments: [department] },
  ...{ capabilities: [], contactLines: [], possibleSameAs: [] },
};
const summary = (n: number, name: string, change: Partial<PersonSummary> = {}): PersonSummary => ({
  ...{ id: idOf(n), version: 2, name, staffNumber: `A${n}`, account: 'none', lastSeenAt: null, deactivatedAt: null },
  appointments: [
    {
      ...{ id: idOf(n + 1000), role: 'doctor', department: cardiology, title: '主治医师', practiceScope: '内科专业' },
      ...{ independentSince: '2016-05-01', from: '2020-01-01', to: null },
    },
  ],
  ...change,
});
const detail = (of: PersonSummary, change: Partial<PersonDetail> = {}): PersonDetail => ({
  ...of,
  ...{ username: null, phone: '13800005566', email: null, secondFactors: 0, invitationExpiresAt: null, elsewhere: 0 },
  ...change,
});
const lin = summary(41, '林晓燕');
const ma = summary(42, '马志远', { account: 'active', lastSeenAt: '2026-11-01T02:00:00Z' });
const link = { url: 'https://portal.example/join#token-1', expiresAt: '2026-11-25T04:00:00Z', sentBy: [] };

const open = (path: string, more?: (answers: Answers) => void, of: PersonDetail = detail(lin)) =>
  show(path, {
    as: appointment('member_administrator'),
    answers: (answers) => {
      answers.on(listPeople, ({ query }) => ({ items: query.query === '无人' ? [] : [lin, ma], nextCursor: null }));
      answers.on(getPerson, of).on(getInstitution, hospital).on(listAlliances, { items: [], nextCursor: null });
      answers.on(getTimeline, { items: [], nextCursor: null });
      more?.(answers);
    },
  });
const panel = () => within(screen.getByRole('dialog'));

describe('people', () => {
  afterEach(cleanup);

  it('are found by what is typed and chosen; the address keeps filters and who is open', async () => {
    const { answers, router } = open('/people');
    expect(await screen.findByText('○ 未开通')).toBeDefined();
    expect(screen.getByText('✓ 已开通')).toBeDefined();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: '角色' }), '医生');
    await userEvent.type(screen.getByRole('searchbox'), '无人');
    expect(await screen.findByText('没有符合条件的人员')).toBeDefined();
    expect(answers.of(listPeople).at(-1)?.ask.query).toMatchObject({ query: '无人', role: 'doctor' });
    await userEvent.clear(screen.getByRole('searchbox'));
    await userEvent.click(await screen.findByRole('link', { name: '林晓燕' }));
    expect(await screen.findByText(/独立执业 \d+ 年/)).toBeDefined();
    await waitFor(() => expect(router.state.location.search).toEqual({ role: 'doctor', person: lin.id }));
  });

  it('are not open to a doctor', async () => {
    show('/people', { as: appointment('doctor') });
    expect(await screen.findByText('当前身份看不到这一页')).toBeDefined();
  });

  it('are invited one after the other; one refusal does not stop the rest, and links can be copied', async () => {
    const third = summary(43, '周文博', { account: 'invited' });
    const { answers } = open('/people', (given) => {
      given.on(listPeople, { items: [lin, ma, third], nextCursor: null });
      given.on(invitePerson, ({ params }) => ({ ...link, url: `https://portal.example/join#${params.id}` }));
    });
    await userEvent.click(await screen.findByRole('button', { name: '选择全部可邀请的（2 人）' }));
    expect(screen.queryByRole('checkbox', { name: '选择 马志远' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '邀请登录（2 人）' }));
    await userEvent.click(panel().getByRole('button', { name: '开始邀请' }));
    expect(await panel().findByText('完成：2 人已邀请，0 人没有成功')).toBeDefined();
    expect(answers.of(invitePerson).map(({ ask }) => ask.params['id'])).toEqual([lin.id, third.id]);
    expect(panel().getByRole<HTMLInputElement>('textbox', { name: '周文博 的邀请链接' }).value).toContain(third.id);
  });

  it('a link is shown once with its end, and says that nothing was sent', async () => {
    open(`/people?person=${lin.id}`, (given) => void given.on(invitePerson, link));
    await userEvent.click(await screen.findByRole('button', { name: '邀请登录' }));
    expect(await screen.findByRole<HTMLInputElement>('textbox', { name: '林晓燕 的邀请链接' })).toHaveProperty('value', link.url);
    expect(screen.getByText('有效至 2026-11-25 12:00')).toBeDefined();
    expect(screen.getByText(/没有自动发送/)).toBeDefined();
  });

  it('a conflict shows what changed, keeps what was typed, and can be repeated', async () => {
    let current = detail(lin);
    const { answers } = open(`/people?person=${lin.id}`, (given) => {
      given.on(getPerson, () => current);
      given.refuse(changePerson, 'record.stale');
    });
    await userEvent.click((await screen.findAllByRole('button', { name: '修改' }))[0] as HTMLElement);
    const mail = panel().getByLabelText(/邮箱/);
    await userEvent.type(mail, 'lin@example.cn');
    current = detail({ ...lin, version: 3 }, { phone: '13900001111' });
    await userEvent.click(panel().getByRole('button', { name: '保存' }));
    expect(await panel().findByText('手机：原为“13800005566”，现为“13900001111”')).toBeDefined();
    expect(mail).toHaveProperty('value', 'lin@example.cn');
    answers.on(changePerson, () => current);
    await userEvent.click(panel().getByRole('button', { name: '保存' }));
    await waitFor(() => expect(answers.bodies(changePerson).at(-1)).toMatchObject({ version: 3, email: 'lin@example.cn' }));
  });

  it('an appointment ends by its last day; a last day before the first is refused beside the field and gets the focus', async () => {
    const { answers } = open(`/people?person=${lin.id}`, (given) => void given.on(changeAppointment, detail(lin)));
    await userEvent.click(await screen.findByRole('button', { name: /^修改任职 医生/ }));
    const to = panel().getByLabelText<HTMLInputElement>(/最后一天/);
    await userEvent.type(to, '2019-12-31');
    await userEvent.click(panel().getByRole('button', { name: '保存' }));
    expect(panel().getByText('最后一天不能早于开始日期')).toBeDefined();
    expect(document.activeElement).toBe(to);
    expect(answers.of(changeAppointment)).toEqual([]);
    await userEvent.clear(to);
    await userEvent.type(to, '2026-12-31');
    await userEvent.click(panel().getByRole('button', { name: '保存' }));
    await waitFor(() => expect(answers.bodies(changeAppointment)).toMatchObject([{ version: 2, role: 'doctor', to: '2026-12-31' }]));
  });
});

describe('deactivating', () => {
  afterEach(cleanup);
  const work = { drafts: 1, openReferrals: 2, shifts: 0, total: 3 };
  const start = async (more: (answers: Answers) => void) => {
    const shown = open(`/people?person=${ma.id}`, more, detail(ma));
    await userEvent.click(await screen.findByRole('button', { name: '停用此人' }));
    return shown;
  };

  it('shows the open work, asks who takes over, says what will happen, and what did', async () => {
    const { answers } = await start((given) => void given.on(getOpenWork, work).on(deactivatePerson, detail(ma)));
    expect(await panel().findByText('进行中的转诊 2 件')).toBeDefined();
    expect(panel().getByText(/立即退出所有登录/)).toBeDefined();
    await userEvent.type(panel().getByLabelText(/原因/), '离职');
    await userEvent.click(panel().getByRole('button', { name: '停用并退出登录' }));
    expect(panel().getByText('还有未办完的工作，请选择接手的人')).toBeDefined();
    expect(answers.of(deactivatePerson)).toEqual([]);
    await userEvent.type(panel().getByRole('combobox', { name: /由谁接手/ }), '林');
    await userEvent.click(await panel().findByRole('option', { name: /林晓燕/ }));
    await userEvent.click(panel().getByRole('button', { name: '停用并退出登录' }));
    expect(await panel().findByText('3 项工作已交给 林晓燕。')).toBeDefined();
    expect(answers.bodies(deactivatePerson)).toEqual([{ version: 2, reason: '离职', successorId: lin.id }]);
  });

  it('is refused for the last administrator in words, and keeps the reason', async () => {
    await start(
      (given) =>
        void given
          .on(getOpenWork, { drafts: 0, openReferrals: 0, shifts: 0, total: 0 })
          .refuse(deactivatePerson, 'person.last_administrator'),
    );
    await userEvent.type(await panel().findByLabelText(/原因/), '调离');
    await userEvent.click(panel().getByRole('button', { name: '停用并退出登录' }));
    expect(await panel().findByText(/唯一的管理员/)).toBeDefined();
    expect(panel().getByLabelText<HTMLInputElement>(/原因/).value).toBe('调离');
  });
});

describe('a new person', () => {
  afterEach(cleanup);

  it('gets only roles that I may give, and is open beside the list afterwards', async () => {
    const { answers, router } = open('/people/new', (given) => void given.on(addPerson, detail(lin)));
    await userEvent.type(await screen.findByLabelText(/姓名/), '林晓燕');
    const role = screen.getByRole<HTMLSelectElement>('combobox', { name: /角色/ });
    await waitFor(() => expect([...role.options].map(({ text }) => text)).toContain('成员单位管理员'));
    expect([...role.options].map(({ text }) => text)).not.toContain('牵头医院管理员');
    await userEvent.selectOptions(role, '医生');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: /科室/ }), '心血管内科');
    await userEvent.click(screen.getByRole('button', { name: '添加' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/people'));
    expect(answers.bodies(addPerson)).toMatchObject([
      { name: '林晓燕', phone: null, appointment: { role: 'doctor', departmentId: cardiology.id, to: null } },
    ]);
  });

  it('without name or role is not sent; the first missing field gets the focus', async () => {
    const { answers } = open('/people/new', (given) => void given.on(addPerson, detail(lin)));
    await userEvent.click(await screen.findByRole('button', { name: '添加' }));
    expect(document.activeElement).toBe(screen.getByLabelText(/姓名/));
    expect(screen.getByText('请选择角色')).toBeDefined();
    expect(answers.of(addPerson)).toEqual([]);
  });
});
