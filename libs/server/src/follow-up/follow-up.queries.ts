import type { FollowUp, listFollowUps } from '@alliance/contracts/follow-up.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { followUpRows, followUpView, type FollowUpRow } from './follow-up.row.js';

type Query = InputOf<typeof listFollowUps>['query'];
export interface Counts {
  due: number;
  overdue: number;
  mine: number;
}

/** `$1` the state asked for, `$2` now, `$3` whose alone, `$4` and `$5` where the page before ended. The open ones by what is due next, the others by what was done last. */
const page = `${followUpRows} and f.institution_id = current_institution()
  and case $1 when 'done' then f.state <> 'open' when 'overdue' then f.state = 'open' and f.due_at < $2::timestamptz
    when 'due' then f.state = 'open' and f.due_at >= $2::timestamptz and f.due_at < $2::timestamptz + interval '24 hours' else f.state = 'open' end
  and ($3::uuid is null or o.person_id = $3)`;
const orders = {
  open: `and ($4::timestamptz is null or (f.due_at, f.id) > ($4, $5::uuid)) order by f.due_at, f.id limit $6`,
  done: `and ($4::timestamptz is null or (f.done_at, f.id) < ($4, $5::uuid)) order by f.done_at desc, f.id desc limit $6`,
};

/** What is due within a day, what is late, and what of both is one's own. */
const counts = `
  select count(*) filter (where f.due_at >= $1)::int as due, count(*) filter (where f.due_at < $1)::int as overdue,
    count(*) filter (where a.person_id = $2)::int as mine
  from follow_up f join appointment a on a.id = f.owner_id
  where f.institution_id = current_institution() and f.state = 'open' and f.due_at < $1::timestamptz + interval '24 hours'`;

/** Whom a hospital asks after. What shows patients leaves a trace. */
@Injectable()
export class FollowUpQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, { state, mine, limit, cursor }: Query) {
    const [at, id] = readCursor(cursor, 2);
    const done = state === 'done';
    return this.database.write(actor, async (tx) => {
      const now = this.clock.now();
      const rows = await tx.rows<FollowUpRow>(`${page} ${done ? orders.done : orders.open}`, [
        ...[state, now, mine ? actor.personId : null, at ?? null, id ?? null, limit + 1],
      ]);
      await this.seen(tx, actor, rows);
      const shown = pageFrom(
        rows,
        limit,
        (row) => [new Date(done && row.done_at ? row.done_at : row.due_at).toISOString(), row.id],
        (row) => followUpView(row, actor, now),
      );
      return { ...shown, counts: await this.counted(tx, actor, now) };
    });
  }

  count(actor: Actor): Promise<Counts> {
    return this.database.read(actor, (tx) => this.counted(tx, actor, this.clock.now()));
  }

  get(actor: Actor, id: string): Promise<FollowUp> {
    return this.database.write(actor, async (tx) => {
      const row = await this.row(tx, id);
      await this.seen(tx, actor, [row]);
      return followUpView(row, actor, this.clock.now());
    });
  }

  /** Nothing for a hospital that is not one of the two. */
  ofReferral(actor: Actor, referralId: string): Promise<{ items: FollowUp[] }> {
    return this.database.write(actor, async (tx) => {
      const rows = await tx.rows<FollowUpRow>(`${followUpRows} and f.referral_id = $1 order by f.due_at`, [referralId]);
      await this.seen(tx, actor, rows);
      return { items: rows.map((row) => followUpView(row, actor, this.clock.now())) };
    });
  }

  /** @throws Refusal access.not_found */
  async row(tx: Transaction, id: string): Promise<FollowUpRow> {
    const [row] = await tx.rows<FollowUpRow>(`${followUpRows} and f.id = $1`, [id]);
    if (!row) throw new Refusal('access.not_found');
    return row;
  }

  private async counted(tx: Transaction, actor: Actor, now: Date): Promise<Counts> {
    const [row] = await tx.rows<Counts>(counts, [now, actor.personId]);
    return row ?? { due: 0, overdue: 0, mine: 0 };
  }

  private async seen(tx: Transaction, actor: Actor, rows: readonly FollowUpRow[]): Promise<void> {
    if (!rows.length) return;
    await this.audit.seen(tx, actor, {
      action: 'follow_up.read',
      objectKind: 'referral',
      objectIds: [...new Set(rows.map((row) => row.referral_id))],
    });
  }
}
