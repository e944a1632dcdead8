// The figures over all measured referrals: how long measuring takes, and each question of the page for the office and for the busiest hospital.
import { percentile } from './bars.mjs';
import { coordinatorOf, headersOf, hospitals, idOf } from './people.mjs';

const divisions = ['week', 'stopped', 'return_reason', 'return_outcome', 'crossing', 'chapter', 'age', 'distance', 'insurance'];
const questions = {
  figures: 'figures?compare=none',
  'figures compared with before': 'figures?compare=previous',
  'times to answer': 'times?timing=response',
  'times to arrival': 'times?timing=arrival',
  flows: 'flows?',
  ...Object.fromEntries(divisions.map((by) => [`divided by ${by}`, `division?by=${by}`])),
  'cases of returns': 'cases?figure=returned',
};
const viewers = { office: hospitals, 'busiest hospital': 1 };

/** Each question is asked this often after the first; the first finds nothing planned. */
const asked = 20;

export async function measureAnalytics({ owner, portal, report, rows, say }) {
  const took = await measureAll(owner);
  report.tell(`${rows} referrals measured anew`, took, 's');
  await scatter(owner);
  const office = idOf('appointment', coordinatorOf(hospitals));
  await owner.query(`update appointment set role = 'management_office' where id = $1`, [office]);
  const api = await portal.api('analytics');
  try {
    for (const [viewer, hospital] of Object.entries(viewers))
      for (const [what, path] of Object.entries(questions)) {
        const ask = () => answered(`${api.url}/api/analytics/${path}&period=days_90`, headersOf(coordinatorOf(hospital)));
        const cold = await ask();
        const times = [];
        for (let n = 0; n < asked; n++) times.push(await ask());
        report.tell(`analytics, ${viewer}, ${what}: first`, cold, 'ms');
        report.tell(`analytics, ${viewer}, ${what}: p95`, percentile(times, 95), 'ms', { atMost: 500 });
      }
    say('analytics');
  } finally {
    await portal.end(api);
    await owner.query(`update appointment set role = 'coordinator' where id = $1`, [office]);
  }
}

/** The nightly count, in the parts in which the worker does it. @returns seconds */
async function measureAll(owner) {
  const began = performance.now();
  for (let after = '00000000-0000-0000-0000-000000000000'; after;) {
    const { rows } = await owner.query('select last from measure_part($1, 2000)', [after]);
    after = rows[0].last;
  }
  await owner.query('select measure_reconciled(now(), 0)');
  return (performance.now() - began) / 1000;
}

/** What was seeded has neither answers nor arrivals: gives the measured rows what a life leaves behind, all within ninety days. */
async function scatter(owner) {
  await owner.query(`
    update referral_measure m set sent_at = at, sent_on = (at at time zone 'Asia/Shanghai')::date, response_seconds = random() * 90000,
      arrival_seconds = case when random() < 0.7 then (random() * 400000)::int end, completeness = random() * 100, asked = (random() < 0.1)::int,
      returned = (random() < 0.07)::int, furthest = 1 + random() * 5, in_time = random() < 0.9, taken = true, direction = (array['up', 'down', 'level'])[1 + (random() * 2)::int],
      crossing = (array['same', 'other', 'off_platform'])[1 + (random() * 2)::int], age_band = (array['under_45', 'under_65', 'under_80', 'from_80'])[1 + (random() * 3)::int],
      return_reason = case when random() < 0.07 then 'resources_limited' end, return_outcome = case when random() < 0.07 then 'taken_elsewhere' end, rubric = 'I20'
    from (select referral_id, now() - interval '88 days' * random() as at from referral_measure) s where s.referral_id = m.referral_id`);
  await owner.query('vacuum (full, analyze) referral_measure');
}

async function answered(url, headers) {
  const began = performance.now();
  const reply = await fetch(url, { headers });
  await reply.arrayBuffer();
  if (!reply.ok) throw new Error(`${url}: ${reply.status}`);
  return performance.now() - began;
}
