import type { draftConsultation } from '@alliance/contracts/consultation.contract';
import type { InvitedParty } from '@alliance/contracts/consultation.schema';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { givenBy } from '@alliance/domain/criteria/known-facts';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import type { Transaction } from '../platform/db/database.js';
import { newId } from '../platform/ids.js';

export type ConsultationFields = Omit<InputOf<typeof draftConsultation>['body'], 'id' | 'referralId'>;

/** Columns a doctor fills in, by the name on the wire. */
const plain = {
  kind: 'kind',
  mode: 'mode',
  urgency: 'urgency',
  allianceId: 'alliance_id',
  reason: 'reason',
  aim: 'aim',
  summary: 'summary',
  specialty: 'specialty',
  title: 'title',
  plannedAt: 'planned_at',
  minutes: 'minutes',
  diagnosisText: 'diagnosis_text',
  consentGiver: 'consent_giver',
  consentName: 'consent_name',
  consentOn: 'consent_on',
  consentDocumentId: 'consent_document_id',
  costTold: 'cost_told',
  teachingAgreed: 'teaching_agreed',
  authorisedBy: 'authorised_by',
} as const satisfies Partial<Record<keyof ConsultationFields, string>>;

/** Requests: written field by field while a doctor types, seen by nobody else before they are sent. */
@Injectable()
export class ConsultationDraft {
  async create(work: Work, actor: Actor, { id, number, referralId = null, parentId = null }: NewConsultation): Promise<void> {
    await work.rows(
      `insert into consultation (id, number, kind, mode, state, urgency, inviting_id, requester_id, referral_id, parent_id, created_at, updated_at)
       values ($1, $2, 'scheduled', 'video', 'draft', 'routine', $3, $4, $5, $6, $7, $7)`,
      [id, number, actor.institutionId, actor.appointmentId, referralId, parentId, work.now],
    );
    await this.seat(work, id, [{ personId: actor.personId, appointmentId: actor.appointmentId, institutionId: actor.institutionId }]);
  }

  /**
   * Writes the given fields and what follows from them: the patient as known here, the coded diagnosis, who is invited.
   * @throws Refusal record.stale, access.not_found, consultation.same_institution, consultation.party_taken
   */
  async save(work: Work, actor: Actor, id: string, version: number, fields: ConsultationFields): Promise<void> {
    const columns: Record<string, unknown> = { updated_at: work.now };
    for (const [field, column] of Object.entries(plain)) {
      const value = fields[field as keyof typeof plain];
      if (value !== undefined) columns[column] = value;
    }
    // what rings is immediate, whatever was chosen before
    if (fields.kind === 'immediate') columns['urgency'] = 'immediate';
    else if (fields.kind && !fields.urgency) columns['urgency'] = 'routine';
    if (fields.facts !== undefined) columns['facts'] = fields.facts && JSON.stringify(givenBy(fields.facts, 'person'));
    if (fields.diagnosisCode !== undefined) Object.assign(columns, await codedDiagnosis(work, fields.diagnosisCode));
    const names = Object.keys(columns);
    const opened = `open_to_alliance = coalesce($3, open_to_alliance) and coalesce($4, kind) in ('teaching', 'ward_round')`;
    const written = await work.rows(
      `update consultation set ${names.map((name, i) => `${name} = $${i + 5}`).join(', ')}, ${opened}, version = version + 1 where id = $1 and version = $2 returning id`,
      [id, version, fields.openToAlliance ?? null, fields.kind ?? null, ...names.map((name) => columns[name])],
    );
    if (!written.length) throw new Refusal('record.stale', { version });
    if (fields.patientId !== undefined) await this.patient(work, actor, id, fields.patientId);
    // a lesson is about nobody
    await work.rows(
      `delete from consultation_patient q using consultation c where q.consultation_id = $1 and c.id = $1 and c.kind = 'teaching'`,
      [id],
    );
    if (fields.invited) await this.invited(work, actor, id, fields.invited);
    if (fields.presenterIds) await this.presenters(work, actor, id, fields.presenterIds);
  }

  /** The patient as this hospital knows the person now. @throws Refusal access.not_found */
  async patient(work: Work, actor: Actor, id: string, patientId: string | null): Promise<void> {
    await work.rows('delete from consultation_patient where consultation_id = $1', [id]);
    if (!patientId) return;
    const written = await work.rows(
      `insert into consultation_patient (consultation_id, patient_id, name, initials, sex, birth_date, identifier_masked)
       select $1, p.id, r.name, r.initials, r.sex, r.birth_date, p.identifier_masked
       from patient_relation r join patient p on p.id = r.patient_id where r.institution_id = $2 and p.id = $3 returning 1`,
      [id, actor.institutionId, patientId],
    );
    if (!written.length) throw new Refusal('access.not_found', { fields: ['patientId'] });
  }

  private async invited(work: Work, actor: Actor, id: string, invited: readonly InvitedParty[]): Promise<void> {
    await work.rows(`delete from consultation_party where consultation_id = $1 and side = 'invited'`, [id]);
    for (const party of invited) await this.invite(work, actor, id, party);
  }

  /** @throws Refusal consultation.same_institution, consultation.party_taken, access.not_found */
  async invite(work: Work, actor: Pick<Actor, 'institutionId'>, id: string, party: InvitedParty): Promise<string> {
    if (party.institutionId === actor.institutionId) throw new Refusal('consultation.same_institution', { fields: ['invited'] });
    const appointmentId = party.personId ? await this.appointmentOf(work, party.personId, party.institutionId) : null;
    const partyId = newId();
    const written = await work.rows(
      `insert into consultation_party (id, consultation_id, institution_id, department_id, person_id, appointment_id, side, specialty, title, state, required)
       values ($1, $2, $3, $4, $5, $6, 'invited', $7, $8, 'invited', $9) on conflict do nothing returning 1`,
      [partyId, id, party.institutionId, party.departmentId, party.personId, appointmentId, party.specialty, party.title, party.required],
    );
    if (!written.length) throw new Refusal('consultation.party_taken', { fields: ['invited'] });
    return partyId;
  }

  private async presenters(work: Work, actor: Actor, id: string, personIds: readonly string[]): Promise<void> {
    await work.rows(`delete from consultation_party where consultation_id = $1 and side = 'inviting' and person_id <> $2`, [
      id,
      actor.personId,
    ]);
    const people = [...new Set(personIds)].filter((personId) => personId !== actor.personId);
    for (const personId of people) {
      const appointmentId = await this.appointmentOf(work, personId, actor.institutionId);
      await this.seat(work, id, [{ personId, appointmentId, institutionId: actor.institutionId }]);
    }
  }

  /** An appointment in force of somebody at a hospital, a physician's first. @throws Refusal access.not_found */
  async appointmentOf(tx: Transaction, personId: string, institutionId: string): Promise<string> {
    const [found] = await tx.rows<{ id: string }>(
      `select id from appointment where person_id = $1 and institution_id = $2 and valid @> local_today() and role in ('doctor', 'expert', 'coordinator')
       order by array_position(array['doctor', 'expert', 'coordinator'], role), id limit 1`,
      [personId, institutionId],
    );
    if (!found) throw new Refusal('access.not_found', { fields: ['personId'] });
    return found.id;
  }

  /** People of the inviting side: they are there because they asked. */
  private async seat(
    work: Work,
    id: string,
    people: readonly { personId: string; appointmentId: string; institutionId: string }[],
  ): Promise<void> {
    for (const { personId, appointmentId, institutionId } of people)
      await work.rows(
        `insert into consultation_party (id, consultation_id, institution_id, person_id, appointment_id, side, state, required, answered_at)
         values ($1, $2, $3, $4, $5, 'inviting', 'accepted', false, $6)`,
        [newId(), id, institutionId, personId, appointmentId, work.now],
      );
  }
}

export interface NewConsultation {
  readonly id: string;
  readonly number: string;
  readonly referralId?: string | null;
  readonly parentId?: string | null;
}

/** A code always comes with the edition it is from (ID-06). @throws Refusal access.not_found */
async function codedDiagnosis(tx: Transaction, code: string | null): Promise<Record<string, unknown>> {
  if (!code) return { diagnosis_code: null, diagnosis_edition: null };
  const [known] = await tx.rows<{ edition: string }>('select edition from diagnosis_code where code = $1', [code]);
  if (!known) throw new Refusal('access.not_found', { fields: ['diagnosisCode'] });
  return { diagnosis_code: code, diagnosis_edition: known.edition };
}
