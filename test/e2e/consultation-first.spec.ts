import { expect } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { ask, isAt, knownPatient, signOpinion, step } from './consultation-steps.js';
import { test } from './people.js';
import { act, begin, describe, inventedName, pick, registerPatient, send, standsAt } from './referral-steps.js';

test('advice first: a referral becomes a consultation on the board, and the patient is sent all the same', async ({ as }) => {
  const [doctor, physician, desk] = [await as('county.doctor'), await as('lead.doctor'), await as('lead.coordinator')];
  const name = inventedName('夏侯');
  await begin(doctor);
  await registerPatient(doctor, name, 'male');
  await describe(doctor, {
    ...{
      alliance: '云岭市心血管专科联盟',
      diagnosis: '稳定型心绞痛',
      reason: '活动后胸闷两月，药物调整后仍发作',
      urgency: '常规',
      service: '门诊',
    },
    ...{ department: '心血管内科', transport: '自行前往' },
  });
  await doctor.getByLabel(/^允许接收方先会诊/).check({ force: true });
  await expect(doctor.getByText(/已保存 \d\d:\d\d:\d\d/)).toBeVisible();
  const { path, number } = await send(doctor);
  let consultation = '';

  await test.step('the receiver advises first, and what was written is there', async () => {
    await physician.goto(path);
    await act(physician, '先会诊', (panel) => panel.getByLabel(/会诊要回答的问题/).fill('是否已用足药物，是否需要造影'));
    await standsAt(doctor, '先会诊');
    await physician.getByRole('link', { name: /^会诊 / }).click();
    consultation = new URL(physician.url()).pathname;
    const summary = physician.getByRole('region', { name: '两分钟读完' });
    for (const text of ['活动后胸闷两月，药物调整后仍发作', '是否已用足药物，是否需要造影', '稳定型心绞痛', `来自转诊 ${number}`])
      await expect(summary.getByText(text)).toBeVisible();
    await expect(physician.getByText(name).first()).toBeVisible();
  });

  await test.step('the expert takes part and signs on the board, nobody had to meet', async () => {
    await step(physician, '接受邀请');
    await signOpinion(physician, { text: '药物已足量仍发作，建议造影。', recommendations: ['来院冠脉造影'] });
  });

  await test.step('the county sends the patient all the same, and the referral waits for an answer again', async () => {
    await doctor.goto(consultation);
    await step(doctor, '作决定', async (panel) => {
      await panel.getByRole('radio', { name: '采纳', exact: true }).check({ force: true });
      await panel.getByLabel(/^理由与安排/).fill('患者同意来院造影');
      await pick(panel, '仍然转诊');
    });
    await isAt(doctor, '已决定');
    await desk.goto('/referrals');
    await desk.getByRole('searchbox').fill(number);
    await expect(desk.getByRole('region', { name: '转诊列表' }).getByText(name).first()).toBeVisible();
    await desk.goto(path);
    await standsAt(desk, '待答复');
  });
});

test('a consultation becomes the draft of a referral, with patient, diagnosis, reason and opinion', async ({ as }) => {
  const [doctor, physician] = [await as('county.doctor'), await as('lead.doctor')];
  const name = inventedName('令狐');
  const { id: patientId } = await knownPatient(doctor, name, 'female');
  const { appointments } = await ask<{ appointments: { institution: { id: string } }[] }>(physician, 'GET', '/session');
  const drafted = await ask<{ id: string; version: number }>(doctor, 'POST', '/consultations', {
    ...{
      id: randomUUID(),
      kind: 'immediate',
      urgency: 'immediate',
      patientId,
      reason: '反复室速，药物无效',
      diagnosisText: '室性心动过速',
    },
    ...{
      summary: '女，58 岁，扩张型心肌病，24 小时内电复律 3 次。',
      specialty: 'cardiovascular',
      consentGiver: 'rescue',
      authorisedBy: '孟庆华',
    },
    invited: [{ institutionId: appointments[0]?.institution.id, specialty: 'cardiovascular' }],
  });
  await ask(doctor, 'POST', `/consultations/${drafted.id}/invite`, { version: drafted.version });
  const path = `/consultations/${drafted.id}`;

  await physician.goto(path);
  await step(physician, '接受邀请');
  await signOpinion(physician, { text: '建议转来行射频消融。', recommendations: ['带除颤器转运'] });

  await doctor.goto(path);
  await step(doctor, '转为转诊');
  await expect(doctor).toHaveURL(/\/referrals\/[0-9a-f-]{36}\/edit/);
  await expect(doctor.locator('.chosen-patient').getByText(name)).toBeVisible();
  await expect(doctor.getByLabel('初步诊断')).toHaveValue('室性心动过速');
  await expect(doctor.getByLabel('转诊原因')).toHaveValue('反复室速，药物无效');
  await expect(doctor.getByLabel(/^病历摘要|^病情摘要/)).toHaveValue(/电复律 3 次[^]*射频消融/);
  await doctor.goto(path);
  await expect(doctor.getByText(/已转为转诊/)).toBeVisible();
});
