import type { offerDown } from '@alliance/contracts/referral-journey.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { checkedMedicines } from '@alliance/domain/down-transfer/down-plan';
import { consentHolds } from '@alliance/domain/referral/completion';
import { needsCriteriaReason } from '@alliance/domain/referral/criteria-verdict';
import { dueAt } from '@alliance/domain/referral/deadline';
import { directionOf, type InstitutionLevel } from '@alliance/domain/referral/direction';
import { consentForm } from '@alliance/domain/referral/hand-over';
import { referralNumber } from '@alliance/domain/referral/referral-number';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { DeadlineReader } from '../escalation/deadlines.reader.js';
import { CareFactsReader } from '../down-transfer/care-facts.reader.js';
import { FormularyReader } from '../formulary/formulary.reader.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { CriteriaPolicy } from './criteria.policy.js';
import { Places } from './places.js';
import { ReferralQueries } from './referral.queries.js';
import { partiesOf, record } from './referral.record.js';
import { factsOf, type ReferralRow } from './referral.row.js';
import { armTimers } from './referral.timers.js';

interface EndedOrigin {
  id: string;
  version: number;
  sender_id: string;
  receiver_id: string;
  outcome: string;
  concerns: string[];
}
export type Offer = Omit<InputOf<typeof offerDown>['body'], 'version'>;

const insert = `
  insert into referral (id, number, state, alliance_id, sender_id, sender_department_id, receiver_id, receiver_department_id, custodian_id, direction, service, urgency,
    patient_id, patient_name, patient_initials, patient_sex, patient_birth_date, patient_identifier_masked, reason, diagnosis_text, diagnosis_code, diagnosis_edition,
    consent_giver, consent_name, consent_scope, consent_form, consent_at, origin_id, next_action_at, next_action_by, created_by, owner_id, created_at, updated_at, submitted_at,
    transport, criteria_reason)
  select $1, $2, 'offered', r.alliance_id, $3, r.receiver_department_id, $4, $5, $3, $6, $15, 'routine',
    r.patient_id, r.patient_name, r.patient_initials, r.patient_sex, r.patient_birth_date, r.patient_identifier_masked, $7, r.diagnosis_text, r.diagnosis_code, r.diagnosis_edition,
    $8, $9, 'receiver', $10, $11, r.id, $12, 'receiver', $13, $13, $11, $11, $11, $16, $17
  from referral r where r.id = $14`;
const plan = `
  insert into down_plan (referral_id, rehabilitation, medicines, warning_signs, next_visit_on, written_by, written_at) values ($1, $2, $3, $4, $5, $6, $7)`;

/** An offer to take a patient back: a referral of its own, linked to the one that brought the patient up. */
@Injectable()
export class OfferStore {
  constructor(
    private readonly queries: ReferralQueries,
    private readonly places: Places,
    private readonly formularies: FormularyReader,
    private readonly deadlines: DeadlineReader,
    private readonly careFacts: CareFactsReader,
    private readonly criteria: CriteriaPolicy,
  ) {}

  /**
   * By default to whoever sent the patient. The doctor there answers first, then the institution.
   * @throws Refusal referral.receiver_invalid, referral.incomplete, referral.medicine_unbridged, criteria.reason_required
   */
  async create(work: Work, actor: Actor, row: ReferralRow, offer: Offer): Promise<void> {
    const receiverId = offer.receiverId ?? row.sender_id;
    const departmentId = offer.receiverDepartmentId ?? (receiverId === row.sender_id ? (row.sender_department?.id ?? null) : null);
    const consent = { ...factsOf(row), consentGiver: offer.consentGiver };
    if (!consentHolds(consent, today(work.now))) throw new Refusal('referral.incomplete', { fields: ['consentGiver'] });
    if (receiverId === actor.institutionId) throw new Refusal('referral.receiver_invalid', { fields: ['receiverId'] });
    if (!departmentId) throw new Refusal('referral.incomplete', { fields: ['receiverDepartmentId'] });
    await this.places.check(work, { receiver_id: receiverId }, departmentId, { ...row, service: offer.service });
    const medicines = checkedMedicines(offer.plan.medicines, await this.formularies.list(work, receiverId));
    const facts = await this.careFacts.of(work, row.id, work.now);
    const judged = facts && (await this.criteria.judge(work, { ...row, direction: 'down', facts }));
    if (judged && !offer.criteriaReason && needsCriteriaReason(judged, 'routine'))
      throw new Refusal('criteria.reason_required', { verdict: judged.verdict });
    const id = newId();
    const due = dueAt('offered', 'routine', work.now, await this.deadlines.of(work, row.alliance_id));
    await work.rows(insert, [
      ...[id, referralNumber(randomBytes(8)), actor.institutionId, receiverId, departmentId, await this.direction(work, actor, receiverId)],
      ...[offer.reason, offer.consentGiver, offer.consentName, consentForm, work.now, due, actor.appointmentId, row.id],
      ...[offer.service, offer.transport, offer.criteriaReason],
    ]);
    const signs = offer.plan.warningSigns.map((sign) => ({ id: newId(), ...sign }));
    await work.rows(plan, [
      ...[id, JSON.stringify(offer.plan.rehabilitation), JSON.stringify(medicines), JSON.stringify(signs), offer.plan.nextVisitOn],
      ...[actor.personId, work.now],
    ]);
    await work.rows('select relate_receiver($1)', [id]);
    const offered = await this.queries.row(work, id);
    if (judged) await this.criteria.pin(work, { ...offered, direction: 'down' }, judged);
    const offeredEvent = record(
      work,
      offered,
      1,
      'referral.offered',
      { urgency: 'routine', departmentId, dueAt: due.toISOString() },
      partiesOf(offered),
    );
    await work.rows(
      `insert into referral_note (id, referral_id, event_id, kind, text, at, person_id, institution_id) values ($1, $2, $3, 'offer_summary', $4, $5, $6, $7)`,
      [newId(), id, offeredEvent, offer.summary, work.now, actor.personId, actor.institutionId],
    );
    armTimers(work, offered, { set: { state: 'offered', nextActionAt: due }, event: { kind: 'referral.down_offered', data: {} } });
  }

  /**
   * Whoever is in a bed here goes down by an offer, with a plan. A ward that is emptied, and an immediate case, do not wait for one.
   * @throws Refusal referral.offer_needed naming the referral to offer from
   */
  async refuseWithoutOne(work: Work, row: ReferralRow): Promise<void> {
    if (row.direction !== 'down' || row.origin_id || row.batch_id || row.urgency === 'immediate' || !row.patient_id) return;
    const [inCare] = await work.rows<{ id: string; number: string }>(
      `select id, number from referral where receiver_id = $1 and patient_id = $2 and (state = 'in_care' or (state = 'arrived' and service = 'inpatient')) limit 1`,
      [row.sender_id, row.patient_id],
    );
    if (inCare) throw new Refusal('referral.offer_needed', { referralId: inCare.id, number: inCare.number });
  }

  /**
   * The patient has come down: the referral that went up ends with it, whoever of the hospitals can see it.
   * @returns its id, or null where it had ended before
   */
  async endOrigin(work: Work, offer: ReferralRow): Promise<string | null> {
    const eventId = newId();
    const [ended] = await work.rows<EndedOrigin>('select * from come_down($1, $2, $3)', [offer.id, eventId, work.now]);
    if (!ended) return null;
    const { id: subjectId, version, outcome, concerns, sender_id, receiver_id } = ended;
    const recipients = [sender_id, receiver_id];
    work.event({ kind: 'referral.came_down', topic: 'referral', subjectId, version, data: { outcome }, recipients, concerns }, eventId);
    work.audit({ action: 'referral.came_down', objectKind: 'referral', objectIds: [subjectId] });
    return subjectId;
  }

  private async direction(work: Work, actor: Actor, receiverId: string): Promise<string> {
    const levels = await work.rows<{ id: string; level: InstitutionLevel }>('select id, level from institution where id in ($1, $2)', [
      actor.institutionId,
      receiverId,
    ]);
    const levelOf = (id: string) => levels.find((one) => one.id === id)?.level ?? 'unknown';
    return directionOf(levelOf(actor.institutionId), levelOf(receiverId));
  }
}
