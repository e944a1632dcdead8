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

  describe('follow the links of returns', () => {
    let down: { id: string; patient_id: string };
    const said = async () => {
      await measure.step();
      expect(await wrong()).toBe(0);
      const { rows } = await story.owner.query('select came_back, came_back_planned from referral_measure where referral_id = $1', [
        down.id,
      ]);
      return Object.values(rows[0] as object);
    };
    beforeAll(async () => {
      const { rows } = await story.owner.query<{ id: string; patient_id: string }>(
        `select id, patient_id from referral r where direction = 'down' and arrived_at is not null and state <> 'voided' and receiver_id = $1
           and not exists (select 1 from return_link l where l.down_id = r.id and l.voided_at is null) limit 1`,
        [world.county.id],
      );
      down = rows[0] as typeof down;
      await story.owner.query('update referral set arrived_at = now() where id = $1', [down.id]);
      await measure.reconcile(new Date());
    });

    it('a patient who is sent up again, and one who was not after all', async () => {
      await nothingRecent();
      expect(await said()).toEqual([false, false]);
      const [county, lead] = [
        await side('county', 'county.doctor', 'county.coordinator'),
        await side('lead', 'lead.doctor', 'lead.coordinator'),
      ];
      let up;
      for (let seed = 1; up?.state === 'draft' || !up; seed++)
        up = await wander(9_000 + seed, county, lead, world.township, world, { patientId: down.patient_id });
      const linked = await story.owner.query<{ planned: boolean }>(
        'select planned from return_link where down_id = $1 and voided_at is null',
        [down.id],
      );
      expect(linked.rows).toHaveLength(1);
      expect(await said()).toEqual([!linked.rows[0]?.planned, linked.rows[0]?.planned]);
      await nothingRecent();
      await story.owner.query(`update return_link set voided_at = clock_timestamp() + interval '1 minute' where down_id = $1`, [down.id]);
      expect(await said()).toEqual([false, false]);
    }, 120_000);

    it.each([
      [false, [true, false]],
      [true, [false, true]],
    ])('a patient who walks in, planned: %s', async (planned, expected) => {
      await nothingRecent();
      await story.owner.query('delete from return_link where down_id = $1 and way = $2', [down.id, 'walked_in']);
      await story.owner.query(
        `insert into return_link (id, down_id, way, down_sender_id, down_receiver_id, down_number, arrived_at, returned_at, planned, at)
         select gen_random_uuid(), id, 'walked_in', sender_id, receiver_id, number, arrived_at, now(), $2, clock_timestamp() + interval '1 minute' from referral where id = $1`,
        [down.id, planned],
      );
      expect(await said()).toEqual(expected);
    });
  });

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
