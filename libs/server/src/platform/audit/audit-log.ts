import type { AuditEvent, listAuditEvents } from '@alliance/contracts/audit.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Injectable } from '@nestjs/common';
import type { NewAudit } from '../command/work.js';
import { Database, type Transaction } from '../db/database.js';
import { pageFrom, readCursor } from '../http/cursor.js';
import { currentRequest } from '../http/request-context.js';

const insert = `insert into audit_entry (institution_id, person_id, appointment_id, role, action, object_kind, object_ids, outcome, request_id) values ($1, $2, $3, $4, $5, $6, $7::uuid[], $8, $9)`;

/** Labels of the first few objects, each looked up where its kind is kept; what one may not see has none. */
const shownLabels = 3;
const labels = `array(
  select label from unnest(a.object_ids[1:${shownLabels}]) with ordinality o (id, place), lateral (
    select number as label from referral where a.object_kind = 'referral' and id = o.id
    union all select name from person where a.object_kind = 'person' and id = o.id
    union all select name from institution where a.object_kind in ('institution', 'alliance') and id = o.id
    union all select name_zh from alliance where a.object_kind = 'alliance' and id = o.id
    union all select title_zh from protocol where a.object_kind = 'protocol' and id = o.id
    union all select name from protocol_file where a.object_kind = 'protocol_file' and id = o.id
    union all select name_zh from department where a.object_kind = 'institution' and id = o.id) found
  order by o.place)`;

interface Row {
  id: string;
  at: Date;
  person: string | null;
  role: string | null;
  action: string;
  object_kind: string;
  object_ids: string[];
  object_labels: string[];
  outcome: 'allowed' | 'denied';
  request_id: string | null;
}

/** Who saw or did what. Commands record theirs with their events; reads and denials come here. */
@Injectable()
export class AuditLog {
  constructor(private readonly database: Database) {}

  /** A look at something, in the same transaction: without the trace there is no access. */
  async seen(tx: Transaction, actor: Actor, audit: NewAudit): Promise<void> {
    await tx.rows(insert, this.values(actor, audit, 'allowed', currentRequest().requestId));
  }

  async denied(actor: Actor, audit: NewAudit, requestId: string): Promise<void> {
    await this.database.write(actor, (tx) => tx.rows(insert, this.values(actor, audit, 'denied', requestId)));
  }

  /** For the auditor of an institution, newest first; looking is itself recorded. */
  list(actor: Actor, { limit, cursor, objectId, personId, person, outcome, action }: InputOf<typeof listAuditEvents>['query']) {
    const [before] = readCursor(cursor, 1);
    return this.database.write(actor, async (tx) => {
      const rows = await tx.rows<Row>(
        `select a.id, a.at, p.name as person, a.role, a.action, a.object_kind, a.object_ids, ${labels} as object_labels, a.outcome, a.request_id
         from audit_entry a left join person p on p.id = a.person_id
         where a.institution_id = $1 and ($2::uuid is null or a.id < $2) and ($3::uuid is null or $3 = any(a.object_ids)) and ($4::uuid is null or a.person_id = $4)
           and ($5::text is null or position($5 in p.name) > 0) and ($6::text is null or a.outcome = $6) and ($7::text is null or starts_with(a.action, $7))
         order by a.id desc limit $8`,
        [actor.institutionId, ...[before, objectId, personId, person || null, outcome, action].map((value) => value ?? null), limit + 1],
      );
      await this.seen(tx, actor, { action: 'audit.read', objectKind: 'audit_entry', objectIds: [] });
      return pageFrom(rows, limit, (row) => [row.id], auditEvent);
    });
  }

  private values(
    { institutionId, personId, appointmentId, role }: Actor,
    { action, objectKind, objectIds }: NewAudit,
    outcome: string,
    requestId?: string,
  ) {
    return [institutionId, personId, appointmentId, role, action, objectKind, `{${objectIds.join(',')}}`, outcome, requestId ?? null];
  }
}

const auditEvent = ({ id, at, person, role, action, object_kind, object_ids, object_labels, outcome, request_id }: Row): AuditEvent => ({
  id,
  at: new Date(at).toISOString(),
  person,
  role,
  action,
  objectKind: object_kind,
  objectIds: object_ids,
  objectLabels: object_labels,
  outcome,
  requestId: request_id,
});
