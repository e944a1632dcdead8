import { givenBy } from '@alliance/domain/criteria/known-facts';
import type { draftReferral } from '@alliance/contracts/referral.contract';
import type { InputOf } from '@alliance/contracts/route';
import { directionOf, type InstitutionLevel } from '@alliance/domain/referral/direction';
import { consentForm } from '@alliance/domain/referral/hand-over';
import type { Direction } from '@alliance/domain/referral/referral.codes';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import type { Transaction } from '../platform/db/database.js';

export type DraftFields = Omit<InputOf<typeof draftReferral>['body'], 'id'>;

/** Columns a doctor fills in, by the name on the wire. */
const plain = {
  allianceId: 'alliance_id',
  senderDepartmentId: 'sender_department_id',
  receiverId: 'receiver_id',
  receiverDepartmentId: 'receiver_department_id',
  patientId: 'patient_id',
  service: 'service',
  urgency: 'urgency',
  reason: 'reason',
  diagnosisText: 'diagnosis_text',
  summary: 'summary',
  reviewer: 'reviewer',
  consentGiver: 'consent_giver',
  criteriaReason: 'criteria_reason',
  consentName: 'consent_name',
  consentScope: 'consent_scope',
  authorisedBy: 'authorised_by',
  transport: 'transport',
  consultAllowed: 'consult_allowed',
  incompleteReason: 'incomplete_reason',
  duplicateReason: 'duplicate_reason',
  insurancePlace: 'insurance_place',
  insuranceFiling: 'insurance_filing',
  insuranceNumber: 'insurance_number',
} as const satisfies Partial<Record<keyof DraftFields, string>>;

/** Drafts: written field by field while a doctor types, seen by nobody else. */
@Injectable()
export class DraftStore {
  /** @param batchId the group of patients that it is sent with */
  async create(work: Work, actor: Actor, id: string, number: string, batchId: string | null = null): Promise<void> {
    await work.rows(
      `insert into referral (id, number, state, sender_id, custodian_id, created_by, owner_id, created_at, updated_at, batch_id)
       values ($1, $2, 'draft', $3, $3, $4, $4, $5, $5, $6)`,
      [id, number, actor.institutionId, actor.appointmentId, work.now, batchId],
    );
  }

  /**
   * Writes the given fields and what follows from them: the patient as written, the direction, the coded diagnosis.
   * @throws Refusal referral.stale, access.not_found, referral.receiver_invalid
   */
  async save(work: Work, actor: Actor, id: string, version: number, fields: DraftFields): Promise<void> {
    // the other side has acted: what was answered before stands
    const columns: Record<string, unknown> = { updated_at: work.now, undo: null };
    for (const [field, column] of Object.entries(plain)) {
      const value = fields[field as keyof typeof plain];
      if (value !== undefined) columns[column] = value;
    }
    if (fields.facts !== undefined)
      columns['facts'] = fields.facts && JSON.stringify(givenBy(fields.facts, actor.role === 'integration_client' ? 'system' : 'person'));
    if (fields.patientId !== undefined) Object.assign(columns, await this.patientColumns(work, actor, fields.patientId));
    if (fields.consentGiver !== undefined) {
      columns['consent_at'] = fields.consentGiver && work.now;
      columns['consent_form'] = fields.consentGiver && consentForm;
    }
    Object.assign(columns, await this.direction(work, actor, id, fields));
    if (fields.outside !== undefined) Object.assign(columns, outsideColumns(fields.outside));
    else if (fields.receiverId) Object.assign(columns, outsideColumns(null));
    if (fields.pairId !== undefined) columns['pair_id'] = await this.pair(work, actor, id, fields.pairId);
    if (fields.receiverDepartmentId) await this.checkDepartment(work, fields.receiverDepartmentId, fields.receiverId ?? null, id);
    if (fields.senderDepartmentId) await this.checkOwnDepartment(work, actor, fields.senderDepartmentId);
    if (fields.diagnosisCode !== undefined) Object.assign(columns, await this.codedDiagnosis(work, fields.diagnosisCode));
    const names = Object.keys(columns);
    const assignments = names.map((name, i) => `${name} = $${i + 3}`).join(', ');
    const written = await work.rows(
      `update referral set ${assignments}, version = version + 1 where id = $1 and version = $2 returning id`,
      [id, version, ...names.map((name) => columns[name])],
    );
    if (!written.length) throw new Refusal('referral.stale', { version });
  }

  private async patientColumns(tx: Transaction, actor: Actor, patientId: string | null): Promise<Record<string, unknown>> {
    if (!patientId)
      return { patient_name: null, patient_initials: null, patient_sex: null, patient_birth_date: null, patient_identifier_masked: null };
    const [patient] = await tx.rows<Record<string, unknown>>(
      `select r.name as patient_name, r.initials as patient_initials, r.sex as patient_sex, r.birth_date::text as patient_birth_date, p.identifier_masked as patient_identifier_masked
       from patient_relation r join patient p on p.id = r.patient_id where r.institution_id = $1 and p.id = $2`,
      [actor.institutionId, patientId],
    );
    if (!patient) throw new Refusal('access.not_found', { fields: ['patientId'] });
    return patient;
  }

  /** The direction follows from the levels; who corrects it says why. @throws Refusal referral.direction_reason_missing */
  private async direction(tx: Transaction, actor: Actor, id: string, fields: DraftFields): Promise<Record<string, unknown>> {
    const { receiverId, direction, directionReason } = fields;
    if (receiverId === undefined && direction === undefined) return {};
    const computed = await this.computedDirection(tx, actor, id, receiverId);
    if (!direction || !computed || direction === computed) return { direction: direction ?? computed, direction_reason: null };
    if (!directionReason) throw new Refusal('referral.direction_reason_missing', { fields: ['directionReason'] });
    return { direction, direction_reason: directionReason };
  }

  private async computedDirection(
    tx: Transaction,
    actor: Actor,
    id: string,
    receiverId: string | null | undefined,
  ): Promise<Direction | null> {
    if (receiverId === actor.institutionId) throw new Refusal('referral.receiver_invalid', { fields: ['receiverId'] });
    const [levels] = await tx.rows<{ own: InstitutionLevel; receiver: InstitutionLevel | null; chosen: boolean }>(
      `select i.level as own, r.level as receiver, coalesce($2::uuid, f.receiver_id) is not null as chosen
       from institution i left join referral f on f.id = $3 and $4 left join institution r on r.id = coalesce($2::uuid, f.receiver_id) where i.id = $1`,
      [actor.institutionId, receiverId ?? null, id, receiverId === undefined],
    );
    if (!levels?.chosen) return null;
    if (!levels.receiver) throw new Refusal('access.not_found', { fields: ['receiverId'] });
    return directionOf(levels.own, levels.receiver);
  }

  /** Both halves name each other; only referrals of one's own that have not been answered are paired. */
  private async pair(work: Work, actor: Actor, id: string, pairId: string | null): Promise<string | null> {
    await work.rows('update referral set pair_id = null where pair_id = $1 and sender_id = $2', [id, actor.institutionId]);
    if (!pairId) return null;
    const found = await work.rows(
      `update referral set pair_id = $1 where id = $2 and id <> $1 and sender_id = $3 and state in ('draft', 'submitted') returning id`,
      [id, pairId, actor.institutionId],
    );
    if (!found.length) throw new Refusal('access.not_found', { fields: ['pairId'] });
    return pairId;
  }

  private async checkDepartment(tx: Transaction, departmentId: string, receiverId: string | null, referralId: string): Promise<void> {
    const [known] = await tx.rows(
      'select 1 from department where id = $1 and closed_at is null and institution_id = coalesce($2::uuid, (select receiver_id from referral where id = $3))',
      [departmentId, receiverId, referralId],
    );
    if (!known) throw new Refusal('referral.receiver_invalid', { fields: ['receiverDepartmentId'] });
  }

  private async checkOwnDepartment(tx: Transaction, actor: Actor, departmentId: string): Promise<void> {
    const own = await tx.rows('select 1 from department where id = $1 and institution_id = $2 and closed_at is null', [
      departmentId,
      actor.institutionId,
    ]);
    if (!own.length) throw new Refusal('referral.receiver_invalid', { fields: ['senderDepartmentId'] });
  }

  /** A code always comes with the edition it is from (ID-06). */
  private async codedDiagnosis(tx: Transaction, code: string | null): Promise<Record<string, unknown>> {
    if (!code) return { diagnosis_code: null, diagnosis_edition: null };
    const [known] = await tx.rows<{ edition: string }>('select edition from diagnosis_code where code = $1', [code]);
    if (!known) throw new Refusal('access.not_found', { fields: ['diagnosisCode'] });
    return { diagnosis_code: code, diagnosis_edition: known.edition };
  }
}

/** A hospital off the platform stands in place of the receiver. */
const outsideColumns = (outside: DraftFields['outside']): Record<string, unknown> => ({
  outside_name: outside?.name ?? null,
  outside_phone: outside?.phone ?? null,
  outside_contact: outside?.contact ?? null,
  ...(outside && { receiver_id: null, receiver_department_id: null }),
});
