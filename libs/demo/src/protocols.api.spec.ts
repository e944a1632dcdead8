import { overrideHolds, type StoredOverride } from '@alliance/domain/criteria/override-in-force';
import { needsSignOff } from '@alliance/domain/protocol/sign-off';
import type { ProtocolContent } from '@alliance/domain/protocol/protocol.types';
import { cloneDatabase, type TestDatabase } from '@alliance/server/testing/services';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { loadDemo } from './load.js';

interface Version {
  readonly code: string;
  readonly number: number;
  readonly common: boolean;
  readonly specialty: string;
  readonly content: ProtocolContent;
  readonly signed: readonly string[];
}

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await loadDemo({
    ownerUrl: database.ownerUrl,
    fieldKey: Buffer.alloc(32, 7).toString('base64'),
    password: 'demo-Alliance-2026',
    history: false,
  });
}, 60_000);
afterAll(() => database.drop());

const rows = async <Row extends object>(sql: string) => (await database.owner.query<Row>(sql)).rows;
const versions = () =>
  rows<Version>(`select p.code, v.number, p.common, a.specialty, v.content,
      coalesce((select array_agg(s.code order by s.code) from criterion_sign_off s where s.version_id = v.id and s.invented), '{}') signed
    from protocol_version v join protocol p on p.id = v.protocol_id join alliance a on a.id = p.alliance_id
    where p.invented and v.state = 'published' and v.approved_by <> all (v.authors) order by p.code, v.number`);

it('one protocol for every group of rules, each at its alliance, hypertension in two versions; early warning belongs to all', async () => {
  const found = await versions();
  expect(found.map(({ code, number, specialty }) => `${code} ${number} ${specialty}`)).toEqual([
    'ACS 1 cardiovascular',
    'CKD 1 nephrology',
    'COPD 1 respiratory',
    'DM 1 endocrine',
    'GEN 1 trauma',
    'HTN 1 cardiovascular',
    'HTN 2 cardiovascular',
    'NEO 1 neonatal',
    'OB 1 obstetrics',
    'PED 1 paediatrics',
    'STK 1 stroke',
    'TCMR 1 tcm_rehabilitation',
    'TRA 1 trauma',
  ]);
  expect(found.filter(({ common }) => common).map(({ code }) => code)).toEqual(['GEN']);
});

it('whatever is a local default is signed by somebody who is marked as invented, and nothing else is', async () => {
  for (const { content, signed } of await versions())
    expect(signed).toEqual(
      content.criteria
        .filter(needsSignOff)
        .map(({ code }) => code)
        .toSorted(),
    );
  const names = await rows<{ signatory: string }>('select distinct signatory from criterion_sign_off');
  expect(names.length).toBeGreaterThan(0);
  expect(names.every(({ signatory }) => signatory.includes('虚构'))).toBe(true);
});

it('the township has tightened one criterion of the version in force, the county none', async () => {
  const [township, ...others] = await rows<{ overrides: StoredOverride[]; content: ProtocolContent }>(
    `select o.overrides, v.content from protocol_adoption o join protocol_version v on v.id = o.version_id order by jsonb_array_length(o.overrides) desc`,
  );
  expect(others.length).toBeGreaterThan(5);
  expect(others.every(({ overrides }) => overrides.length === 0)).toBe(true);
  const [override] = township?.overrides ?? [];
  expect(override).toMatchObject({ code: 'HTN-U07', reason: expect.stringContaining('演示'), effect: 'tightens' });
  expect(township && override && overrideHolds(override, township.content)).toBe(true);
});

it('most have read, some still may, one is late', async () => {
  const open = await rows<{ code: string; username: string; late: boolean }>(
    `select p.code, a.username, v.effective_from + 30 < local_today() late
     from protocol_version v join protocol p on p.id = v.protocol_id join membership m on m.alliance_id = p.alliance_id
     join appointment t on t.institution_id = m.institution_id join account a on a.person_id = t.person_id
     where t.role in ('doctor', 'coordinator', 'expert', 'quality_manager')
       and not exists (select 1 from protocol_acknowledgement k where k.version_id = v.id and k.person_id = t.person_id) order by 1, 2`,
  );
  expect(open.filter(({ late }) => late)).toEqual([{ code: 'ACS', username: 'township.doctor', late: true }]);
  expect(open.filter(({ late }) => !late).map(({ code, username }) => `${code} ${username}`)).toEqual([
    'HTN county.coordinator',
    'HTN county.doctor',
    'HTN lead.coordinator',
    'HTN township.doctor',
  ]);
});

it('a search finds words and their pinyin', async () => {
  const hits = await rows<{ place: string }>(
    `select place from protocol_search_entry where text like '%继发性高血压%' and pinyin like '%jifaxinggaoxueya%' and initials like '%jfxgxy%'`,
  );
  expect(hits.map(({ place }) => place)).toContain('HTN-U09');
});
