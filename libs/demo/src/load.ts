import { initialsOf, pinyinOf } from '@alliance/server/platform/text/pinyin';
import { hashPassword } from '@alliance/server/platform/auth/password';
import { FieldCipher } from '@alliance/server/platform/crypto/field-cipher';
import { today } from '@alliance/server/platform/today';
import pg from 'pg';
import { loadArchives } from './archives.js';
import { loadCapacity } from './capacity.js';
import { loadAvailability } from './consultations/availability.js';
import { loadConsultations } from './consultations/load-consultations.js';
import { loadDeadlines } from './deadlines.js';
import { demoId } from './demo-id.js';
import { loadDocuments } from './documents/load-documents.js';
import { everybody, phoneOf, staffNumberOf } from './everybody.js';
import { diagnoses, edition } from './diagnoses.data.js';
import { hospitals } from './hospitals.data.js';
import { people } from './people.data.js';
import { loadFormularies } from './formulary.js';
import { loadHistory } from './history/load-history.js';
import { loadPatients } from './patients.js';
import { loadAlliances } from './protocol/load-alliances.js';
import { loadProtocols } from './protocol/load-protocols.js';
import { loadProtocolUse } from './protocol/load-use.js';
import { demoVersions, type DemoVersion } from './protocol/versions.js';
import { loadResults } from './results/load-results.js';
import { loadCertificates } from './results/certificates.js';
import { loadReceivers } from './receivers.js';
import { loadRegistry } from './registry.js';
import { loadServiceAgreements } from './service-agreements.js';
import { loadTestCatalogue } from './test-catalogue/load-test-catalogue.js';
import { loadStories, storyReferrals } from './stories/load-stories.js';
import { loadLines, loadRota } from './rota.js';

export interface DemoOptions {
  /** Owner of the schema: the demonstration is loaded past the policies, before anybody signs in. */
  readonly ownerUrl: string;
  readonly fieldKey: string;
  readonly password: string;
  /** Without it the 90 days that lie behind are left out: for whoever looks at something else. */
  readonly history?: boolean;
  /** Where files are kept; without it nothing is attached to the referrals. */
  readonly dataDir?: string;
  /** The moment to which everything is relative; without one, this one. */
  readonly now?: Date;
}
export interface DemoLoaded {
  /** False when it was there already. */
  readonly loaded: boolean;
  readonly accounts: { readonly username: string; readonly who: string }[];
}

const lock = 7_226_116;
const day = 86_400_000;

/** Loads the demonstration once: the real pairings, and invented alliances with their protocols and people to sign in as. All of it or nothing. */
export async function loadDemo({
  ownerUrl,
  fieldKey,
  password,
  history = true,
  dataDir,
  now = new Date(),
}: DemoOptions): Promise<DemoLoaded> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query('begin');
    await owner.query('select pg_advisory_xact_lock($1)', [lock]);
    const { rowCount } = await owner.query('select 1 from institution where id = $1', [demoId('institution lead')]);
    if (!rowCount) {
      await loadRegistry(owner);
      await loadHospitals(owner);
      await loadReceivers(owner, now);
      await loadPeople(owner, await hashPassword(password));
      const versions = await loadAlliancesAndProtocols(owner, now);
      await loadDiagnoses(owner);
      await loadServiceAgreements(owner, now);
      await loadTestCatalogue(owner, now);
      const cipher = new FieldCipher({ FIELD_KEY: fieldKey });
      if (history) await loadHistory(owner, versions, cipher, now);
      await loadPatients(owner, cipher, now);
      await loadLines(owner);
      await loadRota(owner, now);
      await loadCapacity(owner, now);
      await loadDeadlines(owner);
      await loadFormularies(owner, now);
      await loadStories(owner, versions, cipher, now);
      await loadAvailability(owner, now);
      if (history) await loadConsultations(owner, now);
      await loadCertificates(owner, now);
      await loadResults(owner, cipher, now);
      if (dataDir) await loadDocuments(owner, dataDir);
      await loadArchives(owner, storyReferrals, now);
    }
    await owner.query('commit');
    return { loaded: !rowCount, accounts: people.map(({ username, who }) => ({ username, who })) };
  } catch (error) {
    await owner.query('rollback');
    throw error;
  } finally {
    await owner.end();
  }
}

/** The invented county a hospital is named after: who is sent to the city's hospital has left it. */
const countyOf = (name: string): string | undefined => /^\p{Script=Han}{1,3}?县/u.exec(name)?.[0];

async function loadHospitals(owner: pg.ClientBase): Promise<void> {
  for (const { key, name, type, level, city, phone, departments, lines, capabilities } of hospitals) {
    const id = demoId(`institution ${key}`);
    await owner.query(
      `insert into institution (id, name, pinyin, initials, province, city, type, level, level_basis, phone, invented)
       values ($1, $2, $3, $4, '演示省', $8, $5, $6, '演示数据 demonstration', $7, true)`,
      [id, name, pinyinOf(name), initialsOf(name), type, level, phone, city ?? countyOf(name) ?? '云岭市'],
    );
    for (const [kind, written] of [
      ['name', name],
      ['pinyin', pinyinOf(name)],
      ['initials', initialsOf(name)],
    ])
      await owner.query('insert into institution_name (institution_id, kind, name) values ($1, $2, $3)', [id, kind, written]);
    for (const { key: department, zh, en, specialty, subjects, permits, phone: line } of departments)
      await owner.query(
        `insert into department (id, institution_id, name_zh, name_en, specialties, treatment_subjects, standing_permissions, phone)
         values ($1, $2, $3, $4, array[$5], $6, $7, $8)`,
        [demoId(`department ${key} ${department}`), id, zh, en, specialty, subjects, permits ?? [], line],
      );
    for (const [kind, line] of lines)
      await owner.query('insert into contact_line (id, institution_id, kind, phone) values ($1, $2, $3, $4)', [
        demoId(`line ${key} ${kind}`),
        id,
        kind,
        line,
      ]);
    for (const [capability, department] of capabilities)
      await owner.query(
        `insert into capability (id, institution_id, department_id, capability, valid) values ($1, $2, $3, $4, '[2024-01-01,)')`,
        [demoId(`capability ${key} ${capability}`), id, department ? demoId(`department ${key} ${department}`) : null, capability],
      );
  }
}

async function loadPeople(owner: pg.ClientBase, passwordHash: string): Promise<void> {
  for (const { username, name, hospital, department, role, title, practises } of everybody) {
    const personId = demoId(`person ${username}`);
    await owner.query('insert into person (id, name, pinyin, initials, staff_number) values ($1, $2, $3, $4, $5)', [
      personId,
      name,
      pinyinOf(name),
      initialsOf(name),
      staffNumberOf({ username }),
    ]);
    await owner.query('insert into person_contact (person_id, phone) values ($1, $2)', [personId, phoneOf({ username })]);
    if (people.some((one) => one.username === username))
      await owner.query('insert into account (id, person_id, username, password_hash) values ($1, $2, $3, $4)', [
        demoId(`account ${username}`),
        personId,
        username,
        passwordHash,
      ]);
    await owner.query(
      `insert into appointment (id, person_id, institution_id, department_id, role, title, practice_scope, independent_since, valid)
       values ($1, $2, $3, $4, $5, $6, $7, $8, '[2024-01-01,)')`,
      [
        demoId(`appointment ${username}`),
        personId,
        demoId(`institution ${hospital}`),
        department ? demoId(`department ${hospital} ${department}`) : null,
        role,
        title,
        practises?.[0] ?? null,
        practises?.[1] ?? null,
      ],
    );
  }
}

/** Alliances that opened last spring, their protocols a month later; of hypertension a second version since the week before last. */
async function loadAlliancesAndProtocols(owner: pg.ClientBase, now: Date): Promise<readonly DemoVersion[]> {
  const spring = Number(today(now).slice(0, 4)) - 1;
  await loadAlliances(owner, `${spring}-03-01`, now);
  const versions = demoVersions({ first: `${spring}-03-31`, second: today(new Date(now.getTime() - 12 * day)) });
  await loadProtocols(owner, versions);
  await loadProtocolUse(owner, versions, now);
  return versions;
}

async function loadDiagnoses(owner: pg.ClientBase): Promise<void> {
  for (const [code, name] of diagnoses)
    await owner.query('insert into diagnosis_code (code, edition, name, pinyin, initials) values ($1, $2, $3, $4, $5)', [
      code,
      edition,
      name,
      pinyinOf(name),
      initialsOf(name),
    ]);
}
