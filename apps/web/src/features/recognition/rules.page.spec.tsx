import { listAlliances } from '@alliance/contracts/alliance.contract';
import {
  addDirectionRule,
  addRepeatReason,
  endDirectionRule,
  listDirectionRules,
  listRepeatReasons,
} from '@alliance/contracts/recognition.contract';
import type { ReplyOf } from '@alliance/contracts/route';
import type { Role } from '@alliance/domain/access/actor';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { Answers } from '../../testing/answers';
import { appointment, idOf, lead } from '../../testing/make';
import { repeatReasons } from '../../testing/make-recognition';
import { show } from '../../testing/show';

type Rule = ReplyOf<typeof listDirectionRules>['items'][number];
const rule = (change: Partial<Rule> = {}): Rule => ({
  ...{ id: idOf(900), version: 2, alliance: null, province: '云南省', city: null, kind: 'lower_accepts_upper', testClass: null },
  ...{ itemCodes: null, source: '云卫医〔2025〕7号', validFrom: '2026-01-01', validUntil: null, mine: true, ...change },
});
const alliance = {
  id: idOf(901),
  name: { zh: '心血管专科联盟' },
  specialty: 'cardiology',
  phase: 'running',
  lead,
  memberCount: 3,
  invented: true,
};
const visit = (rules: Rule[], { as = 'management_office', more }: { as?: Role; more?: (answers: Answers) => void } = {}) =>
  show('/recognition/rules', {
    as: appointment(as),
    answers: (answers) => {
      answers
        .on(listDirectionRules, ({ query }) => ({
          items:
            query?.past?.toString() === 'true' ? [...rules, rule({ id: idOf(902), validUntil: '2026-02-01', kind: 'same_level' })] : rules,
        }))
        .on(listRepeatReasons, repeatReasons)
        .on(listAlliances, { items: [alliance], nextCursor: null } as unknown as ReplyOf<typeof listAlliances>);
      more?.(answers);
    },
  });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const panel = () => within(screen.getByRole('dialog'));

describe('rules of recognition', () => {
  afterEach(cleanup);

  it('say who takes over from whom and where; past ones on demand', async () => {
    visit([rule()]);
    expect(await screen.findByText('下级医院认上级医院的结果')).toBeDefined();
    expect(screen.getByText('云卫医〔2025〕7号')).toBeDefined();
    expect(screen.queryByText('已结束')).toBeNull();
    fireEvent.click(screen.getByRole('checkbox', { name: '显示已结束的规则' }));
    expect(await screen.findByText('已结束')).toBeDefined();
    expect(screen.getAllByRole('button', { name: /结束规则/ })).toHaveLength(1);
  });

  it('are added by the office for a region; what is missing is said', async () => {
    const { answers } = visit([], { more: (given) => void given.on(addDirectionRule, rule()) });
    expect(await screen.findByText('还没有互认方向规则')).toBeDefined();
    press('新增规则');
    fireEvent.click(panel().getByRole('button', { name: '新增规则' }));
    expect(panel().getByText('请选择省份')).toBeDefined();
    fireEvent.change(panel().getByRole('combobox', { name: /省份/ }), { target: { value: '云南省' } });
    fireEvent.click(panel().getByRole('radio', { name: '同级医院互认' }));
    fireEvent.click(panel().getByRole('radio', { name: '检验' }));
    fireEvent.click(panel().getByRole('button', { name: '新增规则' }));
    await waitFor(() =>
      expect(answers.bodies(addDirectionRule)).toMatchObject([
        { province: '云南省', city: null, allianceId: null, kind: 'same_level', testClass: 'laboratory', itemCodes: null },
      ]),
    );
  });

  it('are added by a lead for the alliance it leads', async () => {
    const { answers } = visit([], { as: 'lead_administrator', more: (given) => void given.on(addDirectionRule, rule()) });
    await screen.findByText('还没有互认方向规则');
    expect(screen.queryByRole('button', { name: '新增原因' })).toBeNull();
    press('新增规则');
    await screen.findByRole('option', { name: '心血管专科联盟' });
    fireEvent.change(panel().getByRole('combobox', { name: /^联盟/ }), { target: { value: alliance.id } });
    fireEvent.click(panel().getByRole('radio', { name: '联盟成员之间互认' }));
    fireEvent.click(panel().getByRole('button', { name: '新增规则' }));
    await waitFor(() =>
      expect(answers.bodies(addDirectionRule)).toMatchObject([{ allianceId: alliance.id, province: null, kind: 'within_alliance' }]),
    );
  });

  it('end on a day that is not before their first', async () => {
    const { answers } = visit([rule()], { more: (given) => void given.refuse(endDirectionRule, 'catalogue.period_invalid') });
    await screen.findByText('下级医院认上级医院的结果');
    press('结束规则：下级医院认上级医院的结果 · 云南省');
    const day = panel().getByRole('textbox', { name: /最后一天/ });
    fireEvent.change(day, { target: { value: '2027-06-30' } });
    fireEvent.click(panel().getByRole('button', { name: '结束' }));
    await waitFor(() => expect(answers.bodies(endDirectionRule)).toEqual([{ version: 2, lastDay: '2027-06-30' }]));
    expect(await panel().findByText(/起止日期无效/)).toBeDefined();
  });

  it('list the reasons for repeating with what they count, and a region adds one', async () => {
    const { answers } = visit([rule()], {
      more: (given) =>
        void given.on(addRepeatReason, { code: '98', name: { zh: '未提供影像' }, national: false, counts: false, needsText: false }),
    });
    expect(await screen.findByText('结果在疾病演变过程中变化较快')).toBeDefined();
    expect(screen.getAllByText('计入不互认')).toHaveLength(2);
    press('新增原因');
    fireEvent.click(panel().getByRole('button', { name: '新增原因' }));
    expect(panel().getByText('请填写原因')).toBeDefined();
    fireEvent.change(panel().getByRole('textbox', { name: /代码/ }), { target: { value: '98' } });
    fireEvent.change(panel().getByRole('textbox', { name: /中文/ }), { target: { value: '未提供影像' } });
    fireEvent.click(panel().getByRole('checkbox', { name: '计入不互认' }));
    fireEvent.click(panel().getByRole('button', { name: '新增原因' }));
    await waitFor(() =>
      expect(answers.bodies(addRepeatReason)).toEqual([
        { code: '98', name: { zh: '未提供影像' }, province: null, counts: false, needsText: false },
      ]),
    );
  });

  it('are only read by a doctor', async () => {
    visit([rule({ mine: false })], { as: 'doctor' });
    expect(await screen.findByText('下级医院认上级医院的结果')).toBeDefined();
    expect(screen.queryByRole('button', { name: /新增|结束/ })).toBeNull();
  });
});
