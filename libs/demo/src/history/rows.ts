import type { JudgementView } from '@alliance/contracts/judgement.contract';
import type { GivenFacts } from '@alliance/domain/criteria/fact.types';
import type { CareLevel, CriterionDirection } from '@alliance/domain/criteria/rule.types';
import { consentForm } from '@alliance/domain/referral/hand-over';
import { referralNumber } from '@alliance/domain/referral/referral-number';
import { createHash } from 'node:crypto';
import { demoId } from '../demo-id.js';
import { edition } from '../diagnoses.data.js';
import type { HistoricKind } from './history.data.js';
import type { Happened, Life } from './life.js';
import type { HistoricPatient } from './patient.js';

/** Rows of a historic referral, named as the columns are. */
export function referralRow(n: number, kind: HistoricKind, patient: HistoricPatient, life: Life, typed: GivenFacts): object {
  const { referral, reception, happened } = life;
  const owner = happened[0]?.actor.appointmentId;
  return {
    ...{ id: referral.id, number: referralNumber(createHash('sha256').update(referral.id).digest()), state: referral.state },
    ...{ version: referral.version, alliance_id: demoId(`alliance ${kind.alliance}`), direction: referral.direction },
    ...{ sender_id: referral.senderId, receiver_id: referral.receiverId, receiver_department_id: referral.receiverDepartmentId },
    ...{ custodian_id: referral.custodianId, service: referral.service, urgency: referral.urgency, patient_id: referral.patientId },
    ...{ patient_name: patient.name, patient_initials: patient.initials, patient_sex: patient.sex, patient_birth_date: patient.birthDate },
    ...{ patient_identifier_masked: patient.masked, reason: referral.reason, diagnosis_text: referral.diagnosisText },
    ...{ diagnosis_code: kind.diagnosis[0], diagnosis_edition: edition, summary: `演示历史病例 ${n + 1}，患者与经过均为虚构。` },
    ...{ reviewer: referral.reviewer, consent_giver: referral.consentGiver, facts: typed, criteria_reason: referral.criteriaReason },
    ...{ arrive_by: reception.arriveBy, reception_place: reception.place, reception_phone: reception.phone },
    ...{ reception_physician: reception.physician, bed_route: reception.bedRoute, outcome: 'back_to_sender' },
    ...{ created_by: owner, owner_id: owner, created_at: life.submittedAt, updated_at: life.closedAt },
    ...{
      transport: referral.transport,
      consent_scope: 'receiver',
      consent_form: consentForm,
      consent_at: life.submittedAt,
      ended_as: 'outcome',
    },
    ...{ submitted_at: life.submittedAt, accepted_at: referral.acceptedAt, arrived_at: life.arrivedAt, closed_at: life.closedAt },
  };
}

interface Judged {
  readonly view: JudgementView;
  readonly facts: GivenFacts;
  readonly level: CareLevel | null;
  readonly direction: CriterionDirection;
}

export function judgementRow({ referral, submittedAt }: Life, allianceId: string, { view, facts, level, direction }: Judged): object {
  return {
    ...{ referral_id: referral.id, alliance_id: allianceId, sender_id: referral.senderId, direction, level, facts },
    ...{ verdict: view.verdict, urgency: view.urgency, version_ids: view.protocolVersionIds, judgement: view, judged_at: submittedAt },
  };
}

const eventId = ({ referral }: Life, { version }: Happened): string => demoId(`event ${referral.id} ${version}`);

export function eventRow(life: Life, happened: Happened): object {
  const { actor, at, version, change } = happened;
  const { referral } = life;
  return {
    ...{ id: eventId(life, happened), kind: change.event.kind, topic: 'referral', subject_id: referral.id, version },
    ...{ happened_at: at, recorded_at: at, institution_id: actor.institutionId, person_id: actor.personId },
    ...{ appointment_id: actor.appointmentId, role: actor.role, data: change.event.data },
    ...{ recipients: [referral.senderId, referral.receiverId], concerns: [] },
  };
}

/** The note of a step, where it left one. */
export function noteRow(life: Life, happened: Happened): object[] {
  const { actor, at, change } = happened;
  if (!change.note) return [];
  const id = eventId(life, happened);
  return [
    {
      ...{ id: demoId(`note ${id}`), referral_id: life.referral.id, event_id: id, kind: change.note.kind, text: change.note.text, at },
      ...{ person_id: actor.personId, institution_id: actor.institutionId },
    },
  ];
}
