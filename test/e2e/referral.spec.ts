import { expect, type Page } from '@playwright/test';
import { inventedNumber, test } from './people.js';

/** The county doctor fills in the form; the draft saves itself, a reload keeps it. Returns the referral's number. */
async function sendReferral(doctor: Page, name: string): Promise<string> {
  await doctor
    .getByRole('link', { name: '新建转诊' })
    .or(doctor.getByRole('button', { name: '新建转诊' }))
    .first()
    .click();
  await doctor.getByRole('button', { name: '新建患者' }).click();
  await doctor.getByLabel('证件号码').fill(inventedNumber('female'));
  await doctor.getByLabel('姓名').fill(name);
  await doctor.getByRole('button', { name: '保存患者' }).click();
  await expect(doctor.getByText(name).first()).toBeVisible();
  await doctor.getByLabel('联盟', { exact: true }).selectOption({ label: '云岭市心血管专科联盟' });
  await doctor.getByLabel('初步诊断').fill('不稳定');
  await doctor.getByRole('option', { name: /I20\.0/ }).click();
  await doctor.getByLabel('转诊原因').fill('静息痛反复发作，需冠脉造影');
  await doctor.getByRole('radio', { name: /紧急/ }).check({ force: true });
  await doctor.getByRole('radio', { name: /门诊/ }).check({ force: true });
  await doctor.getByRole('combobox', { name: /^接收机构/ }).click();
  await doctor.getByRole('option', { name: /云岭市人民医院/ }).click();
  await doctor.getByLabel('接收科室').selectOption({ label: '心血管内科' });
  await doctor.getByRole('radio', { name: '患者本人' }).check({ force: true });
  await doctor.getByLabel('审核医师').fill('孟庆华');
  await doctor.getByLabel('资料不全仍要发出的理由').selectOption({ label: '结果未出' });
  await expect(doctor.getByText(/已保存 \d\d:\d\d:\d\d/)).toBeVisible();
  await doctor.reload();
  await expect(doctor.getByLabel('转诊原因')).toHaveValue('静息痛反复发作，需冠脉造影');
  await doctor.getByRole('button', { name: '发出转诊' }).click();
  await expect(doctor.getByText('待答复').first()).toBeVisible();
  const number = await doctor
    .getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/)
    .first()
    .textContent();
  return number ?? '';
}

test('a patient is sent by the county doctor, accepted by the lead hospital, arrives, and comes back as an outcome', async ({ as }) => {
  const doctor = await as('county.doctor');
  const coordinator = await as('lead.coordinator');
  await coordinator.goto('/referrals');
  await expect(coordinator.getByText('田福来').first()).toBeVisible();
  const name = `欧阳${String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 8000))}`;
  const number = await sendReferral(doctor, name);
  expect(number).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/);

  await test.step('it appears in the inbound queue without reload, above what is being read', async () => {
    const announced = coordinator.getByRole('button', { name: /条新转诊/ });
    await expect(announced.or(coordinator.getByText(name)).first()).toBeVisible();
    if (await announced.isVisible()) await announced.click();
    await expect(coordinator.getByText(name).first()).toBeVisible();
    await coordinator.screenshot({ path: 'test/results/queue.png' });
  });

  await test.step('a key opens the panel, which shows who it is; Enter confirms', async () => {
    await coordinator.getByText(name).first().click();
    await expect(coordinator.getByText(number).first()).toBeVisible();
    await coordinator.keyboard.press('a');
    const panel = coordinator.getByText('核对姓名、性别、年龄和证件尾号');
    await expect(panel).toBeVisible();
    const slots = coordinator.getByLabel(/^号源/);
    const free = slots.locator('option[value^="slot:"]').first();
    await expect(free).toBeAttached();
    await slots.selectOption((await free.getAttribute('value')) ?? '');
    await coordinator.getByLabel('到院地点').fill('门诊三楼心血管内科');
    // the panel does not take the keypress that opened it
    await expect(coordinator.getByRole('button', { name: '确认受理' })).toBeEnabled();
    await coordinator.keyboard.press('Enter');
    await expect(panel).toBeHidden();
    await expect(coordinator.getByText('已受理').first()).toBeVisible();
  });

  await test.step('the doctor sees the answer without reload', async () => {
    await expect(doctor.getByText('门诊三楼心血管内科').first()).toBeVisible();
    await doctor.screenshot({ path: 'test/results/answered.png' });
  });

  await test.step('the patient arrives, the outcome goes back, the loop is closed', async () => {
    await coordinator.getByRole('button', { name: '确认到院', exact: true }).click();
    await coordinator.getByRole('button', { name: '确认到院并接手' }).click();
    await coordinator.getByRole('button', { name: '回报结果' }).click();
    await coordinator.getByRole('radio', { name: '转回原院' }).check({ force: true });
    await coordinator.getByLabel('诊治小结').fill('冠脉造影：左主干未见狭窄，药物治疗。');
    await coordinator.getByRole('button', { name: '发送结果' }).click();
    await expect(doctor.getByText('冠脉造影：左主干未见狭窄，药物治疗。').first()).toBeVisible();
    await doctor.getByRole('button', { name: '结案', exact: true }).click();
    await doctor.getByRole('button', { name: '确认结案' }).click();
    await expect(
      coordinator
        .getByText('本次转诊已结案')
        .or(coordinator.getByText('已结案').filter({ visible: true }))
        .first(),
    ).toBeVisible();
  });
});

test('a hospital outside the alliance finds nothing', async ({ as }) => {
  const doctor = await as('county.doctor');
  await doctor.goto('/referrals?side=outbound');
  await doctor.getByText('买买提').first().click();
  const address = doctor.url();
  const outsider = await as('other.coordinator');
  await outsider.goto('/referrals');
  await expect(outsider.getByText('买买提')).toHaveCount(0);
  await outsider.goto(address);
  await expect(outsider.getByText('买买提')).toHaveCount(0);
});
