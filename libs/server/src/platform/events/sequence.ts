import type { ClientBase } from 'pg';
import type { Topic } from '@alliance/contracts/live';

/** A numbered line of one institution's inbox. */
export interface Numbered {
  readonly recipient: string;
  readonly seq: number;
  readonly event_id: string;
  readonly kind: string;
  readonly topic: Topic;
  readonly subject_id: string;
  readonly version: number;
  readonly alarm: boolean;
}

/** Kinds that put a case before a receiver: where it is immediate, that side's desks on call ring. A rung rings wherever its timer was set. */
const ringing = [
  'referral.submitted',
  'referral.resubmitted',
  'referral.redirected',
  'escalation.raised',
  'referral.deteriorating',
  'referral.overdue_on_way',
  'consultation.invited',
  'consultation.rung',
];

/**
 * Takes committed events from the outbox and numbers them per recipient: gap-free, in order of recording, each once.
 * Only the leader runs it, so no command ever waits for a head row (measured: the only design that keeps a busy hospital fast).
 */
const statement = `
  with taken as (
    delete from outbox where event_id in (select event_id from outbox order by event_id limit $1) returning event_id),
  told as (
    select e.id, e.kind, e.topic, e.subject_id, e.version, e.recorded_at, recipient,
      e.kind = any($2) and e.data ->> 'urgency' = 'immediate' and (recipient <> e.institution_id or e.topic = 'escalation') as alarm
    from taken join event e on e.id = taken.event_id cross join lateral unnest(e.recipients) recipient),
  heads as (
    insert into inbox_head as head (recipient, seq) select recipient, count(*) from told group by recipient order by recipient
    on conflict (recipient) do update set seq = head.seq + excluded.seq returning recipient, seq),
  counted as (select recipient, count(*) as number from told group by recipient)
  insert into inbox (recipient, seq, event_id, topic, subject_id, version, kind, at, alarm)
  select recipient, heads.seq - number + row_number() over (partition by recipient order by recorded_at, id), id, topic, subject_id, version, kind, recorded_at, coalesce(alarm, false)
  from told join heads using (recipient) join counted using (recipient)
  returning recipient, seq::float8 as seq, event_id, kind, topic, subject_id, version, alarm`;

export async function sequence(client: ClientBase, limit: number): Promise<Numbered[]> {
  const { rows } = await client.query<Numbered>(statement, [limit, ringing]);
  return rows.sort((a, b) => a.seq - b.seq);
}
