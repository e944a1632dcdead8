import { expect, type Browser, type Page } from '@playwright/test';
import { messages } from './message-gateway.js';
import { signIn, test } from './people.js';

const password = 'langer-Satz-2026';
const phone = '13800005566';

/** A laptop with a fingerprint reader: Chromium's virtual authenticator. Passkeys belong to a name, so the portal is opened as localhost. */
async function openLaptop(browser: Browser): Promise<{ page: Page; address: (path: string) => string }> {
  const portal = new URL(String(process.env['PORTAL_URL']));
  portal.hostname = 'localhost';
  const context = await browser.newContext({ baseURL: portal.origin });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { page, address: (path) => new URL(path, portal).href };
}

/** The administrator adds a doctor and invites them. Returns the link, as it is handed over. */
async function invite(administrator: Page, name: string): Promise<string> {
  await administrator.goto('/people/new');
  await administrator.getByLabel('姓名').fill(name);
  await administrator.getByLabel('手机').fill(phone);
  await administrator.getByLabel('角色').selectOption({ label: '医生' });
  await administrator.getByLabel('科室').selectOption({ label: '心血管内科' });
  await administrator.getByRole('button', { name: '添加', exact: true }).click();
  await administrator.getByRole('button', { name: '邀请登录' }).last().click();
  const link = administrator.getByRole('group', { name: `${name} 的邀请链接` });
  await expect(link).toBeVisible();
  const url = await link.getByRole('textbox').inputValue();
  await administrator.getByRole('button', { name: '我已转交' }).click();
  return url;
}

/** An instant in the words of the form; its pages are shown in Shanghai. */
const written = (at: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(at);
const hour = 3_600_000;

interface Shift {
  readonly name: string;
  readonly phone: string;
  readonly from: number;
  readonly to: number;
  readonly note?: string;
}
async function addShift(administrator: Page, { name, phone, from, to, note = '' }: Shift): Promise<void> {
  await administrator.goto('/duty');
  await administrator.getByRole('button', { name: '排一班' }).first().click();
  const panel = administrator.getByRole('dialog', { name: '排一班' });
  await panel.getByLabel('值班处').selectOption({ label: '心血管内科' });
  await panel.getByLabel('值班人').fill(name);
  await administrator.getByRole('option', { name }).click();
  await panel.getByLabel('值班电话').fill(phone);
  await panel.getByLabel('开始').fill(written(from));
  await panel.getByLabel('结束').fill(written(to));
  await panel.getByLabel('交班备注').fill(note);
  await panel.getByRole('button', { name: '保存' }).click();
  await expect(administrator.getByText(/已排：/)).toBeVisible();
}

test('a doctor is invited, signs in with a passkey, takes the shift over, is rung by a test call, is deactivated and out', async ({
  as,
  browser,
}) => {
  test.setTimeout(180_000);
  const name = `欧阳${String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 8000))}`;
  const administrator = await as('county.admin');
  const link = await invite(administrator, name);
  const colleague = `诸葛${String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 8000))}`;
  await invite(administrator, colleague);
  const { page: doctor, address } = await openLaptop(browser);

  await test.step('the invitation works once: a password, then a passkey', async () => {
    const { pathname, hash } = new URL(link);
    await doctor.goto(address(`${pathname}${hash}`));
    await expect(doctor.getByText(new RegExp(`${name}，你好`))).toBeVisible();
    await doctor.getByLabel('设置密码').fill('password123');
    await doctor.getByRole('button', { name: '加入并登录' }).click();
    await expect(doctor.getByText(/太常见/)).toBeVisible();
    await doctor.getByLabel('设置密码').fill(password);
    await doctor.getByRole('button', { name: '加入并登录' }).click();
    await doctor.getByRole('button', { name: /添加通行密钥/ }).click();
    await doctor.getByRole('button', { name: '在设备上继续' }).click();
    await doctor.getByRole('button', { name: '我已保存' }).click();
    await doctor.getByRole('link', { name: '开始使用' }).click();
  });

  await test.step('from then on the passkey alone signs in', async () => {
    await doctor.getByRole('button', { name }).click();
    // the browser offers the passkey in the name field by itself, and this reader is touched at once
    const opened = doctor.waitForResponse((reply) => reply.url().endsWith('/api/session/passkey') && reply.request().method() === 'POST');
    await doctor.getByRole('menuitem', { name: '退出登录' }).click();
    expect((await opened).status()).toBe(201);
    await expect(doctor.getByRole('button', { name })).toBeVisible();
  });

  await test.step('takes the shift over: note, sound, open work; the strip names the one on duty now', async () => {
    const now = Date.now();
    // nobody is on a rota before the day they joined
    const midnight = Date.parse(`${written(now).slice(0, 10)}T00:00:00+08:00`);
    await addShift(administrator, {
      name: colleague,
      phone: '13800007788',
      from: Math.max(now - hour, midnight),
      to: now + 8 * hour,
      note: '3 床夜间复查心电图',
    });
    await addShift(administrator, { name, phone, from: now + hour, to: now + 12 * hour });
    await doctor.goto(address('/duty'));
    await doctor.getByRole('link', { name: '接班' }).click();
    await expect(doctor.getByText('3 床夜间复查心电图')).toBeVisible();
    await doctor.getByRole('button', { name: '播放铃声' }).click();
    await doctor.getByRole('checkbox', { name: '听到了' }).check({ force: true });
    await doctor.getByRole('button', { name: '接班' }).click();
    await expect(doctor.getByText(/已接班，值到/)).toBeVisible();
    await doctor.goto(address('/referrals'));
    await expect(doctor.getByRole('link', { name: phone }).first()).toBeVisible();
    await expect(doctor.getByRole('link', { name: '13800007788' })).toHaveCount(0);
  });

  await test.step('a test call reaches the phone and says nothing about a patient', async () => {
    await doctor.goto(address('/account/notifications'));
    await doctor.getByRole('button', { name: '试拨电话' }).click();
    const rung = async () => (await messages()).filter(({ to, path }) => to === phone && path === '/voice');
    await expect.poll(async () => (await rung()).length).toBe(1);
    const [call] = await rung();
    expect(call?.text).toContain('测试');
    expect(call?.text).not.toMatch(/\d{15,}/);
  });

  await test.step('deactivated, and out within two seconds', async () => {
    await administrator.goto('/people');
    await administrator.getByRole('link', { name }).first().click();
    await administrator.getByRole('button', { name: '停用此人' }).click();
    await administrator.getByLabel('由谁接手').fill(colleague);
    await administrator.getByRole('option', { name: colleague }).click();
    await administrator.getByLabel('原因').fill('进修结束');
    await expect(doctor.getByRole('dialog')).toHaveCount(0);
    const done = administrator.waitForResponse((reply) => reply.url().endsWith('/deactivate') && reply.status() === 200);
    await administrator.getByRole('button', { name: '停用并退出登录' }).click();
    await done;
    await expect(doctor.getByRole('dialog', { name: '登录已过期' })).toBeVisible({ timeout: 2_000 });
    expect((await doctor.request.get(address('/api/session'))).status()).toBe(401);
    await expect(administrator.getByText(`${name} 已停用`).first()).toBeVisible();
  });
  await doctor.context().close();
});

test('somebody who forgot the password is told the same as a stranger, and gets in by the link of an administrator', async ({
  as,
  browser,
}) => {
  const administrator = await as('lead.admin');
  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto('/login');
  await visitor.getByRole('link', { name: '忘记密码' }).click();
  await expect(visitor.getByRole('heading', { name: '忘记密码' })).toBeVisible();
  await visitor.getByLabel('用户名').fill('nobody.of.that.name');
  await visitor.getByRole('button', { name: '发送链接' }).click();
  await expect(visitor.getByText('已经处理')).toBeVisible();
  const name = `司马${String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 8000))}`;
  const joined = new URL(await invite(administrator, name));
  await visitor.goto(`${joined.pathname}${joined.hash}`);
  const username = await visitor.getByLabel('用户名').first().inputValue();
  await visitor.getByLabel('设置密码').fill(password);
  await visitor.getByRole('button', { name: '加入并登录' }).click();
  await visitor.getByRole('link', { name: '以后再说' }).click();
  await visitor.context().clearCookies();

  await administrator.goto('/people');
  await administrator.getByRole('link', { name }).first().click();
  await administrator.getByRole('button', { name: '重设密码链接' }).click();
  const group = administrator.getByRole('group', { name: `${name} 的重设密码链接` });
  const reset = new URL(await group.getByRole('textbox').inputValue());
  await visitor.goto(`${reset.pathname}${reset.hash}`);
  await visitor.getByLabel('新密码').fill(`${password}-neu`);
  await visitor.getByRole('button', { name: '保存新密码' }).click();
  await expect(visitor.getByText('新密码已保存')).toBeVisible();
  await signIn(visitor, username, `${password}-neu`);
  await visitor.context().close();
});
