import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { caseContent, judgementSlice, stands } from '../testing/judgement.story.js';
import { bundle, CdsClient, hoursAgo, quantity } from '../testing/cds.story.js';
import { freshCode, makeAlliance } from '../testing/protocol.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let admin: Person;
/** Of the county hospital, with the scope. */
let program: CdsClient;
let outsider: CdsClient;
let code: string;
let allianceId: string;
let inForce: Awaited<ReturnType<typeof stands>>;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, judgementSlice);
  admin = await api.as('county.admin');
  outsider = new CdsClient(api, (await api.as('other.doctor')).headers);
  program = await CdsClient.of(api, admin, 'criteria.judge');
});
beforeEach(async () => {
  await database.owner.query('delete from membership');
  allianceId = await makeAlliance(database, world);
  code = freshCode();
  inForce = await stands(database, allianceId, caseContent(code));
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const high = { vitals: bundle(quantity('8480-6', 186, 'mm[Hg]')) };

describe('feedback', () => {
  const feedback = (card: string, outcome: string, more: object = {}, client = program) =>
    client.post('/cds-services/patient-view/feedback', { feedback: [{ card, outcome, outcomeTimestamp: hoursAgo(0), ...more }] });
  const overrideReason = { reason: { system: 'x', code: 'criterion_does_not_fit' }, userComment: '阈值偏低' };
  const stored = async () =>
    (await database.owner.query('select * from protocol_feedback where protocol_id = $1', [inForce.protocolId])).rows;

  it('an overridden card reaches the author once, with its criterion and reason', async () => {
    const [card] = await program.opened(high);
    for (let times = 0; times < 2; times++)
      expect((await feedback(card?.uuid ?? '', 'overridden', { overrideReason })).statusCode).toBe(200);
    expect(await stored()).toMatchObject([
      {
        version_id: inForce.versionId,
        criterion: `${code}-U01`,
        institution_id: world.county.id,
        reason: 'card_overridden',
        text: 'criterion_does_not_fit: 阈值偏低',
      },
    ]);
    const { rows } = await database.owner.query(
      `select data, recipients from event where kind = 'protocol.card_overridden' and subject_id = $1`,
      [inForce.protocolId],
    );
    expect(rows).toMatchObject([
      { data: { criterion: `${code}-U01`, reason: 'criterion_does_not_fit' }, recipients: [world.lead.id, world.county.id] },
    ]);
    expect(JSON.stringify(rows)).not.toContain('阈值');
  });
  it('an accepted one is noted and bothers nobody', async () => {
    const [card] = await program.opened(high);
    expect((await feedback(card?.uuid ?? '', 'accepted')).statusCode).toBe(200);
    expect(await stored()).toEqual([]);
    const { rows } = await database.owner.query('select outcome from cds_card where id = $1', [card?.uuid]);
    expect(rows).toEqual([{ outcome: 'accepted' }]);
  });
  it('a reason that is not ours and no reason at all are taken too', async () => {
    const [first, second] = await program.opened(high);
    await feedback(first?.uuid ?? '', 'overridden', { overrideReason: { reason: { code: 'other-system-code' } } });
    await feedback(second?.uuid ?? '', 'overridden');
    expect((await stored()).map(({ text }) => text)).toEqual([null, null]);
  });
  it('about a card of another hospital, or of none, is refused whole', async () => {
    const [card] = await program.opened(high);
    const mixed = { feedback: [card?.uuid, newId()].map((uuid) => ({ card: uuid, outcome: 'overridden', outcomeTimestamp: hoursAgo(0) })) };
    expect((await program.post('/cds-services/patient-view/feedback', mixed)).statusCode).toBe(404);
    expect((await feedback(card?.uuid ?? '', 'overridden', {}, outsider)).statusCode).toBe(404);
    expect(await stored()).toEqual([]);
  });
  it('a card older than thirty days is forgotten with the next one, and nothing of a patient is ever kept', async () => {
    const [card] = await program.opened(high);
    await database.owner.query(`update cds_card set shown_at = now() - interval '31 days' where id = $1`, [card?.uuid]);
    const [next] = await program.opened(high);
    expect((await feedback(card?.uuid ?? '', 'accepted')).statusCode).toBe(404);
    const { rows } = await database.owner.query('select * from cds_card where id = $1', [next?.uuid]);
    expect(Object.keys(rows[0]).toSorted()).toEqual(
      ['criterion', 'id', 'institution_id', 'outcome', 'outcome_at', 'protocol_id', 'reason', 'shown_at', 'version_id'].toSorted(),
    );
  });
});
