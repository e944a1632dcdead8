import type { recordResultConsent } from '@alliance/contracts/result.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { checkConsent } from '@alliance/domain/recognition/report-consent';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { ResultReader } from './result.reader.js';

type Standing = AnswerOf<typeof recordResultConsent>;
type Said = InputOf<typeof recordResultConsent>['body'];

/** Whether the patient agrees that this hospital looks up what others measured. It holds and ends at once: the wall reads the same column. */
@Injectable()
export class ConsentService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly reader: ResultReader,
  ) {}

  /** @throws Refusal access.not_found */
  get(actor: Actor, patientId: string): Promise<Standing> {
    return this.database.read(actor, (tx) => this.standing(tx, patientId));
  }

  /** Holds for every row that this hospital keeps of the same person. @throws Refusal access.not_found, request.invalid */
  record(actor: Actor, patientId: string, said: Said): Promise<Standing> {
    return this.commands.run(
      actor,
      async (work) => {
        const [patient] = await work.rows<{ birth_date: string | null }>(
          `select birth_date::text from patient_relation where institution_id = $1 and patient_id = $2 and closed_at is null for update`,
          [actor.institutionId, patientId],
        );
        if (!patient) throw new Refusal('access.not_found');
        checkConsent(said, patient.birth_date, today(work.now));
        await work.rows(
          `insert into result_consent (id, institution_id, patient_id, given, giver, giver_name, rescue_reason, person_id, at)
           values ($1, current_institution(), $2, $3, $4, $5, $6, current_person(), $7)`,
          [newId(), patientId, said.given, said.giver, said.giverName, said.rescueReason, work.now],
        );
        await work.rows(
          `update patient_relation set results_consent = $2, version = version + 1
           where institution_id = current_institution() and patient_id in (select rows_kept_under(kept_row_of($1)))`,
          [patientId, said.given ? 'given' : 'withdrawn'],
        );
        const standing = await this.standing(work, patientId);
        const kind = said.given ? 'result_consent.given' : 'result_consent.withdrawn';
        work.subjectId = patientId;
        work.audit({ action: kind, objectKind: 'patient', objectIds: [patientId] });
        const data = { giver: said.giver };
        work.event({ kind, topic: 'report', subjectId: patientId, version: standing.version, data, recipients: [actor.institutionId] });
        return standing;
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
