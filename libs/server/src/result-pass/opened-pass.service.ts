import { PassStatement, type OpenedPass, type takeOverPass } from '@alliance/contracts/result-pass.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { identityOf } from '@alliance/domain/identity/patient';
import type { ReportState } from '@alliance/domain/recognition/recognition.codes';
import { Refusal } from '@alliance/domain/refusal';
import { showsValues, standingOf } from '@alliance/domain/result-pass/result-pass';
import { Injectable } from '@nestjs/common';
import { PatientLedger } from '../patient/patient.ledger.js';
import { AddressLimit } from '../platform/auth/address-limit.js';
import { tokenHash } from '../platform/auth/session.reader.js';
import { Clock } from '../platform/clock.js';
import { Commands } from '../platform/command/commands.js';
import { digest } from '../platform/crypto/digest.js';
import { FieldCipher } from '../platform/crypto/field-cipher.js';
import { Database } from '../platform/db/database.js';
import { today } from '../platform/today.js';
import { ConsentLedger } from '../test-result/consent.ledger.js';
import { PassSigner } from './pass-signer.js';

interface BehindRow {
  pass_id: string;
  institution_id: string;
  institution: string;
  phone: string | null;
  initial: string;
  issued_at: Date;
  expires_at: Date;
  statement: string;
  sha256: string;
  signature: string;
  current_edition: number;
  current_state: ReportState;
}
type TakeOver = InputOf<typeof takeOverPass>['body'];

/** What whoever holds a pass does by it. The database asks for the token itself. */
@Injectable()
export class OpenedPassService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly limit: AddressLimit,
    private readonly clock: Clock,
    private readonly signer: PassSigner,
    private readonly cipher: FieldCipher,
    private readonly patients: PatientLedger,
    private readonly consents: ConsentLedger,
  ) {}

  /** Unknown, expired and revoked passes are refused alike, and guessing is counted. @throws Refusal link.invalid, request.too_many */
  open(token: string, address: string): Promise<OpenedPass> {
    const hash = tokenHash(token);
    return this.limit.guard(address, async () => {
      await this.limit.ask(address);
      const rows = await this.database.anonymous<BehindRow>('select * from result_pass_behind($1, $2)', [hash, this.clock.now()]);
      const [first] = rows;
      if (!first) throw new Refusal('link.invalid');
      return this.commands.run({ institutionId: first.institution_id }, async (work) => {
        await work.rows('select result_pass_looked($1, $2)', [hash, work.now]);
        work.audit({ action: 'result_pass.look', objectKind: 'result_pass', objectIds: [first.pass_id] });
        return this.view(first, rows);
      });
    });
  }

  /**
   * A wrong number, a token of nobody and a pass that ended are refused alike; each wrong number is counted at the pass.
   * @throws Refusal link.invalid, request.too_many, request.invalid, patient.*
   */
  takeOver(actor: Actor, typed: TakeOver, address: string): Promise<{ patientId: string }> {
    const { token, identifierKind, identifier, giver, giverName } = typed;
    const paper = { identifierKind, identifier, name: '', sex: 'unknown', birthDate: null } as const;
    const identity = identityOf(paper, today(this.clock.now()));
    const index = this.cipher.blindIndex(identifierKind, identity.identifier as string);
    return this.limit.guard(address, async () => {
      await this.limit.ask(address);
      const taken = await this.commands.run(actor, async (work) => {
        const [carrier] = await work.rows<{ pass_id: string; name: string }>('select * from result_pass_carrier($1, $2, $3)', [
          ...[tokenHash(token), index, work.now],
        ]);
        // counted and kept: the refusal comes after the commit
        if (!carrier) return work.audit({ action: 'result_pass.mismatch', objectKind: 'result_pass', objectIds: [] });
        const patientId = await this.patients.write(work, { ...identity, name: carrier.name }, {}, {});
        await this.consents.record(work, patientId, { given: true, giver, giverName, rescueReason: null });
        work.audit({ action: 'result_pass.taken_over', objectKind: 'result_pass', objectIds: [carrier.pass_id, patientId] });
        return { patientId };
      });
      if (!taken) throw new Refusal('link.invalid');
      return taken;
    });
  }

  private view(first: BehindRow, rows: readonly BehindRow[]): OpenedPass {
    return {
      name: `${first.initial}×`,
      institution: { name: first.institution, phone: first.phone },
      issuedAt: new Date(first.issued_at).toISOString(),
      expiresAt: new Date(first.expires_at).toISOString(),
      key: { algorithm: 'Ed25519', x: this.signer.x },
      reports: rows.map((row) => this.report(row)),
    };
  }

  private report(row: BehindRow): OpenedPass['reports'][number] {
    const { sha256, signature } = row;
    const statement = PassStatement.parse(JSON.parse(row.statement));
    const genuine = digest(row.statement) === sha256 && this.signer.verifies(row.statement, signature) && statement.passId === row.pass_id;
    const { title, institution, number, edition, performedAt, issuedAt } = statement;
    const standing = standingOf({ edition, currentEdition: row.current_edition, currentState: row.current_state, genuine });
    return {
      ...{ title, institution, number, edition, performedAt, issuedAt, standing, currentEdition: row.current_edition },
      ...{ statement: showsValues(standing) ? statement : null, sha256, signature },
    };
  }
}
