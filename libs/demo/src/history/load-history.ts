import { judgeTogether } from '@alliance/domain/criteria/judge-together';
import { knownFacts } from '@alliance/domain/criteria/known-facts';
import { careLevelOf, defaultResponseMinutes } from '@alliance/domain/criteria/response-time';
import { isAsked, needsCriteriaReason } from '@alliance/domain/referral/criteria-verdict';
import { blankReferral } from '@alliance/domain/referral/blank-referral';
import { directionOf } from '@alliance/domain/referral/direction';
import type { ReferralFacts } from '@alliance/domain/referral/referral.types';
import { judgementView } from '@alliance/server/judgement/judgement.view';
import type { FieldCipher } from '@alliance/server/platform/crypto/field-cipher';
import type pg from 'pg';
import { demoId } from '../demo-id.js';
import { hospitals } from '../hospitals.data.js';
import { people } from '../people.data.js';
import type { DemoVersion } from '../protocol/versions.js';
import { historicCases, historicKinds, type HistoricKind } from './history.data.js';
import { live } from './life.js';
import { historicPatient } from './patient.js';
import { eventRow, judgementRow, noteRow, referralRow } from './rows.js';
import { spread } from './spread.js';
import { standingThen } from './standing.js';

const hour = 3_600_000;
const days = 88;
const levelOf = (key: string) => hospitals.find((hospital) => hospital.key === key)?.level ?? 'unknown';

/**
 * Invented referrals of the last 90 days, closed, judged by the product's own judge with what was in force then: what a replay runs over.
 * They have their events; nobody is told of them again.
 */
export async function loadHistory(owner: pg.ClientBase, versions: readonly DemoVersion[], cipher: FieldCipher, now: Date): Promise<void> {
  const standing = standingThen(versions);
  const cases = Array.from({ length: historicCases }, (_, n) => historicCase(n, now, standing, cipher));
  await fill(
    owner,
    'patient',
    cases.map(({ patient }) => patient.row),
  );
  await fill(
    owner,
    'patient_relation',
    cases.flatMap(({ patient }) => patient.relations),
  );
  await fill(
    owner,
    'referral',
    cases.map(({ referral }) => referral),
  );
  await fill(
    owner,
    'referral_judgement',
    cases.map(({ judgement }) => judgement),
  );
  await fill(
    owner,
    'event',
    cases.flatMap(({ events }) => events),
  );
  await fill(
    owner,
    'referral_note',
    cases.flatMap(({ notes }) => notes),
  );
}

/** Hours from sending to arrival that are usual for the service; nobody comes after today. */
function waitOf(n: number, { service, urgency }: HistoricKind, submittedAt: Date, now: Date): number {
  const usual = {
    emergency: [1, 4],
    inpatient: urgency === 'routine' ? [20, 60] : [3, 18],
    outpatient: [16, 90],
    examination: [20, 70],
  } as const;
  const [shortest, longest] = usual[service];
  const past = Math.floor((now.getTime() - submittedAt.getTime()) / hour) - 36;
  return Math.max(1, Math.min(spread(n, 37, shortest, longest), past));
}

function historicCase(n: number, now: Date, standing: ReturnType<typeof standingThen>, cipher: FieldCipher) {
  const kind = historicKinds[n % historicKinds.length] ?? historicKinds[0];
  const submittedAt = new Date(now.getTime() - (2 + (days * n) / historicCases) * 24 * hour - spread(n, 31, 0, 7) * hour);
  const patient = historicPatient(n, kind, submittedAt, cipher);
  const direction = directionOf(levelOf(kind.from), levelOf(kind.to));
  const level = careLevelOf(levelOf(kind.from));
  const protocols = standing(kind.alliance, kind.from, submittedAt);
  const typed = kind.facts(n);
  const facts = { ...knownFacts({ sex: patient.sex, birthDate: patient.birthDate }), ...typed };
  const ask = { direction: direction === 'down' ? direction : ('up' as const), at: submittedAt, level };
  const joint = judgeTogether(
    protocols.map(({ set }) => set),
    facts,
    ask,
  );
  const view = judgementView(protocols, joint, submittedAt);
  const judged = {
    verdict: view.verdict,
    asked: isAsked(view.findings),
    respondWithinMinutes: view.urgency && defaultResponseMinutes[view.urgency],
  };
  const draft: ReferralFacts = {
    ...blankReferral(demoId(`historic referral ${n}`), demoId(`institution ${kind.from}`)),
    ...{ direction, transport: 'own_way', patientBirthDate: patient.birthDate },
    ...{ receiverId: demoId(`institution ${kind.to}`), receiverDepartmentId: demoId(`department ${kind.to} ${kind.department}`) },
    ...{ patientId: patient.row.id, service: kind.service, urgency: kind.urgency, reason: kind.reason, diagnosisText: kind.diagnosis[1] },
    ...{ reviewer: '孟庆华（科主任，演示）', consentGiver: kind.urgency === 'immediate' ? 'relative' : 'patient' },
    criteriaReason: needsCriteriaReason(judged, kind.urgency) ? 'clinical_judgement' : null,
  };
  const life = live(draft, {
    sender: actorOf(`${kind.from}.doctor`),
    receiver: actorOf(`${kind.to}.${kind.service === 'emergency' ? 'doctor' : 'coordinator'}`),
    judged,
    submittedAt,
    waitHours: waitOf(n, kind, submittedAt, now),
  });
  return {
    patient,
    referral: referralRow(n, kind, patient, life, typed),
    judgement: judgementRow(life, demoId(`alliance ${kind.alliance}`), { view, facts, level, direction: ask.direction }),
    events: life.happened.map((happened) => eventRow(life, happened)),
    notes: life.happened.flatMap((happened) => noteRow(life, happened)),
  };
}

function actorOf(username: string) {
  const person = people.find((one) => one.username === username);
  if (!person) throw new Error(`nobody is called ${username}`);
  return {
    personId: demoId(`person ${username}`),
    appointmentId: demoId(`appointment ${username}`),
    institutionId: demoId(`institution ${person.hospital}`),
    role: person.role,
  };
}

/** Rows as JSON, named as the columns are. */
async function fill(owner: pg.ClientBase, table: string, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  await owner.query(`insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [
    JSON.stringify(rows),
  ]);
}
