import type { Problem } from '@alliance/domain/recognition/incoming-report';
import type { InboundState, ReportSource } from '@alliance/domain/recognition/recognition.codes';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';

export interface Arrival {
  readonly id: string;
  readonly source: ReportSource;
  readonly origin: string;
  readonly controlId: string;
  /** SHA-256 of the content, in hexadecimal. */
  readonly digest: string;
  readonly content: string;
  /** The report's number, where it could be read. */
  readonly number: string | null;
}
export interface EarlierArrival {
  readonly messageId: string;
  readonly digest: string;
  readonly reportId: string | null;
}

/** Reports of one number are filed one after the other, whoever sends them: the lock is taken before anything about them is read. */
const claim = `
  with arrival as (select * from jsonb_to_recordset($1::jsonb) as a(id uuid, source text, origin text, "controlId" text, digest text, content text)),
  held as materialized (
    select pg_advisory_xact_lock(key) from (
      select distinct hashtextextended('report ' || current_institution() || ' ' || number, 0) as key from unnest($2::text[]) number order by key) k),
  claimed as (
    insert into inbound_message (id, institution_id, source, origin, control_id, digest, content, state, received_at, settled_at)
    select id, current_institution(), source, origin, "controlId", decode(digest, 'hex'), content, 'filed', $3, $3
    from arrival order by source, origin, "controlId"
    on conflict (institution_id, source, origin, control_id) do nothing returning id)
  select id, (select count(*) from held) from claimed`;

/** What came in, kept as it came: once for each control id of a sender. */
@Injectable()
export class InboundStore {
  /** @returns the ids of those that nobody sent before; another transaction with the same control id is waited for */
  async claim(work: Work, arrivals: readonly Arrival[]): Promise<Set<string>> {
    const numbers = arrivals.flatMap(({ number }) => (number === null ? [] : [number]));
    const rows = await work.rows<{ id: string }>(claim, [JSON.stringify(arrivals), numbers, work.now]);
    return new Set(rows.map(({ id }) => id));
  }

  /** What stands under the control id of one that was sent before. */
  async earlier(work: Work, { source, origin, controlId }: Arrival): Promise<EarlierArrival> {
    const [row] = await work.rows<EarlierArrival>(
      `select m.id as "messageId", encode(m.digest, 'hex') as digest,
         (select r.id from diagnostic_report r where r.message_id = m.id order by r.edition limit 1) as "reportId"
       from inbound_message m
       where m.institution_id = current_institution() and m.source = $1 and m.origin = $2 and m.control_id = $3`,
      [source, origin, controlId],
    );
    return row as EarlierArrival;
  }

  async quarantine(work: Work, waiting: readonly { readonly id: string; readonly problems: readonly Problem[] }[]): Promise<void> {
    await work.rows(
      `update inbound_message m set state = 'quarantined', problems = w.problems, settled_at = null
       from jsonb_to_recordset($1::jsonb) as w(id uuid, problems jsonb) where m.id = w.id and m.institution_id = current_institution()`,
      [JSON.stringify(waiting)],
    );
  }

  /** Locks it until the end. @returns undefined where it is not of this hospital */
  async lock(work: Work, id: string): Promise<{ source: ReportSource; state: InboundState } | undefined> {
    const [row] = await work.rows<{ source: ReportSource; state: InboundState }>(
      `select source, state from inbound_message where id = $1 and institution_id = current_institution() for update`,
      [id],
    );
    return row;
  }

  async holdNumber(work: Work, number: string): Promise<void> {
    await work.rows(`select pg_advisory_xact_lock(hashtextextended('report ' || current_institution() || ' ' || $1::text, 0))`, [number]);
  }

  /** One more attempt was made. @param problems empty where it was filed */
  async attempted(work: Work, id: string, mended: string | null, problems: readonly Problem[]): Promise<void> {
    await work.rows(
      `update inbound_message set mended = coalesce($2, mended), problems = $3::jsonb, attempts = attempts + 1, version = version + 1,
         state = case when $3::jsonb = '[]' then 'filed' else 'quarantined' end,
         settled_at = case when $3::jsonb = '[]' then $4::timestamptz end, settled_by = case when $3::jsonb = '[]' then $5::uuid end
       where id = $1 and institution_id = current_institution()`,
      [id, mended, JSON.stringify(problems), work.now, work.actor.personId ?? null],
    );
  }
}
