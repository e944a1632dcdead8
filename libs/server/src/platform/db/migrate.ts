import { MikroORM } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import pg from 'pg';
import { Identity } from './migrations/0001-identity.js';
import { Platform } from './migrations/0002-platform.js';
import { Alliance } from './migrations/0003-alliance.js';
import { Referral } from './migrations/0004-referral.js';
import { Security } from './migrations/0005-security.js';
import { DefinerFunctions } from './migrations/0006-definer-functions.js';
import { Account } from './migrations/0007-account.js';
import { SignIn } from './migrations/0008-sign-in.js';
import { AccountAdministration } from './migrations/0009-account-administration.js';
import { Administration } from './migrations/0010-administration.js';
import { OnCall } from './migrations/0011-on-call.js';
import { Delivery } from './migrations/0012-delivery.js';
import { SignOnAndMachines } from './migrations/0013-sign-on-and-machines.js';
import { Protocol } from './migrations/0014-protocol.js';
import { ProtocolGuard } from './migrations/0015-protocol-guard.js';
import { CdsCard } from './migrations/0016-cds.js';
import { Replay } from './migrations/0017-replay.js';
import { ProtocolUse } from './migrations/0018-protocol-use.js';
import { ReferralFlow } from './migrations/0019-referral-flow.js';
import { Capacity } from './migrations/0020-capacity.js';
import { PatientIdentity } from './migrations/0021-identity.js';
import { Receivers } from './migrations/0022-receivers.js';
import { Trip } from './migrations/0023-trip.js';
import { Desk } from './migrations/0024-desk.js';
import { Escalation } from './migrations/0025-escalation.js';
import { Batch } from './migrations/0026-batch.js';
import { ReferralRelations } from './migrations/0027-referral-relations.js';
import { ComingDown } from './migrations/0028-coming-down.js';
import { Conversation } from './migrations/0029-conversation.js';
import { Upload } from './migrations/0030-upload.js';
import { Archive } from './migrations/0031-archive.js';
import { PatientLink } from './migrations/0032-patient-link.js';
import { MemberConsole } from './migrations/0033-member-console.js';
import { Analytics } from './migrations/0034-analytics.js';
import { DownCandidate } from './migrations/0035-down-candidate.js';
import { FollowUp } from './migrations/0037-follow-up.js';
import { Consultation } from './migrations/0038-consultation.js';
import { ConsultationWalls } from './migrations/0038-consultation-walls.js';
import { ServiceAgreementAndExpert } from './migrations/0039-service-agreement.js';
import { Availability } from './migrations/0040-availability.js';
import { Reservation } from './migrations/0040-reservation.js';
import { SessionRoom } from './migrations/0041-session-room.js';
import { CalendarFeed } from './migrations/0042-calendar-feed.js';
import { CaseBoard } from './migrations/0043-case-board.js';
import { ConsultationArchive } from './migrations/0044-consultation-archive.js';
import { HubAgreement } from './migrations/0045-hub-agreement.js';
import { TestCatalogue } from './migrations/0046-test-catalogue.js';
import { QualityGate } from './migrations/0047-quality-gate.js';
import { TestResult } from './migrations/0048-test-result.js';
import { Recognition } from './migrations/0049-recognition.js';
import { Hl7Connection } from './migrations/0050-hl7-connection.js';
import { RecognitionReview } from './migrations/0051-recognition-review.js';
import { ResultPass } from './migrations/0052-result-pass.js';
import { CertificateScan } from './migrations/0053-certificate-scan.js';

const migrationsList = [
  { name: '0001-identity', class: Identity },
  { name: '0002-platform', class: Platform },
  { name: '0003-alliance', class: Alliance },
  { name: '0004-referral', class: Referral },
  { name: '0005-security', class: Security },
  { name: '0006-definer-functions', class: DefinerFunctions },
  { name: '0007-account', class: Account },
  { name: '0008-sign-in', class: SignIn },
  { name: '0009-account-administration', class: AccountAdministration },
  { name: '0010-administration', class: Administration },
  { name: '0011-on-call', class: OnCall },
  { name: '0012-delivery', class: Delivery },
  { name: '0013-sign-on-and-machines', class: SignOnAndMachines },
  { name: '0014-protocol', class: Protocol },
  { name: '0015-protocol-guard', class: ProtocolGuard },
  { name: '0016-cds', class: CdsCard },
  { name: '0017-replay', class: Replay },
  { name: '0018-protocol-use', class: ProtocolUse },
  { name: '0019-referral-flow', class: ReferralFlow },
  { name: '0020-capacity', class: Capacity },
  { name: '0021-identity', class: PatientIdentity },
  { name: '0022-receivers', class: Receivers },
  { name: '0023-trip', class: Trip },
  { name: '0024-desk', class: Desk },
  { name: '0025-escalation', class: Escalation },
  { name: '0026-batch', class: Batch },
  { name: '0027-referral-relations', class: ReferralRelations },
  { name: '0028-coming-down', class: ComingDown },
  { name: '0029-conversation', class: Conversation },
  { name: '0030-upload', class: Upload },
  { name: '0031-archive', class: Archive },
  { name: '0032-patient-link', class: PatientLink },
  { name: '0033-member-console', class: MemberConsole },
  { name: '0034-analytics', class: Analytics },
  { name: '0035-down-candidate', class: DownCandidate },
  { name: '0037-follow-up', class: FollowUp },
  { name: '0038-consultation', class: Consultation },
  { name: '0038-consultation-walls', class: ConsultationWalls },
  { name: '0039-service-agreement', class: ServiceAgreementAndExpert },
  { name: '0040-availability', class: Availability },
  { name: '0040-reservation', class: Reservation },
  { name: '0041-session-room', class: SessionRoom },
  { name: '0042-calendar-feed', class: CalendarFeed },
  { name: '0043-case-board', class: CaseBoard },
  { name: '0044-consultation-archive', class: ConsultationArchive },
  { name: '0045-hub-agreement', class: HubAgreement },
  { name: '0046-test-catalogue', class: TestCatalogue },
  { name: '0047-quality-gate', class: QualityGate },
  { name: '0048-test-result', class: TestResult },
  { name: '0049-recognition', class: Recognition },
  { name: '0050-hl7-connection', class: Hl7Connection },
  { name: '0051-recognition-review', class: RecognitionReview },
  { name: '0052-result-pass', class: ResultPass },
  { name: '0053-certificate-scan', class: CertificateScan },
];

/** Any number works; it only has to be the same in every process that migrates. */
const migrationLock = 7_226_114;

/**
 * Brings a database to the newest schema, forward only, one process at a time.
 * @param ownerUrl a role that may create roles and owns the schema; the portal's own processes never get it
 * @param passwords of the two login roles, `alliance_app` and `alliance_system`
 */
export async function migrate(ownerUrl: string, passwords: { app: string; system: string }): Promise<{ applied: string[] }> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query('select pg_advisory_lock($1)', [migrationLock]);
    await prepareRoles(owner, passwords);
    const orm = await MikroORM.init({
      clientUrl: ownerUrl,
      entities: [],
      discovery: { warnWhenNoEntities: false },
      extensions: [Migrator],
      migrations: { migrationsList, tableName: 'schema_migration', snapshot: false, allOrNothing: true, silent: true },
      pool: { min: 0, max: 1 },
    });
    try {
      const applied = await orm.migrator.up();
      return { applied: applied.map(({ name }) => name) };
    } finally {
      await orm.close(true);
    }
  } finally {
    await owner.end();
  }
}

async function prepareRoles(owner: pg.Client, { app, system }: { app: string; system: string }): Promise<void> {
  // roles belong to the cluster, so databases of one cluster share them
  for (const extension of ['btree_gist', 'pg_trgm']) await owner.query(`create extension if not exists ${extension}`);
  const { rows } = await owner.query<{ rolname: string }>(`select rolname from pg_roles where rolname like 'alliance_%'`);
  const known = new Set(rows.map(({ rolname }) => rolname));
  if (!known.has('alliance_definer')) await owner.query('create role alliance_definer nologin bypassrls');
  for (const [role, password] of [
    ['alliance_app', app],
    ['alliance_system', system],
  ] as const) {
    if (!known.has(role)) await owner.query(`create role ${role} login`);
    await owner.query(`alter role ${role} password ${owner.escapeLiteral(password)}`);
    // a forgotten transaction may not hold a lock or the pool
    await owner.query(`alter role ${role} set idle_in_transaction_session_timeout = '10s'`);
    await owner.query(`alter role ${role} set statement_timeout = '15s'`);
    await owner.query(`alter role ${role} set lock_timeout = '5s'`);
    // the price of a page on a flash disk: at the default of 4 the planner sorts all open rows of a hospital instead of following the queue's index
    await owner.query(`alter role ${role} set random_page_cost = 1.1`);
  }
  const me = (await owner.query<{ me: string }>('select current_user as me')).rows[0]?.me as string;
  await owner.query(`grant alliance_definer to ${owner.escapeIdentifier(me)}`);
}
