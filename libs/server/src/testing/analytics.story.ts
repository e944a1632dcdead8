import * as act from '@alliance/contracts/referral-action.contract';
import * as analytics from '@alliance/contracts/analytics.contract';
import * as ending from '@alliance/contracts/referral-ending.contract';
import * as journey from '@alliance/contracts/referral-journey.contract';
import { getReferral, type ReferralView } from '@alliance/contracts/referral.contract';
import { routesOf, type Route } from '@alliance/contracts/route';
import { insuranceFilings, services, transports, urgencies } from '@alliance/domain/referral/referral.codes';
import type { ReferralAction } from '@alliance/domain/referral/referral.machine';
import { AnalyticsModule } from '../analytics/analytics.module.js';
import type { Person, Serving } from './app.js';
import { membershipSlice } from './membership.story.js';
import { actionBodies } from './referral-bodies.js';
import { doctorDrafts, referralSlice } from './referral.story.js';
import type { TestDatabase } from './services.js';
import type { Hospital, World } from './world.js';

/** What an API needs to serve figures of referrals that were led by it. */
export const analyticsSlice: Serving = {
  features: [...membershipSlice.features, ...referralSlice.features, AnalyticsModule],
  contracts: [...membershipSlice.contracts, ...referralSlice.contracts, analytics],
};

const routes = new Map(
  [...routesOf(act), ...routesOf(journey), ...routesOf(ending)].map((route) => [route.path.split('/').at(-1) as ReferralAction, route]),
);
/** Small, seeded, good enough to choose: the run can be told again. */
export const dice = (seed: number) => (sides: number) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 4294967296) * sides);
};

/** What seldom happens, and ends a story. */
const seldom: ReadonlySet<string> = new Set([
  'cancel',
  'patientDeclines',
  'enterInError',
  'treatHere',
  'turnBack',
  'reportDeath',
  'signHandOver',
  'appeal',
]);

export interface Side {
  readonly doctor: Person;
  readonly coordinator: Person;
  readonly at: Hospital;
}
/** Leads one referral some random steps along, by the product's own commands. */
export async function wander(seed: number, from: Side, to: Side, elsewhere: Hospital, world: World, more: object): Promise<ReferralView> {
  const roll = dice(seed);
  for (let n = 0; n < 3; n++) roll(2);
  const one = <T>(of: readonly T[]): T => of[roll(of.length)] as T;
  const bodies = actionBodies({ receiverId: elsewhere.id, receiverDepartmentId: elsewhere.departmentId });
  const people = [from.doctor, to.coordinator, to.doctor];
  const drafted = await doctorDrafts(from.doctor, world, {
    ...{ receiverId: to.at.id, receiverDepartmentId: to.at.departmentId, senderDepartmentId: from.at.departmentId },
    ...{ service: one(services), urgency: one(urgencies), transport: one(transports), consultAllowed: true, consentScope: 'alliance' },
    ...more,
  });
  let view = roll(25)
    ? await from.doctor.get(act.submitReferral, { params: { id: drafted.id }, body: { version: drafted.version } })
    : drafted;
  for (let turn = 0, wanted = 2 + roll(12); turn < wanted; turn++) {
    const person = one(people);
    const seen = await person.ask(getReferral, { params: { id: view.id } });
    const offered = seen.status === 200 ? seen.answer.actions : [];
    const likely = offered.filter((action) => !seldom.has(action));
    const action = one(roll(8) && likely.length ? likely : offered);
    if (!action) continue;
    const asked = { params: { id: view.id }, body: { version: view.version, ...bodies[action] } } as never;
    const { status, answer } = await person.ask(routes.get(action) as Route, asked);
    if (status === 200) view = answer as ReferralView;
  }
  return view;
}

/**
 * Spreads what happened within seconds over a hundred days, every fifth around midnight in China and the turn of a month, with random steps between,
 * and gives the cases facts of all kinds. As the owner of the database: the order of what happened stays.
 */
export async function spreadOverTime({ owner }: TestDatabase, seed: number, now: Date): Promise<void> {
  const roll = dice(seed);
  const one = <T>(of: readonly T[]): T => of[roll(of.length)] as T;
  const { rows } = await owner.query<{ id: string; events: { id: string; kind: string }[] }>(
    `select r.id, (select json_agg(json_build_object('id', e.id, 'kind', e.kind) order by e.recorded_at, e.id) from event e where e.subject_id = r.id) as events
     from referral r order by r.id`,
  );
  for (const { id, events } of rows) {
    const day = new Date(now.getTime() - (2 + roll(98)) * 86_400_000);
    if (roll(5) === 0) day.setUTCDate(roll(2) ? 1 : 28 + roll(4));
    if (day.getTime() > now.getTime() - 86_400_000) day.setUTCDate(-roll(20));
    day.setUTCHours(roll(5) ? roll(24) : 15 + roll(2), roll(2) ? 59 : 0, roll(2) ? 59 : 0, 0);
    let at = day.getTime();
    const times = events.map(() => new Date((at += roll(3) ? roll(7_200_000) : roll(100_000_000)) - 1));
    const last = (...kinds: string[]) => times[events.findLastIndex(({ kind }) => kinds.includes(kind.replace('referral.', '')))] ?? null;
    await owner.query(
      `update event e set happened_at = v.at, recorded_at = v.at,
         data = case when e.data ? 'secondsLeft' then e.data || jsonb_build_object('secondsLeft', v.slack) else e.data end
       from unnest($1::uuid[], $2::timestamptz[], $3::int[]) v (id, at, slack) where e.id = v.id`,
      [events.map((event) => event.id), times, events.map(() => roll(4_000) - 1_500)],
    );
    await owner.query(
      `update referral set submitted_at = case when submitted_at is null then null else coalesce($2, submitted_at) end,
         accepted_at = case when accepted_at is null then null else coalesce($3, accepted_at) end,
         arrived_at = case when arrived_at is null then null else coalesce($4, arrived_at) end,
         next_action_at = case when next_action_at is null then null else $5::timestamptz end,
         completeness = $6, insurance_filing = $7, diagnosis_code = $8, patient_birth_date = $9 where id = $1`,
      [
        ...[id, last('submitted', 'resubmitted', 'offered'), last('accepted', 'acknowledged', 'arrived'), last('arrived')],
        ...[new Date(now.getTime() + (roll(2) ? 1 : -1) * 3_600_000), roll(4) ? roll(101) : null, roll(3) ? one(insuranceFilings) : null],
        ...[one(['I20.000', 'J44.101', 'E11.900', 'T98.300', null]), roll(6) ? `${1930 + roll(95)}-0${1 + roll(9)}-15` : null],
      ],
    );
  }
  await owner.query(`update referral_note set text = repeat('建议', 1 + (abs(hashtext(id::text)) % 9)) where kind = 'return_advice'`);
}
