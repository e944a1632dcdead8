// Ten thousand answers that are all due in one minute: how late the last of them is noticed. Once with nobody but the reconciler,
// as on a day without Redis, and once all due in the same second.
import { setTimeout as sleep } from 'node:timers/promises';
import { sqlId } from './people.mjs';

const count = 10_000;
const lastLook = 180_000;

export async function measureDeadlines({ owner, portal, report, supplies, settle, say }) {
  const worker = await portal.worker('deadlines-worker');
  try {
    for (const [about, spread] of [
      ['due in one minute', 60],
      ['due in one second', 0],
    ]) {
      const late = await lateness(owner, supplies.waiting, spread);
      report.tell(`${count} deadlines ${about}: fired`, late.length, '', { atLeast: count });
      // what comes due at one instant is harder than what was asked for: told, not held against a bar
      report.tell(`${count} deadlines ${about}: latest`, Math.max(...late), 's late', spread ? { atMost: 30 } : undefined);
      await told(owner, report, about);
      say(`${count} deadlines ${about}`);
      await settle();
    }
  } finally {
    await portal.end(worker);
  }
}

/** Sent referrals whose answers come due from five seconds on, within so many seconds. @returns seconds each was late */
async function lateness(owner, supply, spread) {
  await supply.atLeast(count);
  const numbers = Array.from({ length: count }, () => supply.take());
  const [first, last] = [numbers[0], numbers[count - 1]];
  const id = sqlId('waiting', 'i');
  const session = await owner.connect();
  try {
    // the same instants in both tables, and no trigger for rows that only get older
    await session.query(`begin; set local session_replication_role = replica`);
    await session.query(
      `update referral set next_action_at = now() + interval '5 seconds' + interval '1 second' * $3 * random(), urgency = 'urgent'
       where id = any(select ${id} from generate_series($1::int, $2::int) i)`,
      [first, last, spread],
    );
    await session.query(
      `insert into timer (id, kind, subject_id, due_at, acting_institution) select uuidv7(), 'referral.response_due', r.id, r.next_action_at, r.sender_id
       from referral r where r.id = any(select ${id} from generate_series($1::int, $2::int) i)`,
      [first, last],
    );
    await session.query('commit');
  } finally {
    session.release();
  }
  const fired = `
    select extract(epoch from fired_at - due_at)::float8 as late from timer
    where kind = 'referral.response_due' and fired_at is not null and subject_id = any(select ${id} from generate_series($1::int, $2::int) i)`;
  for (const limit = Date.now() + lastLook; ; await sleep(500)) {
    const { rows } = await owner.query(fired, [first, last]);
    if (rows.length === count || Date.now() > limit) return rows.map(({ late }) => late);
  }
}

/** Each missed answer is told once: one row for the department, one event for both hospitals. */
async function told(owner, report, about) {
  const { rows } = await owner.query(`
    select (select count(*)::int from (select referral_id from escalation where rung = 'department' group by referral_id having count(*) > 1) twice) as twice,
      (select count(*)::int from timer t where kind = 'referral.response_due' and fired_at is not null
        and not exists (select 1 from escalation e where e.referral_id = t.subject_id)) as untold`);
  report.tell(`${count} deadlines ${about}: told twice`, rows[0].twice, '', { atMost: 0 });
  report.tell(`${count} deadlines ${about}: not told`, rows[0].untold, '', { atMost: 0 });
}
