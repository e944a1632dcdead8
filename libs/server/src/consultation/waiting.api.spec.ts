import * as act from '@alliance/contracts/consultation-action.contract';
import { waitingConsultations } from '@alliance/contracts/consultation.contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { agree, consulting, consultationSlice, does, requested, tomorrow, type Consulting } from '../testing/consultation.story.js';
import { alwaysThere, clearTimes } from '../testing/session.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let people: Consulting;
let neighbour: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, consultationSlice);
  people = await consulting(database, api, world);
  await agree(database, world.lead, world.other);
  neighbour = await api.as('other.doctor');
  await alwaysThere(database, people.expertId, world.lead);
  await database.owner.query('update expert_profile set ended_at = now() where person_id = $1', [people.secondId]);
});
beforeEach(async () => {
  await clearTimes(database);
  await database.owner.query(`update consultation set state = 'cancelled' where state <> 'cancelled'`);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const asks = async (who: Person, more: object = {}) => does(who, act.invite, await requested(who, world, more));
const list = (who: Person, more: object = {}) =>
  who.get(waitingConsultations, { query: { institutionId: world.lead.id, specialty: 'cardiovascular', ...more } });
const positions = async (who: Person) => (await list(who)).items.map(({ id, position }) => [id, position]);

describe('who waits for an appointment', () => {
  it('sees its own by name with position and expected start, and how many others wait', async () => {
    const first = await asks(people.doctor);
    const theirs = await asks(neighbour);
    const last = await asks(people.doctor);
    expect(await positions(people.doctor)).toEqual([[first.id, 1], [last.id, 3]]); // prettier-ignore
    const ours = await list(people.doctor);
    expect(ours.waiting).toBe(3);
    expect(JSON.stringify(ours)).not.toContain(theirs.number);
    expect(JSON.stringify(ours)).not.toContain(theirs.id);
    const [soon, later] = ours.items.map(({ expectedAt }) => Date.parse(expectedAt as string)) as [number, number];
    // two sessions of half an hour stand before the last one
    expect(later - soon).toBe(2 * 30 * 60_000);
    expect(soon).toBeGreaterThan(api.clock.now().getTime());
    expect(await positions(neighbour)).toEqual([[theirs.id, 2]]);
    // whoever is asked sees all of them
    expect((await list(people.coordinator)).items.map(({ id }) => id)).toEqual([first.id, theirs.id, last.id]);
  });

  it('urgent ones stand first', async () => {
    const routine = await asks(people.doctor);
    const urgent = await asks(people.doctor, { urgency: 'urgent' });
    expect(await positions(people.doctor)).toEqual([[urgent.id, 1], [routine.id, 2]]); // prettier-ignore
  });

  it('does no more once a time is fixed, or where another field is asked', async () => {
    const sent = await asks(people.doctor);
    expect((await list(people.doctor, { specialty: 'stroke' })).waiting).toBe(0);
    const taken = await does(people.expert, act.acceptConsultation, sent);
    expect((await list(people.doctor)).waiting).toBe(1);
    await does(people.doctor, act.bookConsultation, taken, { startsAt: tomorrow().toISOString(), minutes: 30 });
    expect(await list(people.doctor)).toEqual({ items: [], waiting: 0 });
  });

  it('is promised no time that is reserved of the expert', async () => {
    const taken = await does(people.expert, act.acceptConsultation, await asks(people.doctor));
    const waits = await asks(people.doctor);
    const expected = async () => (await list(people.doctor)).items.find(({ id }) => id === waits.id)?.expectedAt as string;
    const soon = Date.parse(await expected()) - 30 * 60_000;
    await does(people.doctor, act.bookConsultation, taken, { startsAt: new Date(soon).toISOString(), minutes: 60 });
    expect(Date.parse(await expected())).toBe(soon + 60 * 60_000);
  });

  it('at a hospital one cannot ask is not there', async () => {
    const stranger = await api.as('township.doctor');
    const { status, problem } = await stranger.ask(waitingConsultations, { query: { institutionId: world.other.id, specialty: 'stroke' } });
    expect([status, problem.code]).toEqual([404, 'access.not_found']);
    expect((await (await api.as('county.admin')).ask(waitingConsultations, { query: { institutionId: world.lead.id, specialty: 'stroke' } })).status).toBe(403); // prettier-ignore
  });
});
