import { Global, Module } from '@nestjs/common';
import { AuditLog } from './audit/audit-log.js';
import { AccountAdministration } from './auth/account.administration.js';
import { AddressLimit } from './auth/address-limit.js';
import { Attempts } from './auth/attempts.js';
import { MachineReader } from './auth/machine.reader.js';
import { Passkeys } from './auth/passkeys.js';
import { PasswordProof } from './auth/password.proof.js';
import { PasswordRules } from './auth/password.rules.js';
import { SecondFactors } from './auth/second-factor.js';
import { SessionEnded } from './auth/session-ended.js';
import { SessionOpener } from './auth/session.opener.js';
import { SessionReader } from './auth/session.reader.js';
import { Commands } from './command/commands.js';
import { CONFIG } from './config/config.js';
import { FieldCipher } from './crypto/field-cipher.js';
import { Deliveries } from './delivery/deliveries.js';
import { Wake } from './events/wake.js';
import { Files } from './files/files.js';
import { Incoming } from './files/incoming.js';
import { SCANNERS } from './files/scanner.js';
import { scannersOf } from './files/scanners.js';
import { JobQueue } from './jobs/job-queue.js';
import { InboxQueries } from './live/inbox.js';
import { RedisModule } from './redis/redis.module.js';
import { DocumentParents } from './upload/document-parents.js';
import { UploadService } from './upload/upload.service.js';
import { UploadStore } from './upload/upload.store.js';

const parts = [
  AuditLog,
  AccountAdministration,
  AddressLimit,
  Attempts,
  Passkeys,
  PasswordProof,
  PasswordRules,
  SecondFactors,
  SessionEnded,
  SessionOpener,
  SessionReader,
  MachineReader,
  Commands,
  FieldCipher,
  Deliveries,
  Wake,
  Files,
  Incoming,
  { provide: SCANNERS, useFactory: scannersOf, inject: [CONFIG] },
  JobQueue,
  InboxQueries,
  DocumentParents,
  UploadStore,
  UploadService,
];

/** What features of every process may ask for. */
@Global()
@Module({ imports: [RedisModule], providers: parts, exports: [...parts, RedisModule] })
export class PlatformModule {}
