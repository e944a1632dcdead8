import { importTable, type ImportReport } from '@alliance/contracts/import.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { appointment } from '../../testing/make';
import { show } from '../../testing/show';

const report = (change: Partial<ImportReport> = {}): ImportReport => ({
  kind: 'pairings',
  dryRun: true,
  encoding: 'utf-8',
  headerRow: 1,
  source: '某文件',
  created: 1,
  updated: 0,
  unchanged: 1,
  institutionsCreated: 1,
  rejected: [{ row: 2, column: '支援机构', reason: 'missing', value: null }],
  flagged: [
    { row: 0, column: null, reason: 'county_without_pair', value: '灌南县 tcm_hospital' },
    { row: 1, column: 'supporter', reason: 'masked_name', value: '***区第二人民医院' },
  ],
  rows: [
    { row: 1, outcome: 'created', label: '甲县人民医院 ← ***区第二人民医院', changed: [] },
    { row: 2, outcome: 'rejected', label: '乙县人民医院', changed: [] },
    { row: 3, outcome: 'unchanged', label: '丙县人民医院 ← 丁医院', changed: [] },
  ],
  ...change,
});
const table = (text = '受援机构,支援机构\n甲,乙\n', name = 'pairs.csv') => new File([text], name, { type: 'text/csv' });
const fileField = () => screen.findByLabelText<HTMLInputElement>(/CSV|换一个文件/);
const open = async (reply: ImportReport = report()) => {
  const scene = show('/imports', { as: appointment('management_office'), answers: (answers) => void answers.on(importTable, reply) });
  await userEvent.upload(await fileField(), table());
  return scene;
};
const tryIt = async () => {
  await userEvent.type(await screen.findByLabelText(/来源文件/), '某文件');
  await userEvent.type(screen.getByLabelText(/起始日期/), '2026-01-01');
  await userEvent.click(screen.getByRole('button', { name: '试运行' }));
  await screen.findByRole('heading', { name: '试运行结果' });
};
const importButton = () => screen.getByRole('button', { name: /^导入 \d+ 行/ });

describe('import', () => {
  afterEach(cleanup);

  it('asks for what the file does not say before it is sent', async () => {
    const { answers } = await open();
    await userEvent.click(await screen.findByRole('button', { name: '试运行' }));
    expect(screen.getByText('文件里没有“来源”列，请填写来源文件')).toBeDefined();
    expect(screen.getByText('文件里没有起始日期，请填写')).toBeDefined();
    expect(answers.of(importTable)).toEqual([]);
  });

  it('is tried first and shows every row with its reason in words; tiles filter', async () => {
    const { answers } = await open();
    await tryIt();
    expect(answers.bodies(importTable)).toMatchObject([{ kind: 'pairings', dryRun: 'true', source: '某文件', from: '2026-01-01' }]);
    const rows = within(screen.getByRole('table', { name: '说明' }));
    expect(rows.getByText(/必填的格是空的/).textContent).toContain('列“支援机构”');
    expect(rows.getByText(/名称被遮盖/).textContent).toContain('值“***区第二人民医院”');
    expect(rows.getByText(/有理由的空缺/).textContent).toContain('值“灌南县 中医医院”');
    await userEvent.click(screen.getByRole('button', { name: /^1 .*拒绝/ }));
    expect(screen.queryByText('丙县人民医院 ← 丁医院')).toBeNull();
    expect(screen.getByText('乙县人民医院')).toBeDefined();
  });

  it('writes exactly what was tried: any change asks for another trial', async () => {
    const { answers } = await open();
    await tryIt();
    await userEvent.type(screen.getByLabelText(/来源文件/), '二');
    expect(importButton().getAttribute('aria-disabled')).toBe('true');
    await userEvent.click(importButton());
    expect(answers.of(importTable)).toHaveLength(1);
    await userEvent.type(screen.getByLabelText(/来源文件/), '{Backspace}');
    answers.on(importTable, report({ dryRun: false }));
    await userEvent.click(importButton());
    expect(await screen.findByText(/已导入：新增 1 行，更新 0 行/)).toBeDefined();
    const [tried, written] = answers.bodies(importTable);
    expect(written).toEqual({ ...tried, dryRun: 'false', file: written?.['file'] });
    expect(screen.queryByRole('button', { name: /^导入 \d+ 行/ })).toBeNull();
  });

  it('another file takes the report of the first away', async () => {
    await open();
    await tryIt();
    await userEvent.upload(await fileField(), table('name\n甲\n', 'houses.csv'));
    await waitFor(() => expect(screen.queryByRole('heading', { name: '试运行结果' })).toBeNull());
    expect(screen.getByText(/表头是机构的，已替你改选/)).toBeDefined();
    expect(screen.getByRole('radio', { name: /机构/ })).toHaveProperty('checked', true);
  });

  it('says in words why a file cannot be read, and sends no workbook', async () => {
    const { answers } = await open();
    answers.refuse(importTable, 'import.unreadable');
    await userEvent.type(await screen.findByLabelText(/来源文件/), '某文件');
    await userEvent.type(screen.getByLabelText(/起始日期/), '2026-01-01');
    await userEvent.click(screen.getByRole('button', { name: '试运行' }));
    expect(await screen.findByText(/文件读不出来，没有导入任何数据/)).toBeDefined();
    await userEvent.upload(await fileField(), table('PK\u0003\u0004', 'book.csv'));
    expect(await screen.findByText(/这是 Excel 工作簿/)).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: '试运行' }));
    expect(answers.of(importTable)).toHaveLength(1);
  });
});
