import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { ask, fakeDevices } from './consultation-steps.js';
import { inventedName } from './referral-steps.js';
import { inventedNumber, test } from './people.js';

test.use({
  launchOptions: [
    ({ launchOptions }, use) => use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...fakeDevices] }),
    { scope: 'worker' },
  ],
});

interface Case {
  readonly id: string;
  readonly version: number;
}
/** An immediate consultation that the county asked for and the lead hospital's physician accepted: its room is open. */
async function inSession(doctor: Page, expert: Page): Promise<Case> {
  const { institution } = (await ask<{ appointments: { institution: { id: string } }[] }>(expert, 'GET', '/session')).appointments[0] ?? {};
  const patient = await ask<{ id: string }>(doctor, 'POST', '/patients', {
    ...{ id: randomUUID(), name: inventedName('欧阳'), sex: 'male', identifierKind: 'citizen_id', identifier: inventedNumber('male') },
  });
  const drafted = await ask<Case>(doctor, 'POST', '/consultations', {
    ...{ kind: 'immediate', mode: 'video', urgency: 'immediate', patientId: patient.id, reason: '胸痛伴休克', aim: '是否立即介入' },
    ...{ summary: '男，66 岁，胸痛两小时，血压 80/50。', specialty: 'cardiovascular', title: 'attending', costTold: true },
    ...{ consentGiver: 'rescue', authorisedBy: '孟庆华', diagnosisText: '急性心肌梗死' },
    invited: [{ institutionId: institution?.id, specialty: 'cardiovascular' }],
  });
  const at = (id: string, act: string) => `/consultations/${id}/${act}`;
  await ask(doctor, 'POST', at(drafted.id, 'invite'), { version: drafted.version });
  const { version } = await ask<Case>(expert, 'GET', `/consultations/${drafted.id}`);
  const accepted = await ask<Case>(expert, 'POST', at(drafted.id, 'accept'), { version });
  return ask<Case>(expert, 'POST', at(drafted.id, 'start'), { version: accepted.version });
}

async function enter(page: Page, { id }: Case): Promise<void> {
  await page.goto(`/consultations/${id}/room`);
  await page.getByRole('button', { name: '进入会诊室' }).click();
  await expect(page.getByRole('toolbar', { name: '会诊室操作' })).toBeVisible();
}

/** Frames of another person's picture that were shown so far. */
const framesShown = (page: Page): Promise<number> =>
  page
    .locator('.room-tile:not(.own) video')
    .first()
    .evaluate((video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames);
const seesTheOther = (page: Page) => expect.poll(() => framesShown(page), { timeout: 10_000 }).toBeGreaterThan(5);

test('two hospitals meet: they see each other, write, and are back after the line broke', async ({ as }) => {
  const [doctor, expert] = [await as('county.doctor'), await as('lead.doctor')];
  const session = await inSession(doctor, expert);

  await enter(doctor, session);
  await enter(expert, session);
  await seesTheOther(doctor);
  await seesTheOther(expert);
  await expect(doctor.locator('.room-person')).toHaveCount(2);

  // a hand and a message reach the other
  await doctor.getByRole('button', { name: '举手' }).click();
  await expect(expert.locator('.room-person').getByText(/举手/)).toBeVisible();
  await expert.getByRole('button', { name: '静音', exact: true }).click();
  await expect(doctor.locator('.room-person').getByText(/已静音/)).toBeVisible();
  await doctor.getByRole('button', { name: '文字', exact: true }).click();
  await doctor.getByLabel('写给所有参会者').fill('请看心电图');
  await doctor.getByRole('button', { name: '发送' }).click();
  await expect(expert.getByRole('button', { name: '文字，1 条未读' })).toBeVisible();
  await expert.getByRole('button', { name: '文字，1 条未读' }).click();
  await expect(expert.getByText('请看心电图')).toBeVisible();

  // a picture is laid on the board, and where one points is seen by the other
  const picture = { name: '心电图.png', mimeType: 'image/png', buffer: await doctor.screenshot() };
  await doctor.getByRole('button', { name: '病例', exact: true }).click();
  await doctor.locator('.room-side:not([hidden]) input[type=file]').first().setInputFiles(picture);
  await doctor.getByRole('button', { name: '把 心电图.png 放到资料白板' }).click();
  for (const page of [doctor, expert]) await page.getByRole('button', { name: '看资料白板' }).click();
  const stage = doctor.getByLabel(/^图片 心电图.png/);
  await expect(stage).toBeVisible();
  await expect(expert.getByLabel(/^图片 心电图.png/)).toBeVisible();
  await expect(async () => {
    await stage.hover({ position: { x: 150 + Math.random() * 50, y: 150 } });
    await expect(expert.getByText(/^➤ /)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
  for (const page of [doctor, expert]) await page.getByRole('button', { name: '看画面' }).click();

  // the opinion is written beside the case; a broken line takes nothing away
  await expert.getByRole('button', { name: '意见', exact: true }).click();
  await expert.getByRole('textbox', { name: /^意见/ }).fill('建议立即介入治疗。');
  await expect(expert.getByText(/草稿已保存/)).toBeVisible();
  await doctor.context().setOffline(true);
  await doctor.evaluate(() => dispatchEvent(new Event('offline')));
  await expect(doctor.getByText(/正在重新连接/)).toBeVisible({ timeout: 40_000 });
  await doctor.context().setOffline(false);
  await expect(doctor.getByText(/正在重新连接/)).toBeHidden({ timeout: 10_000 });
  await seesTheOther(doctor);
  // same place, hand still up
  await expect(expert.locator('.room-person').getByText(/举手/)).toHaveCount(1);

  await expert.getByRole('button', { name: '核对并签名' }).click();
  await expert.getByRole('button', { name: '签名', exact: true }).click();
  await expect(expert.getByText(/已于 .* 签名/)).toBeVisible();
  await expect(doctor.getByText('建议立即介入治疗。').first()).toBeVisible();

  await doctor.getByRole('button', { name: '离开' }).click();
  await doctor.getByRole('dialog').getByRole('button', { name: '离开' }).click();
  await expect(doctor.getByText('您已离开会诊室')).toBeVisible();
});
