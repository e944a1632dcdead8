// How long a night's pass over 20,000 patients in care takes, what people at work feel of it, and how soon a list follows a recorded fact.
import { io } from 'socket.io-client';
import { setTimeout as sleep } from 'node:timers/promises';
import { factDictionary } from '@alliance/domain/criteria/dictionary';
import { randomFacts, valuesToTry } from '@alliance/domain/criteria/testing/random';
import { random } from '../fuzz/mutate.mjs';
import { percentile } from './bars.mjs';
import { contentOf } from './judgements.mjs';
import { doctorOf, headersOf, hospitals, idOf, sqlId, sqlReceiver, sqlSender } from './people.mjs';
import { tidy } from './referrals.mjs';
import { ask, atWork, forSeconds } from './replay-protocol.mjs';

const restSeconds = 15;
const changes = 60;
const batch = 2_000;
const allianceId = '00000012-0000-7000-8000-000000000001';
const ward = '00000012-0000-7000-8000-000000000002';
const patient = (n) => `00000013-0000-7000-8000-${String(n).padStart(12, '0')}`;
const sqlPatient = (n) => `('00000013-0000-7000-8000-' || lpad((${n})::text, 12, '0'))::uuid`;

async function seed(owner, count) {
  await owner.query(
    `insert into alliance (id, name_zh, specialty, phase, lead_id, invented, opened_on) values ($1, 'Down', 'cardiovascular', 'running', $2, true, '2020-01-01')`,
    [allianceId, idOf('institution', 1)],
  );
  await owner.query(
    `insert into membership (id, alliance_id, institution_id, role, agreement, valid)
     select gen_random_uuid(), $1, ${sqlId('institution', 'n')}, case n when 1 then 'lead' else 'member' end, 'x', '[2020-01-01,)' from generate_series(1, ${hospitals}) n`,
    [allianceId],
  );
  const contents = ['HTN', 'ACS'].map((code) => [code, contentOf(code)]);
  for (const [code, content] of contents) {
    const { rows } = await owner.query(
      `insert into protocol (id, alliance_id, code, title_zh) values (gen_random_uuid(), $1, $2, $2) returning id`,
      [allianceId, `D${code}`],
    );
    await owner.query(
      `insert into protocol_version (id, protocol_id, number, state, content, authors, approved_by, published_at, effective_from)
       values (gen_random_uuid(), $1, 1, 'published', $2, '{}', ${sqlId('person', '1')}, now(), '2020-01-01')`,
      [rows[0].id, JSON.stringify(content)],
    );
  }
  await owner.query(`insert into department (id, institution_id, name_zh, specialties) values ($1, $2, '心内二科', '{cardiovascular}')`, [
    ward,
    idOf('institution', 1),
  ]);
  const next = random(11);
  const values = valuesToTry(
    factDictionary,
    contents.flatMap(([, { criteria }]) => criteria.flatMap(({ rule, population }) => [rule, population])),
  );
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const measured = (facts) => Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, [{ value, at }]]));
  for (let from = 0; from < count; from += batch) {
    const facts = Array.from({ length: Math.min(batch, count - from) }, () => measured(randomFacts(values, next, 0.9)));
    await owner.query(
      `with care as (
         insert into referral (id, number, state, version, sender_id, receiver_id, custodian_id, receiver_department_id, direction, service, urgency, patient_initials, patient_sex,
           patient_birth_date, created_by, owner_id, submitted_at, arrived_at, next_action_at, next_action_by, alliance_id)
         select ${sqlPatient('$2::int + n')}, 'DN' || ($2::int + n), 'in_care', 5, ${sqlId('institution', sqlSender('$2::int + n'))},
           case when $2::int + n <= ${changes} then ${sqlId('institution', '1')} else ${sqlId('institution', sqlReceiver('$2::int + n'))} end, ${sqlId('institution', '1')},
           case when $2::int + n <= ${changes} then $4::uuid end, 'up', 'inpatient', 'urgent', 'o', 'female', '1960-01-01', ${sqlId('appointment', '1')}, ${sqlId('appointment', '1')},
           now() - interval '3 days', now() - interval '2 days', now() + interval '9 days', 'receiver', $1
         from generate_series(1, jsonb_array_length($3::jsonb)) n returning id, receiver_id)
       insert into down_candidate (referral_id, institution_id, facts, facts_at)
       select care.id, care.receiver_id, e.f, now() from jsonb_array_elements($3::jsonb) with ordinality e (f, n) join care on care.id = ${sqlPatient('$2::int + n')}`,
      [allianceId, from, JSON.stringify(facts), ward],
    );
  }
  // passes begin when they are told to, not with the worker
  await owner.query(
    `insert into down_pass (institution_id, state, began_at) select ${sqlId('institution', 'n')}, 'done', now() from generate_series(1, ${hospitals}) n`,
  );
  await owner.query('vacuum (analyze) referral; vacuum (analyze) down_candidate').catch(() => owner.query('analyze'));
  await tidy(owner);
}

/** All hospitals have their night at once. @returns seconds until the last pass is over, and what it did */
async function night(owner) {
  const began = performance.now();
  const { rows } = await owner.query(
    `update timer set due_at = now() where kind = 'down.nightly_pass' and fired_at is null returning now()::text as at`,
  );
  for (;;) {
    await sleep(200);
    const { rows: done } = await owner.query(
      `select count(*)::int as passes, sum(judged)::int as judged, sum(changed)::int as changed from down_pass where state = 'done' and finished_at >= $1`,
      [rows[0].at],
    );
    if (done[0].passes >= hospitals) return { seconds: (performance.now() - began) / 1000, ...done[0] };
  }
}

/** Records a fact and waits for the signal, then for the list. @returns milliseconds from asking to a list that shows it */
async function follows(url, headers) {
  const socket = io(url, { transports: ['websocket'], forceNew: true, extraHeaders: { ...headers, origin: url } });
  const heard = new Map();
  socket.on('signal', (signals) => signals.forEach(({ topic, id, version }) => topic === 'down' && heard.get(id)?.(version)));
  await new Promise((done, fail) => socket.once('replayed', done).once('connect_error', fail));
  const took = [];
  for (let n = 1; n <= changes; n++) {
    const id = patient(n);
    const { version } = (await ask(url, 'GET', `/referrals/${id}/care-facts`, headers)).answer;
    const told = new Promise((done) => heard.set(id, (seen) => seen > version && done()));
    const began = performance.now();
    const { answer } = await ask(url, 'PUT', `/referrals/${id}/care-facts`, headers, { version, facts: { sbp: n % 2 ? 128 : 190 } });
    await told;
    const list = (await ask(url, 'GET', `/down-candidates?verdict=all&departmentId=${ward}&limit=100`, headers)).answer;
    if (list.items.find(({ referralId }) => referralId === id)?.version !== answer.version) throw new Error('the list does not follow');
    took.push(performance.now() - began);
    await sleep(100);
  }
  socket.disconnect();
  return took;
}

export async function measureDown({ owner, portal, report, rows, say }) {
  const count = Math.min(rows, 20_000);
  await seed(owner, count);
  say(`${count} patients in care`);
  const api = await portal.api('down');
  const worker = await portal.worker('down-worker');
  try {
    const armed = async () =>
      (await owner.query(`select count(*)::int as n from timer where kind = 'down.nightly_pass' and fired_at is null`)).rows[0].n;
    while ((await armed()) < hospitals) await sleep(100);
    await atWork(api.url, forSeconds(3), allianceId); // warms up
    const before = await atWork(api.url, forSeconds(restSeconds), allianceId);
    let over = false;
    const passing = night(owner).finally(() => (over = true));
    const during = await atWork(api.url, () => over, allianceId);
    const first = await passing;
    const again = await night(owner);
    const about = `pass over ${count} patients in care of ${hospitals} hospitals`;
    report.tell(`${about}: judged`, first.judged, '', { atLeast: count });
    report.tell(about, first.seconds, 's', { atMost: 60 });
    report.tell(`${about}: written the first time, and the next night`, `${first.changed} ${again.changed}`);
    report.tell(`${about}: the next night`, again.seconds, 's', { atMost: 60 });
    report.tell('API beside it: p95 before', percentile(before, 95), 'ms');
    report.tell('API beside it: p95 during', percentile(during, 95), 'ms');
    report.tell('API beside it: p95 during / before', percentile(during, 95) / percentile(before, 95), '', { atMost: 2 });
    const delays = await follows(api.url, headersOf(doctorOf(1)));
    report.tell('fact recorded to list that shows it: p50', percentile(delays, 50), 'ms');
    report.tell('fact recorded to list that shows it: p99', percentile(delays, 99), 'ms', { atMost: 2_000 });
    const list = [];
    for (let n = 0; n < 40; n++)
      list.push((await ask(api.url, 'GET', '/down-candidates?verdict=all&limit=25', headersOf(doctorOf(1)))).took);
    report.tell(`list of candidates at the hospital with ${Math.round(count / 4)} in care: p95`, percentile(list, 95), 'ms');
    say('down measured');
  } finally {
    await Promise.all([portal.end(api), portal.end(worker)]);
  }
}
