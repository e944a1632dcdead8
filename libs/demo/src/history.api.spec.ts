import { readReferralNumber } from '@alliance/domain/referral/referral-number';
import { cloneDatabase, type TestDatabase } from '@alliance/server/testing/services';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { demoId } from './demo-id.js';
import { loadDemo } from './load.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await loadDemo({ ownerUrl: database.ownerUrl, fieldKey: Buffer.alloc(32, 7).toString('base64'), password: 'demo-Alliance-2026' });
}, 60_000);
afterAll(() => database.drop());

const rows = async <Row extends object>(sql: string) => (await database.owner.query<Row>(sql)).rows;
const count = async (from: string) => Number((await rows<{ n: string }>(`select count(*) n from ${from}`))[0]?.n);
const cardiovascular = `r.alliance_id = '${demoId('alliance cardiovascular')}' or r.receiver_id = '${demoId('institution other')}'`;
const events = (kind: string) => `event e join referral r on r.id = e.subject_id where e.kind = 'referral.${kind}' and (${cardiovascular})`;
const local = `(r.submitted_at at time zone 'Asia/Shanghai')`;

it('about 1,500 referrals of the cardiovascular alliance and 200 of the others, within 90 days, each marked as invented; nobody is told but of what is alive', async () => {
  const all = await count(`referral r where ${cardiovascular}`);
  expect(all).toBeGreaterThan(1_470);
  expect(all).toBeLessThan(1_540);
  // two hundred, and those of the stories
  expect(Math.abs((await count('referral')) - all - 205)).toBeLessThan(10);
  expect(await count(`referral where submitted_at <= now() - interval '90 days' or submitted_at > now() or closed_at > now()`)).toBe(0);
  expect(await count(`referral where summary not like '%虚构%' or (summary is null and origin_id is null)`)).toBe(0);
  expect(await count(`institution i join referral r on i.id in (r.sender_id, r.receiver_id) where not i.invented`)).toBe(0);
  // the immediate one that is four minutes old, and the result that was corrected since
  expect(await count('outbox')).toBe(2);
  const numbers = await rows<{ number: string }>('select number from referral');
  expect(numbers.filter(({ number }) => readReferralNumber(number) !== number)).toEqual([]);
});

it('a quarter came down, 6 % were returned with what became of them, 3 % did not turn up, 2 died, 9 were back within 72 hours', async () => {
  const all = await count(`referral r where ${cardiovascular}`);
  const share = async (from: string) => (100 * (await count(from))) / all;
  expect(Math.abs((await share(`referral r where r.direction = 'down' and (${cardiovascular})`)) - 25)).toBeLessThan(1);
  expect(Math.abs((await share(events('returned'))) - 6)).toBeLessThan(1);
  expect(Math.abs((await share(events('no_show'))) - 3)).toBeLessThan(1);
  expect(await count(events('death_reported'))).toBe(2);
  const back = `referral d join referral b on b.patient_id = d.patient_id and b.direction = 'up' and b.submitted_at > d.arrived_at
    where d.origin_id is not null and b.submitted_at < d.arrived_at + interval '72 hours'`;
  // nine of the past, and one who is back today
  expect(await count(back)).toBe(10);
  for (const kind of [
    'patient_declined',
    'redirected',
    'appeal_upheld',
    'appeal_overturned',
    'came_down',
    'doctor_declined',
    'diverted',
    'entered_in_error',
  ])
    expect([kind, (await count(events(kind))) > 2]).toEqual([kind, true]);
  const unexplained = `event e where e.kind = 'referral.returned' and (e.data ->> 'reason' is null or not exists (
    select 1 from referral_note n where n.event_id = e.id and n.kind = 'return_advice'))`;
  expect(await count(unexplained)).toBe(0);
});

it('every member takes part, unevenly: one answers late, one returns more than it should', async () => {
  const members = await rows<{ key: string; sent: number; share: number; late: number }>(
    `select i.name as key, count(*) filter (where r.sender_id = i.id)::int sent,
       round(100.0 * count(*) filter (where exists (select 1 from event e where e.subject_id = r.id and e.kind = 'referral.returned' and e.institution_id = i.id))
         / nullif(count(*) filter (where r.receiver_id = i.id and r.origin_id is null), 0))::int share,
       (percentile_cont(0.5) within group (order by extract(epoch from r.accepted_at - r.submitted_at) / 60)
         filter (where r.receiver_id = i.id and r.urgency = 'urgent' and r.origin_id is null))::int late
     from membership m join institution i on i.id = m.institution_id join referral r on i.id in (r.sender_id, r.receiver_id)
     where m.alliance_id = '${demoId('alliance cardiovascular')}' group by 1`,
  );
  const of = (name: string) => members.find(({ key }) => key.startsWith(name)) ?? { sent: 0, share: 0, late: 0 };
  expect(members).toHaveLength(12);
  expect(members.filter(({ sent }) => sent < 10)).toEqual([]);
  expect(of('碧潭县人民医院').late).toBeGreaterThan(3 * of('望岭县人民医院').late);
  expect(of('霜溪县人民医院').share).toBeGreaterThan(3 * of('望岭县人民医院').share);
});

it('the time of answer follows the urgency, Mondays are full, and hearts come at night', async () => {
  const medians = await rows<{ urgency: string; minutes: number }>(
    `select urgency, percentile_cont(0.5) within group (order by extract(epoch from accepted_at - submitted_at) / 60) minutes
     from referral where accepted_at >= submitted_at and origin_id is null group by 1`,
  );
  const of = (urgency: string) => medians.find((row) => row.urgency === urgency)?.minutes ?? 0;
  expect(of('immediate')).toBeGreaterThan(2);
  expect(of('immediate')).toBeLessThan(8);
  expect(of('urgent')).toBeGreaterThan(20);
  expect(of('urgent')).toBeLessThan(60);
  expect(of('routine')).toBeGreaterThan(120);
  const on = (day: number) => count(`referral r where r.origin_id is null and extract(isodow from ${local}) = ${day}`);
  expect(await on(1)).toBeGreaterThan(1.2 * (await on(3)));
  expect(await on(7)).toBeLessThan(0.8 * (await on(3)));
  const night = await count(
    `referral r where r.urgency = 'immediate' and (extract(hour from ${local}) >= 18 or extract(hour from ${local}) < 4)`,
  );
  expect(night / (await count(`referral where urgency = 'immediate'`))).toBeGreaterThan(0.48);
});

it('each has its events without a gap, in the order of time, and whoever is waited for has a timer', async () => {
  const broken = `(select subject_id from event where topic = 'referral' group by subject_id
    having count(distinct version) <> max(version) - min(version) + 1 or max(happened_at) > now()) gaps`;
  expect(await count(broken)).toBe(0);
  expect(await count(`referral r where r.version <> (select max(version) from event e where e.subject_id = r.id)`)).toBe(0);
  expect(await count(`referral r where r.open and not exists (select 1 from timer t where t.subject_id = r.id)`)).toBe(0);
  // nobody was forgotten: what is late is so by days, not by months
  expect(await count(`referral where open and next_action_at < now() - interval '4 days'`)).toBe(0);
  expect(await count(`referral where not open and (next_action_at is not null or (closed_at is null and state <> 'voided'))`)).toBe(0);
});

it('who came home was asked after, a few are late at two members, and whoever was back early was reviewed', async () => {
  const home = await count(`referral where direction = 'down' and arrived_at is not null`);
  expect(await count('follow_up')).toBe(2 * home);
  expect(await count(`follow_up where state = 'done'`)).toBeGreaterThan(1.6 * (home - 60));
  const late = await rows<{ name: string; n: number }>(
    `select i.name, count(*)::int n from follow_up f join institution i on i.id = f.institution_id where f.state = 'open' and f.due_at < now() group by 1 order by 1`,
  );
  expect(late.map(({ name }) => name)).toEqual(expect.arrayContaining(['碧潭县人民医院', '青禾县人民医院']));
  expect(await count(`follow_up f where f.state = 'open' and not exists (select 1 from timer t where t.subject_id = f.id)`)).toBe(0);
  expect(await count('return_link')).toBe(10);
  const states = await rows<{ state: string }>('select distinct state from return_review order by 1');
  expect(states.map(({ state }) => state)).toEqual(expect.arrayContaining(['accounts_awaited', 'final']));
  expect(await count(`return_review where state = 'final' and counts_against = 'down_sender' and preventable <> 'yes'`)).toBe(0);
});

it('each was judged in its direction with the versions of its day, and a reason stands where no criterion was met', async () => {
  const verdicts = await rows<{ direction: string; verdict: string; n: number }>(
    `select direction, verdict, count(*)::int n from referral_judgement group by 1, 2 order by 1, 2`,
  );
  const seen = verdicts.map(({ direction, verdict }) => `${direction} ${verdict}`);
  expect(seen).toEqual(expect.arrayContaining(['down met', 'down unknown', 'up met', 'up not_met', 'up unknown']));
  const unjudged = `referral r where alliance_id is not null and origin_id is null and not exists (select 1 from referral_judgement j where j.referral_id = r.id)`;
  expect(await count(unjudged)).toBe(0);
  const later = `referral_judgement j join protocol_version v on v.id = any (j.version_ids) where v.effective_from > (j.judged_at at time zone 'Asia/Shanghai')::date`;
  expect(await count(later)).toBe(0);
  const unexplained = `referral r join referral_judgement j on j.referral_id = r.id
    where (r.urgency <> 'immediate' and j.verdict in ('not_met', 'not_applicable')) <> (r.criteria_reason is not null)`;
  expect(await count(unexplained)).toBe(0);
});

it('both versions of hypertension were used, and the township was judged by its own rule from when it adopted it', async () => {
  const used = await rows<{ number: number; overridden: boolean; own: boolean; n: number }>(
    `select v.number, (f #>> '{criterion,overridden}')::boolean overridden, coalesce(o.overrides <> '[]' and j.judged_at >= o.adopted_at, false) own, count(*)::int n
     from referral_judgement j cross join jsonb_array_elements(j.judgement -> 'findings') f
       join protocol_version v on v.id = (f #>> '{criterion,protocolVersionId}')::uuid
       left join protocol_adoption o on o.institution_id = j.sender_id and o.protocol_id = v.protocol_id
     where f #>> '{criterion,code}' = 'HTN-U07' and j.direction = 'up' group by 1, 2, 3 order by 1, 2, 3`,
  );
  expect(new Set(used.map(({ number }) => number))).toEqual(new Set([1, 2]));
  expect(used.some(({ overridden }) => overridden)).toBe(true);
  expect(used.filter(({ overridden, own }) => overridden !== own)).toEqual([]);
});

it('what ended before the start is sealed by and by, the stories first and never many at a time', async () => {
  const ended = await count(`referral where state in ('closed', 'cancelled', 'voided') and submitted_at is not null`);
  expect(ended).toBeGreaterThan(1_300);
  const due = await rows<{ second: number; n: number; acts: boolean }>(
    `select floor(extract(epoch from t.due_at - (select min(due_at) from timer where kind = 'archive.seal')))::int as second, count(*)::int as n,
       bool_and(t.acting_institution = r.sender_id) as acts
     from timer t join referral r on r.id = t.subject_id where t.kind = 'archive.seal' group by 1 order by 1`,
  );
  expect(due.reduce((all, { n }) => all + n, 0)).toBe(ended);
  expect(due.every(({ acts }) => acts)).toBe(true);
  const [stories, ...rest] = due;
  expect(stories?.n).toBeGreaterThan(6);
  expect(stories?.n).toBeLessThan(30);
  expect(Math.max(...rest.map(({ n }) => n))).toBeLessThan(8);
  expect([rest[0]?.second, rest.at(-1)?.second].map((second) => Math.round((second ?? 0) / 100))).toEqual([1, 6]);
});
