import { getBatch, listBatches, sendBatch, type BatchView } from '@alliance/contracts/batch.contract';
import { searchPatients } from '@alliance/contracts/patient.contract';
import { getReferral } from '@alliance/contracts/referral.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUIDv7 } from 'node:crypto';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { batchSlice, bedded, casualty, closing } from '../testing/batch.story.js';
import { inventedNumber, registerSomebody } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let api: TestApi;
let world: World;
let doctor: Person;
let receiver: Person;
let outsider: Person;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, batchSlice);
  doctor = await api.as('county.doctor');
  receiver = await api.as('lead.coordinator');
  outsider = await api.as('other.doctor');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const upTo = (n: number) => Array.from({ length: n }, (_, i) => `${i + 1}`);
const sent = ({ patients }: BatchView) => patients.filter(({ referral }) => referral);
const count = async (statement: string, parameters: unknown[]): Promise<number> =>
  Number((await database.owner.query(`select count(*) from ${statement}`, parameters)).rows[0].count);
const referralsOf = (id: string) => count('referral where batch_id = $1', [id]);

describe('a group of patients', () => {
  it('two hundred leave in one command', async () => {
    const patients = upTo(200).map((key) => (Number(key) % 2 ? bedded(key) : casualty(key)));
    const view = await doctor.get(sendBatch, {
      body: closing(
        world,
        patients.map((one) => ({ ...one, urgency: 'immediate' as const })),
      ),
    });
    expect(sent(view)).toHaveLength(200);
    expect(new Set(view.patients.map(({ referral }) => referral?.number)).size).toBe(200);
    expect(await referralsOf(view.id)).toBe(200);
    // unknown people are told apart, by names that are counted
    const unknown = view.patients.flatMap(({ referral }) => (referral?.patient.startsWith('无名氏') ? [referral.patient] : []));
    expect(new Set(unknown).size).toBe(100);
  });

  it('one mistake stops nobody else and is named', async () => {
    const view = await doctor.get(sendBatch, {
      body: closing(world, [
        bedded('1'),
        bedded('2', { person: { name: '号码错', sex: 'male', identifierKind: 'citizen_id', identifier: '110105194912310020' } }),
        bedded('3', { diagnosisText: null }),
        bedded('4', { person: null, patientId: randomUUIDv7() }),
        bedded('5', { receiverId: world.county.id }),
        bedded('6'),
      ]),
    });
    expect(view.patients.map(({ key, referral, refused }) => [key, referral?.state ?? refused?.code, refused?.fields])).toEqual(
      expect.arrayContaining([
        ['1', 'submitted', undefined],
        ['2', 'patient.identifier_invalid', []],
        ['3', 'referral.incomplete', ['diagnosisText']],
        ['4', 'access.not_found', ['patientId']],
        ['5', 'referral.receiver_invalid', ['receiverId']],
        ['6', 'submitted', undefined],
      ]),
    );
    expect(await referralsOf(view.id)).toBe(2);
    // who was refused is not left behind as a patient either
    expect((await doctor.get(searchPatients, { query: { query: '号码错' } })).items).toEqual([]);
  });

  it('a repeated command sends nobody twice, and what was refused may be put right', async () => {
    const body = closing(world, [bedded('1'), casualty('2', { urgency: 'immediate' }), bedded('3', { diagnosisText: null })]);
    const first = await doctor.get(sendBatch, { body });
    const people = await count('patient', []);
    const again = await doctor.get(sendBatch, { body });
    expect(again).toEqual(first);
    expect([await referralsOf(body.id), await count('patient', [])]).toEqual([2, people]);
    const [, , third] = body.patients;
    const righted = await doctor.get(sendBatch, { body: { ...body, patients: [{ ...third, diagnosisText: '肺炎' } as never] } });
    expect([sent(righted).length, await referralsOf(body.id)]).toEqual([3, 3]);
  });

  it('the same command five times at once is one group', async () => {
    const body = closing(
      world,
      upTo(10).map((key) => casualty(key, { urgency: 'immediate' })),
    );
    const people = await count('patient', []);
    const replies = await Promise.all(upTo(5).map(() => doctor.ask(sendBatch, { body })));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect([await referralsOf(body.id), await count('patient', [])]).toEqual([10, people + 10]);
    expect(await count(`event where kind = 'referral.batch_opened' and subject_id = $1`, [body.id])).toBe(1);
  });

  it('a patient goes elsewhere than the others: another urgency, another hospital, one off the platform', async () => {
    const { id: patientId } = await registerSomebody(doctor);
    const view = await doctor.get(sendBatch, {
      body: closing(world, [
        bedded('1'),
        bedded('2', { receiverId: world.other.id, receiverDepartmentId: world.other.departmentId }),
        bedded('3', { outside: { name: '省儿童医院', phone: '0951-1234567', contact: null } }),
        bedded('4', { person: null, patientId, urgency: 'routine' }),
      ]),
    });
    const places = Object.fromEntries(view.patients.map(({ key, referral }) => [key, [referral?.receiver, referral?.urgency]]));
    expect(places).toEqual({
      1: ['lead hospital', 'urgent'],
      2: ['other hospital', 'urgent'],
      3: ['省儿童医院', 'urgent'],
      4: ['lead hospital', 'routine'],
    });
    const third = view.patients.find(({ key }) => key === '3')?.referral?.id ?? '';
    expect(await doctor.get(getReferral, { params: { id: third } })).toMatchObject({
      state: 'submitted',
      receiver: null,
      outside: { name: '省儿童医院' },
      batchId: view.id,
      reason: '病区水管爆裂，全部患者需要转出',
    });
  });

  it('each hospital is told of the group once, and of every referral', async () => {
    const body = closing(world, [
      casualty('1', { urgency: 'immediate' }),
      bedded('2'),
      bedded('3', { receiverId: world.other.id, receiverDepartmentId: world.other.departmentId }),
    ]);
    await doctor.get(sendBatch, { body });
    const { rows } = await database.owner.query(
      `select e.data, e.recipients from event e join referral r on r.id = e.subject_id where e.kind = 'referral.batch_announced' and r.batch_id = $1`,
      [body.id],
    );
    expect(rows).toHaveLength(2);
    const toLead = rows.find(({ recipients }) => recipients.includes(world.lead.id));
    expect(toLead).toMatchObject({
      data: { kind: 'ward_closure', patients: 2, urgency: 'immediate', departmentId: world.lead.departmentId },
      recipients: [world.county.id, world.lead.id],
    });
    expect(
      await count(
        `event e join referral r on r.id = e.subject_id where e.kind = 'referral.submitted' and r.batch_id = $1 and e.data ->> 'batchId' = $2`,
        [body.id, body.id],
      ),
    ).toBe(3);
  });
});

describe('whose group it is', () => {
  it('another hospital finds no group and adds nobody to it, not even the one that receives its patients', async () => {
    const body = closing(world, [bedded('1')]);
    await doctor.get(sendBatch, { body });
    for (const person of [receiver, outsider]) {
      expect((await person.ask(getBatch, { params: { batchId: body.id } })).status).toBe(404);
      expect((await person.get(listBatches, { query: {} })).items).toEqual([]);
    }
    const intruding = await outsider.ask(sendBatch, { body: { ...body, patients: [bedded('2')] } });
    expect([intruding.status, intruding.problem.code]).toEqual([404, 'access.not_found']);
    expect(await referralsOf(body.id)).toBe(1);
  });

  it('roles that send no patients send no groups', async () => {
    const administrator = await api.as('county.admin');
    const { status } = await administrator.ask(sendBatch, { body: closing(world, [bedded('1')]) });
    expect(status).toBe(403);
    expect((await administrator.ask(listBatches, { query: {} })).status).toBe(403);
  });

  it('lists the hospital’s own, newest first, with how far each is', async () => {
    const body = closing(world, [bedded('1'), bedded('2', { diagnosisText: null })]);
    await doctor.get(sendBatch, { body });
    const colleague = await api.as('county.coordinator');
    const { items, nextCursor } = await colleague.get(listBatches, { query: { limit: 1 } });
    expect(items).toMatchObject([{ id: body.id, sent: 1, waiting: 1, refused: 1, openedBy: 'person county.doctor' }]);
    const next = await colleague.get(listBatches, { query: { limit: 50, cursor: nextCursor ?? '' } });
    expect(next.items.map(({ id }) => id)).not.toContain(body.id);
    expect(next.items.length).toBeGreaterThan(1);
  });
});

describe('what cannot be read is refused whole', () => {
  it.each([
    ['two patients of one key', [bedded('1'), bedded('1')]],
    ['neither known nor described', [bedded('1', { person: null })]],
    ['nobody', []],
    ['more than two hundred', upTo(201).map((key) => casualty(key))],
  ])('%s', async (_, patients) => {
    const body = closing(world, patients);
    expect((await doctor.ask(sendBatch, { body })).status).toBe(400);
    expect(await count('referral_batch where id = $1', [body.id])).toBe(0);
  });

  it('one person on two lines is sent once, from the first', async () => {
    const { id: patientId } = await registerSomebody(doctor);
    const identifier = inventedNumber();
    const numbered = (name: string, typed: string) => ({
      person: { name, sex: 'unknown' as const, identifierKind: 'citizen_id' as const, identifier: typed },
    });
    const known = { person: null, patientId };
    const { patients } = await doctor.get(sendBatch, {
      body: closing(world, [
        bedded('1', numbered('王一', identifier)),
        bedded('2', numbered('王二', `${identifier.slice(0, 6)} ${identifier.slice(6)}`)),
        bedded('3', known),
        bedded('4', known),
      ]),
    });
    const refused = Object.fromEntries(patients.map((one) => [one.key, one.refused?.code ?? one.referral?.patient]));
    expect(refused).toMatchObject({ 1: '王一', 2: 'request.invalid', 4: 'request.invalid' });
    expect(patients.filter(({ referral }) => referral)).toHaveLength(2);
  });
});
