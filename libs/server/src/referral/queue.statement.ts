import type { listReferrals } from '@alliance/contracts/referral-queue.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { urgencyRank } from '@alliance/domain/referral/deadline';
import { readReferralNumber } from '@alliance/domain/referral/referral-number';
import { prefixEnd } from '../platform/db/prefix.js';
import { currentRequest } from '../platform/http/request-context.js';

type Filter = Omit<InputOf<typeof listReferrals>['query'], 'cursor'>;

/**
 * The queue page in one statement: a keyset page on the partial index of the side, its names (looked up for the rows shown, never joined),
 * and the audit row of what was shown.
 * Values are always parameters; the text has only as many forms as there are filters, so that the planner knows each.
 */
export function queueStatement(
  actor: Actor,
  filter: Filter,
  [rank, at, id]: readonly string[],
): { statement: string; parameters: unknown[] } {
  const { personId, appointmentId, institutionId, role } = actor;
  const parameters: unknown[] = [institutionId, personId, appointmentId, role, currentRequest().requestId ?? null, filter.limit + 1];
  const value = (parameter: unknown) => `$${parameters.push(parameter)}`;
  const mine = filter.side === 'inbound' ? 'receiver_id' : 'sender_id';
  const counterpart = filter.side === 'inbound' ? 'sender_id' : 'receiver_id';
  const where = [`${mine} = $1`];
  // a number finds its referral whatever its state; otherwise closed work is looked for by its state
  if (filter.number) where.push(`number = ${value(readReferralNumber(filter.number) ?? '')}`);
  if (filter.state) where.push(`state = ${value(filter.state)}`);
  else if (!filter.number) where.push('open');
  if (filter.side === 'inbound') where.push('submitted_at is not null');
  if (filter.urgency) where.push(`urgency_rank = ${value(urgencyRank[filter.urgency])}`);
  if (filter.departmentId) where.push(`receiver_department_id = ${value(filter.departmentId)}`);
  if (filter.name) where.push(startsWith(filter.name, value));
  if (id) where.push(`(urgency_rank, queue_at, id) > (${value(rank)}::smallint, ${value(at)}::timestamptz, ${value(id)}::uuid)`);
  const statement = `
    with page as materialized (
      select * from referral where ${where.join(' and ')} order by urgency_rank, queue_at, id limit $6),
    seen as (
      insert into audit_entry (institution_id, person_id, appointment_id, role, action, object_kind, object_ids, outcome, request_id)
      select $1, $2, $3, $4, 'referral.list', 'referral', coalesce(array_agg(id), '{}'), 'allowed', $5 from page)
    select page.id, number, state, page.version, urgency, urgency_rank, queue_at::text as queue_at, service, direction, next_action_at, next_action_by, reason, submitted_at, page.updated_at,
      sender_id, receiver_id, (select name from institution where institution.id = page.${counterpart}) as counterpart_name,
      (select name_zh from department d where d.id = page.receiver_department_id) as department_zh, (select name_en from department d where d.id = page.receiver_department_id) as department_en,
      patient_name, patient_sex, patient_birth_date::text as patient_birth_date, patient_identifier_masked, diagnosis_text
    from page order by urgency_rank, page.queue_at, page.id`;
  return { statement, parameters };
}

/** Name or pinyin initials from the start, as ranges: LIKE would not be an index condition under row-level security. */
function startsWith(typed: string, value: (parameter: unknown) => string): string {
  const name = typed.normalize('NFC');
  const initials = name.toLowerCase();
  const from = [value(name), value(prefixEnd(name)), value(initials), value(prefixEnd(initials))];
  return `((patient_name >= ${from[0]} and patient_name < ${from[1]}) or (patient_initials >= ${from[2]} and patient_initials < ${from[3]}))`;
}
