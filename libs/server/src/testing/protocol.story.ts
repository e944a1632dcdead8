import * as protocol from '@alliance/contracts/protocol.contract';
import {
  approveVersion,
  createProtocol,
  draftVersion,
  getProtocol,
  publishVersion,
  submitVersion,
  writeVersion,
} from '@alliance/contracts/protocol.contract';
import type { ProtocolView, VersionView } from '@alliance/contracts/protocol.schema';
import type { Criterion } from '@alliance/domain/criteria/rule.types';
import type { Role } from '@alliance/domain/access/actor';
import type { ProtocolContent } from '@alliance/domain/protocol/protocol.types';
import { newId } from '../platform/ids.js';
import { ProtocolModule } from '../protocol/protocol.module.js';
import { startApi, type Person, type Serving, type TestApi } from './app.js';
import { dayFrom } from './person.story.js';
import { cloneDatabase, type TestDatabase } from './services.js';
import { makeWorld, type World } from './world.js';

/** What an API needs to serve protocols. */
export const protocolSlice: Serving = { features: [ProtocolModule], contracts: [protocol] };

/** An alliance of the lead with the county and the township hospital, in force since 2020. */
export async function makeAlliance({ owner }: TestDatabase, world: World, members: readonly string[] = []): Promise<string> {
  const id = newId();
  await owner.query(
    `insert into alliance (id, name_zh, specialty, phase, lead_id, invented, opened_on) values ($1, $2, 'cardiovascular', 'running', $3, true, '2020-01-01')`,
    [id, `心血管专科联盟 ${id}`, world.lead.id],
  );
  for (const institution of [world.lead.id, ...(members.length ? members : [world.county.id, world.township.id])])
    await owner.query(
      `insert into membership (id, alliance_id, institution_id, role, agreement, valid) values ($1, $2, $3, $4, '协〔2020〕1号', '[2020-01-01,)')`,
      [newId(), id, institution, institution === world.lead.id ? 'lead' : 'member'],
    );
  return id;
}

/** Somebody of the core academic team, signed in. */
export async function academic(
  { owner }: TestDatabase,
  api: TestApi,
  world: World,
  username: string,
  role: Role = 'expert',
  hospital: 'lead' | 'county' | 'township' | 'other' = 'lead',
): Promise<Person> {
  const personId = newId();
  await owner.query('insert into person (id, name) values ($1, $2)', [personId, username]);
  await owner.query(`insert into appointment (id, person_id, institution_id, role, valid) values ($1, $2, $3, $4, '[2020-01-01,)')`, [
    newId(),
    personId,
    world[hospital].id,
    role,
  ]);
  await owner.query(
    `insert into account (id, person_id, username, password_hash) select $1, $2, $3, password_hash from account where username = 'county.doctor'`,
    [newId(), personId, username],
  );
  return api.as(username);
}

const sbp = {
  key: 'sbp',
  name: { zh: '收缩压', en: 'Systolic blood pressure' },
  kind: 'quantity',
  group: 'vital_signs',
  unit: 'mm[Hg]',
} as const;

/** Sent up at or above a blood pressure, with a case on either side of the threshold. */
export const pressureCriterion = (code: string, threshold: number, more: Partial<Criterion> = {}): Criterion => ({
  code,
  direction: 'up',
  urgency: '24h',
  label: { zh: '血压持续升高', en: 'Blood pressure stays high' },
  rule: { fact: 'sbp', op: '>=', value: threshold },
  population: { all: [] },
  levels: [],
  target: { zh: '上级医院高血压门诊' },
  grades: ['V'],
  source: '国家基层高血压防治管理指南',
  testCases: [
    { name: '达到', facts: { sbp: threshold }, expect: 'met' },
    { name: '未达到', facts: { sbp: threshold - 1 }, expect: 'not_met' },
  ],
  ...more,
});

export const pressureContent = (code: string, threshold = 180, more: Partial<ProtocolContent> = {}): ProtocolContent => ({
  title: { zh: `高血压分级诊疗 ${code}`, en: `Hypertension ${code}` },
  changeNote: '首版',
  sections: [{ kind: 'who_for', blocks: [{ kind: 'paragraph', runs: [{ text: '成人高血压患者' }] }] }],
  facts: [sbp],
  criteria: [pressureCriterion(`${code}-U01`, threshold)],
  quiz: null,
  references: [],
  ...more,
});

let started = 0;
/** A code that no other protocol of the run has: `TA`, `TB` … */
export const freshCode = (): string => `T${(started++ + 36).toString(36).toUpperCase()}`;

export const starts = (author: Person, allianceId: string, code = freshCode()): Promise<ProtocolView> =>
  author.get(createProtocol, { body: { allianceId, code, title: { zh: `规范 ${code}` } } });

export const at = ({ protocolId, number }: Pick<VersionView, 'protocolId' | 'number'>) => ({ id: protocolId, n: String(number) });

export const writes = (
  author: Person,
  { id, n, version }: { id: string; n: string; version: number },
  content: ProtocolContent,
): Promise<VersionView> => author.get(writeVersion, { params: { id, n }, body: { version, content } as never });

/** Written by one, approved and published by another, from today unless said otherwise. */
export async function publishes(
  author: Person,
  approver: Person,
  draft: { id: string; n: string; version: number },
  content: ProtocolContent,
  effectiveFrom = dayFrom(),
): Promise<VersionView> {
  const written = await writes(author, draft, content);
  const params = at(written);
  const submitted = await author.get(submitVersion, { params, body: { version: written.version } });
  const approved = await approver.get(approveVersion, { params, body: { version: submitted.version } });
  return approver.get(publishVersion, { params, body: { version: approved.version, effectiveFrom } });
}

/** An alliance, somebody who writes and somebody who approves, and an API that serves them. */
export interface ProtocolStage {
  readonly database: TestDatabase;
  readonly world: World;
  readonly api: TestApi;
  readonly allianceId: string;
  readonly author: Person;
  readonly second: Person;
  readonly countyDoctor: Person;
  readonly outsider: Person;
}

/** @param more slices that the API serves beside protocols */
export async function setStage(...more: readonly Serving[]): Promise<ProtocolStage> {
  const database = await cloneDatabase();
  const world = await makeWorld(database);
  const slices = [protocolSlice, ...more];
  const api = await startApi(database, {
    features: slices.flatMap(({ features }) => features),
    contracts: slices.flatMap(({ contracts }) => contracts),
  });
  return {
    database,
    world,
    api,
    allianceId: await makeAlliance(database, world),
    author: await academic(database, api, world, 'lead.author'),
    second: await academic(database, api, world, 'lead.second', 'quality_manager'),
    countyDoctor: await api.as('county.doctor'),
    outsider: await api.as('other.doctor'),
  };
}

export async function clearStage({ api, database }: ProtocolStage): Promise<void> {
  await api.close();
  await database.drop();
}

type Content = Partial<ProtocolContent>;
/** A draft with content, started and written by the author. */
export async function draftOf({ author, allianceId }: ProtocolStage, code = freshCode(), more: Content = {}): Promise<VersionView> {
  const { id } = await starts(author, allianceId, code);
  return writes(author, { id, n: '1', version: 1 }, pressureContent(code, 180, more));
}

export async function publishedOf({ author, second, allianceId }: ProtocolStage, more: Content = {}): Promise<VersionView> {
  const code = freshCode();
  const { id } = await starts(author, allianceId, code);
  return publishes(author, second, { id, n: '1', version: 1 }, pressureContent(code, 180, more));
}

export async function nextDraftOf({ author }: ProtocolStage, id: string): Promise<VersionView> {
  const { version } = await author.get(getProtocol, { params: { id } });
  return author.get(draftVersion, { params: { id }, body: { version } });
}

/** What was told of a subject and to whom, in order. */
export async function eventsOf({ owner }: TestDatabase, id: string): Promise<{ kind: string; recipients: string[] }[]> {
  const { rows } = await owner.query('select kind, recipients from event where subject_id = $1 order by recorded_at, id', [id]);
  return rows as { kind: string; recipients: string[] }[];
}
