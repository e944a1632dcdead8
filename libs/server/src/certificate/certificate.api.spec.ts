import * as contract from '@alliance/contracts/quality-certificate.contract';
import * as open from '@alliance/contracts/certificate.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { today } from '../platform/today.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { makeAlliance } from '../testing/protocol.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { CertificateModule } from './certificate.module.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let first: Person;
let second: Person;
let lead: Person;
let doctor: Person;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  await makeAlliance(database, world);
  await database.owner.query(`insert into test_item (code, test_class, test_group, scale, name_zh, specimen, unit) values
    ('718-7', 'laboratory', 'haematology', 'quantitative', '血红蛋白', 'EDTA全血', 'g/L'),
    ('777-3', 'laboratory', 'haematology', 'quantitative', '血小板计数', 'EDTA全血', '10*9/L')`);
  await database.owner.query(`update appointment set role = 'quality_manager' where id = $1`, [world.appointments['county.coordinator']]);
  api = await startApi(database, { features: [CertificateModule], contracts: [contract, open] });
  [first, second, lead, doctor] = await Promise.all([
    api.as('county.coordinator'),
    api.as('county.admin'),
    api.as('lead.admin'),
    api.as('county.doctor'),
  ]);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const day = (days: number) => today(new Date(Date.now() + days * 86_400_000));
const paper = (more: object = {}) => ({
  ...{
    level: 'national' as const,
    assessor: '国家卫生健康委临床检验中心',
    round: '2026年第二轮',
    validFrom: day(-10),
    validUntil: day(200),
  },
  items: [
    { itemCode: '718-7', outcome: 'passed' as const, score: 100 },
    { itemCode: '777-3', outcome: 'passed' as const },
  ],
  ...more,
});
// the smallest picture there is
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const scan = () => new File([picture], '证书.png', { type: 'image/png' });
const refusal = async (person: Person, route: Parameters<Person['ask']>[0], ask: object) =>
  (await person.ask(route, ask as never)).problem?.code;
const marks = async () =>
  (
    await database.owner.query<{ item_code: string }>(
      `select item_code from recognition_mark where institution_id = $1 and valid @> $2::date order by 1`,
      [world.county.id, day(0)],
    )
  ).rows.map(({ item_code: code }) => code);

/** Entered, with its scan, handed in and confirmed by a second person. */
async function inForce(more: object = {}) {
  const { id } = await first.get(contract.enterCertificate, { body: paper(more) });
  const { version } = await first.get(contract.attachScan, { params: { id }, body: { file: scan() } });
  const handed = await first.get(contract.submitCertificate, { params: { id }, body: { version } });
  return second.get(contract.confirmCertificate, { params: { id }, body: { version: handed.version } });
}

describe('a paper of quality assessment', () => {
  it('gives marks when a second person confirmed it with its scan, and takes them when it is revoked', async () => {
    const { id, version } = await first.get(contract.enterCertificate, { body: paper() });
    expect(await refusal(first, contract.submitCertificate, { params: { id }, body: { version } })).toBe('certificate.scan_missing');
    const attached = await first.get(contract.attachScan, { params: { id }, body: { file: scan() } });
    expect(attached).toMatchObject({ hasScan: true, scan: { quarantined: false }, actions: ['edit', 'attach', 'submit'] });
    const handed = await first.get(contract.submitCertificate, { params: { id }, body: { version: attached.version } });
    expect(handed).toMatchObject({ state: 'submitted', actions: [] });
    expect(await refusal(first, contract.confirmCertificate, { params: { id }, body: { version: handed.version } })).toBe(
      'certificate.same_person',
    );
    expect(await refusal(second, contract.confirmCertificate, { params: { id }, body: { version: 1 } })).toBe('record.stale');
    expect(await marks()).toEqual([]);
    const confirmed = await second.get(contract.confirmCertificate, { params: { id }, body: { version: handed.version } });
    expect(confirmed).toMatchObject({ state: 'in_force', label: '全国HR', passed: 2 });
    expect(await marks()).toEqual(['718-7', '777-3']);
    const revoked = await second.get(contract.revokeCertificate, {
      params: { id },
      body: { version: confirmed.version, reason: '评价机构撤回' },
    });
    expect([revoked.state, await marks()]).toEqual(['revoked', []]);
    expect(await refusal(second, contract.revokeCertificate, { params: { id }, body: { version: revoked.version, reason: '再次' } })).toBe(
      'certificate.wrong_state',
    );
  });

  it('that was refused is mended and checked by the other one', async () => {
    const { id } = await first.get(contract.enterCertificate, { body: paper({ validUntil: day(2) }) });
    const { version } = await first.get(contract.attachScan, { params: { id }, body: { file: scan() } });
    const handed = await first.get(contract.submitCertificate, { params: { id }, body: { version } });
    const refused = await second.get(contract.refuseCertificate, {
      params: { id },
      body: { version: handed.version, reason: '日期与扫描件不符' },
    });
    expect(refused).toMatchObject({ state: 'refused', refusedReason: '日期与扫描件不符' });
    const mended = await first.get(contract.saveCertificate, { params: { id }, body: { ...paper(), version: refused.version } });
    expect(mended).toMatchObject({ state: 'draft', refusedReason: null, checkedBy: null, validUntil: day(200) });
  });

  it('of a failed round takes the mark of its item only', async () => {
    await inForce({ validFrom: day(-100) });
    await inForce({ round: '第三轮', validFrom: day(-1), items: [{ itemCode: '777-3', outcome: 'failed', score: 40 }] });
    expect(await marks()).toEqual(['718-7']);
  });

  it('names items of the dictionary once, in a region that fits its level', async () => {
    const wrong: [object, string][] = [
      [{ province: '江苏省' }, 'certificate.region_invalid'],
      [{ level: 'alliance', allianceId: world.lead.id }, 'certificate.region_invalid'],
      [{ validUntil: day(-20) }, 'certificate.period_invalid'],
      [{ items: [{ itemCode: '1-1', outcome: 'passed' }] }, 'catalogue.item_invalid'],
      [{ items: [paper().items[0], paper().items[0]] }, 'catalogue.item_invalid'],
    ];
    for (const [more, code] of wrong)
      expect([more, await refusal(first, contract.enterCertificate, { body: paper(more) })]).toEqual([more, code]);
  });

  it('is read by its hospital, its lead and the office once it is handed in; written by nobody else', async () => {
    const { id, version } = await first.get(contract.enterCertificate, { body: paper() });
    const outsider = await api.as('other.doctor');
    expect(await refusal(lead, contract.getCertificate, { params: { id } })).toBe('access.not_found');
    await first.get(contract.attachScan, { params: { id }, body: { file: scan() } });
    const handed = await first.get(contract.submitCertificate, { params: { id }, body: { version: version + 1 } });
    expect((await lead.get(contract.getCertificate, { params: { id } })).actions).toEqual([]);
    expect(
      (await lead.get(contract.listCertificates, { query: { institutionId: world.county.id, filter: 'to_check' } })).items,
    ).toHaveLength(1);
    expect(await refusal(lead, contract.confirmCertificate, { params: { id }, body: { version: handed.version } })).toBe(
      'access.not_found',
    );
    for (const route of [contract.getCertificate, contract.getScan] as const)
      expect(await refusal(outsider, route, { params: { id } })).toBe('access.not_found');
    expect(await refusal(doctor, contract.enterCertificate, { body: paper() })).toBe('access.denied');
    expect(await refusal(doctor, contract.confirmCertificate, { params: { id }, body: { version: handed.version } })).toBe('access.denied');
  });

  it('is listed by what ends first', async () => {
    const { items } = await first.get(contract.listCertificates, { query: { filter: 'in_force' } });
    expect(items.length).toBeGreaterThan(0);
    expect(items.map(({ validUntil }) => validUntil)).toEqual(items.map(({ validUntil }) => validUntil).toSorted());
    const [one] = (await first.get(contract.listCertificates, { query: { limit: 1 } })).items;
    const page = await first.get(contract.listCertificates, { query: { limit: 1 } });
    const nextPage = await first.get(contract.listCertificates, { query: { limit: 1, cursor: page.nextCursor ?? undefined } });
    expect(nextPage.items[0]?.id).not.toBe(one?.id);
  });
});

it('what internal control has out of control carries no mark until it is in control again', async () => {
  await inForce({ validFrom: day(0), items: [{ itemCode: '777-3', outcome: 'passed' }] });
  expect(await marks()).toContain('777-3');
  const flag = await first.get(contract.setFlag, { body: { itemCode: '777-3', outFrom: day(0), reason: '室内质控失控（虚构）' } });
  expect(await marks()).not.toContain('777-3');
  expect(await refusal(first, contract.setFlag, { body: { itemCode: '777-3', outFrom: day(0), reason: '再次' } })).toBe(
    'certificate.wrong_state',
  );
  expect(await refusal(first, contract.setFlag, { body: { itemCode: '718-7', outFrom: day(1), reason: '明天' } })).toBe(
    'certificate.period_invalid',
  );
  expect(await refusal(first, contract.clearFlag, { params: { id: flag.id }, body: { version: flag.version, outUntil: day(-1) } })).toBe(
    'certificate.period_invalid',
  );
  expect(await refusal(lead, contract.clearFlag, { params: { id: flag.id }, body: { version: flag.version, outUntil: day(0) } })).toBe(
    'access.not_found',
  );
  const cleared = await first.get(contract.clearFlag, { params: { id: flag.id }, body: { version: flag.version, outUntil: day(0) } });
  expect(cleared.outUntil).toBe(day(0));
  expect((await first.get(contract.listFlags, {})).items.map(({ id }) => id)).toEqual([flag.id]);
});
