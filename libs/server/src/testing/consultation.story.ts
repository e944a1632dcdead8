import * as act from '@alliance/contracts/consultation-action.contract';
import * as archive from '@alliance/contracts/consultation-archive.contract';
import * as consultation from '@alliance/contracts/consultation.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import type { Route } from '@alliance/contracts/route';
import { consultationKinds } from '@alliance/domain/consultation/consultation.codes';
import { agreementClauses } from '@alliance/domain/service-agreement/service-agreement.codes';
import { randomUUIDv7 } from 'node:crypto';
import { ConsultationArchiveModule, ConsultationArchiveWorkerModule } from '../consultation-archive/consultation-archive.module.js';
import { ConsultationModule, ConsultationWorkerModule } from '../consultation/consultation.module.js';
import type { Person, Serving, TestApi } from './app.js';
import { referralSlice, referralWork, registerSomebody } from './referral.story.js';
import type { TestDatabase } from './services.js';
import type { Hospital, World } from './world.js';

/** What an API needs to serve consultations, and the referrals that they come from and become. */
export const consultationSlice: Serving = {
  features: [...referralSlice.features, ConsultationModule, ConsultationArchiveModule],
  contracts: [...referralSlice.contracts, consultation, act, archive],
};
export const consultationWork = [...referralWork, ConsultationWorkerModule, ConsultationArchiveWorkerModule];

/** A direct agreement in force about every kind. @returns its id */
export async function agree(
  { owner }: TestDatabase,
  provider: Hospital,
  requester: Hospital,
  kinds: readonly string[] = consultationKinds,
): Promise<string> {
  const id = randomUUIDv7();
  await owner.query(
    `insert into service_agreement (id, title, reach, provider_id, requester_id, kinds, valid_from, valid_until, ${agreementClauses.join(', ')}, answer_within_hours,
       plan_within_hours, finish_within_working_days, urgent_within_hours, feedback_within_days, state, drafted_by, in_force_at, created_at, updated_at)
     values ($1, '远程医疗服务协议', 'direct', $2, $3, $4, '2026-01-01', '2036-12-31', ${agreementClauses.map(() => `'约定'`).join(', ')}, 24, 48, 3, 12, 14, 'in_force', $2, now(), now(), now())`,
    [id, provider.id, requester.id, [...kinds]],
  );
  return id;
}

/** Somebody of the test world is an expert: licensed, of the field, for long enough. */
export async function makeExpert(
  { owner }: TestDatabase,
  world: World,
  username: string,
  at: Hospital,
  title = 'chief',
  specialty = 'cardiovascular',
): Promise<string> {
  const { rows } = await owner.query<{ person_id: string }>(
    `update appointment set practice_scope = '内科专业', independent_since = '2010-01-01' where id = $1 returning person_id`,
    [world.appointments[username]],
  );
  const personId = rows[0]?.person_id as string;
  await owner.query(
    `insert into expert_profile (id, person_id, institution_id, title, specialties, kinds, created_at, updated_at) values (uuidv7(), $1, $2, $3, array[$4], $5, now(), now())`,
    [personId, at.id, title, specialty, [...consultationKinds]],
  );
  return personId;
}

/** Another account of the test world, with the password that everybody there has. @returns the person */
export async function appoint({ owner }: TestDatabase, world: World, username: string, at: Hospital, role: string): Promise<string> {
  const [personId, appointmentId] = [randomUUIDv7(), randomUUIDv7()];
  await owner.query('insert into person (id, name) values ($1, $2)', [personId, `person ${username}`]);
  await owner.query(
    `insert into account (id, person_id, username, password_hash) select uuidv7(), $1, $2, password_hash from account where username = 'lead.doctor'`,
    [personId, username],
  );
  await owner.query(`insert into appointment (id, person_id, institution_id, role, valid) values ($1, $2, $3, $4, '[2020-01-01,)')`, [
    ...[appointmentId, personId, at.id, role],
  ]);
  (world.appointments as Record<string, string>)[username] = appointmentId;
  return personId;
}

export const tomorrow = (hour = 10): Date =>
  new Date(`${new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)}T${String(hour).padStart(2, '0')}:00:00+08:00`);

/** The signed form, as it lies with a case. */
export async function consentPaper({ owner, county, appointments }: World, consultationId: string, id: string): Promise<void> {
  await owner.query(
    `insert into consultation_document (id, consultation_id, institution_id, person_id, kind, name, media_type, bytes, sha256, storage_key, at)
     select $1::text::uuid, $2, $3, a.person_id, 'consent', '会诊知情同意书.pdf', 'application/pdf', 3, repeat('0', 64), 'consent/' || $1::text, now() from appointment a where a.id = $4
     on conflict do nothing`,
    [id, consultationId, county.id, appointments['county.doctor']],
  );
}

/** A request that lacks nothing. */
export async function requested(doctor: Person, world: World, more: object = {}): Promise<ConsultationView> {
  const patient = await registerSomebody(doctor);
  const whole = {
    ...{
      kind: 'scheduled',
      patientId: patient.id,
      reason: '反复胸痛',
      aim: '明确是否介入治疗',
      summary: '男，66 岁，胸痛三天，肌钙蛋白升高。',
    },
    ...{ specialty: 'cardiovascular', title: 'associate_chief', plannedAt: tomorrow().toISOString(), diagnosisText: '不稳定性心绞痛' },
    ...{ consentGiver: 'patient', consentOn: '2026-11-01', consentDocumentId: randomUUIDv7(), costTold: true },
    invited: [{ institutionId: world.lead.id, departmentId: world.lead.departmentId, specialty: 'cardiovascular' }],
  };
  const draft = await doctor.get(consultation.draftConsultation, { body: { ...whole, ...more } as never });
  if (draft.consent.documentId) await consentPaper(world, draft.id, draft.consent.documentId);
  return draft;
}

/** One action on the version in hand. */
export const does = async <R extends Route>(
  who: Person,
  route: R,
  { id, version }: { id: string; version: number },
  more: object = {},
): Promise<ConsultationView> => (await who.get(route, { params: { id }, body: { version, ...more } } as never)) as ConsultationView;
export const isRefused = async <R extends Route>(
  who: Person,
  route: R,
  { id, version }: { id: string; version: number },
  more: object = {},
): Promise<string | undefined> => (await who.ask(route, { params: { id }, body: { version, ...more } } as never)).problem?.code;

export interface Consulting {
  readonly doctor: Person;
  readonly expert: Person;
  readonly second: Person;
  readonly coordinator: Person;
  readonly expertId: string;
  readonly secondId: string;
}
/** The county asks the lead, which has two experts. */
export async function consulting(database: TestDatabase, api: TestApi, world: World): Promise<Consulting> {
  await agree(database, world.lead, world.county);
  const expertId = await makeExpert(database, world, 'lead.doctor', world.lead);
  await appoint(database, world, 'lead.second', world.lead, 'expert');
  const secondId = await makeExpert(database, world, 'lead.second', world.lead);
  const [doctor, expert, second, coordinator] = await Promise.all(
    ['county.doctor', 'lead.doctor', 'lead.second', 'lead.coordinator'].map((name) => api.as(name)),
  );
  return { doctor, expert, second, coordinator, expertId, secondId } as Consulting;
}
export const opinion = { stance: 'agrees', text: '建议冠脉造影。', recommendations: ['48 小时内冠脉造影', '双联抗血小板'] };
