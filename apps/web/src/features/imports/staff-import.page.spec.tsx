import type { ImportReport } from '@alliance/contracts/import.contract';
import { importPeople, importRota } from '@alliance/contracts/staff-import.contract';
import type { Role } from '@alliance/domain/access/actor';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { appointment } from '../../testing/make';
import { show } from '../../testing/show';

const report = (change: Partial<ImportReport> = {}): ImportReport => ({
  kind: 'people',
  dryRun: true,
  encoding: 'utf-8',
  headerRow: 2,
  source: '',
  created: 1,
  updated: 1,
  unchanged: 0,
  institutionsCreated: 0,
  withoutAccount: 2,
  rejected: [{ row: 3, column: '角色', reason: 'role_refused', value: 'management_office' }],
  flagged: [{ row: 0, column: '性别', reason: 'unknown_column', value: '性别' }],
  rows: [
    { row: 1, outcome: 'created', label: '张三 · 心内科', changed: [] },
    { row: 2, outcome: 'updated', label: '李四', changed: ['phone', 'title'] },
    { row: 3, outcome: 'rejected', label: '王五', changed: [] },
  ],
  ...change,
});
const rotaReport = (): ImportReport =>
  report({
    kind: 'rota',
    headerRow: 1,
    rejected: [
      { row: 1, column: '总值班', reason: 'two_rows_elsewhere', value: '2 心内科' },
      { row: 2, column: '心内科', reason: 'two_rows_elsewhere', value: '1 总值班' },
    ],
    flagged: [],
    rows: [
      { row: 1, column: '总值班', outcome: 'rejected', label: '12-01 总值班 张三', changed: [] },
      { row: 1, column: '心内科', outcome: 'created', label: '12-01 心内科 李四', changed: [] },
      { row: 2, column: '心内科', outcome: 'rejected', label: '12-01 心内科 张三', changed: [] },
    ],
  });
const open = (path = '/people/import?kind=people', role: Role = 'member_administrator') =>
  show(path, {
    as: appointment(role),
    answers: (answers) => void answers.on(importPeople, report()).on(importRota, rotaReport()),
  });
const table = '青禾县人员\t\t\n姓名\t角色\t性别\n张三\t医生\t男\n';
const textField = () => screen.findByLabelText<HTMLTextAreaElement>(/表格内容/);
const paste = async (text: string) => {
  await userEvent.click(await textField());
  await userEvent.paste(text);
};
const tryIt = async () => {
  await userEvent.click(screen.getByRole('button', { name: /试运行$/ }));
  await screen.findByRole('heading', { name: '试运行结果' });
};

describe('people pasted', () => {
  afterEach(cleanup);

  it('shows the table as it is understood, with the rows of the sheet, before anything is sent', async () => {
    const { answers } = open();
    await paste(table);
    const preview = within(screen.getByRole('region', { name: '前 1 行' }));
    expect(preview.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
      '',
      '姓名→ 姓名',
      '角色→ 角色',
      '性别✕ 不导入',
    ]);
    expect(preview.getByRole('rowheader').textContent).toBe('3');
    expect(answers.of(importPeople)).toEqual([]);
  });

  it('is tried, read row by row as in the sheet, and imported exactly so', async () => {
    const { answers } = open();
    await paste(table);
    await tryIt();
    const lines = within(screen.getByRole('table', { name: '说明' }));
    expect(lines.getByText('王五').closest('tr')?.textContent).toContain('5 第 3 条');
    expect(lines.getByText(/不能授予这个角色/).textContent).toContain('值“联盟管理办公室”');
    expect(lines.getByText(/更新了/).textContent).toBe('更新了：手机、职称');
    expect(screen.getByText(/2 人还没有账号/)).toBeDefined();
    answers.on(importPeople, report({ dryRun: false }));
    await userEvent.click(screen.getByRole('button', { name: '导入：新增 1，更新 1' }));
    expect(await screen.findByText(/已导入：新增 1 行，更新 1 行/)).toBeDefined();
    expect(screen.getByRole('link', { name: '查看人员' }).getAttribute('href')).toBe('/people');
    const [tried, written] = answers.bodies(importPeople);
    expect([tried?.['dryRun'], written?.['dryRun']]).toEqual(['true', 'false']);
    expect((tried?.['file'] as File).size).toBe(new TextEncoder().encode(table).length);
  });

  it('a correction keeps what was typed and asks for another trial', async () => {
    const { answers } = open();
    await paste(table);
    await tryIt();
    await userEvent.type(await textField(), '李四');
    expect(screen.queryByRole('heading', { name: '试运行结果' })).toBeNull();
    expect((await textField()).value).toBe(`${table}李四`);
    await tryIt();
    expect(answers.of(importPeople)).toHaveLength(2);
  });

  it('says what is missing instead of sending nothing or the wrong table', async () => {
    const { answers } = open();
    await textField();
    await userEvent.click(screen.getByRole('button', { name: '试运行' }));
    expect(screen.getByText('请先粘贴表格，第一行须为表头')).toBeDefined();
    expect(document.activeElement).toBe(await textField());
    await paste('日期\t值班人\n12月1日\t张三');
    await userEvent.click(screen.getByRole('button', { name: '试运行' }));
    expect(screen.getByText(/第一行不是人员的表头，至少要有：姓名/)).toBeDefined();
    expect(answers.of(importPeople)).toEqual([]);
  });

  it('a refusal is said beside the table, which stays', async () => {
    const { answers } = open();
    answers.refuse(importPeople, 'request.too_large');
    await paste(table);
    await userEvent.click(screen.getByRole('button', { name: '试运行' }));
    expect(await screen.findByText(/太大|过大/)).toBeDefined();
    expect((await textField()).value).toBe(table);
  });
});

describe('a rota pasted', () => {
  afterEach(cleanup);

  it('as a grid: every cell is a line of its own, and a clash names the other row of the sheet', async () => {
    open('/people/import?kind=rota');
    await paste('日期\t总值班\t心内科\n12月1日\t张三\t李四\n12月1日\t\t张三');
    const preview = within(screen.getByRole('region', { name: '前 2 行' }));
    expect(preview.getAllByRole('columnheader').at(-1)?.textContent).toBe('心内科→ 一列一处');
    await tryIt();
    const lines = within(screen.getByRole('table', { name: '说明' }));
    expect(lines.getByText('12-01 总值班 张三').closest('tr')?.textContent).toContain('值“表格第 3 行 心内科”');
    expect(lines.getByText('12-01 心内科 李四').closest('tr')?.textContent).not.toContain('同时排在两处');
  });

  it('is all that a coordinator may import', async () => {
    open('/people/import?kind=people', 'coordinator');
    expect(await screen.findByText(/您可以导入值班表/)).toBeDefined();
    expect(screen.queryByRole('radio', { name: /人员/ })).toBeNull();
    await paste('日期\t值班人\n12月1日\t张三');
    await tryIt();
  });

  it('is nothing for a doctor', async () => {
    open('/people/import', 'doctor');
    expect(await screen.findByText(/当前身份看不到这一页/)).toBeDefined();
  });

  it('speaks English', async () => {
    show('/people/import?kind=rota', { as: appointment('coordinator'), language: 'en' });
    expect(await screen.findByRole('heading', { name: 'Import people and rotas' })).toBeDefined();
    expect(screen.getByText(/A month’s grid works too/)).toBeDefined();
  });
});
