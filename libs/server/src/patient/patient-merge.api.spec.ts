import { confirmMerge, listMerges, proposeMerge, refuseMerge, undoMerge, withdrawMerge } from '@alliance/contracts/patient-merge.contract';
import { getPatient, tracePatient } from '@alliance/contracts/patient-record.contract';
import { searchPatients } from '@alliance/contracts/patient.contract';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { numberOf, patientSlice, sent, withNumber } from '../testing/patient.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let doctor: Person;
let second: Person;
let lead: Person;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, patientSlice);
  [doctor, second, lead] = (await Promise.all(['county.doctor', 'county.coordinator', 'lead.doctor'].map((name) => api.as(name)))) as [
    Person,
    Person,
    Person,
  ];
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

/** One person who came with two papers: a double. */
async function double(name = '陈思') {
  const keep = await withNumber(doctor, name, numberOf('female'));
  const other = await withNumber(doctor, name, `E${numberOf('female').slice(-8)}`, { identifierKind: 'passport' });
  return { keepId: keep.id, mergedId: other.id, name };
}
const propose = async ({ keepId, mergedId }: { keepId: string; mergedId: string }) =>
  doctor.get(proposeMerge, { body: { keepId, mergedId, reason: '护照与身份证为同一人' } });
const confirm = (by: Person, { id, version }: { id: string; version: number }) =>
  by.ask(confirmMerge, { params: { id }, body: { version } });
const ids = async (by: Person, query: string) => (await by.get(searchPatients, { query: { query } })).items.map(({ id }) => id);

it('two people join two rows: one is found, with the other as its alias, and the open referrals of both', async () => {
  const pair = await double();
  const referrals = [
    await sent(database, world, pair.keepId, world.county, world.lead),
    await sent(database, world, pair.mergedId, world.county, world.lead),
  ];
  const proposed = await propose(pair);
  expect(proposed).toMatchObject({ state: 'proposed', kind: 'merged', actions: ['withdraw'], doubts: [] });
  expect((await ids(doctor, '陈思')).sort()).toEqual([pair.keepId, pair.mergedId].sort());
  expect((await confirm(doctor, proposed)).problem.code).toBe('patient.same_person');
  const joined = await confirm(second, proposed);
  expect(joined.answer).toMatchObject({ state: 'in_force', decidedBy: 'person county.coordinator', actions: ['undo'] });
  expect(await ids(doctor, '陈思')).toEqual([pair.keepId]);
  const kept = await doctor.get(getPatient, { params: { id: pair.keepId } });
  expect(kept.aliases.map(({ id }) => id)).toEqual([pair.mergedId]);
  expect(kept.referrals.map(({ id }) => id).sort()).toEqual(referrals.sort());
  // the receiver sees two patients, as they were sent
  expect((await ids(lead, '陈思')).sort()).toEqual([pair.keepId, pair.mergedId].sort());
});

it('two people part them again, and everything is traced', async () => {
  const pair = await double('许多');
  const { answer: joined } = await confirm(second, await propose(pair));
  const asked = await second.get(undoMerge, { params: { id: joined.id }, body: { version: joined.version, reason: '血型不同' } });
  expect((await confirm(second, asked)).problem.code).toBe('patient.same_person');
  expect((await confirm(doctor, asked)).answer.state).toBe('undone');
  expect((await ids(doctor, '许多')).sort()).toEqual([pair.keepId, pair.mergedId].sort());
  const { items } = await doctor.get(tracePatient, { params: { id: pair.mergedId } });
  expect(items.map(({ kind, by, reason }) => [kind, by, reason])).toEqual([
    ['patient.registered', 'person county.doctor', null],
    ['patient.registered', 'person county.doctor', null],
    ['patient.merge_proposed', 'person county.doctor', '护照与身份证为同一人'],
    ['patient.merge_confirmed', 'person county.coordinator', '护照与身份证为同一人'],
    ['patient.undo_proposed', 'person county.coordinator', '血型不同'],
    ['patient.undo_confirmed', 'person county.doctor', '血型不同'],
  ]);
});

it('a second person refuses, the first one withdraws, and it can be proposed again', async () => {
  const pair = await double('何必');
  const first = await propose(pair);
  expect((await doctor.ask(proposeMerge, { body: { keepId: pair.mergedId, mergedId: pair.keepId, reason: '反过来' } })).problem.code).toBe(
    'patient.wrong_state',
  );
  expect((await second.get(refuseMerge, { params: { id: first.id }, body: { version: 1 } })).state).toBe('refused');
  const again = await propose(pair);
  expect((await second.ask(withdrawMerge, { params: { id: again.id }, body: { version: 1 } })).status).toBe(403);
  expect((await doctor.get(withdrawMerge, { params: { id: again.id }, body: { version: 1 } })).state).toBe('withdrawn');
  expect((await ids(doctor, '何必')).length).toBe(2);
});

it('what became true meanwhile is looked at again: a row that is joined already is not joined twice', async () => {
  const [one, two, three] = [await double('冯一'), await double('冯二'), await double('冯三')];
  const early = await propose({ keepId: two.keepId, mergedId: one.keepId });
  await confirm(second, await propose({ keepId: three.keepId, mergedId: one.keepId }));
  expect((await confirm(second, early)).problem.code).toBe('patient.wrong_state');
});

it('three who confirm at once cannot close a circle', async () => {
  for (let round = 0; round < 5; round++) {
    const rows: string[] = [];
    for (const nth of '甲乙丙') rows.push((await double(`环${round}${nth}`)).keepId);
    const circle = rows.map((mergedId, n) => ({ mergedId, keepId: rows[(n + 1) % 3] as string }));
    const proposals = [];
    for (const pair of circle) proposals.push(await propose(pair));
    const answers = await Promise.all(proposals.map((proposal) => confirm(second, proposal)));
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThan(3);
    const standing = await database.owner.query('select 1 from patient_relation where patient_id = any($1) and same_as is null', [rows]);
    expect(standing.rowCount).toBeGreaterThan(0);
  }
});

it('other hospitals and other roles have no part in it', async () => {
  const pair = await double('韩信');
  const merge = await propose(pair);
  expect((await confirm(lead, merge)).status).toBe(404);
  expect((await lead.get(listMerges, { query: {} })).items).toEqual([]);
  for (const name of ['county.admin', 'office', 'auditor']) {
    const person = await api.as(name);
    expect((await person.ask(listMerges, { query: {} })).status).toBe(403);
    expect((await person.ask(getPatient, { params: { id: pair.keepId } })).status).toBe(403);
  }
  expect((await lead.ask(getPatient, { params: { id: pair.keepId } })).status).toBe(404);
  expect((await lead.ask(tracePatient, { params: { id: pair.keepId } })).status).toBe(404);
});
