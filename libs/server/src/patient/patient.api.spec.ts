import { registerPatient, searchPatients } from '@alliance/contracts/patient.contract';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
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

it('a hundred register the same person at once: one patient', async () => {
  const number = numberOf('male');
  const replies = await Promise.all(Array.from({ length: 100 }, (_, i) => (i % 2 ? county : other).ask(registerPatient, somebody(number))));
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set(replies.map(({ answer }) => answer.id)).size).toBe(1);
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
