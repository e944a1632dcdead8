import { checkConsent, type SaidConsent } from '@alliance/domain/recognition/report-consent';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';

/** Recording that a patient agreed, inside the command of whoever asked. */
@Injectable()
export class ConsentLedger {
  /** Holds for every row that this hospital keeps of the same person. @throws Refusal access.not_found, request.invalid */
  async record(work: Work, patientId: string, said: SaidConsent): Promise<void> {
    const { institutionId } = work.actor;
    const [patient] = await work.rows<{ birth_date: string | null }>(
      `select birth_date::text from patient_relation where institution_id = $1 and patient_id = $2 and closed_at is null for update`,
      [institutionId, patientId],
    );
    if (!patient) throw new Refusal('access.not_found');
    checkConsent(said, patient.birth_date, today(work.now));
    await work.rows(
      `insert into result_consent (id, institution_id, patient_id, given, giver, giver_name, rescue_reason, person_id, at)
       values ($1, current_institution(), $2, $3, $4, $5, $6, current_person(), $7)`,
      [newId(), patientId, said.given, said.giver, said.giverName, said.rescueReason, work.now],
    );
    const rows = await work.rows<{ patient_id: string; version: number }>(
      `update patient_relation set results_consent = $2, version = version + 1
       where institution_id = current_institution() and patient_id in (select rows_kept_under(kept_row_of($1))) returning patient_id, version`,
      [patientId, said.given ? 'given' : 'withdrawn'],
    );
    const version = rows.find((row) => row.patient_id === patientId)?.version ?? 1;
    const kind = said.given ? 'result_consent.given' : 'result_consent.withdrawn';
    work.audit({ action: kind, objectKind: 'patient', objectIds: [patientId] });
    work.event({ kind, topic: 'report', subjectId: patientId, version, data: { giver: said.giver }, recipients: [institutionId] });
  }
}
