import * as analytics from '@alliance/contracts/analytics.contract';
import { figures, isOfNow } from '@alliance/domain/analytics/figure';
import { addDays } from '@alliance/domain/analytics/period';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeAnalytics, type AnalyticsWorld } from '../testing/analytics.world.js';
import type { Person } from '../testing/app.js';

let story: AnalyticsWorld;
let office: AnalyticsWorld['made']['office'];
let leadAdmin: AnalyticsWorld['made']['leadAdmin'];
let allianceId: AnalyticsWorld['made']['allianceId'];
let world: AnalyticsWorld['made']['world'];
let countyCoordinator: Person;

beforeAll(async () => {
  story = await makeAnalytics(330);
  ({ office, leadAdmin, allianceId, world } = story.made);
  countyCoordinator = story.made.sides.county.coordinator;
}, 240_000);
afterAll(() => story.end());

describe('every figure equals a count of its own', () => {
  it('the history has something of everything', async () => {
    const all = await story.countAgain({ hospital: world.county.id });
    expect(all['sent']?.of).toBeGreaterThan(250);
    const empty = Object.entries(all).filter(([figure, { of, among }]) => !among || (!of && !['no_show', 'claimed_now'].includes(figure)));
    expect(empty).toEqual([]);
    const { rows } = await story.owner.query<{ voided: number; redirected: number; undone: number; again: number }>(
      `select (select count(*) from referral where state = 'voided')::int as voided, count(*) filter (where kind = 'referral.redirected')::int as redirected,
         count(*) filter (where kind = 'referral.undone')::int as undone, count(*) filter (where kind = 'referral.resubmitted')::int as again from event`,
    );
    expect(Math.min(...Object.values(rows[0] as object).map(Number))).toBeGreaterThan(2);
  });

  it('for the office over all', async () => expect(await story.told(office)).toEqual(await story.countAgain({})));
  it('for a lead over its alliances', async () =>
    expect(await story.told(leadAdmin)).toEqual(await story.countAgain({ where: `r.alliance_id = '${allianceId}'` })));
  it('for a hospital over what it sent and received', async () => {
    const { id } = world.county;
    const mine = (...columns: string[]) => columns.map((column) => `r.${column} = '${id}'`).join(' or ');
    expect(await story.told(countyCoordinator)).toEqual(
      await story.countAgain({ where: `(${mine('sender_id', 'receiver_id')})`, hospital: id }),
    );
    expect(await story.told(countyCoordinator, { side: 'sender' })).toEqual(
      await story.countAgain({ where: mine('sender_id'), hospital: id }),
    );
    expect(await story.told(countyCoordinator, { side: 'receiver' })).toEqual(
      await story.countAgain({ where: mine('receiver_id'), hospital: id }),
    );
  });
  it('narrowed by direction, service, urgency and alliance', async () => {
    expect(await story.told(office, { direction: 'up', urgency: 'urgent' })).toEqual(
      await story.countAgain({ where: `r.direction = 'up' and r.urgency = 'urgent'` }),
    );
    expect(await story.told(office, { service: 'inpatient', allianceId })).toEqual(
      await story.countAgain({ where: `r.service = 'inpatient' and r.alliance_id = '${allianceId}'` }),
    );
  });
  it('of each month by the calendar of the hospitals, and of as many days before', async () => {
    const month = story.lastDay.slice(0, 7);
    for (const from of [`${month}-01`, `${addDays(`${month}-01`, -1).slice(0, 7)}-01`]) {
      const to = addDays(from, 19);
      const { figures: shown, previous } = await story.ask(office, { from, to, compare: 'previous' });
      expect(previous).toEqual({ from: addDays(from, -20), to: addDays(from, -1) });
      const [then, before] = [
        await story.countAgain({ from, to }),
        await story.countAgain({ from: addDays(from, -20), to: addDays(from, -1) }),
      ];
      expect(Object.fromEntries(shown.map(({ figure, of, among }) => [figure, { of, among }]))).toEqual(then);
      const compared = shown.filter(({ figure }) => !isOfNow(figure));
      expect(Object.fromEntries(compared.map((one) => [one.figure, one.before]))).toEqual(
        Object.fromEntries(compared.map(({ figure }) => [figure, before[figure]])),
      );
    }
  });

  it('and lists exactly its cases', async () => {
    const shown = await story.told(countyCoordinator);
    for (const figure of figures) {
      const ids = new Set<string>();
      let cursor: string | undefined;
      let total: number | null = null;
      do {
        const page = await countyCoordinator.get(analytics.listAnalyticsCases, {
          query: { ...story.always, figure, limit: 60, ...(cursor && { cursor }) },
        });
        page.items.forEach(({ id }) => ids.add(id));
        total ??= page.total;
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect([figure, ids.size, total]).toEqual([figure, shown[figure]?.of, shown[figure]?.of]);
    }
  });
});

describe('times', () => {
  it('are those of the events: nearest rank of whole minutes, without the waiting for replies', async () => {
    const { rows } = await story.owner.query<{
      urgency: string;
      sender_id: string;
      first_at: Date;
      arrived_at: Date | null;
      told: { kind: string; at: string; by: string }[];
    }>(
      `select r.urgency, r.sender_id, r.first_at, r.arrived_at, (select json_agg(json_build_object('kind', e.kind, 'at', e.happened_at, 'by', e.institution_id) order by e.version)
         from event e where e.subject_id = r.id and e.kind not like '%drafted' and e.kind not like '%claim%' and e.kind not like '%hand_over%' and e.kind not like '%appealed') as told
       from (${story.sent}) r`,
    );
    const answers = new Set(['accepted', 'returned', 'converted', 'acknowledged', 'doctor_accepted', 'doctor_declined']);
    const response: Record<string, number[]> = {};
    const arrival: Record<string, number[]> = {};
    for (const { urgency, sender_id, first_at, arrived_at, told: happened } of rows) {
      if (arrived_at && arrived_at >= first_at)
        (arrival[urgency] ??= []).push(Math.floor((arrived_at.getTime() - first_at.getTime()) / 60_000));
      let paused = 0;
      for (const [n, { kind, at, by }] of happened.entries()) {
        const name = kind.replace('referral.', '');
        const next = happened.slice(n + 1).find((one) => !/departed|arrived|admitted|diverted|resumed|reassigned/.test(one.kind));
        if (name === 'info_requested') paused += Date.parse(next?.at ?? '') - Date.parse(at);
        if ((answers.has(name) && next?.kind !== 'referral.undone') || (name === 'redirected' && by !== sender_id)) {
          (response[urgency] ??= []).push(Math.floor((Date.parse(at) - first_at.getTime() - paused) / 60_000));
          break;
        }
      }
    }
    const rank = (values: readonly number[] = [], p: number) =>
      values.length < 5 ? null : ([...values].sort((a, b) => a - b)[Math.ceil(p * values.length) - 1] ?? null);
    const answer = (timing: 'response' | 'arrival') => office.get(analytics.getAnalyticsTimes, { query: { ...story.always, timing } });
    const times = [...(await answer('response')).times, ...(await answer('arrival')).times];
    for (const { timing, urgency, cases: shown, medianMinutes, ninthDecileMinutes } of times) {
      const all = timing === 'response' ? response : arrival;
      const values = urgency ? all[urgency] : Object.values(all).flat();
      expect([timing, urgency, shown, medianMinutes, ninthDecileMinutes]).toEqual([
        timing,
        urgency,
        values?.length ?? 0,
        rank(values, 0.5),
        rank(values, 0.9),
      ]);
    }
  });
});

describe('divisions', () => {
  it.each(['week', 'urgency', 'stopped', 'age', 'distance', 'insurance'] as const)('by %s add up to all', async (by) => {
    const { parts } = await countyCoordinator.get(analytics.getAnalyticsDivision, {
      query: { ...story.always, by },
    });
    const all = await story.told(countyCoordinator);
    const sum = (key: 'cases' | 'inTime' | 'timed' | 'returned' | 'leaked') => parts.reduce((total, part) => total + (part[key] ?? NaN), 0);
    expect([sum('cases'), sum('timed'), sum('inTime'), sum('returned'), sum('leaked')]).toEqual([
      ...[all['sent']?.of, all['answered_in_time']?.among, all['answered_in_time']?.of, all['returned']?.of, all['leaked']?.of],
    ]);
    const [first] = parts;
    const page = await countyCoordinator.get(analytics.listAnalyticsCases, {
      query: { ...story.always, by, part: first?.part ?? '' },
    });
    expect(page.total).toBe(first?.cases);
  });

  it('by where they went are those sent up or level; only out of the county and the alliance is leakage', async () => {
    const { parts } = await office.get(analytics.getAnalyticsDivision, { query: { ...story.always, by: 'crossing' } });
    const cases = Object.fromEntries(parts.map(({ part, cases: shown }) => [part, shown ?? NaN]));
    const all = await story.told(office);
    const { same = 0, inside = 0, outside = 0, off_platform = 0, unknown = 0 } = cases;
    expect(Math.min(same, inside, outside, unknown)).toBeGreaterThan(0);
    expect(same + inside + outside + off_platform + unknown).toBe((all['up']?.of ?? 0) + (all['level']?.of ?? 0));
    expect(all['leaked']).toEqual({ of: outside + off_platform, among: same + inside + outside + off_platform });
    expect(all['left_county']).toEqual({ of: inside + outside + off_platform, among: all['leaked']?.among });
    const [first] = parts;
    const page = await office.get(analytics.listAnalyticsCases, {
      query: { ...story.always, by: 'crossing', part: first?.part ?? '' },
    });
    expect(page.total).toBe(first?.cases);
    const down = await story.told(office, { direction: 'down' });
    expect([down['leaked'], down['left_county']]).toEqual([
      { of: 0, among: 0 },
      { of: 0, among: 0 },
    ]);
  });

  it('of returns are their last reason and what came of them', async () => {
    const query = story.always;
    for (const [by, happened, offered] of [
      ['return_reason', 'returned', false],
      ['decline_reason', 'doctor_declined', true],
    ] as const) {
      const { rows } = await story.owner.query<{ reason: string; cases: number }>(
        `select (select e.data ->> 'reason' from event e where e.subject_id = r.id and e.kind = 'referral.${happened}'
             and not exists (select 1 from event u where u.subject_id = r.id and u.kind = 'referral.undone' and u.data ->> 'undid' = 'return' and u.version > e.version
               and not exists (select 1 from event x where x.subject_id = r.id and x.version > e.version and x.version < u.version and x.kind <> 'referral.appealed'))
           order by e.version desc limit 1) as reason, count(*)::int as cases from (${story.sent}) r
         where exists (select 1 from event o where o.subject_id = r.id and o.kind = 'referral.offered') = ${String(offered)} group by 1 order by 2 desc, 1`,
      );
      const { parts } = await office.get(analytics.getAnalyticsDivision, { query: { ...query, by } });
      expect(parts.length).toBeGreaterThan(0);
      expect(parts.map(({ part, cases: shown }) => [part, shown])).toEqual(
        rows.filter(({ reason }) => reason).map(({ reason, cases: some }) => [reason, some]),
      );
    }
    const outcomes = await office.get(analytics.getAnalyticsDivision, { query: { ...query, by: 'return_outcome' } });
    expect(outcomes.parts.reduce((sum, part) => sum + (part.cases ?? 0), 0)).toBe((await story.told(office))['explained']?.among);
  });

  it('flows add up to what was sent, and open their cases', async () => {
    const query = story.always;
    const { flows, total } = await office.get(analytics.getAnalyticsFlows, { query });
    expect(flows.reduce((sum, flow) => sum + flow.cases, 0)).toBe(total);
    expect(total).toBe((await story.told(office))['sent']?.of);
    const { rows } = await story.owner.query<{ cases: number }>(
      `select count(*)::int as cases from (${story.sent}) r group by sender_id, receiver_id order by 1 desc`,
    );
    expect(flows.map((flow) => flow.cases)).toEqual(rows.map((row) => row.cases));
    const [{ sender, receiver, cases: most }] = flows as [analytics.FlowView];
    const page = await office.get(analytics.listAnalyticsCases, {
      query: { ...query, by: 'flow', part: `${sender.id}:${receiver?.id ?? 'outside'}` },
    });
    expect(page.total).toBe(most);
  });
});
