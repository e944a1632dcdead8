import type { PatientStatus } from '@alliance/contracts/patient-status.contract';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AddressLimit } from '../platform/auth/address-limit.js';
import { tokenHash } from '../platform/auth/session.reader.js';
import { Clock } from '../platform/clock.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Database } from '../platform/db/database.js';
import { statusView, type BehindRow } from './patient-link.row.js';

const behind = 'select * from patient_link_behind($1, $2)';

/** What a patient does by the link: it acts as the hospital that gave it out, without a person. The database asks for the link itself. */
@Injectable()
export class PatientStatusService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly limit: AddressLimit,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal link.invalid, request.too_many */
  look(token: string, address: string): Promise<PatientStatus> {
    return this.byLink(token, address, async (work, row, hash) => {
      await work.rows('select patient_link_looked($1, $2)', [hash, work.now]);
      work.audit({ action: 'patient_link.look', objectKind: 'referral', objectIds: [row.referral_id] });
      return statusView(row);
    });
  }

  /** @throws Refusal link.invalid, request.too_many */
  stop(token: string, address: string): Promise<PatientStatus> {
    return this.byLink(token, address, async (work, row, hash) => {
      if (row.messages === 'on') {
        await work.rows('select patient_link_stop($1, $2)', [hash, work.now]);
        work.audit({ action: 'patient_link.stop', objectKind: 'referral', objectIds: [row.referral_id] });
      }
      const [now] = await work.rows<BehindRow>(behind, [hash, work.now]);
      return statusView(now ?? row);
    });
  }

  /** Unknown, expired, revoked and replaced links are refused alike, and guessing is counted. */
  private byLink(
    token: string,
    address: string,
    then: (work: Work, row: BehindRow, hash: Buffer) => Promise<PatientStatus>,
  ): Promise<PatientStatus> {
    const hash = tokenHash(token);
    return this.limit.guard(address, async () => {
      await this.limit.ask(address);
      const [row] = await this.database.anonymous<BehindRow>(behind, [hash, this.clock.now()]);
      if (!row) throw new Refusal('link.invalid');
      return this.commands.run({ institutionId: row.institution_id }, (work) => then(work, row, hash));
    });
  }
}
