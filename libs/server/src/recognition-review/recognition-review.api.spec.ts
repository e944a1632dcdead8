import * as figures from '@alliance/contracts/recognition-figures.contract';
import * as contract from '@alliance/contracts/recognition-review.contract';
import type { RecognitionReview } from '@alliance/contracts/recognition-review.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { academic, makeAlliance } from '../testing/protocol.story.js';
import { decided, makeRecognitionBase, personOf, reviewSlice } from '../testing/recognition-review.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let quality: Person;
let county: Person;
let other: Person;
let office: Person;
let physician: string;
const days = { from: '2026-11-01', to: '2026-11-30' };

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  await makeRecognitionBase(database);
  await makeAlliance(database, world);
  api = await startApi(database, reviewSlice);
  quality = await academic(database, api, world, 'lead.quality', 'quality_manager');
  county = await academic(database, api, world, 'county.quality', 'quality_manager', 'county');
  other = await academic(database, api, world, 'other.quality', 'quality_manager', 'other');
  office = await api.as('office');
  physician = await personOf(world, 'lead.doctor');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const repeat = (more: object = {}) => decided(database, { by: world.lead, issuer: world.county, decision: 'repeated', physician, ...more });
const sample = (who: Person, more: object = {}) =>
  who.ask(contract.sampleRepeats, { body: { how: 'targeted', ...days, count: 500, ...more } });
const get = (who: Person, id: string) => who.get(contract.getRecognitionReview, { params: { id } });
async function sampled(more: object = {}): Promise<RecognitionReview> {
  const item = await repeat(more);
  await sample(quality);
  const { rows } = await world.owner.query<{ id: string }>('select id from recognition_review where item_id = $1', [item]);
  return get(quality, rows[0]?.id as string);
}
const judge = (who: Person, { id, version }: RecognitionReview, verdict: 'justified' | 'refused', text = '理由成立与否') =>
  who.ask(contract.judgeRepeat, { params: { id }, body: { version, verdict, text } });
const appeal = async (who: Person, id: string, text = '结果稳定，不必重复') =>
  who.ask(contract.appealVerdict, { params: { id }, body: { version: (await get(quality, id)).version, text } });
const decide = async (who: Person, id: string, decision: 'upheld' | 'overturned' = 'overturned') =>
  who.ask(contract.decideAppeal, { params: { id }, body: { version: (await get(quality, id)).version, decision, text: '复核意见' } });
const rate = async () => (await quality.get(figures.getRecognitionFigures, { query: { scope: 'own', ...days } })).total;

describe('the review of a repeat', () => {
  it('the quality manager samples one, the county appeals, the office decides, and the rate moves', async () => {
    const review = await sampled();
    const before = await rate();
    expect(review).toMatchObject({
      state: 'sampled',
      actions: ['judge'],
      repeater: { id: world.lead.id },
      issuer: { id: world.county.id },
    });
    expect((await judge(quality, review, 'justified')).status).toBe(200);
    expect((await get(county, review.id)).actions).toEqual(['appeal']);
    // still open: the flag of the reason decides
    expect((await rate()).counted).toBe(before.counted);
    expect((await appeal(county, review.id)).status).toBe(200);
    expect((await get(quality, review.id)).actions).toEqual([]);
    expect((await decide(office, review.id, 'upheld')).status).toBe(200);
    const closed = await get(county, review.id);
    expect(closed).toMatchObject({
      state: 'closed',
      standing: 'justified',
      dueAt: null,
      decision: { institution: { id: world.office.id } },
    });
    expect((await rate()).counted).toBe(before.counted - 1);
  });

  it('a reason that does not count does once a reviewer finds it refused', async () => {
    const review = await sampled({ reason: 'NR98', counts: false });
    const before = await rate();
    await judge(quality, review, 'justified');
    await appeal(county, review.id);
    await decide(office, review.id, 'overturned');
    expect((await get(quality, review.id)).standing).toBe('refused');
    expect((await rate()).counted).toBe(before.counted + 1);
  });

  it('nobody judges their own repeat, nor decides for one of the two hospitals or twice', async () => {
    const mine = await personOf(world, 'office');
    const own = await sampled({ physician: mine });
    expect(await judge(office, own, 'justified')).toMatchObject({ problem: { code: 'recognition.not_your_action' } });
    const review = await sampled();
    expect((await judge(county, review, 'refused')).status).toBe(403);
    await judge(office, review, 'justified');
    await appeal(county, review.id);
    for (const who of [quality, county, office])
      expect(await decide(who, review.id)).toMatchObject({ problem: { code: 'recognition.not_your_action' } });
    await expect(
      world.owner.query(
        `update recognition_review set decision = 'upheld', decision_text = 'x', decided_by = judged_by, decided_from = sampler_id, decided_at = now(), state = 'closed', standing = verdict where id = $1`,
        [review.id],
      ),
    ).rejects.toThrow(/check constraint/);
  });

  it('a third hospital sees nothing until it is asked to decide, and only that one', async () => {
    const review = await sampled();
    const second = await sampled();
    await judge(quality, review, 'justified');
    await appeal(county, review.id);
    expect((await other.ask(contract.getRecognitionReview, { params: { id: review.id } })).status).toBe(404);
    expect((await other.get(contract.listRecognitionReviews, { query: { state: 'all' } })).items).toEqual([]);
    const assign = async (institutionId: string) =>
      office.ask(contract.assignReviewer, {
        params: { id: review.id },
        body: { version: (await get(office, review.id)).version, institutionId },
      });
    expect(await assign(world.county.id)).toMatchObject({ problem: { code: 'recognition.same_institution' } });
    expect((await assign(world.other.id)).status).toBe(200);
    expect((await get(other, review.id)).actions).toEqual(['decide']);
    expect((await get(office, review.id)).actions).toEqual(['assign']);
    expect((await other.ask(contract.getRecognitionReview, { params: { id: second.id } })).status).toBe(404);
    expect((await decide(other, review.id)).status).toBe(200);
    expect(await get(quality, review.id)).toMatchObject({ standing: 'refused', reviewer: { id: world.other.id } });
  });

  it('refuses who has no permission, a wrong state and a stale version', async () => {
    const doctor = await api.as('lead.doctor');
    expect((await doctor.ask(contract.listRecognitionReviews, { query: {} })).status).toBe(403);
    expect((await sample(await api.as('lead.admin'))).status).toBe(403);
    const review = await sampled();
    expect(await appeal(county, review.id)).toMatchObject({ problem: { code: 'recognition.wrong_state' } });
    await judge(quality, review, 'refused');
    expect(await judge(quality, review, 'refused')).toMatchObject({ problem: { code: 'record.stale' } });
    // a refused reason goes against the repeating hospital, not the issuing one; nor does a hospital appeal against itself
    expect((await appeal(county, review.id)).status).toBe(403);
    expect((await appeal(quality, review.id)).status).toBe(403);
  });

  it('no words name the patient: the copied ones are masked, new ones refused', async () => {
    const review = await sampled({ reason: 'NR99', text: '赵明远昨夜呕血，须复查' });
    expect(review.reasonText).toBe('＊＊昨夜呕血，须复查');
    expect(await judge(quality, review, 'refused', '赵 明远未出血')).toMatchObject({ problem: { code: 'return_review.names_patient' } });
    expect(JSON.stringify(await get(county, review.id))).not.toContain('赵明远');
    expect(JSON.stringify(await get(county, review.id))).not.toContain(physician);
  });
});

describe('sampling', () => {
  it('never takes the same repeat twice, nor one of a hospital that is not answered for', async () => {
    const foreign = await decided(database, {
      ...{ by: world.other, issuer: world.county, decision: 'repeated' },
      physician: await personOf(world, 'other.doctor'),
    });
    await repeat();
    const first = await sample(quality);
    expect(first.answer).toMatchObject({ taken: 1 });
    expect((await sample(quality)).answer).toMatchObject({ candidates: 0, taken: 0 });
    expect((await sample(county)).answer).toMatchObject({ candidates: 0, taken: 0 });
    const inReview = () => world.owner.query('select 1 from recognition_review where item_id = $1', [foreign]);
    expect((await inReview()).rows).toHaveLength(0);
    expect((await sample(office)).answer).toMatchObject({ taken: 1 });
    expect((await inReview()).rows).toHaveLength(1);
  });

  it('draws at random evenly over hospitals, the same for the same seed; aimed, other reasons first', async () => {
    const doctor = await personOf(world, 'county.doctor');
    for (let n = 0; n < 6; n++) await repeat();
    for (let n = 0; n < 2; n++) await decided(database, { by: world.county, issuer: world.lead, decision: 'repeated', physician: doctor });
    const draw = async () => {
      const { answer } = await sample(quality, { how: 'random', count: 4, seed: 'november' });
      const { id } = answer as { id: string };
      const { rows } = await world.owner.query<{ item_id: string; repeater_id: string }>(
        'select item_id, repeater_id from recognition_review where sample_id = $1 order by item_id',
        [id],
      );
      return rows;
    };
    const first = await draw();
    expect(first.filter(({ repeater_id }) => repeater_id === world.county.id)).toHaveLength(2);
    expect(first).toHaveLength(4);
    await world.owner.query('delete from recognition_review where item_id = any($1)', [first.map(({ item_id }) => item_id)]);
    expect(await draw()).toEqual(first);
    const other99 = await repeat({ reason: 'NR99', text: '另有原因', at: '2026-11-02T10:00:00+08:00' });
    await sample(quality, { count: 1 });
    expect((await world.owner.query('select 1 from recognition_review where item_id = $1', [other99])).rows).toHaveLength(1);
  });
});
