import * as contract from '@alliance/contracts/expert.contract';
import type { Route } from '@alliance/contracts/route';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../platform/db/database.js';
import { newId } from '../platform/ids.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { makeAlliance } from '../testing/protocol.story.js';
import { agreementSlice, inForce } from '../testing/service-agreement.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { ExpertModule } from './expert.module.js';
import { ExpertReader } from './expert.reader.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let administrator: Person;
let leadDoctor: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, {
    features: [...agreementSlice.features, ExpertModule],
    contracts: [...agreementSlice.contracts, contract],
  });
  administrator = await api.as('lead.admin');
  leadDoctor = await practising('lead.doctor', '2010-07-01');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

/** Makes somebody a physician with a scope of practice. @returns the person */
async function practising(username: string, since: string | null): Promise<string> {
  const { rows } = await database.owner.query<{ person_id: string }>(
    `update appointment set practice_scope = '内科专业', independent_since = $2 where id = $1 returning person_id`,
    [world.appointments[username], since],
  );
  return rows[0]?.person_id as string;
}
const entry = (personId: string, more: object = {}) => ({
  personId,
  departmentId: null,
  title: 'associate_chief' as const,
  specialties: ['cardiovascular' as const],
  academic: true,
  licenceNumber: '110440000000001',
  kinds: ['scheduled' as const, 'multidisciplinary' as const],
  introductionZh: '擅长复杂冠脉病变',
  introductionEn: null,
  ...more,
});
const at = <More extends object>({ id, version }: { id: string; version: number }, more?: More) => ({
  params: { id },
  body: { version, ...(more as More) },
});
const codeOf = async (who: Person, route: Route, ask: object) => {
  const { status, problem } = await who.ask(route, ask as never);
  return status < 300 ? status : problem.code;
};
const as = <T>(institutionId: string, work: Parameters<Database['read']>[1]) =>
  api.app.get(Database).read({ institutionId, personId: newId(), role: 'doctor' }, work) as Promise<T>;

describe('the directory', () => {
  let id: string;

  it('is kept by the hospital; nobody is in it twice, and nobody who does not practise', async () => {
    const added = await administrator.get(contract.addExpert, { body: entry(leadDoctor) });
    id = added.id;
    expect(added).toMatchObject({ name: 'person lead.doctor', practiceScope: '内科专业', ineligible: [], actions: ['manage'] });
    expect(await codeOf(administrator, contract.addExpert, { body: entry(leadDoctor) })).toBe('expert.exists');
    const { rows } = await database.owner.query<{ person_id: string }>('select person_id from appointment where id = any($1)', [
      [world.appointments['lead.coordinator'], world.appointments['county.doctor']],
    ]);
    for (const { person_id } of rows)
      expect(await codeOf(administrator, contract.addExpert, { body: entry(person_id) })).toBe('expert.not_practising');
    expect(
      await codeOf(
        administrator,
        contract.saveExpert,
        at(added, { ...entry('x', { departmentId: world.county.departmentId }), personId: undefined }),
      ),
    ).toBe('department.foreign');
    for (const who of ['lead.doctor', 'lead.coordinator', 'auditor'])
      expect(await codeOf(await api.as(who), contract.addExpert, { body: entry(leadDoctor) })).toBe('access.denied');
  });

  it('shows nobody of a hospital without alliance or agreement, and closes again with a suspension', async () => {
    const doctor = await api.as('county.doctor');
    expect((await doctor.get(contract.listExperts, { query: {} })).items).toEqual([]);
    expect(await codeOf(doctor, contract.getExpert, { params: { id } })).toBe('access.not_found');
    const allianceId = await makeAlliance(database, world);
    const { items, institutions } = await doctor.get(contract.listExperts, { query: { specialty: 'cardiovascular', title: 'attending' } });
    expect([items.map((one) => one.id), institutions.map((one) => one.id)]).toEqual([[id], [world.lead.id]]);
    await database.owner.query('update membership set suspended_at = now() where alliance_id = $1 and institution_id = $2', [
      allianceId,
      world.county.id,
    ]);
    expect(await codeOf(doctor, contract.getExpert, { params: { id } })).toBe('access.not_found');
    await inForce(await api.as('county.admin'), administrator, world);
    const seen = await doctor.get(contract.getExpert, { params: { id } });
    expect([seen.licenceNumber, seen.actions]).toEqual([null, []]);
    expect(await codeOf(await api.as('other.doctor'), contract.getExpert, { params: { id } })).toBe('access.not_found');
    expect((await (await api.as('office')).get(contract.getExpert, { params: { id } })).licenceNumber).toBeNull();
    expect((await administrator.get(contract.getExpert, { params: { id } })).licenceNumber).toBe('110440000000001');
  });

  it.each([
    [{ query: 'person lead' }, 1],
    [{ query: 'nobody' }, 0],
    [{ title: 'chief' as const }, 0],
    [{ specialty: 'stroke' as const }, 0],
    [{ kind: 'scheduled' as const }, 1],
    [{ kind: 'immediate' as const }, 0],
    [{ elsewhere: 'true' }, 1],
  ])('finds by %j: %d', async (query, found) => {
    expect((await (await api.as('county.doctor')).get(contract.listExperts, { query })).items).toHaveLength(found);
  });

  it('the expert changes what is offered, nothing else; others nothing; who was first wins', async () => {
    const own = await api.as('lead.doctor');
    const mine = await own.get(contract.getExpert, { params: { id } });
    expect(mine).toMatchObject({ actions: ['edit'], licenceNumber: '110440000000001' });
    expect((await own.get(contract.listExperts, { query: {} })).mine).toBe(id);
    const change = { kinds: ['immediate' as const], introductionZh: '急会诊', introductionEn: 'On call' };
    const saved = await own.get(contract.saveOwnExpertProfile, at(mine, change));
    expect(saved).toMatchObject({ kinds: ['immediate'], introduction: { zh: '急会诊', en: 'On call' }, title: 'associate_chief' });
    expect(await codeOf(own, contract.saveOwnExpertProfile, at(mine, change))).toBe('record.stale');
    expect(await codeOf(administrator, contract.saveOwnExpertProfile, at(saved, change))).toBe('access.denied');
    expect(await codeOf(await api.as('county.doctor'), contract.saveOwnExpertProfile, at(saved, change))).toBe('access.denied');
    expect(await codeOf(await api.as('county.admin'), contract.endExpert, at(saved))).toBe('access.denied');
    expect(await codeOf(await api.as('office'), contract.endExpert, at(saved))).toBe('access.denied');
  });

  it('who can be invited: not with two years of independent work, not without an appointment in force', async () => {
    const reader = api.app.get(ExpertReader, { strict: false });
    const profile = (wish = {}) =>
      as<Awaited<ReturnType<ExpertReader['profile']>>>(world.county.id, (tx) => reader.profile(tx, leadDoctor, world.lead.id, wish));
    expect(await profile()).toMatchObject({
      eligible: true,
      appointmentId: world.appointments['lead.doctor'],
      independentSince: '2010-07-01',
    });
    expect((await profile({ title: 'chief', specialty: 'stroke' }))?.why).toEqual(['other_field', 'title_too_low']);
    await practising('lead.doctor', new Date(Date.now() - 2 * 365 * 86_400_000).toISOString().slice(0, 10));
    expect((await profile())?.why).toEqual(['too_few_years']);
    await database.owner.query(`update appointment set valid = '[2020-01-01,2021-01-01)' where id = $1`, [
      world.appointments['lead.doctor'],
    ]);
    expect(await profile()).toMatchObject({ eligible: false, appointmentId: '', why: ['not_licensed', 'too_few_years'] });
    await database.owner.query(`update appointment set valid = '[2020-01-01,)' where id = $1`, [world.appointments['lead.doctor']]);
    expect(await as(world.other.id, (tx) => reader.profile(tx, leadDoctor, world.lead.id))).toBeNull();
    const found = await as<Awaited<ReturnType<ExpertReader['find']>>>(world.county.id, (tx) =>
      reader.find(tx, { specialty: 'cardiovascular' }),
    );
    expect(found.map(({ personId, eligible }) => [personId, eligible])).toEqual([[leadDoctor, false]]);
  });

  it('who is taken out is no longer found, and can come back', async () => {
    const before = await administrator.get(contract.getExpert, { params: { id } });
    expect(await administrator.get(contract.endExpert, at(before))).toMatchObject({
      ended: true,
      actions: [],
      ineligible: expect.arrayContaining(['not_licensed']),
    });
    expect((await administrator.get(contract.listExperts, { query: {} })).items).toEqual([]);
    expect(await codeOf(administrator, contract.addExpert, { body: entry(leadDoctor) })).toBe(201);
    const { rows } = await database.owner.query(`select kind from event where subject_id = $1 order by recorded_at`, [id]);
    expect(rows.map(({ kind }) => kind)).toEqual(['expert.added', 'expert.changed', 'expert.ended']);
  });
});
