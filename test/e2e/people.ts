import { expect, type Browser, type Page } from '@playwright/test';

export const password = process.env['DEMO_PASSWORD'] ?? 'demo-Alliance-2026';

/** Somebody with a browser of their own, signed in. */
export async function signIn(browser: Browser, username: string): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto('/login');
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page).not.toHaveURL(/login/);
  return page;
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** A citizen number in a district that does not exist, made anew for each run. Checked here by a sum of its own. */
export function inventedNumber(sex: 'male' | 'female'): string {
  const born = `19${50 + Math.floor(Math.random() * 40)}0${1 + Math.floor(Math.random() * 9)}1${Math.floor(Math.random() * 10)}`;
  const sequence = `${10 + Math.floor(Math.random() * 89)}${sex === 'male' ? 1 : 2}`;
  const digits = `990103${born}${sequence}`;
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return `${digits}${'10X98765432'[sum % 11]}`;
}
