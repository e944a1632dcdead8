import { expect, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { ask, choosePatient, drawnPicture, fakeDevices, giveConsent, isAt, knownPatient, signOpinion, step } from './consultation-steps.js';
import { test } from './people.js';
import { inventedName, pick } from './referral-steps.js';

test.use({
  launchOptions: [
    ({ launchOptions }, use) => use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...fakeDevices] }),
    { scope: 'worker' },
  ],
});

const inMinutes = (count: number): Date => new Date(Math.floor(Date.now() / 60_000 + count) * 60_000);
/** As the form writes it, in Shanghai. */
const written = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** The invitation as a calendar program reads it: lines unfolded, name before the first colon. */
async function invitation(page: Page, path: string): Promise<ReadonlyMap<string, string>> {
  if (new URL(page.url()).pathname !== path) await page.goto(path);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '加入日历（.ics）' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/\.ics$/);
  const lines = (await readFile(await file.path(), 'utf8')).replace(/\r\n[ \t]/g, '').split('\r\n');
  expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
  return new Map(
    lines
      .flatMap((line) => [...line.matchAll(/^([A-Z-]+)[^:]*:(.*)$/g)].map(([, name = '', value = '']) => [name, value] as const))
      .reverse(),
  );
}
const asUtc = (at: Date): string => `${at.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;

/** What the demonstration has planned for the next hour makes room. */
async function clearTheHour(page: Page): Promise<void> {
  const query = `from=${inMinutes(-60).toISOString()}&to=${inMinutes(60).toISOString()}`;
  const { items } = await ask<{ items: { id: string; version: number; actions: string[] }[] }>(
    page,
    'GET',
    `/consultations?state=booked&${query}`,
  );
  for (const { id, version } of items.filter((one) => one.actions.includes('cancel')))
    await ask(page, 'POST', `/consultations/${id}/cancel`, { version, reason: 'other' });
}

/** Both experts have their seat, as this page knows by now. */
async function accepted(page: Page): Promise<void> {
  const seats = page.getByRole('region', { name: '参加者' });
  for (const who of ['陆怀民', '韩致远']) await expect(seats.getByRole('listitem').filter({ hasText: who })).toContainText('已接受');
}

/** Frames of the others' pictures that were shown so far, the least first. */
const framesShown = (page: Page): Promise<number[]> =>
  page
    .locator('.room-tile:not(.own) video')
    .evaluateAll((videos: HTMLVideoElement[]) =>
      videos.map((video) => video.getVideoPlaybackQuality().totalVideoFrames).sort((a, b) => a - b),
    );
const sees = (page: Page, others: number) =>
  expect.poll(async () => (await framesShown(page)).filter((frames) => frames > 5).length, { timeout: 20_000 }).toBe(others);

async function enter(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('link', { name: '进入会诊室' }).click();
  await page.getByRole('button', { name: '进入会诊室' }).click();
  await expect(page.getByRole('toolbar', { name: '会诊室操作' })).toBeVisible();
}
const stage = (page: Page) => page.getByRole('group', { name: /^图片 / });
async function drawOn(page: Page, tool: string, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  await page.getByRole('button', { name: tool, exact: true }).click();
  const box = await stage(page).boundingBox();
  if (!box) throw new Error('no picture');
  const at = ([x, y]: readonly [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 5 });
  await page.mouse.up();
}

test('two experts of another hospital and a county doctor meet over a patient; one of them dissents, the county decides', async ({
  as,
}) => {
  test.setTimeout(120_000);
  const [doctor, expert, second] = await Promise.all([as('county.doctor'), as('lead.expert'), as('lead.doctor')]);
  const everybody = [doctor, expert, second];
  const name = inventedName('司马');
  await knownPatient(doctor, name, 'male');
  let path = '';

  await test.step('two experts are asked by name, with the signed paper', async () => {
    await doctor.goto('/consultations');
    await doctor.getByRole('link', { name: '申请会诊' }).first().click();
    await pick(doctor, /^多学科/);
    await choosePatient(doctor, name);
    await doctor.getByLabel(/^会诊事由/).fill('三支病变合并心功能不全，血运重建方式拿不准');
    await doctor.getByLabel(/^会诊目的/).fill('搭桥还是分次介入');
    await doctor.getByLabel(/^病历摘要/).fill('男，67 岁，活动后胸痛半年，LVEF 38%，造影示三支病变。');
    await doctor.getByLabel(/^需要的专业/).selectOption({ label: '心血管' });
    await doctor.getByLabel(/^需要的职称/).selectOption({ label: '副主任医师及以上' });
    const find = doctor.getByRole('combobox', { name: /^按姓名查找专家/ });
    for (const who of ['陆怀民', '韩致远']) {
      await find.fill(who);
      await doctor.getByRole('option', { name: new RegExp(who) }).click();
    }
    await doctor.getByRole('button', { name: /^明天 09:00/ }).click();
    await pick(doctor, '20 分钟');
    await giveConsent(doctor);
    await doctor.getByRole('button', { name: '发出邀请' }).click();
    await isAt(doctor, '受邀');
    path = new URL(doctor.url()).pathname;
  });

  await test.step('a picture lies on the board', async () => {
    await doctor.getByRole('link', { name: '资料与白板' }).click();
    await doctor
      .getByLabel('添加文件')
      .first()
      .setInputFiles({ name: '心电图.png', mimeType: 'image/png', buffer: await drawnPicture(doctor) });
    await doctor.getByLabel('心电图.png 的类别').selectOption({ label: '心电图' });
    await doctor.getByRole('button', { name: '把 心电图.png 放到资料白板' }).click();
    await expect(doctor.getByText('已在资料白板上')).toBeVisible();
  });

  await test.step('both accept; a time that suits everybody is kept, then fixed', async () => {
    for (const one of [expert, second]) {
      await one.goto(path);
      await step(one, '接受邀请');
    }
    await accepted(doctor);
    await doctor.getByRole('button', { name: '暂留 10 分钟' }).first().click();
    await doctor.getByRole('button', { name: '确认约定' }).click();
    await isAt(doctor, '已约');
  });

  const soon = inMinutes(3);
  await test.step('the invitation is what a calendar program reads; moved, it is the same one with a later sequence', async () => {
    const first = await invitation(expert, path);
    await clearTheHour(doctor);
    await step(doctor, '改期', async (panel) => {
      await panel.getByLabel(/^新的时间/).fill(written(soon));
      await panel.getByLabel(/^原因/).selectOption({ label: '患者尚不具备条件' });
    });
    const moved = await invitation(expert, path);
    expect(first.get('METHOD')).toBe('PUBLISH');
    expect(moved.get('UID')).toBe(first.get('UID'));
    expect(Number(moved.get('SEQUENCE'))).toBeGreaterThan(Number(first.get('SEQUENCE')));
    expect([moved.get('DTSTART'), moved.get('DTEND')]).toEqual([asUtc(soon), asUtc(new Date(soon.getTime() + 20 * 60_000))]);
    expect([...moved.values()].join('\n')).not.toContain(name);
    await accepted(doctor);
  });

  await test.step('everybody is in the room and sees everybody', async () => {
    await Promise.all(everybody.map((one) => enter(one, path)));
    await Promise.all(everybody.map((one) => sees(one, 2)));
  });

  await test.step('one line is bad: only the board is left there, and on it everything is shared', async () => {
    await second.getByRole('button', { name: /^画面质量/ }).click();
    await pick(second.getByRole('dialog'), /^仅资料白板/);
    await second.keyboard.press('Escape');
    await expect(second.getByText(/您选择了仅资料白板/)).toBeVisible();
    await expect(doctor.locator('.room-person').filter({ hasText: '韩致远' })).toContainText('仅资料白板');
    for (const one of [doctor, expert]) await one.getByRole('button', { name: '看资料白板' }).click();
    for (const one of everybody) await expect(stage(one)).toBeVisible();
    await drawOn(second, '圈', [0.4, 0.4], [0.6, 0.6]);
    for (const one of [doctor, expert]) {
      await one.getByText('标注（1）').click();
      await expect(one.getByText(/1\. 圈 · 韩致远（云岭市人民医院）/)).toBeVisible();
    }
    await stage(expert).hover({ position: { x: 60, y: 60 } });
    for (const one of [doctor, second]) await expect(one.locator('.board-pointer').filter({ hasText: '陆怀民' })).toBeVisible();
    await sees(doctor, 1);
  });

  await test.step('both sign beside the case, one of them dissents', async () => {
    await doctor.getByRole('button', { name: '开始会诊' }).click();
    await expert.getByRole('button', { name: '意见', exact: true }).click();
    await signOpinion(expert, { text: '建议冠状动脉搭桥，术前优化心功能。', recommendations: ['术前超声复查 LVEF', '停用氯吡格雷 5 天'] });
    await second.getByRole('button', { name: '意见', exact: true }).click();
    await signOpinion(second, { text: '搭桥风险高，建议分次介入。', dissent: '合并肾功能不全，围术期风险高于获益。' });
    await doctor.getByRole('button', { name: '病例', exact: true }).click();
    await expect(doctor.getByText('▲ 保留不同意见').first()).toBeVisible();
    await doctor.getByRole('button', { name: '参会者', exact: true }).click();
    await doctor.getByRole('button', { name: '结束会诊…' }).click();
    await doctor.getByRole('dialog').getByRole('button', { name: '结束会诊' }).click();
    for (const one of everybody) await expect(one.getByText('会诊已结束')).toBeVisible();
  });

  await test.step('the county decides in part, does one thing and says why it did not do the other', async () => {
    await doctor.goto(path);
    await step(doctor, '作决定', async (panel) => {
      await pick(panel, '部分采纳');
      await panel.getByLabel(/^理由与安排/).fill('先完善评估，多学科再定');
    });
    const decision = doctor.getByRole('region', { name: '邀请方决定' });
    const line = (text: string) => decision.getByRole('listitem').filter({ hasText: text });
    await line('术前超声复查 LVEF')
      .getByRole('button', { name: /已执行/ })
      .click();
    await expect(line('术前超声复查 LVEF')).toContainText('✓ 已执行');
    await line('停用氯吡格雷')
      .getByRole('button', { name: /未执行/ })
      .click();
    await line('停用氯吡格雷').getByLabel('未执行的原因').selectOption({ label: '有禁忌' });
    await expect(line('停用氯吡格雷')).toContainText('未执行 · 有禁忌');
    await step(doctor, '写反馈', async (panel) => {
      await panel.getByLabel(/^患者情况/).selectOption({ label: '好转' });
      await pick(panel, '4');
    });
  });

  await test.step('both hospitals keep the same bytes', async () => {
    const latest = async (page: Page) =>
      (await ask<{ items: { version: number }[] }>(page, 'GET', `${path}/archive-versions`)).items[0]?.version ?? 0;
    await expect.poll(() => latest(doctor), { timeout: 20_000 }).toBeGreaterThan(0);
    const [ours, theirs] = await Promise.all([doctor, second].map(async (page) => (await page.request.get(`/api${path}/archive`)).text()));
    expect(ours).toContain('合并肾功能不全');
    expect(theirs).toBe(ours);
  });
});
