import * as analytics from '@alliance/contracts/analytics.contract';
import type { Figure } from '@alliance/domain/analytics/figure';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inflateRawSync } from 'node:zlib';
import Papa from 'papaparse';
import { makeAnalytics, type AnalyticsWorld } from '../testing/analytics.world.js';
import type { Person } from '../testing/app.js';

let story: AnalyticsWorld;
let office: AnalyticsWorld['made']['office'];
let allianceId: AnalyticsWorld['made']['allianceId'];
let world: AnalyticsWorld['made']['world'];
let api: AnalyticsWorld['made']['api'];
let leadCoordinator: Person;
let countyCoordinator: Person;

beforeAll(async () => {
  story = await makeAnalytics(96);
  ({ office, allianceId, world, api } = story.made);
  leadCoordinator = story.made.sides.lead.coordinator;
  countyCoordinator = story.made.sides.county.coordinator;
}, 240_000);
afterAll(() => story.end());

describe('walls', () => {
  const status = async (name: string, query: object = {}) =>
    (await (await api.as(name)).ask(analytics.getAnalyticsFigures, { query: query as never })).status;

  it('a hospital asks for its own figures only, whatever it writes into the address', async () => {
    expect(await status('county.coordinator', { scope: 'all' })).toBe(403);
    expect(await status('county.coordinator', { scope: 'alliances' })).toBe(403);
    expect(await status('county.admin', { scope: 'alliances' })).toBe(403);
    expect(await story.told(countyCoordinator, { hospitalId: world.lead.id })).toEqual(await story.told(countyCoordinator));
  });
  it('a lead sees nothing of another alliance', async () => {
    const admin = await api.as('lead.admin');
    const mine = await story.told(admin, { scope: 'alliances' });
    await story.owner.query('update alliance set lead_id = $1 where id = $2', [world.other.id, allianceId]);
    expect((await story.told(admin, { scope: 'alliances' }))['sent']?.of).toBe(0);
    await story.owner.query('update alliance set lead_id = $1 where id = $2', [world.lead.id, allianceId]);
    expect(await story.told(admin, { scope: 'alliances' })).toEqual(mine);
  });
  it('who has no part and no permission gets nothing', async () => {
    expect(await status('auditor')).toBe(403);
    const { id } = world.other;
    expect(await story.told(await api.as('other.coordinator'))).toEqual(
      await story.countAgain({ where: `(r.sender_id = '${id}' or r.receiver_id = '${id}')`, hospital: id }),
    );
    expect(await status('lead.doctor')).toBe(403);
    const own = await story.told(await api.as('county.doctor'), { side: 'sender' });
    expect(own['sent']?.of).toBeGreaterThan(0);
  });
  it('a row is seen by the parties, the lead of its alliance and the office, below every question', async () => {
    const seen = async (hospital: string, role: string) => {
      const session = await story.owner.connect();
      try {
        await session.query(
          `begin; set local role alliance_app; select set_config('app.institution', '${hospital}', true), set_config('app.role', '${role}', true)`,
        );
        const { rows } = await session.query<{ foreign: number; all: number }>(
          `select count(*) filter (where sender_id <> '${hospital}' and receiver_id is distinct from '${hospital}')::int as foreign, count(*)::int as all from referral_measure`,
        );
        return rows[0];
      } finally {
        await session.query('rollback');
        session.release();
      }
    };
    expect((await seen(world.lead.id, 'coordinator'))?.foreign).toBe(0);
    expect((await seen(world.lead.id, 'lead_administrator'))?.foreign).toBeGreaterThan(0);
    expect((await seen(world.county.id, 'lead_administrator'))?.foreign).toBe(0);
    expect((await seen(world.office.id, 'management_office'))?.all).toBeGreaterThan(70);
  });
  it('the office reads no identity, and no small group', async () => {
    const query = story.always;
    const { items } = await office.get(analytics.listAnalyticsCases, { query: { ...query, limit: 100 } });
    expect(items.every(({ mine }) => !mine)).toBe(true);
    expect(JSON.stringify(items)).not.toMatch(/张三|patientName|identifier|birth|9901/);
    await story.owner.query(
      `update referral_measure set insurance = 'refused' where insurance = 'refused' or referral_id in (select referral_id from referral_measure limit 1)`,
    );
    await story.owner.query(
      `update referral_measure set insurance = 'pending' where insurance = 'refused' and referral_id not in (select referral_id from referral_measure where insurance = 'refused' limit 2)`,
    );
    const { parts } = await office.get(analytics.getAnalyticsDivision, { query: { ...query, by: 'insurance' } });
    const hidden = parts.filter(({ cases: shown }) => shown === null);
    expect(hidden.map(({ part }) => part)).toContain('refused');
    expect(hidden.length).toBe(2);
    expect(hidden.every(({ returned, inTime }) => returned === null && inTime === null)).toBe(true);
    const open = (figure: Figure, part: string) =>
      office.ask(analytics.listAnalyticsCases, { query: { ...query, figure, by: 'insurance', part } });
    expect((await open('sent', 'refused')).status).toBe(403);
    expect((await open('returned', 'pending')).status).toBe(403);
    const own = await countyCoordinator.get(analytics.getAnalyticsDivision, { query: { ...query, by: 'insurance' } });
    expect(own.parts.every(({ cases: shown }) => shown !== null)).toBe(true);
  });
});

/** The text of all parts of a workbook, by the directory at the end of the file. */
function partsOf(book: Buffer): string {
  const entry = Buffer.from('PK\u0001\u0002');
  let text = '';
  for (let at = book.indexOf(entry); at >= 0; at = book.indexOf(entry, at + 46)) {
    const start = book.readUInt32LE(at + 42);
    const content = start + 30 + book.readUInt16LE(start + 26) + book.readUInt16LE(start + 28);
    const packed = book.subarray(content, content + book.readUInt32LE(at + 20));
    text += (book.readUInt16LE(at + 10) ? inflateRawSync(packed) : packed).toString('utf8');
  }
  return text;
}

describe('a file', () => {
  it('of cases has every case, is safe in a spreadsheet, says that it is invented, and is recorded', async () => {
    await story.owner.query(`update institution set name = '=cmd()' where id = $1`, [world.township.id]);
    const { answer, headers } = await leadCoordinator.ask(analytics.exportAnalytics, {
      query: { ...story.always, content: 'cases', format: 'csv', figure: 'sent' },
    });
    const text = String(answer);
    const { total } = await leadCoordinator.get(analytics.listAnalyticsCases, { query: story.always });
    expect(headers['content-type']).toContain('text/csv');
    expect(text.startsWith('\uFEFF转诊单号,')).toBe(true);
    expect(text.match(/^[A-Z0-9-]{6,},20\d\d-/gm)).toHaveLength(total ?? -1);
    expect(text).toContain(`'=cmd()`);
    expect(text).not.toMatch(/(^|,)=cmd/m);
    expect(text).toContain('演示数据');
    const { rows } = await story.owner.query(`select action from audit_entry where action like 'analytics.%' and institution_id = $1`, [
      world.lead.id,
    ]);
    expect(rows).toEqual([{ action: 'analytics.export_cases' }]);
  });
  it.each([
    ['zh', '方向', '上转', '下转'],
    ['en', 'Direction', 'Up', 'Down'],
  ] as const)('of cases in %s tells each code in words, and beside them the code', async (language, head, up, down) => {
    const { answer } = await leadCoordinator.ask(analytics.exportAnalytics, {
      query: { ...story.always, content: 'cases', format: 'csv', figure: 'sent', language },
    });
    const lines = Papa.parse<string[]>(String(answer)).data;
    const header = lines[0] ?? [];
    const rows = lines.filter(([number]) => /^[A-Z0-9]{4}-/.test(number ?? ''));
    expect(header.indexOf(head)).toBe(4);
    expect(new Set(rows.map((row) => `${row[4]} ${row[5]}`))).toEqual(new Set([`${up} up`, `${down} down`]));
    const spelled = language === 'zh' ? /^[^a-z_]*$/ : /^[^_]*$/;
    for (const place of [4, 6, 8, 10, 14, 16, 18]) {
      expect(rows.filter((row) => row[place]).length).toBeGreaterThan(0);
      for (const row of rows) expect(row[place]).toMatch(spelled);
      for (const row of rows) expect(row[place + 1]).toMatch(/^[a-z_0-9]*$/);
    }
  });
  it('of cases as a workbook holds the words of the asked language', async () => {
    const textOf = async (language: 'zh' | 'en') => {
      const { answer } = await leadCoordinator.ask(analytics.exportAnalytics, {
        query: { ...story.always, content: 'cases', format: 'xlsx', figure: 'sent', language },
      });
      return partsOf(answer as Buffer);
    };
    const [zh, en] = [await textOf('zh'), await textOf('en')];
    expect(zh).toMatch(/方向代码/);
    expect(zh).toMatch(/>上转</);
    expect(en).toMatch(/>Up</);
    expect(en).toMatch(/>up</);
    expect(en).not.toMatch(/>上转</);
  });
  it('of figures has each with its method, as CSV and as a workbook', async () => {
    const csv = await leadCoordinator.ask(analytics.exportAnalytics, {
      query: { ...story.always, content: 'figures', format: 'csv', language: 'en' },
    });
    const shown = await story.told(leadCoordinator);
    expect(String(csv.answer)).toContain(`Answered in time,${shown['answered_in_time']?.of},${shown['answered_in_time']?.among},`);
    const book = await leadCoordinator.ask(analytics.exportAnalytics, { query: { ...story.always, content: 'figures', format: 'xlsx' } });
    expect(book.headers['content-type']).toContain('spreadsheetml');
    expect((book.answer as Buffer).subarray(0, 2).toString()).toBe('PK');
  });
});
