// Archives: a thousand referrals that end at once are sealed, and two of them are taken as PDF by both hospitals fifty times, a short one
// and one about which two hundred messages were written.
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from './bars.mjs';
import { coordinatorOf, doctorOf, headersOf, sqlId } from './people.mjs';

const many = 1_000;
const times = 50;
const messages = 200;
const numberOf = (id) => Number.parseInt(id.slice(-12), 16);

export async function measureArchive({ owner, portal, report, supplies, settle, say }) {
  await supplies.waiting.atLeast(many);
  const numbers = Array.from({ length: many }, () => supplies.waiting.take());
  const ids = `(select ${sqlId('waiting', 'i')} from unnest($1::int[]) i)`;
  const { rows } = await owner.query(`select id, sender_id, receiver_id, created_by from referral where id in ${ids}`, [numbers]);
  const [short, long] = rows;
  await owner.query(
    `insert into referral_message (id, referral_id, position, institution_id, receiver_id, person_id, appointment_id, text, at)
     select uuidv7(), $1, n, $2, $3, (select person_id from appointment where id = $4), $4,
       '第 ' || n || ' 条：血压 128/70 mmHg，心率 88 次/分，患者诉胸闷较前好转，继续观察，必要时复查心电图与肌钙蛋白。', now()
     from generate_series(1, ${messages}) n`,
    [long.id, long.sender_id, long.receiver_id, long.created_by],
  );
  const worker = await portal.worker('archive-worker');
  const api = await portal.api('archive');
  try {
    const begin = performance.now();
    await owner.query(
      `update referral set state = 'closed', version = version + 1, closed_at = now(), next_action_at = null, next_action_by = null where id in ${ids}`,
      [numbers],
    );
    await sealed(owner, rows);
    report.tell(`${many} referrals end in one instant: sealed within`, (performance.now() - begin) / 1_000, 's', { atMost: 60 });
    const ask = async ({ id }, person, format) => {
      const start = performance.now();
      const reply = await fetch(`${api.url}/api/referrals/${id}/archive?format=${format}`, { headers: headersOf(person) });
      const bytes = Buffer.from(await reply.arrayBuffer());
      if (!reply.ok) throw new Error(`no archive: ${bytes.toString()}`);
      return { took: performance.now() - start, bytes };
    };
    for (const [about, referral] of [
      ['short', short],
      [`${messages} messages`, long],
    ]) {
      const people = [doctorOf(numberOf(referral.sender_id)), coordinatorOf(numberOf(referral.receiver_id))];
      const taken = [];
      for (let i = 0; i < times; i++) taken.push(await ask(referral, people[i % 2], 'pdf'));
      const took = taken.map((each) => each.took);
      report.tell(`archive as PDF, ${about}: median of ${times}`, median(took), 'ms');
      report.tell(`archive as PDF, ${about}: slowest, the first one with its fonts`, Math.max(...took), 'ms', { atMost: 2_000 });
      report.tell(`archive as PDF, ${about}: size`, taken[0].bytes.length, 'bytes');
      const files = [...taken, ...(await Promise.all(people.map((person) => ask(referral, person, 'pdf'))))].map(({ bytes }) =>
        bytes.toString('base64'),
      );
      report.tell(`archive as PDF, ${about}: different files among both hospitals`, new Set(files).size, '', { atMost: 1 });
      const json = await Promise.all(people.map((person) => ask(referral, person, 'json')));
      report.tell(
        `archive as JSON, ${about}: different files among both hospitals`,
        new Set(json.map(({ bytes }) => bytes.toString())).size,
        '',
        { atMost: 1 },
      );
    }
    say(`${many} referrals sealed, two taken ${times} times`);
    await settle();
  } finally {
    await portal.end(api);
    await portal.end(worker);
  }
}

async function sealed(owner, referrals) {
  for (const limit = Date.now() + 120_000; Date.now() < limit; await sleep(50)) {
    const { rows } = await owner.query('select count(*)::int as n from archive where referral_id = any($1)', [
      referrals.map(({ id }) => id),
    ]);
    if (rows[0].n === referrals.length) return;
  }
  throw new Error('the archives were not sealed');
}
