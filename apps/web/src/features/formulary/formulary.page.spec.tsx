import { importFormulary, listFormulary, markFormularyItem } from '@alliance/contracts/formulary.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, idOf } from '../../testing/make';
import { show } from '../../testing/show';

const item = { id: idOf(700), version: 3, name: '替格瑞洛片', strength: '90mg', form: '片剂', atc: 'B01AC24', inStock: true };
const kept = { ...item, changedAt: '2026-11-20T02:00:00Z', changedBy: '林静' };
const page = (items: (typeof kept)[], mayManage = true) => ({
  ...{ items, nextCursor: null, total: items.length, mayManage, publishedAt: items.length ? kept.changedAt : null },
});
const visit = (list: ReturnType<typeof page>, more?: (answers: Answers) => void) =>
  show('/formulary', {
    as: appointment('coordinator'),
    answers: (given) => {
      given.on(listFormulary, list);
      more?.(given);
    },
  });

describe('what a hospital keeps of medicines', () => {
  afterEach(cleanup);

  it('is marked out of stock with one press; ending asks first', async () => {
    const { answers } = visit(page([kept]), (given) => void given.on(markFormularyItem, { ...kept, inStock: false }));
    await userEvent.click(await screen.findByRole('button', { name: '标记暂缺 替格瑞洛片' }));
    await waitFor(() => expect(answers.bodies(markFormularyItem)).toEqual([{ version: 3, as: 'out_of_stock' }]));
    await userEvent.click(screen.getByRole('button', { name: '停用 替格瑞洛片' }));
    expect(answers.bodies(markFormularyItem)).toHaveLength(1);
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: '停用' }));
    await waitFor(() => expect(answers.bodies(markFormularyItem)).toHaveLength(2));
  });

  it('is read in from a pasted table: looked at first, then written', async () => {
    const report = { added: 1, changed: 0, unchanged: 0, ended: 2, repeated: [] };
    const { answers } = visit(page([]), (given) => void given.on(importFormulary, report));
    expect(await screen.findByText('还没有公布药品目录')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: '导入目录' }));
    const dialog = within(screen.getByRole('dialog'));
    await userEvent.click(dialog.getByRole('textbox'));
    await userEvent.paste('通用名,规格\n利伐沙班片,10mg');
    await userEvent.click(dialog.getByRole('checkbox'));
    await userEvent.click(dialog.getByRole('button', { name: '先看结果' }));
    expect(await dialog.findByText('将新增 1、更新 0、不变 0、停用 2')).toBeDefined();
    await userEvent.click(dialog.getByRole('button', { name: '导入' }));
    await waitFor(() =>
      expect(answers.bodies(importFormulary)).toMatchObject([
        { dryRun: true, replace: true },
        { dryRun: false, replace: true },
      ]),
    );
  });

  it('is only read by who does not manage it', async () => {
    visit(page([kept], false));
    expect(await screen.findByText('替格瑞洛片')).toBeDefined();
    expect(screen.queryByRole('button', { name: /标记|导入/ })).toBeNull();
  });
});
