import {
  answerReminder,
  getMemberConsole,
  listConsoleAlliances,
  listMemberDuties,
  listMemberReminders,
  listOwnReminders,
  remindMembers,
  type ConsoleAlliance,
  type ConsoleMember,
  type MemberReminder,
} from '@alliance/contracts/member-console.contract';
import { dutySubjects } from '@alliance/domain/member-console/duty';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, county, idOf, inMinutes, lead } from '../../testing/make';
import { show } from '../../testing/show';

afterEach(cleanup);
const name = { zh: '云岭市心血管专科联盟' };
const alliance: ConsoleAlliance = { id: idOf(7), name, patientsWait: 5, papersLate: 2 };
const member = (more: Partial<ConsoleMember> = {}): ConsoleMember => ({
  ...{ ...county, level: 'secondary', role: 'member', suspended: false, lapsed: false, standing: 'patients_wait' },
  owed: [
    { subject: 'answers', count: 3, late: 2, oldestAt: inMinutes(-200), restsUntil: null },
    { subject: 'reading', count: 5, late: 0, oldestAt: null, restsUntil: null },
  ],
  line: '0871-6600110',
  onDuty: { person: '林晓燕', phone: '13900000077', department: null },
  lastReminder: null,
  mayRemind: true,
  ...more,
});
const second = member({
  id: idOf(3),
  name: '柳河镇卫生院',
  line: null,
  onDuty: null,
  standing: 'papers_late',
  owed: [{ subject: 'line', count: 1, late: 1, oldestAt: null, restsUntil: null }],
});
const clear = member({ id: idOf(4), name: '白石县中医院', standing: 'clear', owed: [] });
const reminder = (more: Partial<MemberReminder> = {}): MemberReminder => ({
  id: idOf(61),
  version: 1,
  alliance: { id: idOf(7), name },
  member: county,
  from: { institution: lead.name, person: '周文博' },
  about: [{ subject: 'answers', late: 2 }],
  note: '请今天处理',
  at: inMinutes(-20),
  answer: null,
  ...more,
});
const open = (items: readonly ConsoleMember[], more?: (answers: Answers) => void, language: 'zh' | 'en' = 'zh') =>
  show('/members-today', {
    as: appointment('lead_administrator'),
    language,
    answers: (answers) => {
      answers.on(listConsoleAlliances, { items: [alliance] });
      answers.on(getMemberConsole, { alliance: { id: idOf(7), name }, at: inMinutes(0), items: [...items] });
      answers.on(remindMembers, { reminded: [county.id], left: [] });
      more?.(answers);
    },
  });

describe('the console of the lead', () => {
  it('says what each member owes in words and figures, and whom to call', async () => {
    open([member(), second, clear]);
    const table = await screen.findByRole('table', { name: '成员督导' });
    const [, first, papers, last] = within(table).getAllByRole('row');
    expect(first?.textContent).toMatch(/青禾县人民医院.*▲ 患者在等.*待答复 3.*▲ 逾期 2.*规范未读 5/);
    expect(papers?.textContent).toMatch(/柳河镇卫生院.*◆ 资料逾期.*无 24 小时电话◆/);
    expect(within(first as HTMLElement).getByRole('link', { name: '拨打 0871-6600110' })).toBeDefined();
    expect(last?.textContent).toMatch(/✓ 无待办.*今天没有待办/);
    expect(within(last as HTMLElement).queryByRole('button', { name: /催办/ })).toBeNull();
  });

  it('opens the list behind a number, with numbers and times', async () => {
    const user = userEvent.setup();
    const { answers } = open([member()], (given) =>
      given.on(listMemberDuties, {
        items: [
          {
            ...{ subject: 'answers', code: 'submitted', label: null, number: 'R7K2-M9QX-4', other: '柳河镇卫生院' },
            ...{ since: inMinutes(-200), dueAt: inMinutes(-130), count: 1, late: 1 },
          },
        ],
      }),
    );
    await user.click(await screen.findByRole('button', { name: '青禾县人民医院：待答复 3，逾期 2，查看明细' }));
    const panel = within(await screen.findByRole('dialog', { name: '青禾县人民医院 · 待答复' }));
    expect((await panel.findByText('R7K2-M9QX-4')).closest('li')?.textContent).toMatch(/等待答复.*对方 柳河镇卫生院.*超时 2 小时/);
    expect(answers.of(listMemberDuties)[0]?.ask).toMatchObject({ params: { memberId: county.id }, query: { subject: 'answers' } });
  });

  it('reminds from the row: what is late stands ticked', async () => {
    const user = userEvent.setup();
    const { answers } = open([member()]);
    await user.click(await screen.findByRole('button', { name: '催办青禾县人民医院' }));
    const dialog = within(await screen.findByRole('dialog', { name: '催办 青禾县人民医院' }));
    expect(dialog.getAllByRole<HTMLInputElement>('checkbox').map(({ checked }) => checked)).toEqual([true, false]);
    await user.type(dialog.getByRole('textbox'), '请今天处理');
    await user.click(dialog.getByRole('button', { name: '发送催办' }));
    expect(await screen.findByText(/已催办 1 家/)).toBeDefined();
    expect(answers.bodies(remindMembers)).toEqual([{ members: [{ memberId: county.id, about: ['answers'] }], note: '请今天处理' }]);
  });

  it('reminds all that are late with one confirmation, each of its own', async () => {
    const user = userEvent.setup();
    const { answers } = open([member(), second, clear]);
    await user.click(await screen.findByRole('button', { name: '催办全部逾期（2 家）' }));
    const dialog = within(await screen.findByRole('dialog', { name: '催办 2 家成员的逾期事项' }));
    expect(dialog.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      '青禾县人民医院 待答复（逾期 2）',
      '柳河镇卫生院 无 24 小时电话（逾期 1）',
    ]);
    await user.click(dialog.getByRole('button', { name: '发送催办' }));
    expect(answers.bodies(remindMembers)).toEqual([
      {
        members: [
          { memberId: county.id, about: ['answers'] },
          { memberId: idOf(3), about: ['line'] },
        ],
        note: null,
      },
    ]);
  });

  it('says when a member may be reminded again, and why it was refused', async () => {
    const user = userEvent.setup();
    const resting = member({ owed: [{ subject: 'answers', count: 3, late: 2, oldestAt: null, restsUntil: inMinutes(60) }] });
    open([resting, second], (given) => given.refuse(remindMembers, 'reminder.too_soon'));
    expect(await screen.findByText(/后可再催/)).toBeDefined();
    await user.click(screen.getByRole('button', { name: '催办柳河镇卫生院' }));
    await user.click(screen.getByRole('button', { name: '发送催办' }));
    expect(await within(screen.getByRole('dialog')).findByText(/4 小时内已催办过/)).toBeDefined();
  });

  it('shows the history with answers', async () => {
    const user = userEvent.setup();
    const answer = { code: 'promised' as const, promisedAt: inMinutes(60), note: '医生在手术', at: inMinutes(-5), by: '李芳' };
    open([member({ lastReminder: reminder({ answer }) })], (given) =>
      given.on(listMemberReminders, { items: [reminder({ answer })], nextCursor: null }),
    );
    await user.click(await screen.findByRole('button', { name: '催办记录' }));
    expect((await screen.findByRole('dialog', { name: '催办记录：青禾县人民医院' })).textContent).toMatch(
      /请今天处理.*李芳.*预计.*前办结.*医生在手术/,
    );
  });

  it('is narrowed by standing, and has words for every subject in English', async () => {
    const user = userEvent.setup();
    const all = member({ owed: dutySubjects.map((subject) => ({ subject, count: 1, late: 1, oldestAt: null, restsUntil: null })) });
    open([all, clear], undefined, 'en');
    const table = await screen.findByRole('table', { name: 'Members today' });
    expect(within(table).getAllByRole('button', { name: /open the list/ })).toHaveLength(dutySubjects.length);
    expect(table.textContent).not.toMatch(/subject\.|[一-鿿]\s*1 [▲◆]/);
    await user.click(screen.getByRole('button', { name: '✓ Clear 1' }));
    expect(screen.getAllByRole('row')).toHaveLength(2);
  });

  it('opens where most patients wait, or where one was last', async () => {
    const user = userEvent.setup();
    const quiet: ConsoleAlliance = { id: idOf(8), name: { zh: '创伤急救联盟' }, patientsWait: 0, papersLate: 0 };
    const both = (given: Answers) => given.on(listConsoleAlliances, { items: [alliance, quiet] });
    const asked = (answers: Answers) => answers.of(getMemberConsole).map(({ ask }) => ask.params?.['id']);
    const first = open([member()], both);
    const choice = await screen.findByRole<HTMLSelectElement>('combobox', { name: '联盟' });
    expect([...choice.options].map(({ text }) => text)).toEqual(['云岭市心血管专科联盟 · 患者在等 5 · 资料逾期 2', '创伤急救联盟']);
    await screen.findByRole('table');
    expect(new Set(asked(first.answers))).toEqual(new Set([idOf(7)]));
    await user.selectOptions(choice, '创伤急救联盟');
    await screen.findByRole('table');
    cleanup();
    const again = open([member()], both);
    await screen.findByRole('table');
    expect(new Set(asked(again.answers))).toEqual(new Set([idOf(8)]));
  });

  it('says so where there is no alliance, and is not for doctors', async () => {
    show('/members-today', {
      as: appointment('member_administrator'),
      answers: (answers) => void answers.on(listConsoleAlliances, { items: [] }),
    });
    expect(await screen.findByText('没有可督导的联盟')).toBeDefined();
    cleanup();
    show('/members-today', { as: appointment('doctor') });
    expect(await screen.findByText('当前身份看不到这一页')).toBeDefined();
  });
});

describe('a reminded house', () => {
  it('answers in one word or with a time', async () => {
    const user = userEvent.setup();
    const { answers } = show('/reminders', {
      as: appointment('coordinator', county),
      answers: (given) => void given.on(listOwnReminders, { items: [reminder()] }).on(answerReminder, reminder({ version: 2 })),
    });
    const part = within(await screen.findByRole('region', { name: '待答复' }));
    expect(part.getByText('待答复（逾期 2）')).toBeDefined();
    await user.click(part.getAllByRole('radio')[1] as HTMLElement);
    await user.click(part.getByRole('button', { name: '答复' }));
    expect(await screen.findByText(`已答复，${lead.name} 马上看到`)).toBeDefined();
    const [body] = answers.bodies(answerReminder);
    expect(body).toMatchObject({ version: 1, answer: 'promised', note: null });
    expect(Date.parse(String(body?.['promisedAt'])) - Date.now()).toBeGreaterThan(1.9 * 3_600_000);
  });

  it('sees nothing where nothing was said', async () => {
    show('/reminders', {
      as: appointment('coordinator', county),
      answers: (given) => void given.on(listOwnReminders, { items: [] }),
    });
    expect(await screen.findByText('没有催办')).toBeDefined();
  });
});
