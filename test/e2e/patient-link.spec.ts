import { expect } from '@playwright/test';
import { test } from './people.js';
import { pick } from './referral-steps.js';

test('a patient follows the referral on a phone by a link that says nothing of the illness, until it is taken back', async ({
  as,
  browser,
}) => {
  const doctor = await as('county.doctor');
  const sent = await doctor.evaluate(async () => {
    const list = (await (await fetch('/api/referrals?side=outbound&state=accepted')).json()) as { items: { id: string }[] };
    const view = (await (await fetch(`/api/referrals/${list.items[0]?.id ?? ''}`)).json()) as {
      id: string;
      diagnosis: { text: string } | null;
      patient: { name: string };
      receiverDepartment: { name: { zh: string } } | null;
    };
    return { id: view.id, secrets: [view.diagnosis?.text, view.patient.name, view.receiverDepartment?.name.zh] };
  });
  await doctor.goto(`/referrals/${sent.id}`);
  const card = doctor.getByRole('region', { name: '患者查询链接' });
  await pick(card, '患者本人');
  await card.getByRole('button', { name: /^(生成链接|换一个新链接)$/ }).click();
  const address = await card.getByRole('textbox', { name: '患者链接' }).inputValue();

  const phone = await (await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'zh-CN' })).newPage();
  await phone.goto(address);
  await expect(phone.getByText('对方医院已同意接收您')).toBeVisible();
  const text = await phone.locator('body').innerText();
  for (const secret of sent.secrets) expect(text).not.toContain(secret);
  const overflow = await phone.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBe(0);

  await card.getByRole('button', { name: '收回链接' }).click();
  await expect(doctor.getByText('链接已收回，患者不能再查看')).toBeVisible();
  await phone.reload();
  await expect(phone.getByText('对方医院已同意接收您')).toHaveCount(0);
  await phone.context().close();
});
