import type { InboundLine, InboundView, getInboundFigures, listInbound } from '@alliance/contracts/inbound.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';

type Row = Omit<InboundLine, 'receivedAt'> & { readonly receivedAt: Date; readonly sortedAt: string };
type ViewRow = Row & Omit<InboundView, keyof InboundLine | 'settledAt'> & { readonly settledAt: Date | null };

const head = `m.id, m.version, m.source, m.origin, m.control_id as "controlId", m.state, m.problems, m.attempts, m.received_at as "receivedAt",
  to_char(m.received_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || '+00' as "sortedAt",
  (select jsonb_build_object('id', c.id, 'name', c.name) from hl7_connection c where m.source = 'hl7' and c.id::text = m.origin) as connection`;
const mine = 'm.institution_id = current_institution()';
const details = `
  select ${head}, m.content as original, m.mended, m.settled_at as "settledAt", m.discard_reason as "discardReason",
    (select p.name from person p where p.id = m.settled_by) as "settledBy",
    (select r.id from diagnostic_report r where r.message_id = m.id order by r.edition desc limit 1) as "reportId"
  from inbound_message m where ${mine} and m.id = $1`;

/** What came in, as its hospital's administrators see it; texts are patients', so looking is recorded. */
@Injectable()
export class InboundQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  async list(actor: Actor, { state, source, problem, connectionId, limit, cursor }: InputOf<typeof listInbound>['query']) {
    const [at, id] = readCursor(cursor, 2);
    const [before, order] = state === 'quarantined' ? ['>', 'asc'] : ['<', 'desc'];
    const rows = await this.database.read(actor, (tx) =>
      tx.rows<Row>(
        `select ${head} from inbound_message m
         where ${mine} and m.state = $1 and ($2::text is null or m.source = $2) and ($3::text is null or m.problems @> jsonb_build_array(jsonb_build_object('problem', $3::text)))
           and ($4::text is null or (m.source = 'hl7' and m.origin = $4)) and ($5::timestamptz is null or (m.received_at, m.id) ${before} ($5, $6::uuid))
         order by m.received_at ${order}, m.id ${order} limit $7`,
        [state, ...[source, problem, connectionId, at, id].map((value) => value ?? null), limit + 1],
      ),
    );
    return pageFrom(rows, limit, (row) => [row.sortedAt, row.id], lineOf);
  }

  async figures(actor: Actor): Promise<AnswerOf<typeof getInboundFigures>> {
    const waiting = `from inbound_message m where ${mine} and m.state = 'quarantined'`;
    const [found] = await this.database.read(actor, (tx) =>
      tx.rows<AnswerOf<typeof getInboundFigures>>(
        `select (select count(*)::int ${waiting}) as waiting,
           (select coalesce(jsonb_agg(jsonb_build_object('problem', problem, 'count', many) order by many desc, problem), '[]') from (
             select p ->> 'problem' as problem, count(distinct id)::int as many from (select m.id, m.problems ${waiting}) w, jsonb_array_elements(w.problems) p group by 1) by_problem)
           as "byProblem"`,
      ),
    );
    return found ?? { waiting: 0, byProblem: [] };
  }

  show(actor: Actor, id: string): Promise<InboundView> {
    return this.database.write(actor, async (tx) => {
      const view = await this.one(tx, id);
      await this.audit.seen(tx, actor, { action: 'inbound.read', objectKind: 'inbound_message', objectIds: [id] });
      return view;
    });
  }

  /** @throws Refusal access.not_found */
  async one(tx: Transaction, id: string): Promise<InboundView> {
    const [row] = await tx.rows<ViewRow>(details, [id]);
    if (!row) throw new Refusal('access.not_found');
    const { original, mended, settledAt, settledBy, discardReason, reportId } = row;
    return {
      ...{ ...lineOf(row), original, mended, settledBy, discardReason, reportId },
      settledAt: settledAt && new Date(settledAt).toISOString(),
    };
  }
}

const lineOf = ({ sortedAt: _, receivedAt, ...row }: Row): InboundLine => ({
  ...{ id: row.id, version: row.version, source: row.source, connection: row.connection, origin: row.origin, controlId: row.controlId },
  ...{ state: row.state, problems: row.problems, attempts: row.attempts, receivedAt: new Date(receivedAt).toISOString() },
});
