import {
  addDepartment,
  addInstitution,
  changeDepartment,
  changeInstitution,
  setCapabilities,
  setContactLines,
} from '@alliance/contracts/administration.contract';
import { getInstitution, listInstitutions, type InstitutionDetail } from '@alliance/contracts/institution.contract';
import type { Route } from '@alliance/contracts/route';
import { getTimeline } from '@alliance/contracts/timeline.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { administrationSlice } from '../testing/administration.story.js';
import { dayFrom, personSlice, refusalOf } from '../testing/person.story.js';
import { doctorSubmits, referralSlice } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let admin: Person;
let doctor: Person;
let office: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, {
    features: [...administrationSlice.features, ...personSlice.features, ...referralSlice.features],
    contracts: [...administrationSlice.contracts, ...personSlice.contracts, ...referralSlice.contracts],
  });
  [admin, doctor, office] = [await api.as('county.admin'), await api.as('county.doctor'), await api.as('office')];
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const see = (who: Person, id = world.county.id) => who.get(getInstitution, { params: { id } });
const department = (more: object = {}) => ({
  nameZh: '神经内科',
  nameEn: 'Neurology',
  specialties: ['stroke' as const],
  treatmentSubjects: ['03.03' as const],
  standingPermissions: ['coordinator_accepts_inpatients' as const],
  phone: '0990-5550001',
  claimedWaitDays: 3,
  ...more,
});
const registered = (more: object = {}) => ({
  name: `新建医院 ${newId()}`,
  aliases: [],
  province: '演示省',
  city: '云岭市',
  type: 'general_hospital' as const,
  level: 'secondary' as const,
  ...more,
});

describe('the office keeps the registry', () => {
  it('registers and renames; the old name still finds it', async () => {
    const body = registered({ name: '青禾县第二医院', aliases: ['青禾二院'] });
    const made = await office.get(addInstitution, { body });
    expect(made).toMatchObject({ version: 1, name: '青禾县第二医院', aliases: ['青禾二院'], level: 'secondary', departments: [] });
    const found = async (query: string) => (await doctor.get(listInstitutions, { query: { query } })).items.map(({ id }) => id);
    for (const query of ['青禾县第二', '青禾二院', 'qhxdeyy']) expect([query, await found(query)]).toEqual([query, [made.id]]);

    const change = { version: 1, ...registered({ name: '青禾县中心医院', aliases: ['青禾二院'], level: 'tertiary' }) };
    const renamed = await office.get(changeInstitution, { params: { id: made.id }, body: change });
    expect(renamed).toMatchObject({ version: 2, name: '青禾县中心医院', aliases: ['青禾二院', '青禾县第二医院'], level: 'tertiary' });
    for (const query of ['青禾县中心', '青禾县第二', '青禾二院']) expect([query, await found(query)]).toEqual([query, [made.id]]);
    expect(await refusalOf(office, changeInstitution, { params: { id: made.id }, body: change })).toBe('409 record.stale');
    const { items } = await office.get(getTimeline, { params: { id: made.id }, query: {} });
    expect(items.map(({ kind }) => kind)).toEqual(['institution.changed', 'institution.added']);
  });

  it('refuses a name that is taken, and does nothing twice', async () => {
    const body = registered();
    const sender = office.with({ 'idempotency-key': newId() });
    const made = await sender.get(addInstitution, { body });
    expect(await sender.get(addInstitution, { body })).toEqual(made);
    expect(await refusalOf(office, addInstitution, { body })).toBe('409 institution.name_taken');
    const other = await office.get(addInstitution, { body: registered() });
    const change = { version: 1, ...registered({ name: body.name }) };
    expect(await refusalOf(office, changeInstitution, { params: { id: other.id }, body: change })).toBe('409 institution.name_taken');
    const atOnce = Array.from({ length: 6 }, () => refusalOf(office, addInstitution, { body: registered({ name: '同时' }) }));
    expect((await Promise.all(atOnce)).sort()).toEqual([201, ...Array<string>(5).fill('409 institution.name_taken')]);
  });
});

describe('an institution keeps its departments', () => {
  const named = ({ departments }: InstitutionDetail, id: string) => departments.find((one) => one.id === id);

  it('adds, changes, closes and opens them again; closed ones are shown only to those who keep them', async () => {
    const departmentId = newId();
    const added = await admin.get(addDepartment, { params: { id: world.county.id }, body: { departmentId, ...department() } });
    expect(named(added, departmentId)).toEqual({
      id: departmentId,
      version: 1,
      name: { zh: '神经内科', en: 'Neurology' },
      specialties: ['stroke'],
      treatmentSubjects: ['03.03'],
      standingPermissions: ['coordinator_accepts_inpatients'],
      phone: '0990-5550001',
      claimedWaitDays: 3,
      closed: false,
    });
    const change = (version: number, more: object) =>
      admin.ask(changeDepartment, { params: { id: departmentId }, body: { version, closed: false, ...department(), ...more } });
    const changed = await change(1, { nameEn: null, specialties: ['stroke', 'critical_care'], phone: null });
    expect(named(changed.answer, departmentId)).toMatchObject({
      version: 2,
      name: { zh: '神经内科' },
      specialties: ['stroke', 'critical_care'],
    });
    expect((await change(1, {})).problem.code).toBe('record.stale');
    expect(named((await change(2, { closed: true })).answer, departmentId)).toMatchObject({ version: 3, closed: true });
    expect(named(await see(doctor), departmentId)).toBeUndefined();
    expect(named(await see(office), departmentId)).toBeUndefined();
    expect(named((await change(3, {})).answer, departmentId)).toMatchObject({ version: 4, closed: false });
    const { items } = await admin.get(getTimeline, { params: { id: departmentId }, query: {} });
    expect(items.map(({ kind }) => kind)).toEqual(['department.reopened', 'department.closed', 'department.changed', 'department.added']);
    expect((await see(admin)).version).toBe(added.version + 3);
  });

  it('does not close one that is in use', async () => {
    await doctorSubmits(doctor, world);
    const lead = await api.as('lead.admin');
    const ask = (version: number) => ({ params: { id: world.lead.departmentId }, body: { version, closed: true, ...department() } });
    const { problem } = await lead.ask(changeDepartment, ask(1));
    expect([problem.code, problem.facts]).toEqual(['department.in_use', { count: 1 }]);
    await database.owner.query(`update appointment set department_id = $1 where id = $2`, [
      world.lead.departmentId,
      world.appointments['lead.doctor'],
    ]);
    expect((await lead.ask(changeDepartment, ask(1))).problem.facts).toEqual({ count: 2 });
  });
});

describe('an institution says what it can do and which lines it answers', () => {
  const set = async (capabilities: object[], who = admin) =>
    who.ask(setCapabilities, { params: { id: world.county.id }, body: { version: (await see(admin)).version, capabilities } as never });
  const can = (capability: string, from: string, departmentId: string | null = null) => ({ capability, departmentId, from, note: null });
  const rows = async () =>
    (
      await database.owner.query(
        `select capability, department_id is not null as placed, lower(valid)::text as "from", upper(valid)::text as "until" from capability
         where institution_id = $1 order by capability, placed, lower(valid)`,
        [world.county.id],
      )
    ).rows as object[];

  it('capabilities by day: what is left out ends, what stays keeps its row, what comes later is shown to those who keep it', async () => {
    const [first, second] = [can('ct_24h', '2024-01-01'), can('thrombolysis', '2025-06-01', world.county.departmentId)];
    expect((await set([first, second])).answer.capabilities).toEqual([first, second]);
    expect((await see(doctor)).capabilities).toEqual([first, second]);
    const later = can('mri', dayFrom(20));
    expect((await set([{ ...first, note: '64 排' }, later])).answer.capabilities).toEqual([{ ...first, note: '64 排' }, later]);
    expect((await see(doctor)).capabilities).toEqual([{ ...first, note: '64 排' }]);
    expect(await rows()).toEqual([
      { capability: 'ct_24h', placed: false, from: '2024-01-01', until: null },
      { capability: 'mri', placed: false, from: dayFrom(20), until: null },
      { capability: 'thrombolysis', placed: true, from: '2025-06-01', until: dayFrom() },
    ]);
    // it had been there all the time, and the machine of next month never comes
    await set([{ ...first, note: '64 排' }, can('thrombolysis', '2025-01-01', world.county.departmentId)]);
    await set([first, can('thrombolysis', '2026-01-01', world.county.departmentId)]);
    expect(await rows()).toEqual([
      { capability: 'ct_24h', placed: false, from: '2024-01-01', until: null },
      { capability: 'thrombolysis', placed: true, from: '2026-01-01', until: null },
    ]);
  });

  it('refuses the same twice, another hospital’s department, an old version', async () => {
    const twice = await set([can('mri', '2024-01-01'), can('mri', '2025-01-01')]);
    expect([twice.status, twice.problem.code]).toEqual([400, 'request.invalid']);
    expect((await set([can('mri', '2024-01-01', world.lead.departmentId)])).problem.code).toBe('department.foreign');
    const body = { version: 1, capabilities: [] };
    expect(await refusalOf(admin, setCapabilities, { params: { id: world.county.id }, body })).toBe('409 record.stale');
  });

  it('contact lines, the whole list at once', async () => {
    const lines = [
      { kind: 'duty_office' as const, phone: '0990-5550002', note: null },
      { kind: 'round_the_clock' as const, phone: '0990-5550001', note: '总值班' },
    ];
    const put = async (wanted: typeof lines) =>
      admin.get(setContactLines, { params: { id: world.county.id }, body: { version: (await see(admin)).version, lines: wanted } });
    expect((await put(lines)).contactLines).toEqual(lines);
    expect((await see(doctor)).contactLines).toEqual(lines);
    expect((await put(lines.slice(1))).contactLines).toEqual(lines.slice(1));
    const { items } = await admin.get(getTimeline, { params: { id: world.county.id }, query: { limit: 1 } });
    expect(items).toMatchObject([{ kind: 'institution.contact_lines_set', data: { kinds: ['round_the_clock'] } }]);
    expect(JSON.stringify(items)).not.toContain('5550001');
  });
});

describe('every route of administration', () => {
  it('is 403 to who does not keep it, 404 to other hospitals, and leaves an audit entry where it is done', async () => {
    const version = 1;
    const id = world.county.id;
    const ofOffice: [Route, object][] = [
      [addInstitution, { body: registered() }],
      [changeInstitution, { params: { id }, body: { version, ...registered() } }],
    ];
    const ofAdministrators: [Route, object][] = [
      [addDepartment, { params: { id }, body: department() }],
      [changeDepartment, { params: { id: world.county.departmentId }, body: { version, closed: false, ...department() } }],
      [setCapabilities, { params: { id }, body: { version, capabilities: [] } }],
      [setContactLines, { params: { id }, body: { version, lines: [] } }],
    ];
    const code = async (who: Person, route: Route, ask: object) => [route.path, (await who.ask(route, ask as never)).problem.code];
    const [lead, ...others] = await Promise.all(
      ['lead.admin', 'county.doctor', 'county.coordinator', 'auditor'].map((name) => api.as(name)),
    );
    for (const [route, ask] of [...ofOffice, ...ofAdministrators])
      for (const who of others) expect(await code(who, route, ask)).toEqual([route.path, 'access.denied']);
    for (const [route, ask] of ofOffice) expect(await code(admin, route, ask)).toEqual([route.path, 'access.denied']);
    for (const [route, ask] of ofAdministrators)
      for (const who of [lead as Person, office]) expect(await code(who, route, ask)).toEqual([route.path, 'access.not_found']);
    expect(await code(admin, changeDepartment, { params: { id: newId() }, body: { version, closed: false, ...department() } })).toEqual([
      changeDepartment.path,
      'access.not_found',
    ]);
    const { rows } = await database.owner.query(
      `select distinct action from audit_entry where outcome = 'allowed' and (action like 'institution.%' or action like 'department.%') order by action`,
    );
    expect(rows.map(({ action }: { action: string }) => action)).toEqual([
      'department.added',
      'department.changed',
      'department.closed',
      'department.reopened',
      'institution.added',
      'institution.capabilities_set',
      'institution.changed',
      'institution.contact_lines_set',
    ]);
  });
});
