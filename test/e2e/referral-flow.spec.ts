import { expect } from '@playwright/test';
import { inventedNumber, test } from './people.js';
import { act, begin, describe, fillSheet, inventedName, pick, registerPatient, send, standsAt, type Case } from './referral-steps.js';

const cardiac: Case = {
  alliance: '云岭市心血管专科联盟',
  diagnosis: '不稳定型心绞痛',
  reason: '静息痛反复发作，需冠脉造影',
  urgency: '紧急',
  service: '住院',
  department: '心血管内科',
};
const phone = { width: 360, height: 740 };

test('an emergency leaves before anyone answered, is diverted on the way, handed over and signed by both', async ({ as, browser }) => {
  const sender = await as('township.doctor');
  const first = await as('lead.doctor');
  const nearer = await as('county.doctor');
  await sender.setViewportSize(phone);

  await test.step('four things with one thumb, and it is on the way', async () => {
    await sender.goto('/referrals/immediate');
    await pick(sender, '女');
    await sender.getByLabel('大约年龄').fill('61');
    await sender.getByRole('button', { name: '胸痛 / STEMI' }).click();
    await pick(sender, /云岭市人民医院/);
    await sender.getByRole('button', { name: '40', exact: true }).click();
    await sender.getByRole('button', { name: /^▲ 发出/ }).click();
    await expect(sender.getByText('在途未答复')).toBeVisible();
  });

  const crew = await (await browser.newContext({ viewport: phone })).newPage();
  const id = new URL(sender.url()).searchParams.get('id') ?? '';
  await test.step('the crew scans the link, needs no account, and reports what it measures', async () => {
    await sender.getByRole('button', { name: '开出链接（二维码）' }).click();
    await crew.goto(await sender.getByLabel('链接', { exact: true }).inputValue());
    await expect(crew.getByText(/云岭市人民医院/).first()).toBeVisible();
    await crew.getByLabel(/收缩压/).fill('92');
    await crew.getByLabel(/血氧/).fill('93');
    await crew.getByRole('button', { name: '报告生命体征' }).click();
    await expect(crew.getByText(/已收到/)).toBeVisible();
    await first.goto(`/referrals/${id}`);
    await expect(first.getByRole('region', { name: '途中', exact: true }).getByText('92', { exact: true })).toBeVisible();
  });

  await test.step('it gets worse: the nearest hospital', async () => {
    await sender.getByRole('link', { name: '打开转诊单' }).click();
    await act(sender, '途中改送', async (panel) => {
      await panel.getByRole('combobox', { name: /^医院/ }).fill('青禾县人民');
      await sender.getByRole('option', { name: /青禾县人民医院/ }).click();
      await panel.getByRole('button', { name: '15 分钟' }).click();
      await pick(panel, '就近抢救');
      await panel.getByLabel(/^说明/).fill('血压下降，就近抢救');
    });
    await expect(crew.getByText(/青禾县人民医院/).first()).toBeVisible({ timeout: 30_000 });
    await expect(first.getByText('这份转诊单已作废，或不再由贵院接收')).toBeVisible();
  });

  await test.step('whoever takes the patient says where and who; both sign, and are responsible one after the other', async () => {
    await nearer.goto(`/referrals/${id}`);
    await act(nearer, '确认接收', async (panel) => {
      await panel.getByLabel('到院地点').fill('急诊楼一层抢救室');
      await panel.getByLabel('联系电话').fill('0990-5550220');
    });
    await crew.getByRole('button', { name: '准时到' }).click();
    await expect(crew.getByText('急诊楼一层抢救室')).toBeVisible();
    await act(sender, '交接签名', fillSheet);
    await expect(nearer.getByText('青霉素').first()).toBeVisible();
    await act(nearer, '确认到院');
    await standsAt(nearer, '已到院');
    await expect(sender.getByText(/青禾县人民医院）.*签名/).first()).toBeVisible();
    await expect(sender.getByText(/柳溪镇卫生院）.*签名/).first()).toBeVisible();
  });
  await crew.context().close();
});

test('an emergency that nobody answers is escalated to whoever is on duty', async ({ as }) => {
  const lead = await as('lead.admin');
  const sender = await as('county.doctor');
  const alliance = '云岭市创伤急救专科联盟';

  await test.step('the alliance agrees on a minute', async () => {
    await lead.goto('/alliances');
    await lead.getByRole('link', { name: alliance }).first().click();
    await lead.getByRole('link', { name: '转诊时限' }).click();
    const answer = lead.getByRole('group', { name: '发出 → 答复' });
    await answer.getByLabel('紧急（分钟）').fill('1');
    await lead.getByRole('button', { name: '保存约定' }).click();
    await expect(lead.getByText('时限已保存，之后的步骤按此执行')).toBeVisible();
  });

  await begin(sender);
  await registerPatient(sender, inventedName('龙'), 'male');
  await describe(sender, {
    ...cardiac,
    alliance,
    diagnosis: '骨盆骨折',
    reason: '血压不稳，需介入止血',
    service: '急诊',
    department: '急诊科',
    transport: '救护车',
  });
  const { number, path } = await send(sender);

  await test.step('a minute later it stands before whoever has to see to it, with the person on duty to call', async () => {
    await lead.goto('/escalations');
    const row = lead.getByRole('row').filter({ hasText: number }).first();
    await expect(row).toBeVisible({ timeout: 90_000 });
    await expect(row).toContainText('等待答复');
    await expect(row).toContainText(/周雅琴|韩致远/);
  });

  await test.step('the physician on duty answers, and it is settled', async () => {
    const physician = await as('lead.doctor');
    await physician.goto(path);
    await act(physician, '受理', (panel) => panel.getByLabel('到院地点').fill('急诊楼一层抢救室'));
    await expect(lead.getByRole('row').filter({ hasText: number })).toHaveCount(0);
  });
});

test('a CCU bed is lost after acceptance, and the patient comes through the emergency department', async ({ as }) => {
  const sender = await as('county.doctor');
  const physician = await as('lead.doctor');
  const desk = await as('lead.coordinator');
  await begin(sender);
  await registerPatient(sender, inventedName('尚'), 'male');
  await describe(sender, { ...cardiac, department: '心脏重症监护室', transport: '救护车' });
  const { path, number } = await send(sender);

  await test.step('accepted with a bed, which is kept', async () => {
    await physician.goto(path);
    await act(physician, '受理', async (panel) => {
      await pick(panel, '已留床位');
      await expect(panel.getByLabel(/^留床/)).toHaveValue(/^bed:/);
      await panel.getByRole('button', { name: '2 小时' }).click();
    });
    await expect(sender.getByText(/心脏重症监护室 (CCU|ICU) \d+ 床/).first()).toBeVisible();
    await desk.goto('/capacity');
    await expect(desk.getByRole('link', { name: number })).toBeVisible();
  });

  await test.step('the bed is lost: acceptance is withdrawn, the bed is free again', async () => {
    await act(physician, '撤销受理', async (panel) => {
      await pick(panel, '预留床位已失');
      await panel.getByLabel(/^说明/).fill('院内心搏骤停患者占用');
    });
    await standsAt(sender, '待答复');
    await expect(desk.getByRole('link', { name: number })).toHaveCount(0);
  });

  await test.step('accepted again, through the emergency department', async () => {
    await act(physician, '受理', async (panel) => {
      await pick(panel, '先到急诊，同时找床');
      await panel.getByRole('button', { name: '2 小时' }).click();
      await panel.getByLabel('到院地点').fill('急诊科留观');
    });
    await expect(sender.getByText('急诊科留观').first()).toBeVisible();
    await standsAt(sender, '已受理');
  });
});

test('a routine patient is asked about, answered, accepted with a slot, taken back and accepted again, and arrives', async ({ as }) => {
  const sender = await as('county.doctor');
  const desk = await as('lead.coordinator');
  await begin(sender);
  await registerPatient(sender, inventedName('欧阳'), 'female');
  await describe(sender, { ...cardiac, urgency: '常规', service: '门诊', transport: '自行前往' });
  const { path } = await send(sender);
  const accept = () =>
    act(desk, '受理', async (panel) => {
      const slots = panel.getByLabel(/^号源/);
      await expect(slots.locator('option[value^="slot:"]').first()).toBeAttached();
      await slots.selectOption((await slots.locator('option[value^="slot:"]').first().getAttribute('value')) ?? '');
    });

  await test.step('asked and answered', async () => {
    await desk.goto(path);
    await act(desk, '要求补充', (panel) => panel.getByLabel(/^问题 1/).fill('近期肌酐？'));
    await expect(sender.getByText('近期肌酐？').first()).toBeVisible();
    await act(sender, '答复', (panel) => panel.getByLabel(/近期肌酐/).fill('82 μmol/L，上周。'));
    await expect(desk.getByText('82 μmol/L，上周。').first()).toBeVisible();
  });

  await test.step('accepted with a slot; within the minute it is taken back, and given again', async () => {
    await accept();
    await standsAt(sender, '已受理');
    await desk.getByRole('button', { name: '撤回', exact: true }).click();
    await standsAt(sender, '待答复');
    await accept();
    await expect(sender.getByText(/专家门诊 2 诊室/).first()).toBeVisible();
  });

  await test.step('the patient arrives, and the receiver is responsible', async () => {
    await act(desk, '确认到院');
    await standsAt(sender, '已到院');
    await expect(sender.getByText(/责任方/).first()).toBeVisible();
  });
});

test('a mother and her newborn are sent as a pair and accepted together', async ({ as }) => {
  const sender = await as('county.doctor');
  const physician = await as('lead.doctor');
  const mother = inventedName('祁');
  const child: Case = {
    ...cardiac,
    ...{ alliance: '云岭市产科专科联盟', department: '产科', diagnosis: '新生儿呼吸窘迫', reason: '需新生儿监护' },
    ...{ transport: '救护车', consent: '监护人' },
  };
  await begin(sender);
  await registerPatient(sender, mother, 'female');
  await describe(sender, { ...child, diagnosis: '重度子痫前期', reason: '产后血压 168/110，需监护', consent: '患者本人' });
  const { number } = await send(sender);

  await begin(sender);
  await sender.getByRole('button', { name: '新生儿' }).click();
  await sender.getByRole('combobox', { name: /^母亲/ }).fill(mother);
  await sender.getByRole('option', { name: new RegExp(mother) }).click();
  await pick(sender, '女');
  await sender.getByRole('button', { name: '1 小时前' }).click();
  await sender.getByLabel('出生体重').fill('2650');
  await sender.getByRole('button', { name: '保存患者' }).click();
  await describe(sender, child);
  await sender.getByRole('combobox', { name: '母婴同转' }).click();
  await sender.getByRole('option', { name: new RegExp(number) }).click();
  await expect(sender.getByText(new RegExp(`${number}.*同转`)).first()).toBeVisible();
  const { path } = await send(sender);

  await physician.goto(path);
  await act(physician, '受理', async (panel) => {
    await pick(panel, /一并受理/);
    await pick(panel, '已留床位');
    await panel.getByRole('button', { name: '2 小时' }).click();
  });
  await standsAt(sender, '已受理');
  await sender
    .getByRole('link', { name: new RegExp(number) })
    .first()
    .click();
  await standsAt(sender, '已受理');
});

test('somebody unknown is identified the next day, and the receiver learns who it is', async ({ as }) => {
  const sender = await as('county.doctor');
  const physician = await as('lead.doctor');
  await sender.goto('/referrals/immediate');
  await pick(sender, '男');
  await sender.getByLabel('大约年龄').fill('45');
  await sender.getByRole('button', { name: '创伤' }).click();
  await pick(sender, /云岭市人民医院/);
  await sender.getByRole('button', { name: '40', exact: true }).click();
  await sender.getByRole('button', { name: /^▲ 发出/ }).click();
  await expect(sender.getByText('在途未答复')).toBeVisible();
  const id = new URL(sender.url()).searchParams.get('id') ?? '';
  await physician.goto(`/referrals/${id}`);
  await expect(physician.getByText(/无名氏/).first()).toBeVisible();

  const name = inventedName('冯');
  await sender.goto(`/referrals/${id}`);
  const unknown =
    (await sender
      .getByText(/^无名氏-/)
      .first()
      .textContent()) ?? '';
  await test.step('the family recognises the patient', async () => {
    await sender.goto(`/patients?query=${encodeURIComponent(unknown)}`);
    await sender.getByRole('link', { name: new RegExp(unknown) }).click();
    await sender.getByRole('button', { name: '识别身份' }).click();
    const form = sender.getByRole('form', { name: '识别身份' });
    await form.getByLabel('证件号码').fill(inventedNumber('male'));
    await form.getByLabel('姓名').fill(name);
    await pick(form, '家属辨认');
    await form.locator('[type=submit]').click();
    await expect(sender.getByText(`${unknown} 已识别为 ${name}`)).toBeVisible();
  });
  await expect(physician.getByText(name).first()).toBeVisible();
});

test('a referral of the wrong patient is voided, and the receiver sees it no more', async ({ as }) => {
  const sender = await as('county.doctor');
  const desk = await as('lead.coordinator');
  const name = inventedName('鲍');
  await begin(sender);
  await registerPatient(sender, name, 'male');
  await describe(sender, cardiac);
  const { path } = await send(sender);
  await desk.goto(path);
  await expect(desk.getByText(name).first()).toBeVisible();
  await act(sender, '作废', async (panel) => {
    await pick(panel, '选错患者');
    await panel.getByLabel(/^说明/).fill('同名患者');
  });
  await expect(sender.getByText('这份转诊单已作废，仅供本院查阅。接收方已看不到。')).toBeVisible();
  await expect(desk.getByText('这份转诊单已作废，或不再由贵院接收')).toBeVisible();
  await expect(desk.getByText(name)).toHaveCount(0);
  await desk.goto('/referrals');
  await expect(desk.getByText('田福来').first()).toBeVisible();
  await expect(desk.getByText(name)).toHaveCount(0);
});
