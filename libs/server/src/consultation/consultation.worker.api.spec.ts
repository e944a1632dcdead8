import * as act from '@alliance/contracts/consultation-action.contract';
import { getConsultation } from '@alliance/contracts/consultation.contract';
import { listNotifications } from '@alliance/contracts/notification.contract';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { startApi, startWorker, type Person, type TestApi } from '../testing/app.js';
import {
  consulting,
  consultationSlice,
  consultationWork,
  does,
  opinion,
  requested,
  type Consulting,
} from '../testing/consultation.story.js';
import { roundOf } from '../testing/escalation.story.js';
import { eventually } from '../testing/eventually.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let worker: INestApplicationContext;
let people: Consulting;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, consultationSlice);
  worker = await startWorker(database, consultationWork);
  people = await consulting(database, api, world);
});
afterAll(async () => {
  await worker.close();
  await api.close();
  await database.drop();
});

const rescue = { kind: 'immediate', consentGiver: 'rescue', authorisedBy: '霍主任', consentDocumentId: null };
const invited = async (more: object = {}) => does(people.doctor, act.invite, await requested(people.doctor, world, more));
const comesDue = async (id: string) => {
  await database.owner.query('update consultation set due_at = now() where id = $1', [id]);
  await database.owner.query('update timer set due_at = now(), lease_until = null where subject_id = $1 and fired_at is null', [id]);
  await roundOf(worker);
};
const told = async (id: string) =>
  (
    await database.owner.query<{ kind: string; data: Record<string, string>; recipients: string[] }>(
      'select kind, data, recipients from event where subject_id = $1 and person_id is null order by recorded_at, id',
      [id],
    )
  ).rows;
const readsOf = async (who: Person, id: string): Promise<string[]> =>
  (await who.get(listNotifications, { query: {} })).items.filter(({ subjectId }) => subjectId === id).map(({ kind }) => kind);

it('an immediate one rings who is on duty at once, again after three minutes, and the office learns of it after ten, without the patient', async () => {
  const dutyPerson = await database.owner.query<{ person_id: string }>('select person_id from appointment where id = $1', [
    world.appointments['lead.admin'],
  ]);
  await database.owner.query(
    `insert into on_call_shift (id, institution_id, person_id, phone, during) values (uuidv7(), $1, $2, '0990-5550111', tstzrange(now() - interval '1 hour', now() + interval '8 hours'))`,
    [world.lead.id, dutyPerson.rows[0]?.person_id],
  );
  const sent = await invited(rescue);
  const onDuty = await api.as('lead.admin');
  await eventually(async () => expect(await readsOf(onDuty, sent.id)).toContain('consultation.invited'));
  const { rows } = await database.owner.query(
    `select alarm from inbox where subject_id = $1 and recipient = $2 and kind = 'consultation.invited'`,
    [sent.id, world.lead.id],
  );
  expect(rows).toEqual([{ alarm: true }]);
  await comesDue(sent.id);
  const events = await told(sent.id);
  expect(events.map(({ kind }) => kind).sort()).toEqual(['consultation.overdue', 'consultation.rung']);
  const late = events.find(({ kind }) => kind === 'consultation.overdue');
  expect(late?.recipients).toContain(world.office.id);
  expect(late?.data).toEqual({ for: 'answer', urgency: 'immediate' });
  const office = await api.as('office');
  await eventually(async () => expect(await readsOf(office, sent.id)).toContain('consultation.overdue'));
  expect((await office.ask(getConsultation, { params: { id: sent.id } })).status).toBe(403);
});

it('one that was answered rings nobody again', async () => {
  const accepted = await does(people.expert, act.acceptConsultation, await invited(rescue));
  await database.owner.query('update timer set due_at = now(), lease_until = null where subject_id = $1 and fired_at is null', [
    accepted.id,
  ]);
  await roundOf(worker);
  expect(await told(accepted.id)).toEqual([]);
});

it('each thing that is late is said once; feedback is asked for after a fortnight', async () => {
  const sent = await invited();
  await comesDue(sent.id);
  await comesDue(sent.id);
  expect((await told(sent.id)).map(({ data }) => data['for'])).toEqual(['answer']);
  const accepted = await does(people.expert, act.acceptConsultation, await people.expert.get(getConsultation, { params: { id: sent.id } }));
  expect(accepted.deadline?.for).toBe('time');
  const decided = await does(people.doctor, act.decideConsultation, await does(people.expert, act.signOpinion, accepted, opinion), {
    decision: 'follow',
    text: '照办',
  });
  const days = (Date.parse(decided.deadline?.at ?? '') - Date.parse(decided.decidedAt ?? '')) / 86_400_000;
  expect([decided.deadline?.for, days]).toEqual(['feedback', 14]);
  await comesDue(sent.id);
  expect((await told(sent.id)).map(({ kind }) => kind)).toContain('consultation.feedback_due');
  await eventually(async () => expect(await readsOf(people.doctor, sent.id)).toContain('consultation.feedback_due'));
});

it('who declined sees no more of it, and the clock goes on at the inviting hospital', async () => {
  const sent = await invited();
  await does(people.coordinator, act.declineConsultation, sent, { reason: 'no_time' });
  await comesDue(sent.id);
  const late = (await told(sent.id)).filter(({ kind }) => kind === 'consultation.overdue');
  expect(late).toMatchObject([{ recipients: [world.county.id] }]);
});
