import type { BatchResult, BatchView, listBatches } from '@alliance/contracts/batch.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import type { BatchKind } from '@alliance/domain/batch/batch';
import { Refusal, type RefusalCode } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Database } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';

interface GroupRow {
  id: string;
  kind: BatchKind;
  explanation: string;
  opened_at: Date;
  opened_by: string;
}
interface PatientRow {
  key: string;
  label: string;
  referral: BatchResult['referral'];
  refusal: RefusalCode | null;
  fields: string[];
}
interface CountedRow extends GroupRow {
  sent: number;
  waiting: number;
  refused: number;
}

const group = `b.id, b.kind, b.explanation, b.opened_at, (select p.name from appointment a join person p on p.id = a.person_id where a.id = b.opened_by) as opened_by`;
const patients = `
  select m.key, m.label, m.refusal, m.fields,
    case when r.id is not null then jsonb_build_object('id', r.id, 'number', r.number, 'state', r.state, 'urgency', r.urgency, 'patient', r.patient_name,
      'receiver', coalesce((select name from institution where id = r.receiver_id), r.outside_name),
      'receiverDepartment', (select jsonb_strip_nulls(jsonb_build_object('zh', name_zh, 'en', name_en)) from department where id = r.receiver_department_id)) end as referral
  from referral_batch_patient m left join referral r on r.id = m.referral_id where m.batch_id = $1 order by m.referral_id nulls first, m.key`;
const list = `
  select ${group}, n.sent, n.waiting, n.refused
  from referral_batch b cross join lateral (
    select count(m.referral_id)::int as sent, count(*) filter (where r.state = 'submitted')::int as waiting, count(m.refusal)::int as refused
    from referral_batch_patient m left join referral r on r.id = m.referral_id where m.batch_id = b.id) n
  where b.institution_id = $1 and ($2::timestamptz is null or (b.opened_at, b.id) < ($2, $3::uuid))
  order by b.opened_at desc, b.id desc limit $4`;

@Injectable()
export class BatchQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** @throws Refusal access.not_found */
  get(actor: Actor, id: string): Promise<BatchView> {
    return this.database.write(actor, async (tx) => {
      const [found] = await tx.rows<GroupRow>(`select ${group} from referral_batch b where b.id = $1`, [id]);
      if (!found) throw new Refusal('access.not_found');
      const rows = await tx.rows<PatientRow>(patients, [id]);
      const seen = rows.flatMap(({ referral }) => referral?.id ?? []);
      await this.audit.seen(tx, actor, { action: 'referral.batch_read', objectKind: 'referral', objectIds: seen });
      return { ...summaryOf(found), patients: rows.map(resultOf) };
    });
  }

  list(actor: Actor, { limit, cursor }: InputOf<typeof listBatches>['query']): Promise<AnswerOf<typeof listBatches>> {
    const [at, id] = readCursor(cursor, 2);
    return this.database.read(actor, async (tx) => {
      const rows = await tx.rows<CountedRow>(list, [actor.institutionId, at ?? null, id ?? null, limit + 1]);
      return pageFrom(
        rows,
        limit,
        (row) => [row.opened_at.toISOString(), row.id],
        ({ sent, waiting, refused, ...row }) => ({ ...summaryOf(row), sent, waiting, refused }),
      );
    });
  }
}

const summaryOf = ({ id, kind, explanation, opened_at, opened_by }: GroupRow) => ({
  ...{ id, kind, explanation },
  openedAt: opened_at.toISOString(),
  openedBy: opened_by,
});

const resultOf = ({ key, label, referral, refusal, fields }: PatientRow): BatchResult => ({
  ...{ key, label, referral },
  refused: refusal && { code: refusal, fields },
});
