import { confirmMerge, listMerges, proposeMerge, undoMerge } from '@alliance/contracts/patient-merge.contract';
import { getPatient, identifyPatient, tracePatient, type PatientDetail } from '@alliance/contracts/patient-record.contract';
import { searchPatients } from '@alliance/contracts/patient.contract';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { numberOf, patientSlice, sent, unknownPerson, withNumber } from '../testing/patient.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let county: Person;
let colleague: Person;
let lead: Person;
let leadColleague: Person;
let other: Person;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, patientSlice);
  const names = ['county.doctor', 'county.coordinator', 'lead.doctor', 'lead.coordinator', 'other.doctor'];
  [county, colleague, lead, leadColleague, other] = (await Promise.all(names.map((name) => api.as(name)))) as [
    Person,
    Person,
    Person,
    Person,
    Person,
  ];
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const detail = (by: Person, id: string) => by.get(getPatient, { params: { id } });
const identify = (by: Person, id: string, identifier: string, name = '李建国') =>
  by.ask(identifyPatient, { params: { id }, body: { identifierKind: 'citizen_id', identifier, name, sex: 'unknown', basis: 'paper' } });
const found = async (by: Person, query: string) => (await by.get(searchPatients, { query: { query } })).items;

/** Two people of one hospital take an identification back. */
async function takeBack(first: Person, second: Person, { merges }: PatientDetail): Promise<void> {
  const [merge] = merges;
  if (!merge) throw new Error('nothing to take back');
  const undone = await first.get(undoMerge, { params: { id: merge.id }, body: { version: merge.version, reason: '身份证看错' } });
  await second.get(confirmMerge, { params: { id: merge.id }, body: { version: undone.version } });
}

it('an unknown person gets a name of the hospital, counted by day, with a guessed age that is no birth date', async () => {
  const [first, next] = [await unknownPerson(county, { estimatedAge: 45, marks: '左前臂纹身' }), await unknownPerson(county)];
  expect(first.name).toMatch(/^无名氏-county hospi-\d{8}-1$/);
  expect(next.name).toMatch(/-2$/);
  expect((await unknownPerson(other)).name).toMatch(/^无名氏-other hospit-\d{8}-1$/);
  expect(first).toMatchObject({ sex: 'male', birthDate: null, identifierMasked: null });
  expect(first.estimatedBirthYear).toBe(new Date().getUTCFullYear() - 45);
  expect(await detail(county, first.id)).toMatchObject({
    marks: '左前臂纹身',
    actions: ['identify', 'propose_merge', 'correct'],
    keptUnder: null,
  });
});

it('a hundred unknown people at once have a hundred names', async () => {
  const names = await Promise.all(Array.from({ length: 40 }, () => unknownPerson(lead)));
  expect(new Set(names.map(({ name }) => name)).size).toBe(40);
});

it('identified: kept under the number from now on, found by either name, the unknown row stays', async () => {
  const unknown = await unknownPerson(county, { estimatedAge: 60, phone: '138 1234 5678' });
  const number = numberOf('male');
  const { status, answer } = await identify(county, unknown.id, number);
  expect([status, answer.name, answer.sex, answer.phone]).toEqual([200, '李建国', 'male', '13812345678']);
  expect(answer.aliases).toMatchObject([{ id: unknown.id, name: unknown.name }]);
  expect((await found(county, number)).map(({ id }) => id)).toEqual([answer.id]);
  expect((await found(county, unknown.name))[0]).toMatchObject({ id: answer.id, name: '李建国', aliases: [{ name: unknown.name }] });
  const row = await detail(county, unknown.id);
  expect([row.name, row.estimatedBirthYear, row.keptUnder?.id, row.keptUnder?.name]).toEqual([
    unknown.name,
    unknown.estimatedBirthYear,
    answer.id,
    '李建国',
  ]);
  expect((await identify(county, unknown.id, numberOf('male'))).problem.code).toBe('patient.not_unknown');
});

it('only somebody unknown here is identified, by those who may', async () => {
  const known = await withNumber(county, '王五', numberOf('male'));
  expect((await identify(county, known.id, numberOf('male'))).problem.code).toBe('patient.not_unknown');
  const unknown = await unknownPerson(county);
  expect((await identify(other, unknown.id, numberOf('male'))).status).toBe(404);
  expect((await identify(await api.as('county.admin'), unknown.id, numberOf('male'))).status).toBe(403);
  expect((await identify(await api.as('office'), unknown.id, numberOf('male'))).status).toBe(403);
  expect((await identify(county, unknown.id, '110105194912310020')).problem.code).toBe('patient.identifier_invalid');
});

it('both sides of an open referral learn who it is; a hospital whose referral is over does not', async () => {
  const unknown = await unknownPerson(county);
  const referralId = await sent(database, world, unknown.id, world.county, world.lead);
  await sent(database, world, unknown.id, world.county, world.township, 'closed');
  const number = numberOf('male');
  const { answer } = await identify(county, unknown.id, number, '赵大海');
  expect(answer.referrals).toMatchObject([
    { id: referralId, sentAs: unknown.name, side: 'sender', counterpart: 'lead hospital' },
    { sentAs: unknown.name, state: 'closed' },
  ]);
  expect((await found(lead, number)).map(({ id, name }) => [id, name])).toEqual([[answer.id, '赵大海']]);
  const told = await detail(lead, unknown.id);
  expect(told.keptUnder).toMatchObject({ id: answer.id, name: '赵大海' });
  expect(told.merges).toMatchObject([{ kind: 'identified', state: 'in_force', basis: 'paper', proposedBy: null }]);
  const township = await api.as('township.doctor');
  expect(await found(township, number)).toEqual([]);
  expect((await detail(township, unknown.id)).keptUnder).toBeNull();
  const { rows } = await database.owner.query(`select recipients from event where kind = 'patient.identified' and subject_id = $1`, [
    unknown.id,
  ]);
  expect(rows).toEqual([{ recipients: [world.county.id, world.lead.id] }]);
  // what was sent stays as it was sent
  const kept = await database.owner.query('select patient_id, patient_name from referral where id = $1', [referralId]);
  expect(kept.rows).toEqual([{ patient_id: unknown.id, patient_name: unknown.name }]);
});

it('the receiver may be the one who finds out', async () => {
  const unknown = await unknownPerson(county);
  await sent(database, world, unknown.id, world.county, world.lead);
  const { answer } = await identify(lead, unknown.id, numberOf('male'), '钱文');
  expect((await detail(county, unknown.id)).keptUnder).toMatchObject({ id: answer.id, name: '钱文' });
});

it('a wrong number is taken back by two people: nowhere is it this person any more, and nothing is lost', async () => {
  const unknown = await unknownPerson(county);
  await sent(database, world, unknown.id, world.county, world.lead);
  const number = numberOf('male');
  const { answer } = await identify(county, unknown.id, number, '孙立');
  const [merge] = answer.merges;
  const params = { id: merge?.id as string };
  const proposed = await county.get(undoMerge, { params, body: { version: 1, reason: '家属认错' } });
  expect(proposed).toMatchObject({ state: 'undo_proposed', actions: ['withdraw'] });
  expect((await county.ask(confirmMerge, { params, body: { version: 2 } })).problem.code).toBe('patient.same_person');
  expect((await colleague.ask(confirmMerge, { params, body: { version: 1 } })).problem.code).toBe('record.stale');
  expect((await other.ask(confirmMerge, { params, body: { version: 2 } })).status).toBe(404);
  expect((await colleague.get(listMerges, { query: {} })).items).toMatchObject([{ id: params.id, actions: ['confirm', 'refuse'] }]);
  expect((await colleague.get(confirmMerge, { params, body: { version: 2 } })).state).toBe('undone');
  for (const hospital of [county, lead]) {
    expect(await found(hospital, number)).toEqual([]);
    expect((await detail(hospital, unknown.id)).keptUnder).toBeNull();
    expect((await hospital.ask(getPatient, { params: { id: answer.id } })).status).toBe(404);
  }
  const right = await identify(county, unknown.id, numberOf('male'), '孙立群');
  expect((await detail(lead, unknown.id)).keptUnder).toMatchObject({ id: right.answer.id, name: '孙立群' });
  const traced = await county.get(tracePatient, { params: { id: unknown.id } });
  const kinds = ['patient.registered', 'patient.identified', 'patient.undo_proposed', 'patient.undo_confirmed', 'patient.identified'];
  expect(traced.items.map(({ kind }) => kind)).toEqual(kinds);
  expect(traced.items[2]).toMatchObject({ reason: '家属认错', by: 'person county.doctor' });
});

it('the receiver’s own two people may take back what it was told', async () => {
  const unknown = await unknownPerson(county);
  await sent(database, world, unknown.id, world.county, world.lead);
  const { answer } = await identify(county, unknown.id, numberOf('male'), '周平');
  await takeBack(lead, leadColleague, await detail(lead, unknown.id));
  expect((await detail(lead, unknown.id)).keptUnder).toBeNull();
  expect((await detail(county, unknown.id)).keptUnder?.id).toBe(answer.id);
});

it('a hospital that takes the patient over later learns who it is, and forgets it when the patient never came', async () => {
  const unknown = await unknownPerson(county);
  const number = numberOf('male');
  const { answer } = await identify(county, unknown.id, number, '韩冬');
  const referralId = await sent(database, world, unknown.id, world.county, world.lead);
  expect((await detail(lead, unknown.id)).keptUnder).toMatchObject({ id: answer.id, name: '韩冬' });
  const passedOn = await sent(database, world, unknown.id, world.lead, world.township);
  const township = await api.as('township.doctor');
  expect((await found(township, number)).map(({ name }) => name)).toEqual(['韩冬']);
  await database.owner.query('update patient_relation set closed_at = now() where via_referral = $1 and patient_id = $2', [
    passedOn,
    unknown.id,
  ]);
  expect(await found(township, number)).toEqual([]);
  await database.owner.query('update patient_relation set closed_at = null where via_referral = $1 and patient_id = $2', [
    passedOn,
    unknown.id,
  ]);
  expect((await found(township, number)).map(({ name }) => name)).toEqual(['韩冬']);
  await takeBack(county, colleague, answer);
  for (const hospital of [lead, township]) expect(await found(hospital, number)).toEqual([]);
  expect((await detail(lead, unknown.id)).referrals.map(({ id }) => id)).toContain(referralId);
});

it('a patient this hospital knew before stays its patient when an identification is taken back', async () => {
  const number = numberOf('male');
  const before = await withNumber(county, '吴用', number);
  const unknown = await unknownPerson(county);
  const { answer } = await identify(county, unknown.id, number, '吴用');
  expect(answer.id).toBe(before.id);
  await takeBack(county, colleague, answer);
  expect((await found(county, number)).map(({ id }) => id)).toEqual([before.id]);
});

it('the answer is the same whether another hospital knows the number or nobody does: ids, times and all', async () => {
  const [theirs, nobodys] = [numberOf('male', 1961), numberOf('male', 1961)];
  await withNumber(other, '别院姓名', theirs, { phone: '13900000000' });
  const answers = [];
  for (const number of [theirs, nobodys]) {
    const unknown = await unknownPerson(county, { estimatedAge: 65 });
    const { status, answer } = await identify(county, unknown.id, number, '郑和');
    const versions = /^[0-9a-f]{8}-[0-9a-f]{4}-8/.test(answer.id);
    const told = await database.owner.query('select recipients from event where kind = $1 and subject_id = $2', [
      'patient.identified',
      unknown.id,
    ]);
    answers.push(
      JSON.stringify([status, versions, answer, told.rows])
        .replaceAll(answer.id, 'ID')
        .replaceAll(unknown.id, 'UNKNOWN')
        .replaceAll(unknown.name, 'NAME')
        .replaceAll(number.slice(-4), 'LAST')
        .replace(/"[0-9a-f-]{36}"/g, '"X"')
        .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'AT'),
    );
  }
  expect(answers[0]).toBe(answers[1]);
  expect(answers[0]).not.toContain('别院姓名');
  expect((await found(other, theirs)).map(({ name, phone, aliases }) => [name, phone, aliases])).toEqual([['别院姓名', '13900000000', []]]);
});

it('proposals concern the own hospital only', async () => {
  const unknown = await unknownPerson(county);
  const theirs = await unknownPerson(other);
  expect((await county.ask(proposeMerge, { body: { keepId: unknown.id, mergedId: theirs.id, reason: '同一人' } })).status).toBe(404);
  expect((await other.get(listMerges, { query: {} })).items).toEqual([]);
});
