import * as staffImports from '@alliance/contracts/staff-import.contract';
import { importPeople, importRota } from '@alliance/contracts/staff-import.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { StaffImportModule } from './staff-import.module.js';

let database: TestDatabase;
let api: TestApi;
let world: World;
let admin: Person;
let coordinator: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, { features: [StaffImportModule], contracts: [staffImports] });
  admin = await api.as('county.admin');
  coordinator = await api.as('county.coordinator');
  await database.owner.query(
    `insert into department (id, institution_id, name_zh, specialties) values (gen_random_uuid(), $1, '重症医学科', '{critical_care}'), (gen_random_uuid(), $2, '邻院科', '{critical_care}')`,
    [world.county.id, world.other.id],
  );
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const file = (...lines: string[]) => new File([lines.join('\n')], 'table.csv', { type: 'text/csv' });
const people = (csv: File, dryRun: boolean, as = admin) => as.get(importPeople, { body: { dryRun, file: csv } });
const rota = (csv: File, dryRun: boolean, as = coordinator) => as.get(importRota, { body: { dryRun, file: csv } });
const owner = <Row extends object>(statement: string, values: unknown[] = []) =>
  database.owner.query<Row>(statement, values).then(({ rows }) => rows);
const staff = () =>
  owner<{ name: string }>(
    `select p.name, p.staff_number, c.phone, d.name_zh as department, a.role, a.title, a.valid::text
     from appointment a join person p on p.id = a.person_id left join person_contact c on c.person_id = p.id left join department d on d.id = a.department_id
     where a.institution_id = $1 and p.staff_number is not null order by p.staff_number, a.role`,
    [world.county.id],
  );

const header = '姓名,工号,手机,科室,角色,职称,任职开始';
const table = file(
  header,
  '张三,1001,13800001001,心内科,医生,主治医师,2024-01-01',
  '李四,1002,13800001002,重症医学科,会诊专家,主任医师,2024-01-01',
  '王五,1003,13800001003,邻院科,医生,,',
  '赵六,1004,1.38E+10,心内科,医生,,',
  '孙七,1005,13800001005,,联盟管理办公室,,',
);

describe('a table of people', () => {
  it('is reported before anything is written, with rows as in the sheet, and applied exactly as reported', async () => {
    const dry = await people(table, true);
    expect(dry).toMatchObject({ kind: 'people', dryRun: true, headerRow: 1, created: 2, updated: 0, withoutAccount: 2 });
    expect(dry.rejected).toEqual([
      { row: 3, column: '科室', reason: 'unknown_department', value: '邻院科' },
      { row: 4, column: '手机', reason: 'bad_phone', value: '1.38E+10' },
      { row: 5, column: '角色', reason: 'role_refused', value: 'management_office' },
    ]);
    expect(await staff()).toEqual([]);
    expect(await people(table, false)).toEqual({ ...dry, dryRun: false });
    expect(await staff()).toEqual([
      {
        ...{ name: '张三', staff_number: '1001', phone: '13800001001', department: '心内科', role: 'doctor', title: '主治医师' },
        valid: '[2024-01-01,)',
      },
      {
        ...{ name: '李四', staff_number: '1002', phone: '13800001002', department: '重症医学科', role: 'expert', title: '主任医师' },
        valid: '[2024-01-01,)',
      },
    ]);
  });

  it('applied twice changes nothing, and says so', async () => {
    const versions = () => owner('select id, version from person order by id');
    const before = await versions();
    expect(await people(table, false)).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    expect(await versions()).toEqual(before);
  });

  it('changes what it says, as somebody is found by name or number', async () => {
    const report = await people(file('姓名,手机,职称', '张三,0990-5550101,副主任医师'), false);
    expect(report.rows).toEqual([{ row: 1, outcome: 'updated', label: '张三 · 心内科', changed: ['phone', 'title'] }]);
    expect((await staff())[0]).toMatchObject({ phone: '0990-5550101', title: '副主任医师' });
  });

  it('understands what Excel puts on the clipboard: tabs, quoted cells with line breaks, a title line', async () => {
    const pasted = file('青禾县人民医院人员名册\t\t', '姓名\t工号\t执业范围', '张三\t1001\t"内科""专业""\n心血管病"');
    const report = await people(pasted, true);
    expect(report).toMatchObject({ headerRow: 2, updated: 1, rejected: [] });
    expect(report.rows).toMatchObject([{ row: 1, changed: ['practiceScope'] }]);
  });

  it('reads GB18030, the encoding of Excel in China', async () => {
    // 姓名,职称⏎张三,主任医师⏎
    const gb = Uint8Array.from([
      ...[0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xd6, 0xb0, 0xb3, 0xc6, 0x0a],
      ...[0xd5, 0xc5, 0xc8, 0xfd, 0x2c, 0xd6, 0xf7, 0xc8, 0xce, 0xd2, 0xbd, 0xca, 0xa6, 0x0a],
    ]);
    expect(await people(new File([gb], 'x.csv'), true)).toMatchObject({ encoding: 'gb18030', updated: 1 });
  });

  it('one import of an institution waits for the other, and of two equal ones one creates', async () => {
    const csv = file(header, '周八,1008,,心内科,医生,,');
    const other = await database.owner.connect();
    const key = `hashtextextended('import people ${world.county.id}', 0)`;
    await other.query(`select pg_advisory_lock(${key})`);
    const both = Promise.all([people(csv, false), people(csv, false)]);
    const first = await Promise.race([both, sleep(500, 'waiting')]);
    await other.query(`select pg_advisory_unlock(${key})`);
    other.release();
    expect(first).toBe('waiting');
    expect((await both).map(({ created }) => created).sort()).toEqual([0, 1]);
  });

  it('an institution knows and appoints its own people only', async () => {
    const report = await people(file(header, '张三,1001,,心内科,医生,,'), false, await api.as('lead.admin'));
    expect(report).toMatchObject({ created: 1, flagged: [] });
    const namesakes = await owner<{ houses: number }>(
      `select count(distinct a.institution_id)::int as houses from person p join appointment a on a.person_id = p.id where p.name = '张三' group by p.id`,
    );
    expect(namesakes).toEqual([{ houses: 1 }, { houses: 1 }]);
  });

  it('stands in the timelines, in the audit and once in the inbox', async () => {
    const [told] = await owner<{ n: number; by: number }>(
      `select count(*) filter (where kind = 'person.imported')::int as n, count(*) filter (where kind = 'person.added' and recipients = '{}')::int as by from event`,
    );
    expect(told).toEqual({ n: 4, by: 4 });
    const [audit] = await owner<{ n: number }>(
      `select cardinality(object_ids) as n from audit_entry where action = 'person.import' order by id limit 1`,
    );
    expect(audit).toEqual({ n: 2 });
  });
});

const shifts = () =>
  owner<{ place: string | null; person: string; phone: string; during: string }>(
    `select d.name_zh as place, p.name as person, s.phone, to_char(s.starts_at at time zone 'Asia/Shanghai', 'MM-DD HH24:MI') || ' ' || to_char(s.ends_at at time zone 'Asia/Shanghai', 'MM-DD HH24:MI') as during
     from on_call_shift s join person p on p.id = s.person_id left join department d on d.id = s.department_id
     where s.institution_id = $1 and s.cancelled_at is null order by s.starts_at, d.name_zh nulls first`,
    [world.county.id],
  );

describe('a rota', () => {
  const year = new Date().getFullYear() + 1;
  const grid = (...cells: string[]) => file('日期,总值班,心内科', ...cells.map((line, at) => `${year}-03-0${at + 1},${line}`));

  it('is taken from a grid of days and places, by whoever manages the rota', async () => {
    const csv = grid('张三 13900000001,李四 13900000002', '李四 13900000002,张三 13900000001', '火星人,');
    const dry = await rota(csv, true);
    expect(dry).toMatchObject({
      kind: 'rota',
      created: 4,
      rejected: [{ row: 3, column: '总值班', reason: 'unknown_person', value: '火星人' }],
    });
    expect(await rota(csv, false)).toEqual({ ...dry, dryRun: false });
    expect(await shifts()).toEqual([
      { place: null, person: '张三', phone: '13900000001', during: '03-01 08:00 03-02 08:00' },
      { place: '心内科', person: '李四', phone: '13900000002', during: '03-01 08:00 03-02 08:00' },
      { place: null, person: '李四', phone: '13900000002', during: '03-02 08:00 03-03 08:00' },
      { place: '心内科', person: '张三', phone: '13900000001', during: '03-02 08:00 03-03 08:00' },
    ]);
    expect(await rota(csv, false)).toMatchObject({ created: 0, updated: 0, unchanged: 4 });
  });

  it('people swap their places; a telephone that the sender may not see is taken from the last shift', async () => {
    expect(await rota(grid('李四,张三'), false)).toMatchObject({ updated: 2, rejected: [] });
    expect((await shifts()).slice(0, 2).map(({ person, phone }) => `${person} ${phone}`)).toEqual(['李四 13900000002', '张三 13900000001']);
  });

  it('what was taken over keeps its person', async () => {
    await database.owner.query(
      `update on_call_shift set taken_over_at = now() where department_id is null and starts_at < '${year}-03-01T12:00Z'`,
    );
    const report = await rota(file('日期,总值班', `${year}-03-01,张三 13900000001`), true);
    expect(report.rejected.map(({ reason }) => reason)).toEqual(['taken_over']);
  });

  it('nobody is at two places, here or at a hospital whose rota is not ours to see', async () => {
    const here = await rota(file('日期,科室,值班人,开始,结束', `${year}-03-01,重症医学科,张三,20:00,22:00`), true);
    expect(here.rejected).toMatchObject([{ row: 1, column: '值班人', reason: 'on_duty_elsewhere' }]);
    await database.owner.query(
      `insert into on_call_shift (id, institution_id, person_id, phone, during)
       select gen_random_uuid(), $1, id, '1', '[${year}-04-01,${year}-04-03)' from person p where staff_number = '1001'
         and exists (select 1 from appointment a where a.person_id = p.id and a.institution_id = $2)`,
      [world.other.id, world.county.id],
    );
    const elsewhere = file('日期,总值班', `${year}-04-01,张三`);
    const reply = await coordinator.ask(importRota, { body: { dryRun: false, file: elsewhere } });
    expect([reply.status, reply.problem.code]).toEqual([409, 'shift.person_elsewhere']);
  });
});

describe('what is refused', () => {
  it('people by all but administrators, rotas by those who manage none', async () => {
    for (const username of ['county.doctor', 'county.coordinator', 'auditor']) {
      const reply = await (await api.as(username)).ask(importPeople, { body: { dryRun: true, file: table } });
      expect([reply.status, reply.problem.code]).toEqual([403, 'access.denied']);
    }
    for (const username of ['county.doctor', 'auditor']) {
      const reply = await (await api.as(username)).ask(importRota, { body: { dryRun: true, file: table } });
      expect([reply.status, reply.problem.code]).toEqual([403, 'access.denied']);
    }
  });

  it('headers nobody knows and what is too large', async () => {
    const refused = async (csv: File) => (await admin.ask(importPeople, { body: { dryRun: true, file: csv } })).problem.code;
    expect(await refused(file('日期,值班人', '1,2'))).toBe('import.headers_unknown');
    expect(await refused(new File([new Uint8Array(5 * 1_048_576 + 1).fill(97)], 'x.csv'))).toBe('request.too_large');
  });
});

describe('what would let the sender in as somebody else', () => {
  const idOf = async (username: string) =>
    (await owner<{ id: string }>('select person_id as id from account where username = $1', [username]))[0]?.id ?? '';
  const contact = (id: string) => owner('select phone, email from person_contact where person_id = $1', [id]);

  it('is no address of somebody with a higher role, or whom another hospital employs as well', async () => {
    const [above, both] = [await idOf('county.coordinator'), await idOf('county.doctor')];
    await database.owner.query(`update appointment set role = 'lead_administrator' where person_id = $1`, [above]);
    await database.owner.query(
      `insert into appointment (id, person_id, institution_id, role, valid) values (gen_random_uuid(), $1, $2, 'expert', '[2020-01-01,)')`,
      [both, world.lead.id],
    );
    await database.owner.query(`insert into person_contact (person_id, phone) values ($1, '13900000008')`, [both]);
    const csv = file('姓名,工号,手机,邮箱', 'person county.coordinator,,13911110000,', 'person county.doctor,,,mine@example.org');
    const report = await people(csv, false);
    expect(report.rejected).toMatchObject([
      { row: 1, column: '手机', reason: 'contact_not_yours' },
      { row: 2, column: '邮箱', reason: 'contact_not_yours' },
    ]);
    expect([await contact(above), await contact(both)]).toEqual([[], [{ phone: '13900000008', email: null }]]);
    // a number of the house, without an address, is written all the same
    expect(await people(file('姓名,工号', 'person county.doctor,2002'), false)).toMatchObject({ updated: 1, rejected: [] });
    await database.owner.query(`update appointment set role = 'coordinator' where person_id = $1`, [above]);
  });

  it('is no appointment of their own', async () => {
    const rows = ['person county.admin,2003,质控管理员,', 'person county.admin,2003,医院管理员,院长'];
    for (const row of rows)
      expect((await people(file('姓名,工号,角色,职称', row), false)).rejected).toMatchObject([{ row: 1, reason: 'own_appointment' }]);
    const held = await owner('select role, title from appointment where person_id = $1', [await idOf('county.admin')]);
    expect(held).toEqual([{ role: 'member_administrator', title: null }]);
  });

  it('a changed address is told to whom it belongs, and voids links to a new password', async () => {
    const id = await idOf('auditor');
    await database.owner.query(`update appointment set institution_id = $2 where person_id = $1`, [id, world.county.id]);
    await database.owner.query(
      `insert into one_time_link (token_hash, kind, account_id, institution_id, expires_at)
       select sha256('open'), 'password_reset', a.id, $2, now() + interval '1 hour' from account a where a.person_id = $1`,
      [id, world.county.id],
    );
    expect(await people(file('姓名,手机', 'person auditor,13911110009'), false)).toMatchObject({ updated: 1 });
    expect(await owner('select kind from one_time_link')).toEqual([]);
    expect(await owner(`select data, concerns from event where kind = 'person.contact_changed' and subject_id = $1`, [id])).toEqual([
      { data: { changed: ['phone'], byImport: true }, concerns: [id] },
    ]);
    await database.owner.query(`update appointment set institution_id = $2 where person_id = $1`, [id, world.lead.id]);
  });

  it('needs a fresh proof to be applied, not to be looked at', async () => {
    const stale = await api.as('county.admin');
    await database.owner.query(
      `update session set stepped_up_at = now() - interval '11 minutes' where id in (select id from session order by created_at desc limit 1)`,
    );
    const reply = await stale.ask(importPeople, { body: { dryRun: false, file: table } });
    expect([reply.status, reply.problem.code]).toEqual([403, 'session.step_up_required']);
    expect((await people(table, true, stale)).dryRun).toBe(true);
  });
});
