import * as act from '@alliance/contracts/consultation-action.contract';
import * as contract from '@alliance/contracts/consultation.contract';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { consulting, consultationSlice, does, isRefused, requested, tomorrow, type Consulting } from '../testing/consultation.story.js';
import { allied } from '../testing/on-call.story.js';
import { cloneDatabase, poolOf, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let people: Consulting;
let allianceId: string;
let township: Person;
let hour = 8;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, consultationSlice);
  people = await consulting(database, api, world);
  allianceId = await allied(database, world);
  township = await api.as('township.doctor');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const noConsent = { consentGiver: null, consentOn: null, consentDocumentId: null, costTold: false };
const lesson = { kind: 'teaching', patientId: null, summary: '老年男性，反复胸痛。', openToAlliance: true, ...noConsent };
const open = async (more: object) => {
  const sent = await does(people.doctor, act.invite, await requested(people.doctor, world, { allianceId, ...more }));
  const accepted = await does(people.expert, act.acceptConsultation, sent);
  return does(people.expert, act.bookConsultation, accepted, { startsAt: tomorrow((hour += 1)).toISOString() });
};
const attend = (who: Person, id: string, attending = true) => who.ask(act.attendConsultation, { params: { id }, body: { attending } });

it('a lesson is seen by every member of the alliance, who register and take it back; nobody outside sees it', async () => {
  const booked = await open(lesson);
  const { items } = await township.get(contract.listConsultations, { query: { box: 'lessons' } });
  expect(items).toMatchObject([{ id: booked.id, patient: null }]);
  const registered = await attend(township, booked.id);
  expect(registered.answer.attendees).toMatchObject([{ mine: true, cancelled: false, institution: { id: world.township.id } }]);
  expect(registered.answer).toMatchObject({ observer: true, actions: [] });
  expect((await attend(township, booked.id, false)).answer.attendees).toMatchObject([{ cancelled: true }]);
  expect((await attend(await api.as('other.doctor'), booked.id)).status).toBe(404);
  expect((await attend(people.expert, booked.id)).problem?.code).toBe('consultation.not_your_action');
});

it('a round shows who watches neither the patient, nor consent, nor opinion, nor decision (TM-15)', async () => {
  const closed = await requested(people.doctor, world, { allianceId, kind: 'ward_round', openToAlliance: true });
  expect(closed.missing).toEqual(['teachingAgreed']);
  const round = await open({ kind: 'ward_round', openToAlliance: true, teachingAgreed: true });
  expect(round.patient?.name).toBe('张三丰');
  await attend(township, round.id);
  const signed = await does(people.expert, act.signOpinion, round, { stance: 'agrees', text: '继续抗栓。' });
  await does(people.doctor, act.decideConsultation, signed, { decision: 'follow', text: '同意' });
  const seen = await township.get(contract.getConsultation, { params: { id: round.id } });
  expect(seen).toMatchObject({ observer: true, patient: null, opinions: [], decision: null, consent: { giver: null, on: null } });
  expect(JSON.stringify(seen)).not.toContain('张三丰');
  const { items } = await township.get(contract.consultationTimeline, { params: { id: round.id } });
  expect(items.map(({ kind }) => kind)).not.toContain('consultation.decided');
  expect(await isRefused(township, act.voidConsultation, seen, { reason: 'duplicate', explanation: 'x' })).toBe(
    'consultation.not_your_action',
  );
});

it('what is no lesson and no round is open to nobody else, whatever was ticked; without leave nobody watches a round', async () => {
  const plain = await requested(people.doctor, world, { allianceId, openToAlliance: true });
  expect(plain.openToAlliance).toBe(false);
  const sent = await does(people.doctor, act.invite, plain);
  expect((await township.ask(contract.getConsultation, { params: { id: sent.id } })).status).toBe(404);
  const round = await open({ kind: 'ward_round', openToAlliance: true, teachingAgreed: true });
  await attend(township, round.id);
  await database.owner.query('update consultation set teaching_agreed = false where id = $1', [round.id]);
  expect(await township.get(contract.getConsultation, { params: { id: round.id } })).toMatchObject({
    reason: null,
    summary: null,
    diagnosis: null,
    facts: null,
  });
});

it('a lesson is held, and over', async () => {
  const booked = await open(lesson);
  await database.owner.query(`update consultation set starts_at = now(), ends_at = now() + interval '1 hour' where id = $1`, [booked.id]);
  const running = await does(people.expert, act.startConsultation, booked);
  expect((await does(people.expert, act.finishConsultation, running)).state).toBe('closed');
});

it('whoever watches changes nothing, not even past the application', async () => {
  const booked = await open(lesson);
  await attend(township, booked.id);
  const pool = poolOf(database.appUrl, 1);
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('app.institution', $1, true), set_config('app.role', 'doctor', true)`, [world.township.id]);
    expect((await client.query('select 1 from consultation where id = $1', [booked.id])).rowCount).toBe(1);
    const { rowCount } = await client.query(`update consultation set summary = 'x' where id = $1`, [booked.id]);
    expect(rowCount).toBe(0);
  } finally {
    await client.query('rollback');
    client.release();
    await pool.end();
  }
});
