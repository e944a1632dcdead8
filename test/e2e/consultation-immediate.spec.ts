import { expect, type Page } from '@playwright/test';
import { ask, choosePatient, giveConsent, isAt, knownPatient, signOpinion, step } from './consultation-steps.js';
import { test } from './people.js';
import { inventedName } from './referral-steps.js';

interface Shift {
  readonly id: string;
  readonly version: number;
  readonly from: string;
  readonly to: string;
  readonly department: object | null;
  readonly person: { readonly id: string };
}
const hour = 3_600_000;

/** The duty office is this physician's from now on, at any time of the day; taken over at this desk, with the sound heard. */
async function onDuty(administrator: Page, desk: Page): Promise<void> {
  const { user } = await ask<{ user: { id: string } }>(desk, 'GET', '/session');
  const now = Date.now();
  const dayOf = (at: number) => new Date(at + 8 * hour).toISOString().slice(0, 10);
  const rota = `/on-call-shifts?from=${dayOf(now - 24 * hour)}&to=${dayOf(now + 24 * hour)}`;
  const { shifts } = await ask<{ shifts: Shift[] }>(administrator, 'GET', rota);
  const inTheWay = shifts.filter(
    ({ from, to, department, person }) =>
      Date.parse(from) < now + 2 * hour && Date.parse(to) > now && (department === null || person.id === user.id),
  );
  for (const { id, version } of inTheWay) await ask(administrator, 'POST', `/on-call-shifts/${id}/cancel`, { version });
  const { id: shift } = await ask<{ id: string }>(administrator, 'POST', '/on-call-shifts', {
    ...{ departmentId: null, personId: user.id, phone: '0990-5552004', backupPersonId: null, backupPhone: null, handOverNote: null },
    ...{ from: new Date(now).toISOString(), to: new Date(now + 2 * hour).toISOString() },
  });
  await desk.goto('/duty');
  // before a change of shifts another one waits to be taken over too
  await desk.locator(`a[href='/duty/${shift}']`, { hasText: '接班' }).click();
  await desk.getByRole('button', { name: '播放铃声' }).click();
  await desk.getByRole('checkbox', { name: '听到了' }).check({ force: true });
  await desk.getByRole('button', { name: '接班' }).click();
  await expect(desk.getByText(/已接班，值到/)).toBeVisible();
}

test('an immediate one rings who is on duty, is answered by telephone, written up, signed afterwards, and its papers follow', async ({
  as,
}) => {
  const doctor = await as('county.doctor');
  const physician = await as('lead.doctor');
  const name = inventedName('诸葛');
  await knownPatient(doctor, name, 'female');
  await onDuty(await as('lead.admin'), physician);
  let path = '';

  await test.step('three things, and the desk over there rings', async () => {
    await doctor.goto('/consultations');
    await doctor.getByRole('link', { name: '立即会诊' }).first().click();
    await choosePatient(doctor, name);
    await doctor.getByLabel(/^什么情况/).fill('急性下壁心梗，血压 80/50，能否溶栓');
    await doctor.getByLabel(/^什么专业/).selectOption({ label: '心血管' });
    await doctor.getByLabel(/^批准人/).fill('孟庆华');
    const hospital = doctor.getByRole('radiogroup', { name: '呼叫哪家医院' });
    await expect(hospital.getByRole('link', { name: /^拨打 \d{4}-\d{7}$/ }).first()).toBeVisible();
    await doctor.getByRole('button', { name: /立即呼叫/ }).click();
    const alarm = physician.getByRole('alertdialog');
    await expect(alarm).toContainText('立即会诊', { timeout: 8_000 });
    await alarm.getByRole('link', { name: '去看' }).click();
    await expect(physician).toHaveURL(/\/consultations\/[0-9a-f-]{36}$/);
    await expect(physician.getByText('急性下壁心梗，血压 80/50，能否溶栓').first()).toBeVisible();
    await expect(doctor).toHaveURL(/\/consultations\/[0-9a-f-]{36}$/);
    path = new URL(doctor.url()).pathname;
  });

  await test.step('advice comes by telephone, is read back and written up', async () => {
    await step(doctor, '登记电话会诊', async (panel) => {
      await panel.getByLabel(/^接听的医师/).selectOption({ label: '韩致远 · 副主任医师' });
      await panel.getByLabel(/^通话号码/).fill('0990-5552004');
      await panel.getByLabel(/^意见内容/).fill('发病 3 小时内，无禁忌即静脉溶栓，随后转来。');
      await panel.getByLabel(/已逐条复述/).check({ force: true });
    });
    const call = doctor.getByRole('region', { name: '电话会诊记录' });
    await expect(call).toContainText('✓ 已复述确认');
    await expect(call).toContainText('待对方签名');
  });

  await test.step('whoever advised signs afterwards', async () => {
    await physician.goto(path);
    await signOpinion(physician, {
      text: '同意电话记录：发病 3 小时内，无禁忌即静脉溶栓。',
      recommendations: ['立即静脉溶栓', '溶栓后转 CCU'],
    });
    await expect(doctor.getByRole('region', { name: '电话会诊记录' })).toContainText('✓ 对方已签名');
  });

  await test.step('the papers of the rescue follow, and the county decides', async () => {
    await expect(doctor.getByText(/书面同意书还没有补交/)).toBeVisible();
    await step(doctor, '补交同意书', giveConsent);
    await expect(doctor.getByText(/书面同意书还没有补交/)).toHaveCount(0);
    await step(doctor, '作决定', async (panel) => {
      await panel.getByRole('radio', { name: '采纳', exact: true }).check({ force: true });
      await panel.getByLabel(/^理由与安排/).fill('已溶栓，准备转运');
    });
    await isAt(doctor, '已决定');
    await expect(physician.getByText('已溶栓，准备转运')).toBeVisible();
  });
});
