// How long a new version takes over 100,000 referrals, and what the API feels of it meanwhile: people who judge and look at their queue, before and during the run.
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { factDictionary } from '@alliance/domain/criteria/dictionary';
import { randomFacts, valuesToTry } from '@alliance/domain/criteria/testing/random';
import { random } from '../fuzz/mutate.mjs';
import { percentile } from './bars.mjs';
import { contentOf } from './judgements.mjs';
import { doctorOf, headersOf, hospitals, idOf, sqlId, sqlSender } from './people.mjs';
import { tidy } from './referrals.mjs';

const clients = 20;
const pauseMs = 250;
const restSeconds = 15;
const batch = 5_000;
const allianceId = '00000011-0000-7000-8000-000000000001';
const expert = '00000011-0000-7000-8000-000000000002';
const protocolId = '00000011-0000-7000-8000-000000000003';
const author = { ...headersOf(doctorOf(1)), 'x-appointment': expert };

/** Everything a tenth stricter or laxer: a draft that changes many. */
function moved(content) {
  const shift = (rule) => {
    for (const group of ['all', 'any', 'of']) if (rule[group]) return { ...rule, [group]: rule[group].map(shift) };
    if (rule.not) return { not: shift(rule.not) };
    return typeof rule.value === 'number' && rule.fact ? { ...rule, value: rule.value * 0.95 } : rule;
  };
  return { ...content, criteria: content.criteria.map((criterion) => ({ ...criterion, rule: shift(criterion.rule) })) };
}

async function seed(owner, count, content) {
  const lead = idOf('institution', 1);
  await owner.query(`insert into appointment (id, person_id, institution_id, role, valid) values ($1, $2, $3, 'expert', '[2020-01-01,)')`, [
    expert,
    idOf('person', doctorOf(1)),
    lead,
  ]);
  await owner.query(
    `insert into alliance (id, name_zh, specialty, phase, lead_id, invented, opened_on) values ($1, 'Replay', 'cardiovascular', 'running', $2, true, '2020-01-01')`,
    [allianceId, lead],
  );
  await owner.query(
    `insert into membership (id, alliance_id, institution_id, role, agreement, valid)
     select gen_random_uuid(), $1, ${sqlId('institution', 'n')}, case n when 1 then 'lead' else 'member' end, 'x', '[2020-01-01,)' from generate_series(1, ${hospitals}) n`,
    [allianceId],
  );
  await owner.query(`insert into protocol (id, alliance_id, code, title_zh) values ($1, $2, 'HTN', 'HTN')`, [protocolId, allianceId]);
  for (const [number, state, says] of [
    [1, 'published', content],
    [2, 'draft', moved(content)],
  ])
    await owner.query(
      `insert into protocol_version (id, protocol_id, number, state, content, authors, approved_by, published_at, effective_from)
       select gen_random_uuid(), $1, $2, $3, $4, '{}', case when $3 <> 'draft' then ${sqlId('person', '1')} end, now(), case when $3 <> 'draft' then '2020-01-01'::date end`,
      [protocolId, number, state, JSON.stringify(says)],
    );
  const next = random(7);
  const values = valuesToTry(
    factDictionary,
    content.criteria.flatMap(({ rule, population }) => [rule, population]),
  );
  for (let from = 0; from < count; from += batch) {
    const facts = Array.from({ length: Math.min(batch, count - from) }, () => ({ age: 60, ...randomFacts(values, next, 0.8) }));
    await owner.query(
      `insert into referral_judgement (referral_id, alliance_id, sender_id, direction, level, facts, verdict, version_ids, judgement, judged_at)
       select ${sqlId('referral', `$2::int + n - 1`)}, $1, ${sqlId('institution', sqlSender(`$2::int + n - 1`))}, case when n % 5 = 0 then 'down' else 'up' end, null, f, 'unknown', '{}', '{}',
         now() - interval '1 second' * (($2::int + n) * 70)
       from jsonb_array_elements($3::jsonb) with ordinality e (f, n)`,
      [allianceId, from, JSON.stringify(facts)],
    );
  }
  // a hundred thousand new rows are tidied up at some time: not while something is measured
  await owner.query('vacuum (analyze) referral_judgement');
  await tidy(owner);
}

const agent = new Agent({ keepAlive: true, maxSockets: clients + 2 });
/** @returns the answer and the milliseconds it took */
export function ask(url, method, path, headers, body) {
  const sent = body && JSON.stringify(body);
  const began = performance.now();
  return new Promise((done, fail) => {
    const asked = request(
      `${url}/api${path}`,
      { method, agent, headers: { ...headers, ...(sent && { 'content-length': Buffer.byteLength(sent) }) } },
      (reply) => {
        let text = '';
        reply.setEncoding('utf8').on('data', (part) => (text += part));
        reply.once('end', () =>
          reply.statusCode < 300
            ? done({ took: performance.now() - began, answer: JSON.parse(text) })
            : fail(new Error(`${path}: ${reply.statusCode} ${text}`)),
        );
      },
    );
    asked.once('error', fail).end(sent);
  });
}

/** People at work until told to stop. @returns milliseconds of their requests */
export async function atWork(url, until, alliance = allianceId) {
  const took = [];
  const facts = { age: 60, sex: 'male', pregnant: false, sbp: 172, dbp: 95, severe_headache: false };
  const client = async (number) => {
    await sleep((pauseMs * number) / clients);
    for (let n = number; !until(); n += clients) {
      const pause = sleep(pauseMs);
      const headers = headersOf(doctorOf(2 + (n % (hospitals - 1))));
      const one = await (n % 2
        ? ask(url, 'GET', '/referrals?side=outbound&limit=25', headers)
        : ask(url, 'POST', '/criteria/judgements', headers, { allianceId: alliance, direction: 'up', facts }));
      took.push(one.took);
      await pause;
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  return took;
}
export const forSeconds = (seconds) => {
  const end = performance.now() + seconds * 1000;
  return () => performance.now() > end;
};

export async function measureReplay({ owner, portal, report, rows, say }) {
  const content = contentOf('HTN');
  const count = Math.min(rows, 100_000);
  await seed(owner, count, content);
  const api = await portal.api('replay');
  const worker = await portal.worker('replay-worker');
  try {
    await atWork(api.url, forSeconds(3)); // warms up
    const before = await atWork(api.url, forSeconds(restSeconds));
    let run = (await ask(api.url, 'POST', `/protocols/${protocolId}/versions/2/replays`, author, { days: 365 })).answer;
    const began = performance.now();
    let over = false;
    const watching = (async () => {
      while (run.state === 'queued' || run.state === 'running') {
        await sleep(250);
        run = (await ask(api.url, 'GET', `/replays/${run.id}`, author)).answer;
      }
      over = true;
    })();
    const during = await atWork(api.url, () => over);
    await watching;
    const seconds = (performance.now() - began) / 1000;
    const about = `replay of ${count} referrals by ${content.criteria.length} rules`;
    report.tell(`${about}: judged`, run.done, '', { atLeast: count });
    report.tell(`${about}: judged differently`, run.summary.all.judged - run.summary.all.same);
    report.tell(about, seconds, 's', { atMost: 60 });
    report.tell('API beside it: p95 before', percentile(before, 95), 'ms');
    report.tell('API beside it: p95 during', percentile(during, 95), 'ms');
    report.tell('API beside it: p95 during / before', percentile(during, 95) / percentile(before, 95), '', { atMost: 2 });
    say('replay measured');
  } finally {
    await Promise.all([portal.end(api), portal.end(worker)]);
    await owner.query('delete from appointment where id = $1', [expert]);
    agent.destroy();
  }
}
