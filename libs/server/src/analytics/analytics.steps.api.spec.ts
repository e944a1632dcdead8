import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wander, type Side } from '../testing/analytics.story.js';
import { makeAnalytics, type AnalyticsWorld } from '../testing/analytics.world.js';

let story: AnalyticsWorld;
let world: AnalyticsWorld['made']['world'];
let api: AnalyticsWorld['made']['api'];
let measure: AnalyticsWorld['made']['measure'];

beforeAll(async () => {
  story = await makeAnalytics(96);
  ({ world, api, measure } = story.made);
}, 240_000);
afterAll(() => story.end());

describe('steps', () => {
  /** Rows that counting everything again would have otherwise. */
  const wrong = async () =>
    (
      await story.owner.query<{ wrong: number }>(
        `with again as (select f.* from measured(array(select id from referral)) f)
         select (select count(*) from (select * from again except select * from referral_measure) a)::int
           + (select count(*) from (select * from referral_measure except select * from again) b)::int as wrong`,
      )
    ).rows[0]?.wrong;
  /** As if everything until now had happened long ago: the next step looks at what comes now only. */
  const nothingRecent = () => story.owner.query(`update measure_progress set measured_until = clock_timestamp() + interval '5 minutes'`);
  const side = async (name: 'county' | 'lead', doctor: string, coordinator: string): Promise<Side> => ({
    doctor: await api.as(doctor),
    coordinator: await api.as(coordinator),
    at: world[name],
  });

  it('over what changed come to the same rows as counting everything', async () => {
    expect(await wrong()).toBe(0);
    const [county, lead] = [
      await side('county', 'county.doctor', 'county.coordinator'),
      await side('lead', 'lead.doctor', 'lead.coordinator'),
    ];
    await nothingRecent();
    for (let n = 0; n < 24; n++) await wander(5_000 + n, n % 2 ? county : lead, n % 2 ? lead : county, world.township, world, {});
    expect(await wrong()).toBeGreaterThan(0);
    await measure.step();
    expect(await wrong()).toBe(0);
    expect(await measure.reconcile(new Date())).toBe(0);
    await measure.step();
    expect(await wrong()).toBe(0);
  }, 120_000);

  it('correct what is said of another referral of the same patient', async () => {
    const { rows } = await story.owner.query<{ id: string; patient_id: string }>(
      `select r.id, r.patient_id from referral r join referral_measure m on m.referral_id = r.id where m.came_back = false and r.receiver_id = $1 limit 1`,
      [world.county.id],
    );
    const [down] = rows as [{ id: string; patient_id: string }];
    await story.owner.query('update referral set arrived_at = now() where id = $1', [down.id]);
    const [county, lead] = [
      await side('county', 'county.doctor', 'county.coordinator'),
      await side('lead', 'lead.doctor', 'lead.coordinator'),
    ];
    await measure.reconcile(new Date());
    await nothingRecent();
    let up;
    for (let seed = 1; up?.state === 'draft' || !up; seed++)
      up = await wander(9_000 + seed, county, lead, world.township, world, { patientId: down.patient_id });
    await measure.step();
    const after = await story.owner.query<{ came_back: boolean }>('select came_back from referral_measure where referral_id = $1', [
      down.id,
    ]);
    expect(after.rows).toEqual([{ came_back: true }]);
    expect(await wrong()).toBe(0);
  }, 120_000);

  it('that missed something are found out at night', async () => {
    await story.owner.query(
      `update referral set completeness = 33, version = version where id in (select referral_id from referral_measure where completeness <> 33 limit 3)`,
    );
    await nothingRecent();
    await measure.step();
    expect(await measure.reconcile(new Date())).toBe(3);
    expect(await wrong()).toBe(0);
  });

  it('take out what turns out to be entered in error', async () => {
    const { rows } = await story.owner.query<{ id: string }>(`select referral_id as id from referral_measure limit 1`);
    await story.owner.query(`update referral set state = 'voided', next_action_at = null, next_action_by = null where id = $1`, [
      rows[0]?.id,
    ]);
    expect(await measure.reconcile(new Date())).toBe(1);
    expect((await story.owner.query('select 1 from referral_measure where referral_id = $1', [rows[0]?.id])).rowCount).toBe(0);
  });
});
