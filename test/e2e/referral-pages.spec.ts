import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './people.js';

const phone = { width: 360, height: 740 };
const desk = { width: 1366, height: 768 };

/** What a page breaks of WCAG 2.2 AA at a desk, and by how much it is too wide for a phone. */
async function faultsOf(page: Page, path: string): Promise<string[]> {
  await page.setViewportSize(desk);
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  // the watermark is decoration: what it says stands in the foot of the sheet
  const axe = new AxeBuilder({ page }).exclude('.sheet-mark').withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
  const { violations } = await axe.analyze();
  const faults = violations.map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.html.slice(0, 120) ?? ''}`);
  await page.setViewportSize(phone);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return over > 0 && !path.includes('/print/') ? [...faults, `${path} overflows by ${over}px`] : faults;
}

for (const language of ['中文', 'English'] as const)
  test(`the pages of one referral keep WCAG 2.2 AA and fit a phone in ${language}`, async ({ as, browser }) => {
    const page = await as('county.doctor');
    await page.goto('/referrals?side=outbound');
    if (language === 'English') await page.getByRole('button', { name: 'Switch to English' }).click();
    await page.getByText('欧阳长青').first().click();
    await expect(page.getByText(/I71\.0/).first()).toBeVisible();
    const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(page.url())?.[0] ?? '';
    await page.goto(`/referrals/${id}`);
    const link = page.getByRole('button', { name: language === '中文' ? /^(开出链接|换一个新链接)/ : /^Make a (new )?link/ });
    await link.click();
    const address = await page.getByLabel(language === '中文' ? '链接' : 'Link', { exact: true }).inputValue();
    const faults: string[] = [];
    for (const path of ['', '/print/form', '/print/hand-over']) faults.push(...(await faultsOf(page, `/referrals/${id}${path}`)));
    for (const path of ['/referrals/immediate', '/patients', '/batch-transfer/new', '/capacity', '/escalations'])
      faults.push(...(await faultsOf(page, path)));
    await page.goto('/referrals?side=outbound');
    await page
      .getByRole('link', { name: language === '中文' ? '新建转诊' : 'New referral' })
      .first()
      .click();
    await expect(page).toHaveURL(/\/edit/);
    faults.push(...(await faultsOf(page, new URL(page.url()).pathname)));
    const context = await browser.newContext({ locale: language === '中文' ? 'zh-CN' : 'en-GB' });
    faults.push(...(await faultsOf(await context.newPage(), address)));
    await context.close();
    expect(faults).toEqual([]);
  });
