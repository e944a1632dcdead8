import * as analytics from '@alliance/contracts/analytics.contract';
import { figures, isOfNow, type Figure } from '@alliance/domain/analytics/figure';
import { addDays } from '@alliance/domain/analytics/period';
import type { INestApplicationContext } from '@nestjs/common';
import { MeasureWorker } from '../analytics/measure.worker.js';
import { SystemDatabase } from '../platform/db/system-database.js';
import { Log } from '../platform/observe/log.js';
import { today } from '../platform/today.js';
import { counted, sentReferrals } from './analytics.counts.js';
import { analyticsSlice, spreadOverTime, wander, type Side } from './analytics.story.js';
import { startApi, startWorker, type Person, type TestApi } from './app.js';
import { agreed, invited, officeOpens } from './membership.story.js';
import { cloneDatabase, type TestDatabase } from './services.js';
import { makeWorld, type Hospital, type World } from './world.js';

const atOnce = 8;
interface View {
  readonly where?: string;
  readonly from?: string;
  readonly to?: string;
  readonly hospital?: string | null;
}
interface Made {
  readonly database: TestDatabase;
  readonly world: World;
  readonly api: TestApi;
  readonly worker: INestApplicationContext;
  readonly measure: MeasureWorker;
  readonly sides: Readonly<Record<'lead' | 'county' | 'township' | 'other', Side>>;
  readonly office: Person;
  readonly leadAdmin: Person;
  readonly allianceId: string;
}

/** Hospitals in two places with a history of referrals that the product's own commands wrote, measured, and a second way to count it. */
export class AnalyticsWorld {
  readonly now = new Date();
  readonly lastDay = today(this.now);
  readonly longAgo = addDays(this.lastDay, -120);
  /** Everything that was ever sent. */
  readonly always = { period: 'custom', from: this.longAgo, to: this.lastDay } as const;
  /** No event is from further ahead: referrals sent later are none yet. */
  readonly sent = `select r.* from (${sentReferrals}) r where r.local_at::date <= '${this.lastDay}'`;

  constructor(readonly made: Made) {}

  get owner() {
    return this.made.database.owner;
  }

  /** Leads so many referrals some random steps along and spreads them over time. */
  async live(cases: number): Promise<void> {
    const { world, allianceId } = this.made;
    const { lead, county, township, other } = this.made.sides;
    const ways: readonly [Side, Side, Hospital][] = [
      [county, lead, world.township],
      [county, lead, world.other],
      [county, other, world.township],
      [lead, county, world.township],
      [township, lead, world.other],
      [township, county, world.lead],
    ];
    for (let start = 0; start < cases; start += atOnce)
      await Promise.all(
        Array.from({ length: atOnce }, (_, n) => {
          const [from, to, elsewhere] = ways[(start + n) % ways.length] as [Side, Side, Hospital];
          return wander(start + n + 1, from, to, elsewhere, world, (start + n) % 3 && to !== other ? { allianceId } : {});
        }),
      );
    await spreadOverTime(this.made.database, 7, this.now);
    await this.sendHome();
    await this.made.measure.reconcile(this.now);
  }

  /** Many ways down were offers, with all that were declined among them; who came down is back as planned, unplanned, on foot, or not after all. */
  private async sendHome(): Promise<void> {
    const offered = `select id from referral r where direction = 'down' and submitted_at is not null
      and (abs(hashtext(id::text)) % 2 = 0 or exists (select 1 from event e where e.subject_id = r.id and e.kind in ('referral.returned', 'referral.doctor_declined')))`;
    await this.owner.query(
      `update event set kind = case kind when 'referral.submitted' then 'referral.offered' when 'referral.returned' then 'referral.doctor_declined' else kind end
       where subject_id in (${offered})`,
    );
    await this.owner.query(
      `update referral r set origin_id = (select u.id from referral u where u.direction = 'up' order by u.id limit 1) where r.id in (${offered})`,
    );
    await this.owner.query('delete from return_review');
    await this.owner.query('delete from return_link');
    await this.owner.query(
      `insert into return_link (id, down_id, way, down_sender_id, down_receiver_id, down_number, arrived_at, returned_at, planned, at, voided_at)
       select gen_random_uuid(), d.id, 'walked_in', d.sender_id, d.receiver_id, d.number, d.arrived_at, d.arrived_at + interval '20 hours', d.n % 3 = 0,
         d.arrived_at + interval '20 hours', case when d.n % 3 = 1 then d.arrived_at + interval '30 hours' end
       from (select r.*, row_number() over (order by id) as n from referral r where r.direction = 'down' and r.arrived_at is not null and r.receiver_id is not null) d
       where d.n % 5 > 0`,
    );
  }

  /** The figures as the second count has them. */
  async countAgain({ where = 'true', from = this.longAgo, to = this.lastDay, hospital = null }: View = {}) {
    const wanted = figures.filter((figure) => hospital || !['outgoing', 'incoming'].includes(figure));
    const parts = wanted.map((figure: Figure) => {
      const [of, among] = counted[figure];
      const period = isOfNow(figure) ? 'true' : `r.local_at::date between '${from}' and '${to}'`;
      return `select '${figure}' as figure, count(*) filter (where ${among})::int as among, count(*) filter (where ${among} and ${of})::int as of from sent r where ${period} and ${where}`;
    });
    const { rows } = await this.owner.query<{ figure: string; of: number; among: number }>(
      `with given (a, b) as (values ($1::timestamptz, $2::uuid)), sent as materialized (${sentReferrals}) ${parts.join(' union all ')}`,
      [this.now, hospital],
    );
    return Object.fromEntries(rows.map(({ figure, of, among }) => [figure, { of, among }]));
  }

  ask(who: Person, query: Record<string, unknown> = {}) {
    return who.get(analytics.getAnalyticsFigures, { query: { ...this.always, ...query } as never });
  }

  /** The figures as the portal tells them. */
  async told(who: Person, query: Record<string, unknown> = {}) {
    return Object.fromEntries((await this.ask(who, query)).figures.map(({ figure, of, among }) => [figure, { of, among }]));
  }

  async end(): Promise<void> {
    await this.made.worker.close();
    await this.made.api.close();
    await this.made.database.drop();
  }
}

export async function makeAnalytics(cases: number): Promise<AnalyticsWorld> {
  const database = await cloneDatabase();
  const world = await makeWorld(database);
  const api = await startApi(database, analyticsSlice);
  const worker = await startWorker(database, []);
  const measure = new MeasureWorker(worker.get(SystemDatabase), worker.get(Log));
  await database.owner.query(
    `update institution set province = '演示省', city = case name when 'lead hospital' then '云岭市' when 'other hospital' then null else '清川县' end,
       latitude = case name when 'lead hospital' then 38.4 when 'county hospital' then 37.9 end, longitude = case name when 'lead hospital' then 106.2 when 'county hospital' then 105.9 end`,
  );
  await database.owner.query(`update department set specialties = '{renal}' where institution_id = $1`, [world.township.id]);
  await database.owner.query('update appointment set department_id = $2 where id = $1', [
    world.appointments['county.doctor'],
    world.county.departmentId,
  ]);
  const side = async (name: 'lead' | 'county' | 'township' | 'other', coordinator = `${name}.coordinator`): Promise<Side> => ({
    doctor: await api.as(`${name}.doctor`),
    coordinator: await api.as(coordinator),
    at: world[name],
  });
  const sides = {
    lead: await side('lead'),
    county: await side('county'),
    township: await side('township', 'township.doctor'),
    other: await side('other'),
  };
  const office = await api.as('office');
  const opened = await officeOpens(office, world);
  const allianceId = (await agreed(office, await invited(office, opened, world.township.id), world.township.id)).id;
  // the lead and the county have belonged together for long, the township for some weeks: before, going to the lead left the alliance
  await database.owner.query(
    `update membership set valid = daterange(case when institution_id = $2 then local_today() - 40 else '2020-01-01' end, upper(valid)) where alliance_id = $1`,
    [allianceId, world.township.id],
  );
  const made = new AnalyticsWorld({
    database,
    world,
    api,
    worker,
    measure,
    sides,
    office,
    leadAdmin: await api.as('lead.admin'),
    allianceId,
  });
  await made.live(cases);
  return made;
}
