// A thousand coordinators take the same patient at once, over two API processes: one does, the others are told so.
import { idOf } from '../bench/people.mjs';
import { requests } from '../bench/recorded.mjs';
import { settled } from './ledger.mjs';

const contenders = 1_000;

export async function racingAccepts({ owner, portal, report, supplies, short }) {
  const [here, there, worker] = await Promise.all([portal.api('race-1'), portal.api('race-2'), portal.worker('race-worker')]);
  const rounds = short ? 1 : 5;
  await supplies.waiting.atLeast(rounds);
  const statuses = {};
  let wrong = 0;
  for (let round = 0; round < rounds; round++) {
    const i = supplies.waiting.take();
    const replies = await Promise.all(
      Array.from({ length: contenders }, async (_, n) => {
        const { path, ...request } = requests.accept(i); // a key of its own: every one of them is another person's click
        const reply = await fetch(`${(n % 2 ? here : there).url}${path}`, request);
        await reply.arrayBuffer();
        return reply.status;
      }),
    );
    for (const status of replies) statuses[status] = (statuses[status] ?? 0) + 1;
    const count = (status) => replies.filter((one) => one === status).length;
    if (count(200) !== 1 || count(409) !== contenders - 1) wrong++;
    await settled(owner);
    const { rows } = await owner.query(
      `select (select count(*) from event where subject_id = $1 and kind = 'referral.accepted')::int as events,
         (select count(*) from audit_entry where object_ids @> array[$1::uuid] and action = 'referral.accepted')::int as audits,
         (select count(*) from notification where subject_id = $1 and kind = 'referral.accepted')::int as notified`,
      [idOf('waiting', i)],
    );
    if (rows[0].events !== 1 || rows[0].audits !== 1 || rows[0].notified !== 2) wrong++;
  }
  report.tell(`${rounds} × ${contenders} accepts of one referral over two processes: statuses`, JSON.stringify(statuses));
  report.tell(
    'rounds without exactly 1 success, 999 conflicts, 1 event, 1 audit entry, and 1 notification to the desk and to the author',
    wrong,
    '',
    { atMost: 0 },
  );
  for (const child of [here, there, worker]) await portal.end(child);
}
