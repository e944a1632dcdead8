import type { recordResultConsent } from '@alliance/contracts/result.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import type { SaidConsent } from '@alliance/domain/recognition/report-consent';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { ConsentLedger } from './consent.ledger.js';
import { ResultReader } from './result.reader.js';

type Standing = AnswerOf<typeof recordResultConsent>;

/** Whether the patient agrees that this hospital looks up what others measured. It holds and ends at once: the wall reads the same column. */
@Injectable()
export class ConsentService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly reader: ResultReader,
    private readonly ledger: ConsentLedger,
  ) {}

  /** @throws Refusal access.not_found */
  get(actor: Actor, patientId: string): Promise<Standing> {
    return this.database.read(actor, (tx) => this.standing(tx, patientId));
  }

  /** Holds for every row that this hospital keeps of the same person. @throws Refusal access.not_found, request.invalid */
  record(actor: Actor, patientId: string, said: SaidConsent): Promise<Standing> {
    return this.commands.run(
      actor,
      async (work) => {
        await this.ledger.record(work, patientId, said);
        work.subjectId = patientId;
        return this.standing(work, patientId);
      },
      { replay: (id) => this.get(actor, id) },
    );
  }

  private async standing(tx: Transaction, patientId: string): Promise<Standing> {
    const [row] = await tx.rows<{ version: number; at: Date | null; giver: Standing['giver']; giver_name: string | null }>(
      `select k.version, c.at, c.giver, c.giver_name from patient_relation k left join lateral (
         select at, giver, giver_name from result_consent c
         where c.institution_id = k.institution_id and c.patient_id in (select rows_kept_under(kept_row_of($1))) order by c.at desc, c.id desc limit 1) c on true
       where k.institution_id = current_institution() and k.patient_id = $1 and k.closed_at is null`,
      [patientId],
    );
    if (!row) throw new Refusal('access.not_found');
    const standing = await this.reader.consent(tx, patientId);
    return { standing, at: row.at && new Date(row.at).toISOString(), giver: row.giver, giverName: row.giver_name, version: row.version };
  }
}
