import type { Actor } from '@alliance/domain/access/actor';
import { defaultTerms, dueAfter, type Standing } from '@alliance/domain/consultation/consultation';
import { openConsultationStates } from '@alliance/domain/consultation/consultation.machine';
import { Refusal } from '@alliance/domain/refusal';
import { referralNumber } from '@alliance/domain/referral/referral-number';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { ReservationLedger } from '../availability/reservation.ledger.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { ServiceAgreementReader } from '../service-agreement/service-agreement.reader.js';

/** Who asked, whom, and who says that advice comes first. */
interface Converted {
  readonly id: string;
  readonly senderId: string;
  readonly receiverId: string;
}

const openConsultation = `
  insert into consultation (id, number, kind, mode, state, urgency, inviting_id, invited_ids, alliance_id, requester_id, agreement_id, referral_id,
    reason, aim, summary, specialty, planned_at, diagnosis_text, diagnosis_code, diagnosis_edition, facts,
    consent_giver, consent_name, consent_on, invited_at, due_at, due_for, created_at, updated_at)
  select $1, $2, 'scheduled', 'board', 'invited', case when r.urgency = 'urgent' then 'urgent' else 'routine' end, r.sender_id, array[r.receiver_id], r.alliance_id, r.owner_id, $3, r.id,
    r.reason, $4, r.summary, coalesce((select d.specialties[1] from department d where d.id = r.receiver_department_id), (select a.specialty from alliance a where a.id = r.alliance_id)),
    null, r.diagnosis_text, r.diagnosis_code, r.diagnosis_edition, coalesce(r.facts, (select j.facts from referral_judgement j where j.referral_id = r.id)),
    case when r.consent_giver in ('patient', 'guardian', 'near_relative') then r.consent_giver end, r.consent_name, (r.consent_at at time zone 'Asia/Shanghai')::date,
    $5, $6, 'answer', $5, $5
  from referral r where r.id = $7`;
const openPatient = `
  insert into consultation_patient (consultation_id, patient_id, name, initials, sex, birth_date, identifier_masked)
  select $1, r.patient_id, r.patient_name, coalesce(r.patient_initials, ''), r.patient_sex, r.patient_birth_date::date, r.patient_identifier_masked from referral r where r.id = $2`;
const openParties = `
  insert into consultation_party (id, consultation_id, institution_id, department_id, person_id, appointment_id, side, specialty, state, required, answered_at)
  select $1::uuid, c.id, r.sender_id, null::uuid, a.person_id, a.id, 'inviting', null::text, 'accepted', false, c.created_at
    from consultation c join referral r on r.id = c.referral_id join appointment a on a.id = r.owner_id where c.id = $3
  union all
  select $2::uuid, c.id, r.receiver_id, r.receiver_department_id, $4::uuid, $5::uuid, 'invited', c.specialty, 'invited', true, null::timestamptz
    from consultation c join referral r on r.id = c.referral_id where c.id = $3`;

/** Consultations that other features open or end inside their own command. */
@Injectable()
export class ConsultationLedger {
  constructor(
    private readonly agreements: ServiceAgreementReader,
    private readonly reservations: ReservationLedger,
  ) {}

  /**
   * Advice before the patient travels: a referral becomes a consultation on the board, with everything that was written carried over.
   * The sender is the inviting side, whoever was asked to take the patient the invited one.
   * @throws Refusal consultation.no_agreement
   */
  async open(work: Work, actor: Actor, { id: referralId, senderId, receiverId }: Converted, question: string): Promise<string> {
    const on = today(work.now);
    const terms = await this.agreements.inForce(work, { requesterId: senderId, providerId: receiverId, kind: 'scheduled', on });
    if (!terms) throw new Refusal('consultation.no_agreement', { institutionId: receiverId });
    const id = newId();
    const waiting: Standing = {
      ...{ kind: 'scheduled', mode: 'board', urgency: 'routine', endsAt: null, complete: false, accepted: false, decidedAt: null },
      ...{ papers: false, actionsOn: null },
    };
    const due = dueAfter('invited', waiting, { ...defaultTerms, ...terms }, work.now);
    await work.rows(openConsultation, [
      id,
      referralNumber(randomBytes(8)),
      terms.id,
      question.slice(0, 500),
      work.now,
      due?.at ?? null,
      referralId,
    ]);
    await work.rows(openPatient, [id, referralId]);
    const own = actor.role === 'doctor' || actor.role === 'expert';
    await work.rows(openParties, [newId(), newId(), id, own ? actor.personId : null, own ? actor.appointmentId : null]);
    work.audit({ action: 'consultation.opened_from_referral', objectKind: 'consultation', objectIds: [id] });
    const [asked] = await work.rows<{ person_id: string }>(
      'select a.person_id from consultation c join appointment a on a.id = c.requester_id where c.id = $1',
      [id],
    );
    work.event({
      ...{ kind: 'consultation.opened_from_referral', topic: 'consultation', subjectId: id, version: 1, data: {} },
      recipients: [senderId, receiverId],
      concerns: [...(asked ? [asked.person_id] : []), ...(own ? [actor.personId] : [])],
    });
    return id;
  }

  /** A referral that is called off, declined by the patient, or of the wrong patient takes the advice that was asked for it along. */
  async callOff(work: Work, referralId: string): Promise<void> {
    const ended = await work.rows<{ id: string; version: number; inviting_id: string; invited_ids: string[] }>(
      `update consultation set state = 'cancelled', closed_at = $2, due_at = null, due_for = null, version = version + 1, updated_at = $2,
         sequence = sequence + case when state = 'booked' then 1 else 0 end, starts_at = null, ends_at = null, held_until = null
       where referral_id = $1 and state = any($3) and decision is null returning id, version, inviting_id, invited_ids`,
      [referralId, work.now, openConsultationStates],
    );
    for (const { id, version, inviting_id, invited_ids } of ended) {
      await this.reservations.release(work, id);
      work.audit({ action: 'consultation.cancelled', objectKind: 'consultation', objectIds: [id] });
      work.event({
        ...{ kind: 'consultation.cancelled', topic: 'consultation', subjectId: id, version, data: { reason: 'answered_otherwise' } },
        recipients: [inviting_id, ...invited_ids],
      });
    }
  }
}
