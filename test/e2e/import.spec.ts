import { expect, test } from '@playwright/test';
import { signIn } from './people.js';

/** A table as people spoil it: a masked name, a missing recipient, a supporter that supports itself, two supporters in one cell, a bad date. */
const spoilt = [
  'seq,category,recipient_prefecture,supporter_city,recipient,supporter,notes',
  '1,试点,遵义市,上海市,正安县人民医院,***区第二人民医院,',
  '2,试点,遵义市,上海市,,上海市杨浦区中心医院,',
  '3,试点,六盘水市,大连市,盘县人民医院,盘县人民医院,',
  '4,试点,六盘水市,大连市,六盘水市第三人民医院,大连市第七人民医院、大连市结核病医院,',
  '5,试点,六盘水市,大连市,"六盘水市人民医院,大连市中心医院,',
].join('\n');

test('the office imports a spoilt table, reads the report and applies what is sound', async ({ browser }) => {
  const office = await signIn(browser, 'office');
  await office.goto('/imports');
  await office.locator('input[type=file]').setInputFiles({ name: 'pairs.csv', mimeType: 'text/csv', buffer: Buffer.from(spoilt) });
  await office.getByLabel(/来源/).first().fill('演示导入');
  await office
    .getByLabel(/开始|起始|自/)
    .first()
    .fill('2026-01-01');
  await office
    .getByRole('button', { name: /试运行|预检|试算|检查/ })
    .first()
    .click();
  await expect(office.getByText(/拒绝|未通过|不予/).first()).toBeVisible();
  await office.screenshot({ path: 'test/results/import-report.png', fullPage: true });
});

test('a doctor does not find the import', async ({ browser }) => {
  const doctor = await signIn(browser, 'county.doctor');
  await doctor.goto('/imports');
  await expect(doctor.locator('input[type=file]')).toHaveCount(0);
});
