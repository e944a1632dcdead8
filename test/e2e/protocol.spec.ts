import { expect, type Page } from '@playwright/test';
import { inventedNumber, test } from './people.js';

/** Opens a protocol by its code and answers its address. */
async function open(page: Page, title: RegExp): Promise<string> {
  await page.goto('/protocols');
  await page.getByRole('link', { name: title }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  return new URL(page.url()).pathname;
}
const saved = (page: Page) => expect(page.locator('.desk-saving')).toContainText('已保存');

/** A referral with a patient in the cardiovascular alliance; facts are not asked before the alliance is chosen. */
async function begin(doctor: Page): Promise<void> {
  await doctor.goto('/referrals');
  await doctor.getByRole('link', { name: '新建转诊' }).first().click();
  await doctor.getByRole('button', { name: '新建患者' }).click();
  await doctor.getByLabel('证件号码').fill(inventedNumber('male'));
  await doctor.getByLabel('姓名').fill(`段${String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 8000))}`);
  await doctor.getByRole('button', { name: '保存患者' }).click();
  await doctor.getByLabel('联盟', { exact: true }).selectOption({ label: '云岭市心血管专科联盟' });
}
const verdict = (doctor: Page) => doctor.getByRole('complementary', { name: '判定' }).getByRole('status');
/** Answers a question, in a group that may be folded. */
async function answer(doctor: Page, key: string, yes: '是' | '否'): Promise<void> {
  const field = doctor.locator(`#fact-${key}`);
  const group = doctor.locator('details.fact-group', { has: field });
  if ((await group.getAttribute('open')) === null) await group.locator('summary').click();
  await field.getByText(yes, { exact: true }).click();
}

test('a threshold is changed, tried, compared, replayed, approved by a second person and holds from tomorrow; today the old one judges', async ({
  as,
}) => {
  test.setTimeout(180_000);
  const author = await as('lead.expert');
  const address = await open(author, /高血压分级诊疗/);

  await test.step('the author begins the next version and changes HTN-U07: its own test case fails at once', async () => {
    await author.goto(`${address}/edit/2?tab=publish`);
    await author.getByRole('button', { name: '起草下一版' }).click();
    await expect(author).toHaveURL(/edit\/3/);
    await author.goto(`${address}/edit/3?tab=criteria`);
    await author.getByRole('button', { name: /HTN-U07/ }).click();
    await author
      .getByRole('group', { name: '条件', exact: true })
      .getByRole('button', { name: /收缩压/ })
      .first()
      .click();
    await author.getByLabel('数值', { exact: true }).fill('170');
    await expect(author.locator('.case.failed')).toHaveCount(1);
    await author
      .locator('.case.failed')
      .getByRole('button', { name: /把预期改为/ })
      .click();
    await expect(author.locator('.case.failed')).toHaveCount(0);
    await saved(author);
  });

  await test.step('says what changed, sees it beside the version in force, and who would have been judged differently', async () => {
    await author.goto(`${address}/edit/3?tab=text`);
    await author.getByLabel('这一版改了什么').fill('HTN-U07 的收缩压由 180 改为 170。');
    await saved(author);
    await author.goto(`${address}/compare?from=2&to=3`);
    await expect(author.getByText(/180 mmHg/).first()).toBeVisible();
    await expect(author.getByText(/170 mmHg/).first()).toBeVisible();
    await author.goto(`${address}/edit/3?tab=replay`);
    await author.getByRole('button', { name: /开始回放/ }).click();
    await expect(author.getByText(/回放完成/).first()).toBeVisible({ timeout: 60_000 });
  });

  await test.step('a second person approves; it is published from tomorrow', async () => {
    await author.goto(`${address}/edit/3?tab=publish`);
    await author.getByRole('button', { name: '提交审核' }).click();
    await author.getByRole('dialog').getByRole('button', { name: '提交审核' }).click();
    await expect(author.getByText(/需由没有参与编写的人|另一位专家/).first()).toBeVisible();
    await expect(author.getByRole('button', { name: '批准', exact: true })).toHaveCount(0);
    const second = await as('lead.quality');
    await second.goto(`${address}/edit/3?tab=publish`);
    await second.getByRole('button', { name: '批准', exact: true }).click();
    await second.getByRole('dialog').getByRole('button', { name: '批准' }).click();
    await second.getByRole('button', { name: '发布', exact: true }).click();
    await second.getByRole('dialog').getByRole('button', { name: '发布' }).click();
    await expect(second.getByText('待生效').first()).toBeVisible();
  });

  await test.step('the county doctor’s form still judges by today’s version, while typing', async () => {
    const doctor = await as('county.doctor');
    await begin(doctor);
    await expect(verdict(doctor)).toContainText('待补充');
    await doctor.getByLabel('收缩压', { exact: true }).fill('172');
    await answer(doctor, 'persist_after_treatment', '是');
    await expect(verdict(doctor)).not.toContainText('24 小时');
    await doctor.getByLabel('收缩压', { exact: true }).fill('184');
    await expect(verdict(doctor)).toContainText('24 小时');
    await expect(doctor.getByText(/收缩压 184 mmHg/).first()).toBeVisible();
    await doctor.screenshot({ path: 'test/results/verdict.png' });
  });

  await test.step('the township doctor’s hospital has a rule of its own, beside the alliance’s', async () => {
    const doctor = await as('township.doctor');
    await begin(doctor);
    await doctor.getByLabel('收缩压', { exact: true }).fill('172');
    await answer(doctor, 'persist_after_treatment', '是');
    await expect(verdict(doctor)).toContainText('24 小时');
    await expect(doctor.getByText('本院规则').first()).toBeVisible();
    await doctor.goto(`${address}#HTN-U07`);
    await expect(doctor.getByText(/170 mmHg/).first()).toBeVisible();
    await expect(doctor.getByText(/180 mmHg/).first()).toBeVisible();
  });

  await test.step('an observer finds the source, grade and approver of a number', async () => {
    const office = await as('office');
    await office.goto(address);
    await expect(office.locator('.reader-banners').getByText('演示内容，不构成医疗建议')).toBeVisible();
    const criterion = office.locator('#HTN-U03');
    await expect(criterion.getByText(/虚构人物，仅供演示/)).toBeVisible();
    await expect(criterion.getByText(/县域高血压分级诊疗技术方案/)).toBeVisible();
    await expect(office.getByText(/邱静/).first()).toBeVisible();
  });
});
