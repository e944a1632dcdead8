// Hundreds of bookings that race for three experts, and the common time of eight people among two thousand reservations.
import { randomUUID } from 'node:crypto';
import { request, Agent } from 'node:http';
import { commonTimes } from '@alliance/domain/availability/common-times';
import { percentile } from './bars.mjs';
import { coordinatorOf, doctorOf, headersOf, idOf, sqlId } from './people.mjs';

const racers = 500;
const lengths = [15, 30, 45];
const reservations = 2_000;
const asked = 200;
const day = 86_400_000;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** @returns the status and what was said, whatever it was */
function answer(url, method, path, headers, body) {
  const sent = body && JSON.stringify(body);
  const began = performance.now();
  return new Promise((done, fail) => {
    const about = { method, agent, headers: { ...headers, ...(sent && { 'content-length': Buffer.byteLength(sent) }) } };
    const asking = request(`${url}/api${path}`, about, (reply) => {
      let text = '';
      reply.setEncoding('utf8').on('data', (part) => (text += part));
      reply.once('end', () => done({ status: reply.statusCode, said: JSON.parse(text), took: performance.now() - began }));
    });
    asking.once('error', fail).end(sent);
  });
}

/** Hospital 1 has the experts; hospitals 2 and on ask. */
const experts = [1, 2, 3].map((n) => idOf('person', 1_000_000 + n));
async function seed(owner) {
  const alliance = randomUUID();
  await owner.query(
    `insert into alliance (id, name_zh, specialty, phase, lead_id, invented, opened_on) values ($1, 'Bookings', 'cardiovascular', 'running', $2, true, '2020-01-01')`,
    [alliance, idOf('institution', 1)],
  );
  await owner.query(
    `insert into membership (id, alliance_id, institution_id, role, agreement, valid)
     select gen_random_uuid(), $1, ${sqlId('institution', 'n')}, case n when 1 then 'lead' else 'member' end, 'x', '[2020-01-01,)' from generate_series(1, 20) n`,
    [alliance],
  );
  for (const id of experts) {
    await owner.query(`insert into person (id, name) values ($1, 'Invented expert')`, [id]);
    await owner.query(
      `insert into appointment (id, person_id, institution_id, role, valid) values (gen_random_uuid(), $1, $2, 'expert', '[2020-01-01,)')`,
      [id, idOf('institution', 1)],
    );
  }
}

/** Requests that wait for a time, each of a hospital of its own, with two or three of the experts at the table. */
async function requests(owner, count) {
  const { rows } = await owner.query(
    `with made as (
       insert into consultation (id, number, kind, mode, state, urgency, inviting_id, invited_ids, requester_id, invited_at, created_at, updated_at)
       select gen_random_uuid(), 'B' || gen_random_uuid(), 'scheduled', 'video', 'invited', 'routine', ${sqlId('institution', '2 + n % 19')}, array[$2::uuid],
         ${sqlId('appointment', '2 * (2 + n % 19) - 1')}, now(), now(), now()
       from generate_series(1, $1) n returning id, inviting_id),
     numbered as (select id, row_number() over (order by id) as n from made),
     seated as (
       insert into consultation_party (id, consultation_id, institution_id, person_id, appointment_id, side, state, answered_at)
       select gen_random_uuid(), m.id, $2, e.person, (select a.id from appointment a where a.person_id = e.person), 'invited', 'accepted', now()
       from numbered m cross join unnest($3::uuid[]) with ordinality e (person, place) where (m.n + e.place) % 3 > 0 or m.n % 2 = 0)
     select id, substr(inviting_id::text, 25)::text as hospital from made`,
    [count, idOf('institution', 1), experts],
  );
  return rows.map(({ id, hospital }) => ({ id, hospital: Number.parseInt(hospital, 16) }));
}

const overlaps = `select count(*)::int as found from reservation a join reservation b on a.id < b.id and a.during && b.during and a.person_id = b.person_id
  where a.state <> 'released' and b.state <> 'released'`;

export async function measureBookings({ owner, portal, report, rounds, quick, say }) {
  await seed(owner);
  const api = await portal.api('bookings');
  try {
    const figures = { seconds: [], booked: 0, statuses: new Map(), overlapping: 0, deadlocks: 0 };
    const times = quick ? rounds : 20;
    const deadlocks = async () =>
      (await owner.query('select deadlocks::int from pg_stat_database where datname = current_database()')).rows[0].deadlocks;
    const before = await deadlocks();
    for (let round = 0; round < times; round++) {
      await owner.query('delete from reservation');
      const all = await requests(owner, racers);
      const start = Date.now() + (round + 1) * day;
      const began = performance.now();
      const answers = await Promise.all(
        all.map(({ id, hospital }, i) =>
          answer(api.url, 'POST', `/consultations/${id}/book`, headersOf(doctorOf(hospital)), {
            version: 1,
            // 500 who want a place among 4 days
            startsAt: new Date(start + ((i * 37) % 384) * 900_000).toISOString(),
            minutes: lengths[i % 3],
            roomIds: [],
          }),
        ),
      );
      figures.seconds.push((performance.now() - began) / 1000);
      for (const { status } of answers) figures.statuses.set(status, (figures.statuses.get(status) ?? 0) + 1);
      const wrong = answers.find(({ status, said }) => status !== 200 && said.code !== 'reservation.taken');
      if (wrong) throw new Error(`a booking was answered with ${wrong.status} ${JSON.stringify(wrong.said)}`);
      figures.booked += answers.filter(({ status }) => status === 200).length;
      figures.overlapping += (await owner.query(overlaps)).rows[0].found;
      const { rows } = await owner.query(`select count(distinct subject_id)::int as found from reservation where state = 'confirmed'`);
      if (rows[0].found !== answers.filter(({ status }) => status === 200).length) throw new Error('what was answered is not what is kept');
    }
    const about = `${racers} racing bookings of 3 experts, ${times} rounds`;
    report.tell(`${about}: answers`, [...figures.statuses].map(([status, count]) => `${status}: ${count}`).join(', '));
    report.tell(`${about}: booked`, figures.booked, '', { atLeast: times });
    report.tell(`${about}: overlapping pairs`, figures.overlapping, '', { atMost: 0 });
    report.tell(
      `${about}: answers of 500 and above`,
      [...figures.statuses].reduce((sum, [status, count]) => sum + (status >= 500 ? count : 0), 0),
      '',
      {
        atMost: 0,
      },
    );
    report.tell(`${about}: deadlocks in the database`, (await deadlocks()) - before, '', { atMost: 0 });
    report.tell(`${about}: slowest round`, Math.max(...figures.seconds), 's', { atMost: 3 });
    say(about);
    await measureCommon({ owner, api, report, say });
  } finally {
    await portal.end(api);
  }
}

/** Eight people of two hospitals with rules of their own, and two thousand reservations of theirs in four weeks. */
async function measureCommon({ owner, api, report, say }) {
  await owner.query('delete from reservation');
  const people = [doctorOf(2), coordinatorOf(2), doctorOf(1), coordinatorOf(1), doctorOf(3)].map((n) => idOf('person', n)).concat(experts);
  await owner.query(
    `insert into availability (person_id, institution_id, buffer_before, buffer_after, per_day, per_week, least_notice_hours, updated_at)
     select a.person_id, a.institution_id, 5, 5, 40, 200, 1, now() from appointment a where a.person_id = any($1)`,
    [people],
  );
  await owner.query(
    `insert into availability_rule (id, person_id, institution_id, position, rrule, starts_at, minutes, zone, valid_from, kinds, protected, on_holidays, without)
     select gen_random_uuid(), v.person_id, v.institution_id, r.position, r.rrule, r.starts_at, r.minutes, 'Asia/Shanghai', '2026-01-01', r.kinds, r.kinds is not null, true, '{}'
     from availability v cross join (values (0, 'FREQ=DAILY', time '07:00', 840, null::text[]),
       (1, 'FREQ=WEEKLY;BYDAY=WE', time '14:00', 120, '{multidisciplinary}'), (2, 'FREQ=MONTHLY;BYDAY=1MO', time '09:00', 60, '{teaching}')) r (position, rrule, starts_at, minutes, kinds)
     where v.person_id = any($1)`,
    [people],
  );
  const [{ id }] = await requests(owner, 1);
  const { rows } = await owner.query(
    `with wanted as (
       select p.person, slot from unnest($2::uuid[]) p (person)
         cross join generate_series(0, 27 * 96 + 95) slot where slot % 96 between 28 and 83)
     insert into reservation (subject_id, kind, institution_id, person_id, during, state, created_at, updated_at)
     select $1, 'scheduled', (select a.institution_id from appointment a where a.person_id = w.person limit 1), w.person,
       tstzrange(date_trunc('day', now()) + interval '1 day' + w.slot * interval '15 minutes' - interval '8 hours',
         date_trunc('day', now()) + interval '1 day' + w.slot * interval '15 minutes' - interval '8 hours' + interval '15 minutes'),
       'confirmed', now(), now()
     from wanted w order by md5(w.person::text || w.slot) limit $3 returning 1`,
    [id, people, reservations],
  );
  await owner.query('analyze reservation');
  const from = new Date(Date.now() + 3_600_000);
  const to = new Date(from.getTime() + 28 * day);
  const query = `participants=${people.join()}&minutes=30&from=${from.toISOString()}&to=${to.toISOString()}&kind=multidisciplinary&limit=50`;
  const took = [];
  let found = 0;
  for (let i = 0; i < asked; i++) {
    const { status, said, took: one } = await answer(api.url, 'GET', `/consultations/common-times?${query}`, headersOf(doctorOf(2)));
    if (status !== 200) throw new Error(`common times: ${status} ${JSON.stringify(said)}`);
    found = said.items.length;
    if (i >= 20) took.push(one);
  }
  const about = `common time of ${people.length} people over 4 weeks among ${rows.length} reservations`;
  report.tell(`${about}: proposals`, found, '', { atLeast: 1 });
  report.tell(`${about}: median over HTTP`, percentile(took, 50), 'ms');
  report.tell(`${about}: p95 over HTTP`, percentile(took, 95), 'ms', { atMost: 50 });
  report.tell(`${about}: p95 of the rule alone`, percentile(ruleAlone(people.length), 95), 'ms', { atMost: 50 });
  say(about);
}

/** The pure part, on people as the server hands them over. @returns milliseconds of each */
function ruleAlone(count) {
  const dayMinutes = 1440;
  const people = Array.from({ length: count }, (_, p) => ({
    open: Array.from({ length: 28 }, (_, d) => ({ from: d * dayMinutes + 420, to: d * dayMinutes + 1260 })),
    sessions: Array.from({ length: reservations / count }, (_, i) => {
      const from = ((i * 7919 + p * 131) % (28 * 96)) * 15;
      return { from, to: from + 15 };
    }),
    away: [],
    bufferBefore: 5,
    bufferAfter: 5,
    limits: Array.from({ length: 28 }, (_, d) => ({ within: { from: d * dayMinutes, to: (d + 1) * dayMinutes }, atMost: 40 })),
  }));
  return Array.from({ length: asked }, () => {
    const began = performance.now();
    commonTimes(people, { minutes: 30, step: 15, within: { from: 0, to: 28 * dayMinutes }, limit: 50 });
    return performance.now() - began;
  });
}
