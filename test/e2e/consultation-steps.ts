import { expect, type Locator, type Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { inventedNumber } from './people.js';
import { pick } from './referral-steps.js';

/** Asks the portal as the person of a page. @throws with what the portal answered */
export const ask = <T>(page: Page, method: string, path: string, body?: object): Promise<T> =>
  page.evaluate(
    async ([verb, where, given, key]) => {
      const session = (await (await fetch('/api/session')).json()) as { csrfToken: string };
      const reply = await fetch(`/api${where}`, {
        method: verb,
        headers: { 'x-csrf-token': session.csrfToken, 'content-type': 'application/json', 'idempotency-key': key },
        ...(given && { body: given }),
      });
      if (!reply.ok) throw new Error(`${verb} ${where}: ${reply.status} ${await reply.text()}`);
      return (reply.status === 204 ? undefined : await reply.json()) as never;
    },
    [method, path, body ? JSON.stringify(body) : '', randomUUID()] as const,
  );

/** A patient of the hospital of this page, known before the request. */
export const knownPatient = (doctor: Page, name: string, sex: 'male' | 'female'): Promise<{ readonly id: string }> =>
  ask(doctor, 'POST', '/patients', { id: randomUUID(), name, sex, identifierKind: 'citizen_id', identifier: inventedNumber(sex) });

export async function choosePatient(doctor: Page, name: string): Promise<void> {
  await doctor.getByRole('combobox', { name: /查找患者/ }).fill(name);
  await doctor.getByRole('option', { name: new RegExp(name) }).click();
}

/** A small picture of a curve that exists only here. */
export const drawnPicture = async (page: Page): Promise<Buffer> => {
  const url = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [640, 480];
    const pen = canvas.getContext('2d');
    if (!pen) return '';
    pen.fillStyle = '#fff8f4';
    pen.fillRect(0, 0, 640, 480);
    pen.beginPath();
    for (let x = 0; x < 640; x += 2) pen.lineTo(x, 240 - 120 * Math.exp(-(((x % 160) - 80) ** 2) / 60));
    pen.stroke();
    return canvas.toDataURL('image/png');
  });
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
};
/** The paper that a patient signed. */
export const signedPaper = {
  name: '会诊知情同意书.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  ),
};

/** Who agreed, when, with the paper; asked in the form and, after a rescue, in its panel. */
export async function giveConsent(where: Page | Locator): Promise<void> {
  await pick(where, '患者本人');
  await where.locator('input[type=file][accept*=pdf]').first().setInputFiles(signedPaper);
  await expect(where.getByText(/✓ 已上传/)).toBeVisible();
  await where.getByLabel('签字日期').fill(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10));
  await where.getByLabel(/已(向患方)?说明.*费用/).check({ force: true });
}

/** Opens a step of the consultation, fills it in and confirms. */
export async function step(page: Page, name: string, fill: (panel: Locator) => Promise<void> = async () => {}): Promise<void> {
  const panel = page.getByRole('form', { name, exact: true });
  const direct = page.locator('.consultation-detail').getByRole('button', { name, exact: true });
  await expect(async () => {
    const [menu] = await page.getByRole('button', { name: '更多操作' }).all();
    if (!(await direct.first().isVisible())) await menu?.click({ timeout: 500 });
    const entry = direct.or(page.getByRole('menuitem', { name, exact: true })).first();
    await entry.click({ timeout: 500 });
    await expect(panel).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await fill(panel);
  await panel.locator('[type=submit]').click();
  await expect(panel).toBeHidden();
}

/** How far it is, as the path at the head of its page says. */
export const isAt = (page: Page, state: string): Promise<void> =>
  expect(page.locator('[aria-current=step]').filter({ hasText: state })).toBeVisible();

/** Everybody has a camera that shows a clock and a microphone that beeps. */
export const fakeDevices = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

export interface Opinion {
  readonly text: string;
  readonly dissent?: string;
  readonly recommendations?: readonly string[];
}
/** Writes an opinion beside the case, on its page or in the room, and signs it. */
export async function signOpinion(page: Page, { text, dissent, recommendations = [] }: Opinion): Promise<void> {
  const editor = page.getByRole('region', { name: '我的会诊意见' });
  if (dissent) {
    await pick(editor, /保留不同意见/);
    await editor.getByLabel(/^不同意见及理由/).fill(dissent);
  }
  await editor.getByLabel(/^意见/).fill(text);
  await editor.getByLabel(/^建议/).fill(recommendations.join('\n'));
  await editor.getByRole('button', { name: '核对并签名' }).click();
  await page.getByRole('button', { name: '签名', exact: true }).click();
  await expect(page.getByText(/已于 .* 签名|签署 · 摘要 [0-9a-f]{12}/).first()).toBeVisible();
}
