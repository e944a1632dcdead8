import type { Actor } from '@alliance/domain/access/actor';
import type { QueueOrder } from '@alliance/domain/referral/queue';
import { currentRequest } from '../platform/http/request-context.js';
import { branches, narrowing, orderOf, sideColumns, type Bind, type QueueFilter } from './queue.filter.js';
import { standpoint } from './referral.statement.js';

/** Those without a department come last; a place in a list cannot be null. */
const nowhere = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** One value of the place of a row: its name in the page, its column, its type in a cursor. */
type Key = readonly [name: string, column: string, type: string];
const due: readonly Key[] = [
  ['urgency_rank', 'urgency_rank', 'smallint'],
  ['queue_at', 'queue_at', 'timestamptz'],
  ['id', 'id', 'uuid'],
];
const age: readonly Key[] = [
  ['listed_at', 'listed_at', 'timestamptz'],
  ['id', 'id', 'uuid'],
];
const keysOf = (order: QueueOrder, department: string): readonly Key[] => {
  if (order === 'department') return [['department_key', department, 'uuid'], ...due];
  return order === 'due' ? due : age;
};

/** What comes after a place. A null is in no order: those without a department are a part of their own. */
function following(keys: readonly Key[], after: readonly string[], backwards: boolean, bind: Bind): string[][] {
  if (!after.length) return [[]];
  const beyond = (from: number) =>
    `(${keys
      .slice(from)
      .map(([, column]) => column)
      .join(', ')}) ${backwards ? '<' : '>'} (${keys
      .slice(from)
      .map(([, , type], i) => `${bind(after[from + i])}::${type}`)
      .join(', ')})`;
  const [name, column] = keys[0] ?? due[0] ?? [];
  if (name !== 'department_key') return [[beyond(0)]];
  return after[0] === nowhere ? [[`${column ?? ''} is null`, beyond(1)]] : [[beyond(0)], [`${column ?? ''} is null`]];
}

/** The place of a row in the order of a filter, by the names its columns have in the answer. */
export const placeOf = (filter: QueueFilter): readonly string[] => keysOf(orderOf(filter), '').map(([name]) => name);

const columns = `id, number, state, version, open, urgency, urgency_rank, queue_at, listed_at, service, direction, transport, next_action_at, next_action_by, reason,
  submitted_at, updated_at, sender_id, receiver_id, sender_department_id, receiver_department_id, outside_name, outside_phone, outside_contact, patient_id, patient_name,
  patient_sex, patient_birth_date, patient_identifier_masked, diagnosis_text, claimed_by, claimed_at, owner_id, accepted_at, undo, pair_id, origin_id, ended_as,
  reminded_at, consult_allowed, answered_by_person`;

const during = (states: string, what: string) => `case when p.${states} then ${what} end`;
/** Looked up for the rows of the page only, and only in the states that need it: joined, the planner would walk whole tables for twenty rows. */
const beside = (sent: boolean, counterpart: string, department: string) => `
  (select name from institution where institution.id = p.${counterpart}) as counterpart_name,
  (select jsonb_strip_nulls(jsonb_build_object('zh', d.name_zh, 'en', d.name_en)) from department d where d.id = p.${department}) as department,
  (select verdict from referral_judgement j where j.referral_id = p.id) as verdict,
  (select jsonb_build_object('by', person.name, 'institutionId', a.institution_id) from appointment a join person on person.id = a.person_id where a.id = p.claimed_by) as claimant,
  ${sent ? '(select person.name from appointment a join person on person.id = a.person_id where a.id = p.owner_id)' : 'null::text'} as owner_name,
  (select jsonb_build_object('name', k.name, 'sex', k.sex, 'birthDate', k.birth_date, 'identifierMasked', i.identifier_masked)
    from kept join patient_relation k on k.institution_id = $1 and k.patient_id = kept.top and k.closed_at is null join patient i on i.id = k.patient_id
    where kept.patient_id = p.patient_id) as known_as,
  ${during(`state in ('submitted', 'accepted', 'in_transit', 'arrived', 'in_care')`, `(select h.receiver_at is not null from hand_over h where h.referral_id = p.id)`)} as handed_over,
  ${during(`state = 'returned'`, `exists (select 1 from referral_appeal q where q.referral_id = p.id and q.state = 'pending')`)} as appealed,
  ${during(`state in ('outcome_sent', 'closed')`, `(select jsonb_build_object('id', c.id, 'institutionId', c.institution_id, 'proposedBy', c.proposed_by) from referral_correction c where c.referral_id = p.id and c.state = 'proposed')`)} as correction,
  ${during(`state = 'in_care'`, `exists (select 1 from referral o where o.origin_id = p.id and o.open and o.state <> 'returned')`)} as offer_open,
  ${during(`open`, `exists (select 1 from escalation e where e.referral_id = p.id and e.settled_at is null)`)} as escalated,
  ${during(`state = 'in_transit'`, `(select (e.data ->> 'estimatedArrivalAt')::timestamptz from event e where e.subject_id = p.id and e.data ? 'estimatedArrivalAt' order by e.recorded_at desc, e.id desc limit 1)`)} as estimated_arrival_at`;

/**
 * The queue page in one statement: keyset pages on the partial indexes of the side, what the rows show beside, and the audit row of what was shown.
 * A filter that lies in several places of an index becomes several of them, merged. Values are always parameters.
 * @param after place of the last row of the page before, empty for the first
 */
export function queueStatement(
  actor: Actor,
  filter: QueueFilter & { readonly limit: number },
  after: readonly string[],
): { statement: string; parameters: unknown[] } {
  const { personId, appointmentId, institutionId, role } = actor;
  const parameters: unknown[] = [institutionId, personId, appointmentId, role, currentRequest().requestId ?? null, filter.limit + 1];
  const bind: Bind = (parameter) => `$${parameters.push(parameter)}`;
  const { own, other, department } = sideColumns(filter.side);
  const order = orderOf(filter);
  const keys = keysOf(order, department);
  const backwards = order === 'newest';
  const by = (part: 0 | 1, prefix = '') => keys.map((key) => `${prefix}${key[part]}${backwards ? ' desc' : ''}`).join(', ');
  const common = [`${own} = $1`, ...narrowing(filter, appointmentId, bind)];
  const parts = following(keys, after, backwards, bind).flatMap((place) =>
    branches(filter, appointmentId, bind).map(
      (branch) => `
        select ${columns}, coalesce(${department}, '${nowhere}') as department_key
        from referral where ${[...common, ...place, ...branch].join(' and ')} order by ${by(1)} limit $6`,
    ),
  );
  const merged = `select * from (${parts.map((part) => `(${part})`).join(' union all ')}) found order by ${by(0)} limit $6`;
  const statement = `
    with page as materialized (${parts.length > 1 ? merged : parts.join('')}),
    seen as (
      insert into audit_entry (institution_id, person_id, appointment_id, role, action, object_kind, object_ids, outcome, request_id)
      select $1, $2, $3, $4, 'referral.list', 'referral', coalesce(array_agg(id), '{}'), 'allowed', $5 from page),
    kept as materialized (
      select r.patient_id, kept_row_of(r.patient_id) as top from patient_relation r
      where r.institution_id = $1 and r.same_as is not null and r.patient_id = any(array(select patient_id from page))),
    places as materialized (
      select r.receiver_department_id, ${standpoint('r')} as standpoint from unnest((select array_agg(distinct receiver_department_id) from page)) r (receiver_department_id))
    select p.*, p.queue_at::text as queue_at, p.listed_at::text as listed_at, p.patient_birth_date::text as patient_birth_date, ${beside(filter.side === 'outbound', other, department)},
      (select standpoint from places where places.receiver_department_id is not distinct from p.receiver_department_id) as standpoint
    from page p order by ${by(0, 'p.')}`;
  return { statement, parameters };
}
