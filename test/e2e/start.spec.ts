import { expect, test } from '@playwright/test';

test('somebody who is not logged in gets the login page', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('input[type=password]')).toBeVisible();
  await page.screenshot({ path: 'test/results/login.png' });
});
