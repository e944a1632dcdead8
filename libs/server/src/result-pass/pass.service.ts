import type { issuePass, ResultPass } from '@alliance/contracts/result-pass.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { newToken } from '../platform/auth/session.opener.js';
import { tokenHash } from '../platform/auth/session.reader.js';
import { Commands } from '../platform/command/commands.js';
import { canonical, digest } from '../platform/crypto/digest.js';
import { Database } from '../platform/db/database.js';
import { newId } from '../platform/ids.js';
import { PassSigner } from './pass-signer.js';
import { PassQueries } from './pass.queries.js';

const insertPass = `
  insert into result_pass (id, institution_id, patient_id, token_hash, issued_by, issued_at, expires_at) values ($1, current_institution(), $2, $3, $4, $5, $6)`;
const insertReport = `
  insert into result_pass_report (pass_id, position, report_id, statement, sha256, signature) values ($1, $2, $3, $4, $5, $6)`;

/** Giving a patient results to carry along, and taking the pass back. */
@Injectable()
export class PassService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly queries: PassQueries,
    private readonly signer: PassSigner,
  ) {}

  /** @throws Refusal access.not_found */
  list(actor: Actor, patientId: string): Promise<{ items: ResultPass[] }> {
    return this.database.write(actor, async (tx) => {
      const items = await this.queries.ofPatient(tx, patientId);
      await this.audit.seen(tx, actor, { action: 'result_pass.list', objectKind: 'patient', objectIds: [patientId] });
      return { items };
    });
  }

  /** A repeated request makes a new pass: the token of the first is nowhere to be read again. @throws Refusal access.not_found, report.not_found */
  issue(actor: Actor, patientId: string, asked: InputOf<typeof issuePass>['body']): Promise<AnswerOf<typeof issuePass>> {
    const token = newToken();
    return this.commands.run(actor, async (work) => {
      const id = newId();
      const statements = await this.queries.statements(work, id, patientId, asked.reportIds);
      const expiresAt = new Date(work.now.getTime() + asked.days * 86_400_000);
      await work.rows(insertPass, [id, patientId, tokenHash(token), actor.appointmentId, work.now, expiresAt]);
      for (const [position, statement] of statements.entries()) {
        const text = canonical(statement);
        await work.rows(insertReport, [id, position, statement.reportId, text, digest(text), this.signer.sign(text)]);
      }
      work.audit({ action: 'result_pass.issued', objectKind: 'result_pass', objectIds: [id] });
      const data = { reports: statements.length, days: asked.days };
      const recipients = [actor.institutionId];
      work.event({ kind: 'result_pass.issued', topic: 'report', subjectId: id, version: 1, data, recipients });
      return { token, pass: await this.queries.one(work, id) };
    });
  }

  /** Again changes nothing. @throws Refusal access.not_found */
  revoke(actor: Actor, id: string): Promise<ResultPass> {
    return this.commands.run(actor, async (work) => {
      const ended = await work.rows('update result_pass set revoked_at = $2 where id = $1 and revoked_at is null returning id', [
        id,
        work.now,
      ]);
      if (ended.length) {
        work.audit({ action: 'result_pass.revoked', objectKind: 'result_pass', objectIds: [id] });
        work.event({ kind: 'result_pass.revoked', topic: 'report', subjectId: id, version: 2, recipients: [actor.institutionId] });
      }
      return this.queries.one(work, id);
    });
  }
}
