import {
  addInstitution,
  changeDepartment,
  setCapabilities,
  setContactLines,
  addDepartment,
} from '@alliance/contracts/administration.contract';
import { getInstitution, type Department, type InstitutionDetail } from '@alliance/contracts/institution.contract';
import { listPairings } from '@alliance/contracts/pairing.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, cardiology, lead } from '../../testing/make';
import { show } from '../../testing/show';

const heart: Department = {
  ...{
    ...cardiology,
    version: 4,
    specialties: ['cardiovascular'],
    treatmentSubjects: ['03.04'],
    phone: '0871-63000000',
    claimedWaitDays: null,
    closed: false,
  },
  standingPermissions: ['coordinator_accepts_inpatients'],
};
const hospital: InstitutionDetail = {
  ...{ ...lead, code: null, aliases: [], province: null, city: null, type: 'general_hospital', level: 'tertiary', levelBasis: null },
  ...{ source: null, invented: true, flags: [], version: 7, phone: null, timeZone: 'Asia/Shanghai', departments: [heart] },
  capabilities: [
    { capability: 'ccu', departmentId: heart.id, from: '2024-01-01', note: null },
    { capability: 'ccu', departmentId: null, from: '2024-03-01', note: '夜间' },
  ],
  ...{ contactLines: [], possibleSameAs: [] },
};
const open = (path: string, more?: (answers: Answers) => void, role: Parameters<typeof appointment>[0] = 'member_administrator') =>
  show(path, {
    as: appointment(role),
    answers: (answers) => {
      answers.on(getInstitution, hospital).on(listPairings, { items: [], nextCursor: null });
      more?.(answers);
    },
  });
const panel = () => within(screen.getByRole('dialog'));

describe('departments', () => {
  afterEach(cleanup);

  it('say what they are registered for and what others may do for them, in sentences', async () => {
    open('/settings');
    expect(await screen.findByText('03.04 心血管内科专业')).toBeDefined();
    expect(screen.getByText('✓ 转诊专员可以代本科受理住院转诊')).toBeDefined();
    expect(screen.getByRole('link', { name: '科室' }).getAttribute('aria-current')).toBe('page');
  });

  it('are added with subjects found by code or name', async () => {
    const { answers } = open('/settings/departments', (given) => void given.on(addDepartment, hospital));
    await userEvent.click(await screen.findByRole('button', { name: '添加科室' }));
    await userEvent.click(panel().getByRole('button', { name: '保存' }));
    expect(panel().getByText('请至少选一个专科')).toBeDefined();
    await userEvent.type(panel().getByLabelText(/科室名称/), '神经内科');
    await userEvent.click(panel().getByRole('checkbox', { name: '脑卒中' }));
    await userEvent.type(panel().getByRole('combobox', { name: /诊疗科目/ }), '03.03');
    await userEvent.click(await panel().findByRole('option', { name: /神经内科专业/ }));
    await userEvent.click(panel().getByRole('button', { name: '保存' }));
    await waitFor(() =>
      expect(answers.bodies(addDepartment)).toMatchObject([
        { nameZh: '神经内科', nameEn: null, specialties: ['stroke'], treatmentSubjects: ['03.03'], standingPermissions: [], phone: null },
      ]),
    );
  });

  it('in use are not closed, and it is said who has to go first', async () => {
    open('/settings/departments', (given) => void given.refuse(changeDepartment, 'department.in_use', { count: 3 }));
    await userEvent.click(await screen.findByRole('button', { name: '修改 心血管内科' }));
    await userEvent.click(panel().getByRole('button', { name: '关闭科室' }));
    expect(await panel().findByText(/还有在职人员或值班安排/)).toBeDefined();
  });

  it('are not open to a doctor', async () => {
    open('/settings/departments', undefined, 'doctor');
    expect(await screen.findByText('当前身份看不到这一页')).toBeDefined();
  });
});

describe('capabilities', () => {
  afterEach(cleanup);

  it('keep every department that has one; what is unticked is said to end today', async () => {
    const { answers } = open('/settings/capabilities', (given) => void given.on(setCapabilities, hospital));
    await userEvent.click(await screen.findByRole('checkbox', { name: '静脉溶栓' }));
    await userEvent.click(screen.getByRole('button', { name: '保存服务能力' }));
    await waitFor(() => expect(answers.bodies(setCapabilities)).toHaveLength(1));
    const sent = answers.bodies(setCapabilities)[0]?.['capabilities'] as { capability: string; departmentId: string | null }[];
    expect(sent.map(({ capability, departmentId }) => [capability, departmentId])).toEqual([
      ['ccu', heart.id],
      ['ccu', null],
      ['thrombolysis', null],
    ]);
    await userEvent.click(screen.getByRole('checkbox', { name: '冠心病监护（CCU）' }));
    expect(screen.getByText(/从今天起结束：冠心病监护/)).toBeDefined();
  });
});

describe('contact lines', () => {
  afterEach(cleanup);

  it('demand one round the clock and say why; a wrong number is refused beside the field', async () => {
    const line = { kind: 'round_the_clock' as const, phone: '0871-63000120', note: null };
    let now = hospital;
    const { answers } = open('/settings/lines', (given) => {
      given.on(getInstitution, () => now);
      given.on(setContactLines, () => (now = { ...hospital, version: 8, contactLines: [line] }));
    });
    expect(await screen.findByText(/RF-14/)).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: '填写 24 小时电话' }));
    const phone = screen.getByRole<HTMLInputElement>('textbox', { name: /^电话/ });
    await userEvent.type(phone, 'abc');
    await userEvent.click(screen.getByRole('button', { name: '保存联系电话' }));
    expect(document.activeElement).toBe(phone);
    expect(answers.of(setContactLines)).toEqual([]);
    await userEvent.clear(phone);
    await userEvent.type(phone, '0871-63000120');
    await userEvent.click(screen.getByRole('button', { name: '保存联系电话' }));
    await waitFor(() => expect(answers.bodies(setContactLines)).toEqual([{ version: 7, lines: [line] }]));
    expect(await screen.findByText('联系电话已更新，共 1 条')).toBeDefined();
    expect(screen.queryByText(/别人刚刚改动/)).toBeNull();
  });

  it('that somebody else changed are shown beside mine', async () => {
    let now = hospital;
    open('/settings/lines', (given) => void given.on(getInstitution, () => now).refuse(setContactLines, 'record.stale'));
    await userEvent.click(await screen.findByRole('button', { name: '填写 24 小时电话' }));
    await userEvent.type(screen.getByRole('textbox', { name: /^电话/ }), '0871-63000120');
    now = { ...hospital, version: 8, contactLines: [{ kind: 'switchboard', phone: '0871-63000001', note: null }] };
    await userEvent.click(screen.getByRole('button', { name: '保存联系电话' }));
    expect(await screen.findByText(/现为“总机 0871-63000001”/)).toBeDefined();
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: /^电话/ }).value).toBe('0871-63000120');
  });
});

describe('an institution', () => {
  afterEach(cleanup);

  it('is registered by the office; a taken name is said beside the name', async () => {
    const { answers } = open(
      '/institutions/new',
      (given) => void given.refuse(addInstitution, 'institution.name_taken'),
      'management_office',
    );
    const name = await screen.findByLabelText(/^名称/);
    await userEvent.type(name, '新县人民医院');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: /类型/ }), '综合医院');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: /级别/ }), '二级');
    await userEvent.type(screen.getByLabelText(/别名/), '新县医院\n\n县医院');
    await userEvent.click(screen.getByRole('button', { name: '登记' }));
    expect(await screen.findByText(/已有同名机构/)).toBeDefined();
    expect(document.activeElement).toBe(name);
    expect(answers.bodies(addInstitution)).toMatchObject([
      { name: '新县人民医院', aliases: ['新县医院', '县医院'], province: null, level: 'secondary' },
    ]);
  });

  it('is not registered by a member', async () => {
    open('/institutions/new');
    expect(await screen.findByText('当前身份看不到这一页')).toBeDefined();
  });
});
