import { expect } from '@playwright/test';
import { test } from './people.js';
import { client, startSignOnProvider } from './sign-on-provider.js';

test('a hospital with its own sign-on service: its people come in through it', async ({ as, browser }) => {
  const administrator = await as('county.admin');
  const portal = new URL(String(process.env['PORTAL_URL'])).origin;
  const provider = await startSignOnProvider(`${portal}/sign-on/callback`);
  try {
    await administrator.goto('/settings/sign-on');
    await administrator.getByRole('button', { name: '接入单点登录' }).first().click();
    await administrator.getByLabel('显示名称').fill('青禾县医院统一认证（演示）');
    await administrator.getByLabel(/签发者地址/).fill(provider.issuer);
    await administrator.getByLabel(/客户端编号/).fill(client.id);
    await administrator.getByLabel(/客户端密钥/).fill(client.secret);
    await administrator.getByRole('radio', { name: '按用户名' }).check({ force: true });
    await administrator.getByRole('button', { name: '保存' }).last().click();
    await expect(administrator.getByText(/已接入/).first()).toBeVisible();

    const page = await (await browser.newContext()).newPage();
    const comeIn = async (name: string) => {
      await page.goto('/login');
      await page.getByRole('link', { name: /本院账号登录/ }).click();
      await page.getByText('青禾县医院统一认证（演示）').click();
      await page.locator('input[name=login]').fill(name);
      await page.locator('input[name=password]').fill('checked by the provider');
      await page.getByRole('button', { name: 'Sign-in' }).click();
      await page.getByRole('button', { name: 'Continue' }).click();
    };
    await comeIn('county.quality');
    await expect(page.getByRole('button', { name: '葛春兰' })).toBeVisible();
    await page.context().clearCookies();
    await comeIn('lead.doctor');
    await expect(page.getByText(/没有对应的人员/)).toBeVisible();
    await page.context().close();
  } finally {
    provider.stop();
  }
});
