import { audiences } from '@alliance/domain/notification/audience';
import type { ClientBase } from 'pg';
import type { Numbered } from '../platform/events/sequence.js';

const rules = JSON.stringify(
  Object.entries(audiences).map(([kind, { roles, concerned, ownSide, onDuty = false, toldBefore = false }]) => ({
    kind,
    roles,
    concerned,
    own_side: ownSide,
    on_duty: onDuty,
    told_before: toldBefore,
  })),
);

/**
 * One notification for each appointment that an event concerns, made in the transaction that numbers the event: exactly once, nothing to retry.
 * What rings at a receiver also reaches whoever is on duty there: in its department and the duty office, everywhere where no department is named.
 * Nobody is told of what they did themselves; patients who come as a group are told of once, as a group. Where it may also leave the portal, that is decided afterwards: the planner finds those not planned.
 */
const statement = `
  insert into notification (appointment_id, institution_id, event_id, kind, topic, subject_id, from_institution_id, planned_at)
  select a.id, a.institution_id, e.id, e.kind, e.topic, e.subject_id, e.institution_id,
    case when e.data->>'urgency' = 'immediate' or exists (select 1 from notification_settings s where s.person_id = a.person_id) then null else now() end
  from unnest($1::uuid[], $2::uuid[], $4::boolean[]) told (event_id, recipient, alarm)
    join event e on e.id = told.event_id
    join jsonb_to_recordset($3::jsonb) rule (kind text, roles text[], concerned boolean, own_side boolean, on_duty boolean, told_before boolean) on rule.kind = e.kind
    join appointment a on a.institution_id = told.recipient and a.valid @> local_today()
  where (rule.own_side or a.institution_id <> e.institution_id)
    and not (e.kind = 'referral.submitted' and e.data ? 'batchId')
    and (a.role = any(rule.roles) or (rule.concerned and a.person_id = any(e.concerns))
      or (rule.told_before and exists (select 1 from notification m where m.subject_id = e.subject_id and m.appointment_id = a.id))
      or ((told.alarm or rule.on_duty) and exists (select 1 from on_call_shift s where s.institution_id = a.institution_id
        and (s.person_id = a.person_id or (e.data->>'rung' = 'backup' and s.backup_person_id = a.person_id))
        and s.cancelled_at is null and s.starts_at <= now() and s.ends_at > now()
        and (s.department_id is null or s.department_id::text = coalesce(e.data->>'departmentId', s.department_id::text)))))
    and a.id is distinct from e.appointment_id
  on conflict (event_id, appointment_id) do nothing`;

export async function notify(client: ClientBase, numbered: readonly Numbered[]): Promise<void> {
  const known = numbered.filter(({ kind }) => kind in audiences);
  if (!known.length) return;
  const told = [known.map(({ event_id }) => event_id), known.map(({ recipient }) => recipient)] as const;
  await client.query(statement, [...told, rules, known.map(({ alarm }) => alarm)]);
}
