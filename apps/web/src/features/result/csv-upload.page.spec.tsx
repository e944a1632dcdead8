import { fileCsv } from '@alliance/contracts/result.contract';
import type { ReplyOf } from '@alliance/contracts/route';
import { readReportHeader } from '@alliance/domain/recognition/intake/report-table';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { appointment, idOf } from '../../testing/make';
import { show } from '../../testing/show';
import { csvTemplate } from './csv-template';

const answer: ReplyOf<typeof fileCsv> = {
  ...{ filed: 3, repeated: 1 },
  quarantined: [{ row: 7, messageId: idOf(70), problems: [{ problem: 'time_without_zone', at: 'performedAt' }] }],
};
const table = () => new File(['报告号\n1\n'], 'reports.csv', { type: 'text/csv' });
const open = async (reply: ReplyOf<typeof fileCsv> = answer, as: Parameters<typeof appointment>[0] = 'quality_manager') => {
  const scene = show('/results/csv', { as: appointment(as), answers: (given) => void given.on(fileCsv, reply) });
  await userEvent.upload(await screen.findByLabelText(/选择 CSV 文件/), table());
  await userEvent.click(screen.getByRole('button', { name: '试运行' }));
  await screen.findByRole('heading', { name: '试运行结果' });
  return scene;
};

describe('reports from a table', () => {
  afterEach(cleanup);

  it('are tried first: counts and each report with its problem and its row', async () => {
    const { answers } = await open();
    expect(answers.bodies(fileCsv)).toMatchObject([{ dryRun: 'true' }]);
    expect(screen.getByText('没有写入任何数据。')).toBeTruthy();
    const rows = within(screen.getByRole('table', { name: '有问题的报告' }));
    expect(rows.getByText('第 7 行')).toBeTruthy();
    expect(rows.getByText(/时间没有时区.*performedAt/)).toBeTruthy();
    expect(screen.queryByRole('link', { name: '到“收到的结果”处理' })).toBeNull();
  });

  it('are filed with the same file, and what waits leads to where it is mended', async () => {
    const { answers } = await open();
    await userEvent.click(screen.getByRole('button', { name: '入库 3 份，1 份转入待处理' }));
    expect(await screen.findByRole('heading', { name: '已入库' })).toBeTruthy();
    expect(answers.bodies(fileCsv)[1]).toMatchObject({ dryRun: 'false' });
    expect(screen.queryByRole('button', { name: /^入库/ })).toBeNull();
    expect(screen.getByRole('link', { name: '到“收到的结果”处理' }).getAttribute('href')).toBe('/inbound');
  });

  it('name no way to what somebody may not mend', async () => {
    await open(answer, 'doctor');
    await userEvent.click(screen.getByRole('button', { name: /^入库/ }));
    await screen.findByRole('heading', { name: '已入库' });
    expect(screen.queryByRole('link', { name: '到“收到的结果”处理' })).toBeNull();
  });

  it('that are all here already are not filed', async () => {
    await open({ filed: 0, repeated: 4, quarantined: [] });
    expect(screen.getByText('没有可以入库的新报告')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^入库/ })).toBeNull();
  });

  it('are asked for before anything is sent; a refusal is said', async () => {
    const { answers } = show('/results/csv', {
      as: appointment('doctor'),
      language: 'en',
      answers: (given) => void given.refuse(fileCsv, 'import.headers_unknown', { needed: ['number'] }),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Try it' }));
    expect(screen.getByText('Choose a file first')).toBeTruthy();
    expect(answers.of(fileCsv)).toEqual([]);
    await userEvent.upload(screen.getByLabelText(/Choose a CSV file/), table());
    await userEvent.click(screen.getByRole('button', { name: 'Try it' }));
    expect(await screen.findByText(/column headers are not known/)).toBeTruthy();
  });

  it.each(['zh', 'en'] as const)('have a template in %s that the server reads', (language) => {
    expect(readReportHeader(csvTemplate(language).replace('\uFEFF', '').trim().split(','))).not.toBeNull();
  });
});
