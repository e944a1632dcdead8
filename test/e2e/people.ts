import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';

export const demoPassword = process.env['DEMO_PASSWORD'] ?? 'demo-Alliance-2026';

export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page).not.toHaveURL(/login/);
}

/** `as('county.doctor')`: somebody with a browser of their own, signed in; closed when the journey ends. */
export const test = base.extend<{ as: (username: string) => Promise<Page> }>({
  as: async ({ browser }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (username) => {
      const context = await browser.newContext();
      opened.push(context);
      const page = await context.newPage();
      await signIn(page, username, demoPassword);
      return page;
    });
    await Promise.all(opened.map((context) => context.close()));
  },
});

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** A citizen number in a district that does not exist, made anew for each run. Checked here by a sum of its own. */
export function inventedNumber(sex: 'male' | 'female'): string {
  const born = `19${50 + Math.floor(Math.random() * 40)}0${1 + Math.floor(Math.random() * 9)}1${Math.floor(Math.random() * 10)}`;
  const sequence = `${10 + Math.floor(Math.random() * 89)}${sex === 'male' ? 1 : 2}`;
  const digits = `990103${born}${sequence}`;
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return `${digits}${'10X98765432'[sum % 11]}`;
}
