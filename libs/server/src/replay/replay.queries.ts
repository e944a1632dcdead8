import type { ReplayRun, listReplayCases, listReplays } from '@alliance/contracts/replay.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { caseView, replayView, type CaseRow, type ReplayRow } from './replay.row.js';

const run = `
  select r.id, r.protocol_id, v.number, b.number as against, r.days, r.state, r.done, r.total, p.name as requested_by, r.requested_at, r.finished_at, r.summary,
    (select jsonb_object_agg(i.id, i.name) from jsonb_array_elements(r.summary -> 'byMember') m join institution i on i.id = (m ->> 'institutionId')::uuid) as names
  from replay_run r join protocol_version v on v.id = r.version_id left join protocol_version b on b.id = r.against_id join person p on p.id = r.requested_by`;

const led = `select v.id from protocol_version v join protocol p on p.id = v.protocol_id where p.id = $1 and v.number = $2 and leads_alliance(p.alliance_id)`;

const cases = `
  select c.referral_id, c.number, i.name as institution, c.submitted_at, c.submitted_at::text as place, c.direction, c.before, c.after, c.change, c.criteria
  from replay_case c join institution i on i.id = c.sender_id
  where c.run_id = $1 and ($2::text is null or c.direction = $2) and ($3::uuid is null or c.sender_id = $3) and ($4::text is null or c.change = $4)
    and ($5::timestamptz is null or (c.submitted_at, c.referral_id) < ($5, $6::uuid))
  order by c.submitted_at desc, c.referral_id desc limit $7`;

/** What replays found, for the academic team of the hospital that leads. */
@Injectable()
export class ReplayQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  list(actor: Actor, protocolId: string, number: number): Promise<AnswerOf<typeof listReplays>> {
    return this.database.read(actor, async (tx) => {
      const [version] = await tx.rows<{ id: string }>(led, [protocolId, number]);
      if (!version) throw new Refusal('access.not_found');
      const rows = await tx.rows<ReplayRow>(`${run} where r.version_id = $1 order by r.requested_at desc, r.id desc limit 50`, [
        version.id,
      ]);
      return { items: rows.map(replayView) };
    });
  }

  get(actor: Actor, id: string): Promise<ReplayRun> {
    return this.database.read(actor, (tx) => this.one(tx, id));
  }

  /** @throws Refusal access.not_found */
  async one(tx: Transaction, id: string): Promise<ReplayRun> {
    const [row] = await tx.rows<ReplayRow>(`${run} where r.id = $1`, [id]);
    if (!row) throw new Refusal('access.not_found');
    return replayView(row);
  }

  /** The referrals are other hospitals': who looked at which is kept. */
  cases(
    actor: Actor,
    id: string,
    { limit, cursor, direction, institutionId, change }: InputOf<typeof listReplayCases>['query'],
  ): Promise<AnswerOf<typeof listReplayCases>> {
    const [at, after] = readCursor(cursor, 2);
    const filters = [direction, institutionId, change, at, after].map((value) => value ?? null);
    return this.database.write(actor, async (tx) => {
      await this.one(tx, id);
      const rows = await tx.rows<CaseRow>(cases, [id, ...filters, limit + 1]);
      const objectIds = rows.slice(0, limit).map(({ referral_id }) => referral_id);
      await this.audit.seen(tx, actor, { action: 'replay.cases_read', objectKind: 'referral', objectIds });
      return pageFrom(rows, limit, ({ place, referral_id }) => [place, referral_id], caseView);
    });
  }
}
