import { expect } from '@playwright/test';
import { test } from './people.js';

/** A table as people spoil it: a masked name, a missing recipient, one name on both sides, two supporters in one cell, an unclosed quote. */
const spoilt = [
  'seq,category,recipient_prefecture,supporter_city,recipient,supporter,notes',
  '1,试点,遵义市,上海市,正安县人民医院,***区第二人民医院,',
  '2,试点,遵义市,上海市,,上海市杨浦区中心医院,',
  '3,试点,六盘水市,大连市,盘县人民医院,盘县人民医院,',
  '4,试点,六盘水市,大连市,六盘水市第三人民医院,大连市第七人民医院、大连市结核病医院,',
  '5,试点,六盘水市,大连市,"六盘水市人民医院,大连市中心医院,',
].join('\n');

test('the office imports a spoilt table, reads the report, applies what is sound, and finds nothing to do the second time', async ({
  as,
}) => {
  const office = await as('office');
  await office.goto('/imports');
  const trial = async () => {
    await office.locator('input[type=file]').setInputFiles({ name: 'pairs.csv', mimeType: 'text/csv', buffer: Buffer.from(spoilt) });
    await office.getByLabel('来源文件').fill('演示导入（验收）');
    await office.getByLabel('起始日期').fill('2026-01-01');
    await office.getByRole('button', { name: '试运行' }).click();
    await expect(office.getByText('试运行结果')).toBeVisible();
  };

  await trial();
  await expect(office.getByText('名称被遮盖，按原样保留，不猜测')).toBeVisible();
  await expect(office.getByText('必填的格是空的，请补上')).toBeVisible();
  await expect(office.getByRole('button', { name: /^3 .*拒绝/ })).toBeVisible();
  await office.screenshot({ path: 'test/results/import-report.png' });
  await office.getByRole('button', { name: /^导入 \d+ 行/ }).click();
  await expect(office.getByRole('button', { name: /^导入 \d+ 行/ })).toBeHidden();

  await office.reload();
  await trial();
  await expect(office.getByRole('button', { name: /^0 .*新增/ })).toBeVisible();
});

test('the office opens an alliance in three clicks: supporter, open, confirm', async ({ as }) => {
  const office = await as('office');
  await office.goto('/pairings');
  await office.getByRole('button', { name: '苏州市立医院' }).first().click();
  await office.getByRole('button', { name: '开设专科联盟' }).click();
  await office
    .getByRole('button', { name: /确认|开设/ })
    .last()
    .click();
  await expect(office).toHaveURL(/\/alliances\/[0-9a-f-]{36}/);
  await expect(office.getByText('苏州市立医院').first()).toBeVisible();
  await expect(office.getByText('铜仁市人民医院').first()).toBeVisible();
  await office.screenshot({ path: 'test/results/alliance.png' });
});

test('a doctor does not find the import', async ({ as }) => {
  const doctor = await as('county.doctor');
  await doctor.goto('/imports');
  await expect(doctor.getByText('当前身份看不到这一页')).toBeVisible();
  await expect(doctor.locator('input[type=file]')).toHaveCount(0);
});
