// What must be true of every acknowledged submit once everything has settled.
import { setTimeout as sleep } from 'node:timers/promises';
import { idOf } from '../bench/people.mjs';

/** Counts the submits that are lost, doubled or half done. */
const question = `
  select count(*) filter (where state is distinct from 'submitted' or version <> 3)::int as lost,
    count(*) filter (where events <> 1)::int as events, count(*) filter (where timers <> 1)::int as timers,
    count(*) filter (where audits <> 1)::int as audits, count(*) filter (where keys <> 1)::int as keys,
    count(*) filter (where told <> 2)::int as inboxes, count(*) filter (where notified <> 1)::int as notifications
  from (select r.state, r.version,
    (select count(*) from event e where e.subject_id = asked and e.kind = 'referral.submitted') as events,
    (select count(*) from timer t where t.subject_id = asked and t.kind = 'referral.response_due') as timers,
    (select count(*) from audit_entry a where a.object_ids @> array[asked] and a.action = 'referral.submitted') as audits,
    (select count(*) from idempotency k where k.subject_id = asked) as keys,
    (select count(*) from inbox i where i.subject_id = asked and i.kind = 'referral.submitted') as told,
    (select count(*) from notification n where n.subject_id = asked and n.kind = 'referral.submitted') as notified
    from unnest($1::uuid[]) asked left join referral r on r.id = asked) each`;

/** Numbers of an inbox are without gap: what a client counts on when it catches up. */
const gaps = `select count(*)::int as gaps from (select recipient, count(*) as lines, max(seq) as head from inbox group by recipient) i
  full join inbox_head h using (recipient) where lines is distinct from seq or head is distinct from seq`;

export async function settled(owner, seconds = 40) {
  const began = Date.now();
  for (; Date.now() - began < seconds * 1000; await sleep(100)) {
    const { rows } = await owner.query('select 1 from outbox limit 1');
    if (!rows.length) return (Date.now() - began) / 1000;
  }
  throw new Error('the relay does not catch up');
}

/** Tells a report how many of the acknowledged are not exactly once. */
export async function check(owner, report, about, acknowledged) {
  await settled(owner);
  const { rows } = await owner.query(question, [acknowledged.map((i) => idOf('draft', i))]);
  const { lost, ...notOnce } = rows[0];
  report.tell(`${about}: acknowledged`, acknowledged.length);
  report.tell(`${about}: acknowledged and lost`, lost, '', { atMost: 0 });
  for (const [what, count] of Object.entries(notOnce)) report.tell(`${about}: not exactly once: ${what}`, count, '', { atMost: 0 });
  report.tell(`${about}: inboxes with a gap`, (await owner.query(gaps)).rows[0].gaps, '', { atMost: 0 });
}
