import { acknowledgeOverturned, listAdoptions, type RecognitionCheck } from '@alliance/contracts/recognition.contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { numberOf } from '../testing/patient.story.js';
import {
  codeOf,
  counts,
  decideBy,
  hoursBefore,
  makeCatalogue,
  RecognitionStory,
  recognitionSlice,
  takeAll,
  type Line,
} from '../testing/recognition.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { aReport, sender, someone } from '../testing/test-result.story.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let doctor: Person;
let story: RecognitionStory;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  await makeCatalogue(database, world);
  api = await startApi(database, recognitionSlice);
  doctor = await api.as('lead.doctor');
});
beforeEach(async () => {
  story = await RecognitionStory.begin(api, world, doctor);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const rows = async <Row extends object>(sql: string, ...values: unknown[]) => (await database.owner.query<Row>(sql, values)).rows;
const decide = (check: RecognitionCheck, items: readonly Line[], by = doctor) => decideBy(by, check, items);

describe('a correction after it was taken over', () => {
  const takenOver = async (number: string) => {
    await story.measured(counts(1, 2), { number });
    const check = await story.check([codeOf(1), codeOf(2)]);
    await decide(check, takeAll(check));
    return check;
  };
  const correct = (number: string) =>
    story.measured(counts(1, 2, 9), { number, state: 'corrected', issuedAt: hoursBefore(api.clock.now(), 1) });

  it('is told to the physician, who sees it on the list until it is acknowledged', async () => {
    const number = `N-${numberOf('male')}`;
    const check = await takenOver(number);
    const standing = await correct(number);
    const events = await rows<{ concerns: string[]; recipients: string[] }>(
      `select concerns, recipients from event where kind = 'recognition.overturned' and subject_id = $1`,
      check.id,
    );
    expect(events).toMatchObject([{ recipients: [world.lead.id] }]);
    expect(events[0]?.concerns).toHaveLength(1);
    const list = () => doctor.get(listAdoptions, { query: { overturned: 'true' } as never });
    const { items } = await list();
    expect(items.filter(({ checkId }) => checkId === check.id)).toMatchObject([{ overturnedBy: standing }, { overturnedBy: standing }]);
    const mine = items.filter(({ checkId }) => checkId === check.id);
    const stranger = await api.as('other.doctor');
    expect((await stranger.ask(acknowledgeOverturned, { params: { id: mine[0]?.id ?? '' } })).status).toBe(404);
    for (const { id } of mine) await doctor.get(acknowledgeOverturned, { params: { id } });
    expect((await list()).items.filter(({ checkId }) => checkId === check.id)).toEqual([]);
  });

  it('at the same moment as the decision is either refused or told: never neither', async () => {
    for (let round = 0; round < 12; round++) {
      story = await RecognitionStory.begin(api, world, doctor);
      const number = `N-${numberOf('male')}`;
      await story.measured(counts(1, 2), { number });
      const check = await story.check([codeOf(1), codeOf(2)]);
      const [{ status }] = await Promise.all([decide(check, takeAll(check)), correct(number)]);
      const told = await rows(`select 1 from event where kind = 'recognition.overturned' and subject_id = $1`, check.id);
      expect([status, told.length]).toEqual(status === 200 ? [200, 1] : [422, 0]);
    }
  });
});

it('two hospitals with the same result, one of them taken back: one line, about the one that stands', async () => {
  const performedAt = hoursBefore(api.clock.now(), 20);
  const revoked = { number: `N-${numberOf('male')}`, performedAt };
  await story.measured(counts(1, 1), revoked);
  await story.measured(counts(1, 1), { performedAt }, world.lead);
  await sender(api, world.county).file({
    ...aReport({ patient: someone({ identifier: story.number }), ...revoked, state: 'revoked', results: [] }),
  });
  const check = await story.check([codeOf(1)]);
  expect(check.items).toMatchObject([{ verdict: 'own', earlier: { institution: { name: 'lead hospital' } } }]);
});
