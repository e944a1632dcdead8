import { cloneDatabase, type TestDatabase } from '@alliance/server/testing/services';
import { today } from '@alliance/server/platform/today';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoId } from '../demo-id.js';
import { loadDemo } from '../load.js';
import { endsTonight, failedRound } from './certificates.js';
import { resultsBehind } from './history.js';

let database: TestDatabase;
const now = new Date();
beforeAll(async () => {
  database = await cloneDatabase();
  await loadDemo({ ownerUrl: database.ownerUrl, fieldKey: Buffer.alloc(32, 7).toString('base64'), password: 'demo-Alliance-2026', now });
}, 120_000);
afterAll(() => database.drop());

const rows = async <Row extends object>(statement: string, parameters: unknown[] = []): Promise<Row[]> =>
  (await database.owner.query(statement, parameters)).rows as Row[];
const count = async (statement: string, parameters: unknown[] = []): Promise<number> =>
  Number((await rows<{ n: string }>(statement, parameters))[0]?.n);

describe('the demonstration’s results', () => {
  it('are fifteen thousand and a story’s, of members of the alliance, with an original each', async () => {
    expect(await count('select count(*) n from test_result where current')).toBeGreaterThan(resultsBehind - 40);
    expect(
      await count('select count(*) n from diagnostic_report d left join inbound_message m on m.id = d.message_id where m.id is null'),
    ).toBe(0);
    expect(await count('select count(*) n from test_result where performed_at > $1', [now])).toBe(0);
  });

  it('carry the mark of their day: none of an item whose paper ended, or whose round was failed', async () => {
    const held = (hospital: string, item: string, days: number) =>
      count('select count(*) n from recognition_mark where institution_id = $1 and item_code = $2 and valid @> $3::date', [
        demoId(`institution ${hospital}`),
        item,
        today(new Date(now.getTime() + days * 86_400_000)),
      ]);
    expect([await held(endsTonight.hospital, endsTonight.item, 0), await held(endsTonight.hospital, endsTonight.item, 1)]).toEqual([1, 0]);
    const { hospital, item, daysAgo } = failedRound;
    expect([await held(hospital, item, -daysAgo - 1), await held(hospital, item, -daysAgo)]).toEqual([1, 0]);
    expect(
      await count(
        `select count(*) n from test_result r where exists (select 1 from recognition_mark m where m.institution_id = r.institution_id
           and m.item_code = r.item_code and m.valid @> (r.performed_at at time zone 'Asia/Shanghai')::date) <> (r.mark_label is not null)`,
      ),
    ).toBe(0);
  });

  it('were recognised and repeated, more and more of them recognised, with reasons and what was saved', async () => {
    const [figures] = await rows<Record<'accepted' | 'repeated' | 'ordered' | 'fen' | 'reasons', string>>(`
      select count(*) filter (where decision = 'accepted') accepted, count(*) filter (where decision = 'repeated') repeated,
        count(*) filter (where decision = 'ordered') ordered, sum(saved_fen) fen, count(distinct repeat_reason) reasons from recognition_item`);
    const accepted = Number(figures?.accepted);
    const repeated = Number(figures?.repeated);
    expect(accepted).toBeGreaterThan(800);
    expect(accepted / (accepted + repeated)).toBeGreaterThan(0.6);
    expect(accepted / (accepted + repeated)).toBeLessThan(0.9);
    expect([Number(figures?.ordered) > 0, Number(figures?.fen) > 0, Number(figures?.reasons) >= 4]).toEqual([true, true, true]);
  });

  it('story nine: twelve of fifteen taken over, one of them corrected since, and a second patient to try it with', async () => {
    const items = await rows<{ decision: string; overturned: boolean; verdict: string }>(
      'select decision, verdict, overturned_at is not null as overturned from recognition_item where panel_code = $1',
      ['X-ADMISSION-15'],
    );
    const many = (decision: string) => items.filter((item) => item.decision === decision).length;
    expect([items.length, many('accepted'), many('repeated'), items.filter(({ overturned }) => overturned).length]).toEqual([15, 12, 3, 1]);
    expect(items.every(({ verdict }) => verdict === 'recognisable')).toBe(true);
    expect(await count(`select count(*) n from diagnostic_report where title = '入院生化十五项' and current and state = 'corrected'`)).toBe(
      1,
    );
    expect(
      await count(`select count(*) n from event where kind = 'recognition.overturned' and concerns = array[$1::uuid]`, [
        demoId('person lead.doctor'),
      ]),
    ).toBe(1);
  });
});
