import { correctPatient, getPatient } from '@alliance/contracts/patient-record.contract';
import { registerNewborn, registerPatient, searchPatients, similarPatients } from '@alliance/contracts/patient.contract';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUIDv7 } from 'node:crypto';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { numberOf, patientSlice } from '../testing/patient.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld } from '../testing/world.js';

let database: TestDatabase;
let api: TestApi;
let county: Person;
let other: Person;
beforeAll(async () => {
  database = await cloneDatabase();
  await makeWorld(database);
  api = await startApi(database, patientSlice);
  [county, other] = await Promise.all([api.as('county.doctor'), api.as('other.doctor')]);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const somebody = (identifier: string | null, more = {}) => ({
  body: {
    name: '欧阳小明',
    sex: 'unknown' as const,
    identifierKind: identifier ? ('citizen_id' as const) : ('none_newborn' as const),
    identifier,
    ...more,
  },
});
const found = async (person: Person, query: string) => (await person.get(searchPatients, { query: { query } })).items.map(({ id }) => id);

it('is found by name, by pinyin initials and by the whole number, and by nothing else', async () => {
  const number = numberOf('male');
  const { id, identifierMasked, birthDate } = await county.get(registerPatient, somebody(number));
  expect(identifierMasked).toBe(`${number.slice(0, 4)}**********${number.slice(-4)}`);
  expect(birthDate).toBe(`${number.slice(6, 10)}-03-15`);
  for (const query of ['欧阳', '欧阳小明', 'oyxm', 'OY', number, number.toLowerCase(), `${number.slice(0, 6)} ${number.slice(6)}`])
    expect(await found(county, query)).toContain(id);
  for (const query of ['小明', 'xm', number.slice(0, 12), number.slice(-6)]) expect(await found(county, query)).not.toContain(id);
});

it('is one row for two hospitals, and neither learns of the other', async () => {
  const number = numberOf('male');
  const mine = await county.get(registerPatient, somebody(number, { name: '买买提·吐尔逊', phone: '0951-7012345' }));
  expect(await found(other, number)).toEqual([]);
  const theirs = await other.ask(registerPatient, somebody(number, { name: '买买提·吐尔逊江' }));
  expect([theirs.status, theirs.answer.id, theirs.answer.name, theirs.answer.phone]).toEqual([201, mine.id, '买买提·吐尔逊江', null]);
  expect((await county.get(searchPatients, { query: { query: number } })).items).toMatchObject([
    { name: '买买提·吐尔逊', phone: '0951-7012345' },
  ]);
});

it('a hundred register the same person at once: one patient, time after time', async () => {
  for (let round = 0; round < 5; round++) {
    const number = numberOf('male');
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, i) => (i % 2 ? county : other).ask(registerPatient, somebody(number))),
    );
    expect(replies.filter(({ status }) => status !== 201)).toEqual([]);
    expect(new Set(replies.map(({ answer }) => answer.id)).size).toBe(1);
  }
});

it('somebody without a number registered twice with one key is one patient', async () => {
  const ask = () => county.with({ 'idempotency-key': key }).ask(registerPatient, somebody(null, { id, name: '无证件' }));
  const [id, key] = [randomUUIDv7(), randomUUIDv7()];
  const [first, again] = [await ask(), await ask()];
  expect([first.status, again.status, again.answer.id]).toEqual([201, 201, id]);
  // nobody takes a row over by naming its id
  expect((await other.ask(registerPatient, somebody(null, { id }))).problem.code).toBe('request.invalid');
});

it('a newborn has no number and knows its mother, who must be known here', async () => {
  const mother = await county.get(registerPatient, somebody(numberOf('male')));
  const child = await county.get(registerPatient, somebody(null, { name: '欧阳小明之子', birthDate: '2026-11-20', motherId: mother.id }));
  expect(child).toMatchObject({ identifierMasked: null, motherId: mother.id });
  expect((await other.ask(registerPatient, somebody(null, { motherId: mother.id }))).problem.code).toBe('access.not_found');
});

it('an invalid or contradicting number is refused', async () => {
  expect((await county.ask(registerPatient, somebody('110105194912310020'))).problem.code).toBe('patient.identifier_invalid');
  expect((await county.ask(registerPatient, somebody('11010519491231002X', { sex: 'male' }))).problem.code).toBe(
    'patient.identifier_conflict',
  );
});

it('no identity number can be read in the database', async () => {
  const number = numberOf('male');
  await county.get(registerPatient, somebody(number));
  const { rows } = await database.owner.query('select to_jsonb(p)::text as row from patient p');
  expect(rows.some(({ row }: { row: string }) => row.includes(number))).toBe(false);
});

it('text that PostgreSQL cannot hold is refused, not crashed on', async () => {
  const { status } = await county.ask(registerPatient, somebody(null, { name: 'a\u0000b' }));
  expect(status).toBe(400);
});

it('another name for a number this hospital knows is not written over the first', async () => {
  const number = numberOf('male');
  await county.get(registerPatient, somebody(number, { name: '李四' }));
  const { status, problem } = await county.ask(registerPatient, somebody(number, { name: '李四不同名' }));
  expect([status, problem.code]).toEqual([409, 'patient.name_differs']);
  expect((await county.get(searchPatients, { query: { query: number } })).items).toMatchObject([{ name: '李四' }]);
});

it('another paper with another sex and birth date: each hospital sees what it wrote itself, under one id that nobody’s first visit decides', async () => {
  const paper = `P${numberOf('female').slice(-8)}`;
  const asPaper = (more: object) => ({
    body: { name: 'Aigul', identifierKind: 'passport' as const, identifier: paper, sex: 'unknown' as const, ...more },
  });
  const first = await county.get(
    registerPatient,
    asPaper({ sex: 'female', birthDate: '1980-02-03', phone: '13800000001', marks: '左耳缺损' }),
  );
  const second = await other.get(registerPatient, asPaper({}));
  expect(second).toMatchObject({ id: first.id, sex: 'unknown', birthDate: null, phone: null });
  expect((await other.get(getPatient, { params: { id: second.id } })).marks).toBeNull();
  // no moment of a first registration inside it
  expect(first.id[14]).toBe('8');
  const chosen = randomUUIDv7();
  expect((await county.get(registerPatient, asPaper({ id: chosen, name: 'Aigul', identifier: `${paper}9` }))).id).not.toBe(chosen);
});

it('phones and ages that nobody has are refused; nothing is saved', async () => {
  const refusal = async (more: object) => (await county.ask(registerPatient, somebody(null, more))).problem.code;
  expect(await refusal({ phone: '不知道' })).toBe('patient.phone_invalid');
  expect(await refusal({ birthDate: '2199-01-01' })).toBe('patient.age_invalid');
  expect(await refusal({ birthDate: '1850-01-01' })).toBe('patient.age_invalid');
  for (const estimatedAge of [999, 121, -1, 4.5])
    expect((await county.ask(registerPatient, { body: { sex: 'male', identifierKind: 'unknown_person', estimatedAge } })).status).toBe(400);
  expect(await refusal({ name: null })).toBe('request.invalid');
});

it('a newborn is named after its mother, of twins with a number, and she shows her children', async () => {
  const mother = await county.get(registerPatient, somebody(numberOf('female'), { name: '王芳' }));
  const bornAt = new Date(api.clock.now().getTime() - 3_600_000).toISOString();
  const params = { id: mother.id };
  const body = { sex: 'female' as const, bornAt, gestation: { weeks: 31, days: 2 }, weightGrams: 1650, order: 1 };
  const child = await county.get(registerNewborn, { params, body });
  expect(child).toMatchObject({ name: '王芳之女1', motherId: mother.id, identifierKind: 'none_newborn' });
  await county.get(registerNewborn, { params, body: { ...body, order: 2 } });
  const shown = await county.get(getPatient, { params });
  expect(shown.newborns.map(({ name }) => name)).toEqual(['王芳之女1', '王芳之女2']);
  expect(await county.get(getPatient, { params: { id: child.id } })).toMatchObject({
    mother: { name: '王芳' },
    birth: { at: bornAt, gestation: { weeks: 31, days: 2 }, weightGrams: 1650 },
  });
  expect((await other.ask(registerNewborn, { params, body })).status).toBe(404);
  expect((await county.ask(registerNewborn, { params, body: { ...body, bornAt: '2020-01-01T00:00:00Z' } })).problem.code).toBe(
    'patient.age_invalid',
  );
});

it('who may be the same person is looked for among the own patients only', async () => {
  const query = { name: '慕容雪', sex: 'female' as const, birthDate: '1990-07-08' };
  const known = await county.get(registerPatient, somebody(null, { name: '慕容雪', sex: 'female', birthDate: '1990-07-08' }));
  expect((await county.get(similarPatients, { query })).items).toMatchObject([
    { patient: { id: known.id }, shared: ['name', 'birthDate', 'sex'] },
  ]);
  expect((await county.get(similarPatients, { query: { ...query, name: '慕容血' } })).items).toMatchObject([
    { shared: ['initials', 'birthDate', 'sex'] },
  ]);
  expect((await other.get(similarPatients, { query })).items).toEqual([]);
});

it('slips are corrected with the version that was read; what a citizen number says is not', async () => {
  const { id } = await county.get(registerPatient, somebody(null, { name: '李思' }));
  const { relationVersion: version } = await county.get(getPatient, { params: { id } });
  const body = {
    version,
    name: '李四',
    sex: 'male' as const,
    birthDate: '2026-01-02',
    estimatedAge: null,
    phone: '010-12345678',
    marks: null,
  };
  expect(await county.get(correctPatient, { params: { id }, body })).toMatchObject({ name: '李四', sex: 'male', phone: '010-12345678' });
  expect((await county.ask(correctPatient, { params: { id }, body })).problem.code).toBe('record.stale');
  expect((await other.ask(correctPatient, { params: { id }, body })).status).toBe(404);
  const citizen = await county.get(registerPatient, somebody(numberOf('male'), { name: '李五' }));
  const wrong = { ...body, version: 2, name: '李五' };
  expect((await county.ask(correctPatient, { params: { id: citizen.id }, body: wrong })).problem.code).toBe('patient.identifier_conflict');
});
