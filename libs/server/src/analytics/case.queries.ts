import type { AnalyticsCase, listAnalyticsCases } from '@alliance/contracts/analytics.contract';
import type { InputOf } from '@alliance/contracts/route';
import { equityDivisions, isOfNow } from '@alliance/domain/analytics/figure';
import { funnelSteps } from '@alliance/domain/analytics/funnel';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Transaction } from '../platform/db/database.js';
import { Database } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { AnalyticsQueries } from './analytics.queries.js';
import { both, divisionSql, shareSql } from './figure.sql.js';
import { Binds, countedAt, countingOf, isThirdParty, narrowed, within, type Counting } from './measure.scope.js';

export type CaseAsk = InputOf<typeof listAnalyticsCases>['query'];
type Selection = Pick<CaseAsk, 'figure' | 'by' | 'part'>;

interface Row {
  referral_id: string;
  number: string;
  sent_at: Date;
  sent_text: string;
  sender_id: string;
  sender: string;
  receiver_id: string | null;
  receiver: string | null;
  direction: string;
  service: string;
  urgency: string;
  furthest: number;
  response_seconds: number | null;
  arrival_seconds: number | null;
  in_time: boolean | null;
  return_reason: string | null;
  return_outcome: string | null;
  ended_as: string | null;
  total: string | null;
}

/** The cases behind a figure, by the same conditions that count it. */
@Injectable()
export class CaseQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly figures: AnalyticsQueries,
  ) {}

  list(actor: Actor, { limit, cursor, figure, by, part, ...filter }: CaseAsk) {
    return this.database.read(actor, async (tx) => {
      const counting = await countingOf(tx, actor, filter, this.clock.now());
      const rows = await this.rows(tx, counting, { figure, ...(by && { by }), ...(part !== undefined && { part }) }, limit, cursor);
      const page = pageFrom(
        rows,
        limit,
        (row) => [row.sent_text, row.referral_id],
        (row) => caseView(row, actor),
      );
      return { ...page, total: cursor ? null : Number(rows[0]?.total ?? 0) };
    });
  }

  private async rows(tx: Transaction, counting: Counting, selection: Selection, limit: number, cursor?: string): Promise<Row[]> {
    const [sentText, id] = readCursor(cursor, 2);
    await this.holdSmall(tx, counting, selection);
    const binds = new Binds();
    const where = selected(counting, selection, binds).join(' and ');
    const before = id ? ` and (m.sent_at, m.referral_id) < (${binds.add(sentText, 'timestamptz')}, ${binds.add(id, 'uuid')})` : '';
    const total = id ? 'null' : `(select count(*) from referral_measure m where ${where})`;
    return tx.rows<Row>(
      `select m.*, m.sent_at::text as sent_text, s.name as sender, r.name as receiver, ${total} as total from (
         select * from referral_measure m where ${where}${before} order by m.sent_at desc, m.referral_id desc limit ${limit + 1}) m
       join institution s on s.id = m.sender_id left join institution r on r.id = m.receiver_id order by m.sent_at desc, m.referral_id desc`,
      binds.values,
    );
  }

  /** @throws Refusal access.denied for the cases of a group of others that is too small to be told, or part of one */
  private async holdSmall(tx: Transaction, counting: Counting, { figure, by, part }: Selection): Promise<void> {
    if (!isThirdParty(counting) || !by || by === 'flow' || !(equityDivisions as readonly string[]).includes(by)) return;
    const parts = await this.figures.parts(tx, counting, by);
    if (figure !== 'sent' || parts.some((one) => one.part === part && one.cases === null)) throw new Refusal('access.denied');
  }
}

function selected(counting: Counting, { figure, by, part }: Selection, binds: Binds): string[] {
  const share = shareSql(figure, countedAt(counting, binds));
  if (!share) throw new Refusal('request.invalid', { fields: ['figure'] });
  const days = isOfNow(figure) ? 'm.awaits_answer' : within(counting.span, binds);
  const all = [days, both(share), ...narrowed(counting, binds)];
  if (!by || part === undefined) return all;
  if (by === 'flow') return [...all, ...flowOf(part, binds)];
  return [...all, divisionSql[by].among, `${divisionSql[by].part} = ${binds.add(part, 'text')}`];
}

const flowShape = /^([0-9a-f-]{36}):([0-9a-f-]{36}|outside)$/;
function flowOf(part: string, binds: Binds): string[] {
  const [, sender, receiver] = flowShape.exec(part) ?? [];
  if (!sender) throw new Refusal('request.invalid', { fields: ['part'] });
  const to = receiver === 'outside' ? 'm.receiver_id is null' : `m.receiver_id = ${binds.add(receiver, 'uuid')}`;
  return [`m.sender_id = ${binds.add(sender, 'uuid')}`, to];
}

const minutes = (seconds: number | null): number | null => (seconds === null ? null : Math.floor(seconds / 60));

function caseView(row: Row, { institutionId }: Actor): AnalyticsCase {
  const { direction, service, urgency } = row;
  return {
    ...{ id: row.referral_id, number: row.number, sentAt: new Date(row.sent_at).toISOString(), direction, service, urgency },
    sender: { id: row.sender_id, name: row.sender },
    receiver: row.receiver_id && row.receiver ? { id: row.receiver_id, name: row.receiver } : null,
    step: funnelSteps[row.furthest - 1] ?? 'sent',
    responseMinutes: minutes(row.response_seconds),
    arrivalMinutes: minutes(row.arrival_seconds),
    ...{ inTime: row.in_time, returnReason: row.return_reason, returnOutcome: row.return_outcome, endedAs: row.ended_as },
    mine: row.sender_id === institutionId || row.receiver_id === institutionId,
  };
}
