import type { findDuplicates } from '@alliance/contracts/receivers.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import type { Urgency } from '@alliance/domain/referral/referral.codes';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Database } from '../platform/db/database.js';

type Duplicates = AnswerOf<typeof findDuplicates>;

const ours = `
  select r.id, r.number, r.state, r.urgency, p.name as author, (r.submitted_at at time zone 'Asia/Shanghai')::date::text as since
  from referral r join appointment a on a.id = r.created_by join person p on p.id = a.person_id
  where r.patient_id = any(array(select rows_kept_under(kept_row_of($1)))) and r.service = $2 and r.open and r.submitted_at is not null and ($3::uuid is null or r.id <> $3)
    and current_institution() in (r.sender_id, r.receiver_id)
    -- whoever has come to us is ours to send on: that is no second sending
    and not (r.receiver_id = current_institution() and r.arrived_at is not null)
  order by r.submitted_at desc, r.id limit 5`;

@Injectable()
export class DuplicateQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Whether somebody already sent this patient for the same. Of others it is said that there is one, since when and how urgent, never who.
   * @throws Refusal access.not_found for a patient my institution does not know
   */
  find(actor: Actor, { patientId, service, exceptId }: InputOf<typeof findDuplicates>['query']): Promise<Duplicates> {
    return this.database.write(actor, async (tx) => {
      const known = await tx.rows('select 1 from patient_relation where patient_id = $1 and institution_id = current_institution()', [
        patientId,
      ]);
      if (!known.length) throw new Refusal('access.not_found');
      const own = await tx.rows<Duplicates['own'][number]>(ours, [patientId, service, exceptId ?? null]);
      const [elsewhere] = await tx.rows<{ since: string; urgency: Urgency | null }>(
        'select since::text as since, urgency from open_elsewhere($1, $2)',
        [patientId, service],
      );
      await this.audit.seen(tx, actor, { action: 'referral.duplicates_asked', objectKind: 'patient', objectIds: [patientId] });
      return { own, elsewhere: elsewhere ?? null };
    });
  }
}
