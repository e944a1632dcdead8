import { completeFrom, type Division, type Figure } from '@alliance/domain/analytics/figure';
import { diagnosisChapters } from '@alliance/domain/analytics/diagnosis-chapter';

/** What a count is compared with: placeholders of the statement it stands in, bound when a figure needs them. */
export interface CountedAt {
  readonly now: () => string;
  /** The hospital from whose side it is seen, if one is. */
  readonly hospital: (() => string) | null;
}
/** Conditions on a row `m`: of these, among those. */
export interface ShareSql {
  readonly of: string;
  readonly among: string;
}
const all = 'true';
const leaked = `m.crossing in ('outside', 'off_platform')`;
const placed = `m.crossing <> 'unknown'`;
const returned = 'm.returned > 0 and not m.offer';
const share = (of: string, among = all) => ({ of, among });
const reached = (step: number) => share(`m.furthest >= ${step}`);
const seenFrom =
  (column: string) =>
  ({ hospital }: CountedAt) =>
    hospital && share(`m.${column} = ${hospital()}`);

/** The one definition of each figure: what counts it and what lists its cases. */
const shares: Readonly<Record<Figure, ShareSql | ((at: CountedAt) => ShareSql | null)>> = {
  sent: share(all),
  outgoing: seenFrom('sender_id'),
  incoming: seenFrom('receiver_id'),
  up: share(`m.direction = 'up'`),
  down: share(`m.direction = 'down'`),
  level: share(`m.direction = 'level'`),
  // who has not answered when the answer was due is late already
  answered_in_time: ({ now }) => share('m.in_time', `(m.in_time is not null or m.answer_due_at < ${now()})`),
  complete: share(`m.completeness >= ${completeFrom}`, 'm.completeness is not null'),
  asked: share('m.asked > 0'),
  returned: share('m.returned > 0', 'm.response_seconds is not null and not m.offer'),
  offer_declined: share('m.returned > 0', 'm.response_seconds is not null and m.offer'),
  explained: share('m.explained = m.returned', returned),
  needed_after_return: share(
    `m.return_outcome in ('overturned', 'taken_after_all', 'taken_elsewhere')`,
    `m.return_outcome not in ('undecided', 'asked_again') and not m.offer`,
  ),
  withdrawn: share('m.withdrawn > 0', 'm.taken'),
  no_show: share('m.no_shows > 0', 'm.taken'),
  declined: share(`m.ended_as = 'patient_declined'`),
  leaked: share(leaked, placed),
  left_county: share(`m.crossing in ('inside', 'outside', 'off_platform')`, placed),
  available_near: share('m.available_near', `(m.available_near is not null and ${leaked})`),
  came_back: share('m.came_back', 'm.came_back is not null'),
  came_back_planned: share('m.came_back_planned', 'm.came_back_planned is not null'),
  answered: reached(2),
  taken: reached(3),
  arrived: reached(4),
  outcome: reached(5),
  closed: reached(6),
  waiting_now: share('m.awaits_answer', 'm.awaits_answer'),
  claimed_now: share('m.claimed', 'm.awaits_answer'),
};

/** @returns null for a figure that needs a hospital to be seen from */
export function shareSql(figure: Figure, at: CountedAt): ShareSql | null {
  const found = shares[figure];
  return typeof found === 'function' ? found(at) : found;
}

/** Both conditions as one; what every row fulfils is left out. */
export const both = ({ of, among }: ShareSql): string =>
  [of, among].filter((one, place, list) => one !== all && list.indexOf(one) === place).join(' and ') || all;

const chapter = `case ${diagnosisChapters.map(([code, from, to]) => `when m.rubric collate "C" between '${from}' and '${to}' then '${code}'`).join(' ')} else 'none' end`;

/** Mondays since the first one of 1970. */
const week = `(m.sent_on - date '1970-01-05') / 7`;

export interface DivisionSql {
  readonly part: string;
  /** What the part is made of, where that is less work for each case than the part itself. */
  readonly of?: string;
  readonly among: string;
}

/** What divides cases; a case without the fact belongs to no part. */
export const divisionSql: Readonly<Record<Exclude<Division, 'flow'>, DivisionSql>> = {
  week: { part: `to_char(date '1970-01-05' + 7 * (${week}), 'YYYY-MM-DD')`, of: week, among: all },
  urgency: { part: 'm.urgency', among: all },
  return_reason: { part: 'm.return_reason', among: 'm.return_reason is not null and not m.offer' },
  return_outcome: { part: 'm.return_outcome', among: 'm.return_outcome is not null and not m.offer' },
  decline_reason: { part: 'm.return_reason', among: 'm.return_reason is not null and m.offer' },
  stopped: {
    part: `m.furthest || ':' || case when m.open then 'open' else coalesce(m.ended_as, 'closed') end`,
    of: 'm.furthest, m.open, m.ended_as',
    among: all,
  },
  chapter: { part: chapter, of: 'm.rubric', among: leaked },
  crossing: { part: 'm.crossing', among: 'm.crossing is not null' },
  age: { part: 'm.age_band', among: all },
  distance: { part: 'm.distance_band', among: all },
  insurance: { part: 'm.insurance', among: all },
};
