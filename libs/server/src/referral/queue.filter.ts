import type { listReferrals } from '@alliance/contracts/referral-queue.contract';
import type { InputOf } from '@alliance/contracts/route';
import { urgencies } from '@alliance/domain/referral/referral.codes';
import { urgencyRank } from '@alliance/domain/referral/deadline';
import { openStates, type ReferralState } from '@alliance/domain/referral/referral.machine';
import { readReferralNumber } from '@alliance/domain/referral/referral-number';
import type { QueueOrder } from '@alliance/domain/referral/queue';
import { prefixEnd } from '../platform/db/prefix.js';

export type QueueFilter = Omit<InputOf<typeof listReferrals>['query'], 'cursor' | 'limit'>;
/** Adds a parameter and answers its place, with the cast it needs where the planner cannot know. */
export type Bind = (value: unknown) => string;

const open: ReadonlySet<string> = new Set(openStates);

/** The columns of one's own side, of the other one, and of one's own department. */
export const sideColumns = (side: QueueFilter['side']) =>
  side === 'inbound'
    ? { own: 'receiver_id', other: 'sender_id', department: 'receiver_department_id', by: 'receiver' }
    : { own: 'sender_id', other: 'receiver_id', department: 'sender_department_id', by: 'sender' };

const endedOf = ({ state }: QueueFilter) => (state ?? []).filter((each) => !open.has(each));
/** What has ended is listed by its age: nothing is due any more. */
export const orderOf = (filter: QueueFilter): QueueOrder =>
  endedOf(filter).length || (filter.number && !filter.state) ? (filter.sort === 'oldest' ? 'oldest' : 'newest') : (filter.sort ?? 'due');

/**
 * The conditions that narrow what an index has found, the same for a page and for a count.
 * @param me the appointment of whoever asks
 */
export function narrowing(filter: QueueFilter, me: string, bind: Bind): string[] {
  const { department, by } = sideColumns(filter.side);
  const where: string[] = [];
  if (filter.side === 'inbound') where.push('submitted_at is not null');
  if (filter.service) where.push(`service = any(${bind(filter.service)}::text[])`);
  if (filter.direction) where.push(`direction = any(${bind(filter.direction)}::text[])`);
  if (filter.departmentId) where.push(`${department} = ${bind(filter.departmentId)}::uuid`);
  if (filter.waiting) where.push(`next_action_by ${filter.waiting === 'mine' ? '=' : '<>'} '${by}'`);
  if (filter.allianceId) where.push(`alliance_id = ${bind(filter.allianceId)}::uuid`);
  if (filter.paired !== undefined) where.push(`pair_id is ${filter.paired ? 'not ' : ''}null`);
  if (filter.unanswered !== undefined)
    where.push(filter.unanswered ? `(state = 'in_transit' and accepted_at is null)` : `not (state = 'in_transit' and accepted_at is null)`);
  if (filter.late === false) where.push('queue_at >= now()');
  if (filter.verdict)
    where.push(
      `exists (select 1 from referral_judgement j where j.referral_id = referral.id and j.verdict = any(${bind(filter.verdict)}::text[]))`,
    );
  if (filter.person === 'nobody') where.push(filter.side === 'inbound' ? 'claimed_by is null' : 'false');
  else if (filter.person && filter.side === 'inbound') where.push(`claimed_by = ${bind(personOf(filter, me))}::uuid`);
  return where;
}

const personOf = ({ person }: QueueFilter, me: string) => (person === 'me' ? me : person);

/** Conditions of which exactly one holds for each row, each leading an index in the order of the page. */
export function branches(filter: QueueFilter, me: string, bind: Bind): string[][] {
  const factors = [states(filter, bind), ranks(filter, bind), names(filter, bind), people(filter, me, bind)];
  return factors.reduce<string[][]>((all, factor) => all.flatMap((some) => factor.map((more) => [...some, ...more])), [[]]);
}

function states(filter: QueueFilter, bind: Bind): string[][] {
  const { number, state } = filter;
  // a number finds its referral whatever its state; otherwise closed work is looked for by its state
  if (number) return [[`number = ${bind(readReferralNumber(number) ?? '')}`, ...(state ? [`state = any(${bind(state)}::text[])`] : [])]];
  if (!state) return [['open']];
  const wanted = new Set<ReferralState>(state);
  const ended = [...wanted].filter((each) => !open.has(each)).map((each) => ['not open', `state = ${bind(each)}`]);
  const going = [...wanted].filter((each) => open.has(each));
  if (!going.length) return ended;
  const byState = orderOf(filter) === 'due' && going.length < openStates.length;
  return [
    ...ended,
    ...(byState ? going.map((each) => ['open', `state = ${bind(each)}`]) : [['open', `state = any(${bind(going)}::text[])`]]),
  ];
}

/** Late ones lie together only within an urgency. */
function ranks({ urgency, late, ...rest }: QueueFilter, bind: Bind): string[][] {
  const overdue = late ? ['queue_at < now()'] : [];
  if (!urgency && !late) return [[]];
  const wanted = [...new Set(urgency ?? urgencies)].map((each) => urgencyRank[each]);
  if (orderOf(rest) !== 'due') return [[...overdue, ...(urgency ? [`urgency_rank = any(${bind(wanted)}::smallint[])`] : [])]];
  return wanted.map((rank) => [`urgency_rank = ${bind(rank)}::smallint`, ...overdue]);
}

/**
 * Name or pinyin initials from the start, as ranges: LIKE would not be an index condition under row-level security. As it was sent, or as this
 * hospital knows the patient by now.
 */
function names({ name: typed }: QueueFilter, bind: Bind): string[][] {
  if (!typed) return [[]];
  const name = typed.normalize('NFC');
  const starts = (column: string, from: string, end: string) => `${column} >= ${from} and ${column} < ${end}`;
  const [from, end] = [bind(name), bind(prefixEnd(name))];
  const named = starts('patient_name', from, end);
  if (/\p{Script=Han}/u.test(name)) return [[named], [keptUnder(starts('k.name', from, end)), `not (${named})`]];
  const lower = name.toLowerCase();
  const [fromInitials, endInitials] = [bind(lower), bind(prefixEnd(lower))];
  const initialled = starts('patient_initials', fromInitials, endInitials);
  const known = `(${starts('k.name', from, end)} or ${starts('k.initials', fromInitials, endInitials)})`;
  return [[named], [initialled, `not (${named})`], [keptUnder(known), `not (${named})`, `not (${initialled})`]];
}

/** Sent under a row that this hospital keeps under another one, of which a condition holds: an unknown person who was identified, a double. */
const keptUnder = (holds: string): string => `patient_id = any(array(
  with recursive kept (id, step) as (
    select r.patient_id, 1 from patient_relation k join patient_relation r on r.institution_id = current_institution() and r.same_as = k.patient_id
      where k.institution_id = current_institution() and k.closed_at is null and ${holds}
    union all select r.patient_id, kept.step + 1 from kept join patient_relation r on r.institution_id = current_institution() and r.same_as = kept.id
      where kept.step < 50)
  select id from kept))`;

/** A referral that was sent belongs to its owner and to whoever wrote it. */
function people(filter: QueueFilter, me: string, bind: Bind): string[][] {
  if (filter.side === 'inbound' || !filter.person || filter.person === 'nobody') return [[]];
  const who = `${bind(personOf(filter, me))}::uuid`;
  return [[`owner_id = ${who}`], [`created_by = ${who}`, 'created_by <> owner_id', `owner_id <> ${who}`]];
}
