import type { TimelineEntry, getTimeline } from '@alliance/contracts/timeline.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor, Role } from '@alliance/domain/access/actor';
import { may } from '@alliance/domain/access/may';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';

interface Row {
  id: string;
  kind: string;
  happened_at: Date;
  recorded_at: string;
  person: string | null;
  role: Role | null;
  institution_id: string;
  institution: string;
  data: Record<string, unknown>;
}

/**
 * Events of one thing; a department's are told as changes of its institution. Row-level security leaves those that concerned the own institution.
 * Referrals and patients have timelines of their own, with what was written; people's is for themselves and for those who keep them.
 */
const statement = `
  select e.id, e.kind, e.happened_at, e.recorded_at::text as recorded_at, p.name as person, e.role, e.institution_id, i.name as institution, e.data
  from event e join institution i on i.id = e.institution_id left join person p on p.id = e.person_id
  where (e.subject_id = $1 or (e.subject_id = (select d.institution_id from department d where d.id = $1) and e.data->>'departmentId' = $1::text))
    and e.topic not in ('referral', 'patient') and (e.topic <> 'person' or $2 or e.subject_id = current_person())
    and ($3::timestamptz is null or (e.recorded_at, e.id) < ($3, $4::uuid))
  order by e.recorded_at desc, e.id desc limit $5`;

@Injectable()
export class TimelineQueries {
  constructor(private readonly database: Database) {}

  get(actor: Actor, id: string, { limit, cursor }: InputOf<typeof getTimeline>['query']) {
    const [at, after] = readCursor(cursor, 2);
    const parameters = [id, may(actor, 'person.manage'), at ?? null, after ?? null, limit + 1];
    return this.database.read(actor, async (tx) => {
      const rows = await tx.rows<Row>(statement, parameters);
      return pageFrom(rows, limit, (row) => [row.recorded_at, row.id], timelineEntry);
    });
  }
}

const timelineEntry = (row: Row): TimelineEntry => ({
  id: row.id,
  at: new Date(row.happened_at).toISOString(),
  kind: row.kind,
  by: row.person,
  role: row.role,
  institution: { id: row.institution_id, name: row.institution },
  data: row.data,
});
