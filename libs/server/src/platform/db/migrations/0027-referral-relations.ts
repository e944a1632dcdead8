import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const definer = 'security definer set search_path = public, pg_temp';

/** Which hospital knows a patient follows the patient: to the hospital it is sent on to, and away from one it never reached. */
export class ReferralRelations extends Migration {
  override up(): void {
    this.addSql(`
      create index notification_subject on notification (subject_id, appointment_id);
      -- The hospital that a referral now goes to comes to know the patient as the sender wrote it. Asked by whoever sent it there.
      create function relate_next(p_referral uuid) returns void
        language sql volatile ${definer} as $$
        insert into patient_relation (institution_id, patient_id, name, initials, sex, birth_date, estimated_birth_year, marks, born_at, gestational_days,
            birth_weight_grams, via_referral)
          select r.receiver_id, r.patient_id, r.patient_name, r.patient_initials, coalesce(r.patient_sex, 'unknown'), r.patient_birth_date,
            k.estimated_birth_year, k.marks, k.born_at, k.gestational_days, k.birth_weight_grams, r.id
          from referral r join patient_relation k on k.patient_id = r.patient_id and k.institution_id = r.sender_id
          where r.id = p_referral and r.submitted_at is not null and r.receiver_id is not null
            and (r.sender_id = ${me} or exists (select 1 from access_grant g where g.object_kind = 'referral' and g.object_id = r.id
              and g.institution_id = ${me} and g.reason in ('redirected', 'diverted') and g.valid @> now()))
          on conflict (institution_id, patient_id) do update set closed_at = null, via_merge = null $$;

      -- A hospital that only knew of the patient through this referral no longer does.
      create function end_relation(p_referral uuid) returns void
        language sql volatile ${definer} as $$
        update patient_relation k set closed_at = now() from referral r
          where r.id = p_referral and k.institution_id = r.receiver_id and k.patient_id = r.patient_id and k.via_referral = r.id
            and (r.sender_id = ${me} or r.receiver_id = ${me})
            and not exists (select 1 from referral o where o.patient_id = r.patient_id and o.receiver_id = r.receiver_id and o.id <> r.id
              and o.submitted_at is not null and o.state not in ('voided')) $$;

      -- An answer was taken back: what would have told of it outside the portal stays in.
      create function recall_messages(p_referral uuid) returns void
        language sql volatile ${definer} as $$
        update delivery d set state = 'cancelled', reason = 'undone', next_attempt_at = null, address_cipher = null, link_cipher = null
          from notification n
          where d.notification_id = n.id and d.state = 'waiting' and n.subject_id = p_referral and n.kind in ('referral.accepted', 'referral.returned')
            and n.at > now() - interval '5 minutes'
            and exists (select 1 from referral r where r.id = p_referral and (r.receiver_id = ${me} or r.sender_id = ${me})) $$;
      grant select on notification to alliance_definer;
      grant select, update on delivery to alliance_definer;
    `);
    for (const statement of ownedByDefiner(['relate_next(uuid)', 'end_relation(uuid)', 'recall_messages(uuid)'])) this.addSql(statement);
  }
}
