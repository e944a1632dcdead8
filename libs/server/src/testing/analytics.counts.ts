import type { Figure } from '@alliance/domain/analytics/figure';

/**
 * The figures counted a second time, straight from referrals, events and notes, one by one and row by row: what the measured rows are held against.
 * `r` is a referral that was sent and not voided, `first_day` and `first_at` when it first was.
 */
export const sentReferrals = `
  select r.*, x.first_at, (x.first_at + interval '8 hours') at time zone 'UTC' as local_at from referral r
  cross join lateral (select coalesce((select e.happened_at from event e where e.subject_id = r.id and e.kind in ('referral.submitted', 'referral.offered')
    order by e.version limit 1), r.submitted_at) as first_at) x
  where r.submitted_at is not null and r.state not in ('draft', 'voided')`;

const answerKinds = `('referral.accepted', 'referral.returned', 'referral.converted', 'referral.acknowledged', 'referral.doctor_accepted', 'referral.doctor_declined')`;
/** Whether the answer `e` was taken back: the next thing that was an answer or an undoing is an undoing. */
const stands = (e: string) => `(select n.kind from event n where n.subject_id = ${e}.subject_id and n.version > ${e}.version
  and n.kind in ('referral.submitted', 'referral.offered', 'referral.resubmitted', 'referral.info_requested', 'referral.replied', 'referral.accepted', 'referral.acknowledged',
    'referral.returned', 'referral.converted', 'referral.doctor_accepted', 'referral.doctor_declined', 'referral.redirected', 'referral.undone',
    'referral.acceptance_withdrawn', 'referral.no_show', 'referral.cancelled', 'referral.appeal_overturned') order by n.version limit 1) is distinct from 'referral.undone'`;
const isAnswer = (e: string) =>
  `(${e}.kind in ${answerKinds} and ${stands(e)} or ${e}.kind = 'referral.redirected' and ${e}.institution_id <> r.sender_id)`;
const any = (condition: string) => `exists (select 1 from event e where e.subject_id = r.id and ${condition})`;
const firstAnswer = (column: string) =>
  `(select ${column} from event e where e.subject_id = r.id and ${isAnswer('e')} order by e.version limit 1)`;
const isReturn = (e: string) => `(${e}.kind in ('referral.returned', 'referral.doctor_declined') and ${stands(e)})`;
const wasReturned = any(isReturn('e'));
const taken = `(r.accepted_at is not null or ${any(`e.kind in ('referral.accepted', 'referral.acknowledged') and ${stands('e')}`)})`;
const answered = any(isAnswer('e'));
const place = (id: string) => `(select i.province || '/' || i.city from institution i where i.id = ${id})`;
const upOrLevel = `coalesce(r.direction in ('up', 'level'), false)`;
/** Null where a place is not known. */
const left = `(r.receiver_id is null or ${place('r.sender_id')} <> ${place('r.receiver_id')})`;
/** Both were members, as lead or otherwise, of one alliance when the referral was sent. */
const allied = `exists (select alliance_id from membership where institution_id = r.sender_id and valid @> r.local_at::date
  intersect select alliance_id from membership where institution_id = r.receiver_id and valid @> r.local_at::date)`;
const placed = `(${upOrLevel} and ${left} is not null)`;
const leaked = `(${left} and not ${allied})`;
const offered = any(`e.kind = 'referral.offered'`);
const overturned = any(`e.kind = 'referral.appeal_overturned'`);
const sentElsewhere = any(`e.kind = 'referral.cancelled' and e.data ->> 'reason' = 'sent_elsewhere'`);
const neededAfter = `(${overturned} or r.ended_as is distinct from 'treated_here' and (r.accepted_at is not null or ${sentElsewhere}))`;
const goesOn = `(not ${overturned} and r.accepted_at is null and not ${sentElsewhere} and r.ended_as is null)`;
const near = `exists (select 1 from department d join institution i on i.id = d.institution_id where i.id <> r.sender_id and d.closed_at is null
  and i.province || '/' || i.city = ${place('r.sender_id')} and exists (select unnest(d.specialties) intersect select unnest(specialties) from department where id = r.receiver_department_id))`;
const linked = (how: string) => `r.id in (select down_id from return_link where voided_at is null and ${how})`;
const cameDown = `(r.direction = 'down' and r.arrived_at is not null)`;

/** Of these, among those, as conditions on `r`; `$1` is now, `$2` the hospital. */
export const counted: Readonly<Record<Figure, readonly [of: string, among: string]>> = {
  sent: ['true', 'true'],
  outgoing: ['r.sender_id = $2', 'true'],
  incoming: ['r.receiver_id = $2', 'true'],
  up: [`r.direction = 'up'`, 'true'],
  down: [`r.direction = 'down'`, 'true'],
  level: [`r.direction = 'level'`, 'true'],
  answered_in_time: [
    `${firstAnswer(`(e.data ->> 'secondsLeft')::int`)} >= 0`,
    `(${firstAnswer(`e.data ->> 'secondsLeft'`)} is not null or not ${answered} and r.state in ('submitted', 'offered') and r.next_action_at < $1)`,
  ],
  complete: ['r.completeness >= 80', 'r.completeness is not null'],
  asked: [any(`e.kind = 'referral.info_requested'`), 'true'],
  returned: [wasReturned, `(${answered} and not ${offered})`],
  offer_declined: [wasReturned, `(${answered} and ${offered})`],
  explained: [
    `not ${any(`${isReturn('e')} and not exists (select 1 from referral_note n where n.event_id = e.id and n.kind = 'return_advice' and char_length(trim(n.text)) > 9)`)}`,
    `(${wasReturned} and not ${offered})`,
  ],
  needed_after_return: [neededAfter, `(${wasReturned} and not ${offered} and not ${goesOn})`],
  withdrawn: [any(`e.kind = 'referral.acceptance_withdrawn'`), taken],
  no_show: [any(`e.kind = 'referral.no_show'`), taken],
  declined: [any(`e.kind = 'referral.patient_declined'`), 'true'],
  leaked: [leaked, placed],
  left_county: [left, placed],
  available_near: [near, `(${placed} and ${leaked} and r.receiver_department_id is not null and ${place('r.sender_id')} is not null)`],
  came_back: [linked('not planned'), cameDown],
  came_back_planned: [linked('planned'), cameDown],
  answered: [`(${answered} or r.accepted_at is not null or r.arrived_at is not null or r.outcome is not null)`, 'true'],
  taken: ['(r.accepted_at is not null or r.arrived_at is not null or r.outcome is not null)', 'true'],
  arrived: ['(r.arrived_at is not null or r.outcome is not null)', 'true'],
  outcome: ['r.outcome is not null', 'true'],
  closed: [`r.outcome is not null and r.state = 'closed'`, 'true'],
  waiting_now: [`r.state in ('submitted', 'offered', 'doctor_accepted')`, `r.state in ('submitted', 'offered', 'doctor_accepted')`],
  claimed_now: ['r.claimed_by is not null', `r.state in ('submitted', 'offered', 'doctor_accepted')`],
};
