import { expect, type Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test } from './people.js';
import { act, describe, pick, send, standsAt } from './referral-steps.js';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
/** In care at the lead at start: of her only the ejection fraction is missing. */
const name = '荀巧云';
const isOver = (page: Page) => expect(page.getByRole('list', { name: '进度' }).getByRole('listitem').last()).toHaveText(/✓ 已结案/);
const path = (page: Page) => new URL(page.url()).pathname;

test('a patient improves, comes home in two steps with a plan, is followed up, comes back and is reviewed', async ({ as }) => {
  test.setTimeout(120_000);
  const physician = await as('lead.doctor');
  const doctor = await as('county.doctor');
  const desk = await as('county.coordinator');
  let up = '';
  let down = '';

  await test.step('one value is measured, and she is a candidate', async () => {
    await physician.goto('/down-candidates');
    const lists = physician.getByRole('navigation', { name: '下转候选' });
    await lists.getByRole('link', { name: /^接近/ }).click();
    const row = physician.getByRole('listitem', { name });
    await row.getByRole('button', { name: /左室射血分数/ }).click();
    const panel = physician.getByRole('dialog', { name: `记录病情 · ${name}` });
    await panel.getByRole('textbox', { name: /左室射血分数/ }).fill('46');
    await expect(panel.getByRole('status', { name: '按已填数值即时判定' })).toContainText('符合');
    await panel.getByRole('button', { name: '保存并判定' }).click();
    await lists.getByRole('link', { name: /^可下转/ }).click();
    await expect(row).toContainText('46');
    await row.getByRole('link', { name }).first().click();
    up = path(physician);
  });

  await test.step('she is offered home with rehabilitation, medicines that they have, and warning signs', async () => {
    await physician.goto(`${up}/offer-down`);
    await expect(physician.getByRole('combobox', { name: /接回机构/ })).toHaveValue('青禾县人民医院');
    await physician.getByLabel('科室').selectOption({ label: '心血管内科' });
    await physician.getByLabel(/^下转理由/).fill('再灌注后病情稳定，可回县级康复');
    await physician.getByLabel(/^转出小结/).fill('PCI 术后第 5 天，LVEF 46%，无心绞痛，双抗方案明确');
    await physician.getByLabel(/^内容/).fill('每日步行 20 分钟，心率不超过 110 次/分');
    const medicines = physician.getByRole('region', { name: '带回的药品' });
    await medicines.getByRole('button', { name: '添加一条' }).click();
    await medicines.getByRole('combobox', { name: /通用名/ }).fill('tgrlp');
    await physician.getByRole('option', { name: /替格瑞洛片/ }).click();
    await medicines.getByLabel(/^每次用量/).fill('90 mg');
    await medicines.getByLabel(/^频次/).fill('bid');
    await expect(medicines.getByText('✓ 对方目录内，有货')).toBeVisible();
    await physician.getByRole('button', { name: '+ 胸痛超过 15 分钟不缓解' }).click();
    await pick(physician, '患者本人');
    await physician.getByRole('button', { name: '发出下转请求' }).click();
    await expect(physician).toHaveURL((url) => url.pathname !== `${up}/offer-down`);
    down = path(physician);
    expect(down).not.toBe(up);
  });

  await test.step('the doctor there answers, then somebody else for the hospital', async () => {
    await doctor.goto(down);
    await expect(doctor.getByText('胸痛超过 15 分钟不缓解')).toBeVisible();
    await act(doctor, '同意接回');
    await expect(doctor.getByRole('group', { name: '可办理' }).getByRole('button', { name: '受理', exact: true })).toHaveCount(0);
    await desk.goto(down);
    await act(desk, '受理', async (panel) => {
      await pick(panel, '已留床位');
      await panel.getByRole('button', { name: '2 小时' }).click();
    });
    await act(desk, '确认到院');
    await standsAt(desk, '已到院');
  });

  await test.step('the way up is over, with the summary as its outcome', async () => {
    await physician.goto(up);
    await isOver(physician);
    await expect(physician.getByText('PCI 术后第 5 天').first()).toBeVisible();
  });

  await test.step('she is followed up: worse, and the hospital above learns of it', async () => {
    await doctor.goto('/follow-ups');
    const row = doctor.getByRole('row').filter({ hasText: name }).filter({ hasText: '48 小时首访' });
    await row.getByRole('button', { name: /记录随访/ }).click();
    const form = doctor.getByRole('dialog', { name: /随访/ });
    await pick(form, '电话');
    await pick(form, '患者本人');
    await pick(form, /变差/);
    await form.getByText('胸痛超过 15 分钟不缓解').click();
    await pick(form, /^是$/);
    await pick(form, /部分完成/);
    await form.getByRole('button', { name: '保存随访' }).click();
    await expect(doctor.getByText(/应尽快送回上级医院/)).toBeVisible();
  });

  await test.step('she goes up again within three days: linked, and a review is opened', async () => {
    await doctor.getByRole('dialog').getByRole('button', { name: /上转/ }).click();
    await describe(doctor, {
      ...{ alliance: '云岭市心血管专科联盟', diagnosis: '支架内血栓待排', reason: '下转回家后胸痛再发', urgency: '紧急' },
      ...{ service: '住院', department: '心血管内科' },
    });
    await send(doctor);
    await doctor.goto('/return-reviews');
    await expect(doctor.getByRole('row').filter({ hasText: '云岭市人民医院' }).filter({ hasText: '待你办理' }).first()).toBeVisible();
  });
});

test('an archive holds on both sides, and again after a correction', async ({ as }) => {
  test.setTimeout(120_000);
  const physician = await as('lead.doctor');
  const sender = await as('county.doctor');
  const folder = await mkdtemp(join(tmpdir(), 'archive-'));
  const closed = await reportedOf(sender);
  const take = async (page: Page, version: number, format: 'PDF' | 'JSON') => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `第 ${version} 版：下载 ${format}` }).click(),
    ]);
    const file = join(folder, `${page === sender ? 'sender' : 'receiver'}-${download.suggestedFilename()}`);
    await download.saveAs(file);
    return file;
  };
  try {
    await test.step('closed, it is sealed', async () => {
      await sender.goto(closed);
      await act(sender, '结案');
      await isOver(sender);
      await sender.goto(`${closed}?tab=archive`);
      await expect(sender.getByText('两院持有同一摘要').first()).toBeVisible({ timeout: 30_000 });
    });

    await test.step('the outcome is corrected by two people', async () => {
      await physician.goto(closed);
      await act(physician, '更正', async (panel) => {
        await panel.getByLabel(/^诊治小结/).fill('更正：出院带药改为氯吡格雷');
        await panel.getByLabel(/^说明/).fill('原小结药名写错');
      });
      const second = await as('lead.coordinator');
      await second.goto(closed);
      await act(second, '确认更正');
    });

    await test.step('both hospitals hold the same second version, byte for byte, and a command says so', async () => {
      const files: string[] = [];
      for (const page of [physician, sender]) {
        await page.goto(`${closed}?tab=archive`);
        await expect(page.getByText('两院持有同一摘要').first()).toBeVisible({ timeout: 30_000 });
        await expect(page.getByText('更正生效').first()).toBeVisible({ timeout: 30_000 });
        const latest = Number(
          /第 (\d+) 版/.exec(
            (await page
              .getByText(/第 \d+ 版/)
              .first()
              .textContent()) ?? '',
          )?.[1],
        );
        files.push(await take(page, latest, 'JSON'), await take(page, latest, 'PDF'));
      }
      const [json, pdf, theirJson, theirPdf] = await Promise.all(files.map((file) => readFile(file)));
      expect(json?.equals(theirJson ?? Buffer.alloc(0))).toBe(true);
      expect(pdf?.equals(theirPdf ?? Buffer.alloc(0))).toBe(true);
      await run(process.execPath, ['infra/run/verify-archive.mjs', ...files], { cwd: root });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('the lead administrator sees which member is late, and reminds it', async ({ as }) => {
  const lead = await as('lead.admin');
  await lead.goto('/members-today');
  const late = lead.getByRole('row').filter({ hasText: /▲ 患者在等|◆ 资料逾期/ });
  await expect(late.first()).toBeVisible();
  const remind = late.getByRole('button', { name: /^催办(?!记录)/ }).first();
  const member = ((await remind.getAttribute('aria-label')) ?? '').replace('催办', '');
  await remind.click();
  const dialog = lead.getByRole('dialog', { name: `催办 ${member}` });
  await dialog.getByRole('button', { name: '发送催办' }).click();
  await expect(lead.getByText(/已催办 1 家/)).toBeVisible();
  await expect(
    lead
      .getByRole('row')
      .filter({ hasText: member })
      .getByText(/可再催|催办$/)
      .first(),
  ).toBeVisible();
});

/** A referral of the county of which the lead has reported the outcome. */
async function reportedOf(page: Page): Promise<string> {
  const id = await page.evaluate(async () => {
    const list = (await (await fetch('/api/referrals?side=outbound&state=outcome_sent')).json()) as { items: { id: string }[] };
    return list.items[0]?.id;
  });
  return `/referrals/${id ?? ''}`;
}
