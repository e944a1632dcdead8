import { expect, type Locator, type Page } from '@playwright/test';
import { inventedNumber } from './people.js';

/** A family name with a character of this run. */
export const inventedName = (family: string): string => `${family}${String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 8000))}`;

const pick = (where: Page | Locator, label: string | RegExp) => where.getByRole('radio', { name: label }).check({ force: true });

/** Registers a patient with a document, in the form of a new referral. */
export async function registerPatient(doctor: Page, name: string, sex: 'male' | 'female'): Promise<void> {
  await doctor.getByRole('button', { name: '新建患者' }).click();
  await doctor.getByLabel('证件号码').fill(inventedNumber(sex));
  await doctor.getByLabel('姓名').fill(name);
  await doctor.getByRole('button', { name: '保存患者' }).click();
  await expect(doctor.locator('.chosen-patient').getByText(name)).toBeVisible();
}

export interface Case {
  readonly alliance: string;
  readonly diagnosis: string;
  readonly reason: string;
  readonly urgency: '紧急' | '常规';
  readonly service: '急诊' | '住院' | '门诊' | '检查';
  readonly department: string;
  readonly transport?: '自行前往' | '医院车辆' | '救护车';
  readonly consent?: '患者本人' | '监护人' | '近亲属';
}

/** A new referral of this hospital; the patient comes first. */
export async function begin(doctor: Page): Promise<void> {
  await doctor.goto('/referrals?side=outbound');
  await doctor.getByRole('link', { name: '新建转诊' }).first().click();
  await expect(doctor.getByRole('button', { name: '新建患者' })).toBeVisible();
}

/** What the form asks of an ordinary referral to the lead hospital, but for the patient. */
export async function describe(doctor: Page, asked: Case): Promise<void> {
  await doctor.getByLabel('联盟', { exact: true }).selectOption({ label: asked.alliance });
  await doctor.getByLabel('初步诊断').fill(asked.diagnosis);
  await doctor.getByLabel('转诊原因').fill(asked.reason);
  await pick(doctor, new RegExp(asked.urgency));
  await pick(doctor, new RegExp(`^${asked.service}`));
  const receiver = doctor.getByRole('combobox', { name: /^接收机构/ });
  await receiver.click();
  await doctor.getByRole('option', { name: /云岭市人民医院/ }).click();
  await doctor.getByLabel('接收科室').selectOption({ label: asked.department });
  if (asked.transport) await pick(doctor, new RegExp(asked.transport));
  await pick(doctor, asked.consent ?? '患者本人');
  await doctor.getByLabel('审核医师').fill('孟庆华');
  await doctor.getByLabel('资料不全仍要发出的理由').selectOption({ label: '结果未出' });
  await expect(doctor.getByText(/已保存 \d\d:\d\d:\d\d/)).toBeVisible();
}

export interface Sent {
  readonly path: string;
  readonly number: string;
}
/** Sends what stands in the form. */
export async function send(doctor: Page): Promise<Sent> {
  await doctor.getByRole('button', { name: '发出转诊' }).click();
  await expect(doctor).toHaveURL(/\/referrals\/[0-9a-f-]{36}$/);
  const title = doctor.getByRole('heading', { level: 1, name: /转诊 [0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/ });
  return { path: new URL(doctor.url()).pathname, number: (await title.textContent())?.replace('转诊 ', '').trim() ?? '' };
}

/** The state that the path of the referral names as the present one. */
export const standsAt = (page: Page, state: string): Promise<void> =>
  expect(page.locator('[aria-current=step]').filter({ hasText: state })).toBeVisible();

/** Opens a step from the bar or its menu, fills in what it needs, and confirms. What another hospital did just now may take a moment to be here. */
export async function act(page: Page, action: string, fill: (panel: Locator) => Promise<void> = async () => {}): Promise<void> {
  const panel = page.getByRole('form', { name: action, exact: true });
  const bar = page.getByRole('group', { name: '可办理' });
  await expect(async () => {
    const direct = bar.getByRole('button', { name: action, exact: true });
    if (!(await direct.isVisible())) await bar.getByRole('button', { name: '更多操作' }).click({ timeout: 500 });
    const entry = direct.or(bar.getByRole('menuitem', { name: action, exact: true })).first();
    await entry.click({ timeout: 500 });
    await expect(panel).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await fill(panel);
  await panel.locator('[type=submit]').click();
  await expect(panel).toBeHidden();
}

/** What a sender's hand-over sheet says of an ordinary patient. */
export async function fillSheet(panel: Locator): Promise<void> {
  await panel.getByLabel('过敏史').fill('青霉素');
  await panel.getByLabel('传染病与多重耐药').fill('无已知');
  await pick(panel, '无需隔离');
  await panel.getByLabel('当前病情').fill('神志清楚，持续胸痛，吸氧中');
}

export { pick };
