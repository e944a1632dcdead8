import { readReferralNumber } from '@alliance/domain/referral/referral-number';
import { cloneDatabase, type TestDatabase } from '@alliance/server/testing/services';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { historicCases } from './history/history.data.js';
import { loadDemo } from './load.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await loadDemo({ ownerUrl: database.ownerUrl, fieldKey: Buffer.alloc(32, 7).toString('base64'), password: 'demo-Alliance-2026' });
}, 60_000);
afterAll(() => database.drop());

const rows = async <Row extends object>(sql: string) => (await database.owner.query<Row>(sql)).rows;
const count = async (from: string) => Number((await rows<{ n: string }>(`select count(*) n from ${from}`))[0]?.n);

it('every historic referral is closed, within 90 days, has its events and says that it is invented; nobody is told', async () => {
  expect(
    await count(
      `referral where state = 'closed' and closed_at < now() and submitted_at > now() - interval '90 days' and summary like '%虚构%'`,
    ),
  ).toBe(historicCases);
  expect(
    await count(`(select 1 from event where kind like 'referral.%' group by subject_id having count(*) = 5 and max(version) = 6) told`),
  ).toBe(historicCases);
  expect((await count('outbox')) + (await count('timer'))).toBe(0);
  const numbers = await rows<{ number: string }>('select number from referral');
  expect(numbers.filter(({ number }) => readReferralNumber(number) !== number)).toEqual([]);
});

it('each was judged in its direction with the versions of its day, and a reason stands where no criterion was met', async () => {
  const verdicts = await rows<{ direction: string; verdict: string; n: number }>(
    `select direction, verdict, count(*)::int n from referral_judgement group by 1, 2 order by 1, 2`,
  );
  const seen = verdicts.map(({ direction, verdict }) => `${direction} ${verdict}`);
  expect(seen).toEqual(expect.arrayContaining(['down met', 'down unknown', 'up met', 'up not_met', 'up unknown']));
  expect(verdicts.reduce((sum, { n }) => sum + n, 0)).toBe(historicCases);
  const later = `referral_judgement j join protocol_version v on v.id = any (j.version_ids) where v.effective_from > (j.judged_at at time zone 'Asia/Shanghai')::date`;
  expect(await count(later)).toBe(0);
  const unexplained = `referral r join referral_judgement j on j.referral_id = r.id
    where (r.urgency <> 'immediate' and j.verdict in ('not_met', 'not_applicable')) <> (r.criteria_reason is not null)`;
  expect(await count(unexplained)).toBe(0);
});

it('both versions of hypertension were used, and the township was judged by its own rule from when it adopted it', async () => {
  const used = await rows<{ number: number; overridden: boolean; own: boolean; n: number }>(
    `select v.number, (f #>> '{criterion,overridden}')::boolean overridden, o.overrides <> '[]' and j.judged_at >= o.adopted_at own, count(*)::int n
     from referral_judgement j cross join jsonb_array_elements(j.judgement -> 'findings') f
       join protocol_version v on v.id = (f #>> '{criterion,protocolVersionId}')::uuid
       left join protocol_adoption o on o.institution_id = j.sender_id and o.protocol_id = v.protocol_id
     where f #>> '{criterion,code}' = 'HTN-U07' and j.direction = 'up' group by 1, 2, 3 order by 1, 2, 3`,
  );
  expect(new Set(used.map(({ number }) => number))).toEqual(new Set([1, 2]));
  expect(used.some(({ overridden }) => overridden)).toBe(true);
  expect(used.filter(({ overridden, own }) => overridden !== own)).toEqual([]);
});
