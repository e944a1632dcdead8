import { completenessOf } from '@alliance/domain/completeness/completeness';
import type { GivenFacts } from '@alliance/domain/criteria/fact.types';
import type { CareLevel, CriterionDirection } from '@alliance/domain/criteria/rule.types';
import { after, dueAt } from '@alliance/domain/referral/deadline';
import { consentForm } from '@alliance/domain/referral/hand-over';
import { referralNumber } from '@alliance/domain/referral/referral-number';
import { appealDue, escalate, timerOf } from '@alliance/domain/escalation/timer-kind';
import type { JudgementView } from '@alliance/contracts/judgement.contract';
import { createHash } from 'node:crypto';
import { demoId } from '../demo-id.js';
import { edition } from '../diagnoses.data.js';
import type { Happened, Life } from './life.js';

/** What was written on a referral beside what its rules need. */
export interface Written {
  readonly allianceId: string | null;
  readonly senderDepartmentId: string | null;
  readonly patient: {
    readonly name: string;
    readonly initials: string;
    readonly sex: string;
    readonly birthDate: string | null;
    readonly masked: string | null;
  };
  readonly diagnosisCode: string | null;
  readonly summary: string | null;
  readonly facts: GivenFacts | null;
  readonly consentName: string | null;
  readonly createdAt: Date;
}
export const numberOf = (id: string): string => referralNumber(createHash('sha256').update(id).digest());

/** Rows of a referral of the demonstration, named as the columns are. */
export function referralRow(life: Life, written: Written): object {
  const { referral, reception, happened, submittedAt } = life;
  const author = happened[0]?.actor.appointmentId;
  const last = happened.at(-1)?.at ?? written.createdAt;
  const checked = { ...written, urgency: referral.urgency, transport: referral.transport, documents: 0 };
  const standing = referral.undo && referral.undo.until > last;
  return {
    ...{ id: referral.id, number: numberOf(referral.id), state: referral.state, version: referral.version },
    ...{ alliance_id: written.allianceId, direction: referral.direction, service: referral.service, urgency: referral.urgency },
    ...{ sender_id: referral.senderId, sender_department_id: written.senderDepartmentId, custodian_id: referral.custodianId },
    ...{ receiver_id: referral.receiverId, receiver_department_id: referral.receiverDepartmentId, transport: referral.transport },
    ...{ patient_id: referral.patientId, patient_name: written.patient.name, patient_initials: written.patient.initials },
    ...{
      patient_sex: written.patient.sex,
      patient_birth_date: written.patient.birthDate,
      patient_identifier_masked: written.patient.masked,
    },
    ...{ reason: referral.reason, diagnosis_text: referral.diagnosisText, diagnosis_code: written.diagnosisCode },
    ...{ diagnosis_edition: written.diagnosisCode && edition, summary: written.summary, facts: written.facts },
    ...{
      reviewer: referral.reviewer,
      consent_giver: referral.consentGiver,
      consent_name: written.consentName,
      consent_scope: referral.consentScope,
    },
    ...{ consent_form: referral.consentGiver && consentForm, consent_at: referral.consentGiver && written.createdAt },
    ...{ authorised_by: referral.authorisedBy, criteria_reason: referral.criteriaReason, consult_allowed: referral.consultAllowed },
    ...{
      pair_id: referral.pairId,
      origin_id: referral.originId,
      outside_name: referral.outside?.name,
      outside_phone: referral.outside?.phone,
    },
    ...{ outside_contact: referral.outside?.contact, next_action_at: referral.nextActionAt, next_action_by: referral.nextActionBy },
    ...{ paused_seconds: referral.pausedSeconds, undo: standing ? undoOf(life) : null, arrive_by: reception?.arriveBy },
    ...{ reception_place: reception?.place, reception_phone: reception?.phone, reception_physician: reception?.physician },
    ...{ bed_route: reception?.bedRoute, outcome: life.outcome, ended_as: life.endedAs, answered_by_person: referral.answeredByPerson },
    ...{ created_by: author, owner_id: author, created_at: written.createdAt, updated_at: last, submitted_at: submittedAt },
    ...{ accepted_at: referral.acceptedAt, departed_at: life.departedAt, arrived_at: life.arrivedAt, closed_at: life.closedAt },
    ...{ placed_as: life.placedAs, placed_at: life.placedAt, late_entries: {} },
    completeness: submittedAt && !referral.originId ? completenessOf(checked).percent : null,
  };
}

function undoOf({ referral: { undo } }: Life): object | null {
  if (!undo) return null;
  const { restore, ...rest } = undo;
  return { ...rest, ...restore };
}

export interface Judged {
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

const eventId = ({ referral }: Life, { version, event }: Happened): string => demoId(`event ${referral.id} ${version} ${event.kind}`);

export const eventRows = (life: Life): object[] =>
  life.happened.map((happened) => {
    const { actor, at, version, event, recipients } = happened;
    return {
      ...{ id: eventId(life, happened), kind: event.kind, topic: 'referral', subject_id: life.referral.id, version },
      ...{ happened_at: at, recorded_at: at, institution_id: actor.institutionId, person_id: actor.personId },
      ...{ appointment_id: actor.appointmentId, role: actor.role, data: event.data, recipients, concerns: [] },
    };
  });

/** The notes of the steps that left one. */
export const noteRows = (life: Life): object[] =>
  life.happened.flatMap((happened) => {
    const { actor, at, note } = happened;
    if (!note) return [];
    const id = eventId(life, happened);
    return [
      {
        ...{ id: demoId(`note ${id}`), referral_id: life.referral.id, event_id: id, kind: note.kind, text: note.text, at },
        ...{ person_id: actor.personId, institution_id: actor.institutionId },
      },
    ];
  });

export const stopRows = ({ referral: { id }, stops }: Life): object[] =>
  stops.map((stop, n) => ({
    ...{ id: demoId(`stop ${id} ${n}`), referral_id: id, institution_id: stop.institutionId, place: stop.place },
    ...{ department_id: stop.departmentId, how: stop.how, from_at: stop.from, until_at: stop.until },
  }));

export function handOverRows({ referral: { id }, signatures }: Life): object[] {
  if (!signatures) return [];
  const [sender, sentAt] = signatures.sender;
  const [receiver, receivedAt] = signatures.receiver ?? [];
  return [
    {
      ...{ referral_id: id, sheet: signatures.sheet, sender_person: sender.personId, sender_institution: sender.institutionId },
      ...{ sender_at: sentAt, receiver_person: receiver?.personId, receiver_institution: receiver?.institutionId, receiver_at: receivedAt },
    },
  ];
}

export const appealRows = ({ referral, appeals }: Life): object[] =>
  appeals.map(({ id, reviewerId, receiverId, at, verdict }) => ({
    ...{ id, referral_id: referral.id, referral_number: numberOf(referral.id), sender_id: referral.senderId, receiver_id: receiverId },
    ...{ reviewer_id: reviewerId, state: verdict?.state ?? 'pending', at, due_at: dueAt('appeal', referral.urgency ?? 'routine', at) },
    ...{ decided_at: verdict?.at, decided_by: verdict?.by },
  }));

/** A pending appeal opens the case to its reviewer, its verdict closes it again. */
export const reviewGrantRows = ({ referral: { id }, appeals }: Life): object[] =>
  appeals.map(({ reviewerId, at, verdict }) => ({
    ...{ object_kind: 'referral', object_id: id, institution_id: reviewerId, reason: 'appeal' },
    valid: `[${at.toISOString()},${verdict?.at.toISOString() ?? ''})`,
  }));

export const incidentRows = ({ referral, happened }: Life): object[] =>
  happened.flatMap(({ event, actor, at }) =>
    event.kind === 'referral.entered_in_error'
      ? [
          {
            ...{ id: demoId(`incident ${referral.id}`), referral_id: referral.id, institution_id: actor.institutionId },
            ...{ kind: (event.data as { reason: string }).reason, reported_by: actor.personId, at },
          },
        ]
      : [],
  );

/** Rounds of questions: each was asked in one step, and answered in the next of its kind. */
function rounds({ happened }: Life) {
  const replies = happened.filter(({ event }) => event.kind === 'referral.replied');
  return happened
    .filter(({ event }) => event.kind === 'referral.info_requested')
    .map((asked, n) => ({ asked, reply: replies.find(({ version }) => version > asked.version), round: n + 1 }));
}

export const infoRequestRows = (life: Life): object[] =>
  rounds(life).map(({ asked, reply, round }) => ({
    ...{ id: demoId(`round ${life.referral.id} ${round}`), referral_id: life.referral.id, round },
    ...{ asked_by: asked.actor.personId, asked_institution: asked.actor.institutionId, asked_at: asked.at },
    ...{ answered_by: reply?.actor.personId, answered_institution: reply?.actor.institutionId, answered_at: reply?.at },
  }));

export const infoQuestionRows = (life: Life): object[] =>
  rounds(life).map(({ asked, reply, round }) => ({
    ...{ id: demoId(`question ${life.referral.id} ${round}`), request_id: demoId(`round ${life.referral.id} ${round}`) },
    ...{ referral_id: life.referral.id, position: 1, kind: 'text', text: asked.note?.text, answer: reply?.note?.text },
  }));

/** Somebody is waited for until then; what is due already rings once the portal runs, a moment after it was loaded. */
export function timerRows({ referral, happened, appeals, submittedAt }: Life, now: Date): object[] {
  const { id, state, nextActionAt, urgency } = referral;
  const acting = happened.at(-1)?.actor.institutionId ?? referral.senderId;
  const timer = (kind: string, at: Date) => {
    const due = at > now ? at : after(now, 5);
    return { id: demoId(`timer ${kind} ${id}`), kind, subject_id: id, due_at: due, acting_institution: acting, attempts: 0 };
  };
  const verdicts = appeals.flatMap(({ verdict, at }) => (verdict ? [] : [timer(appealDue, dueAt('appeal', urgency ?? 'routine', at))]));
  if (!nextActionAt) return verdicts;
  const next = timerOf(state, nextActionAt);
  const first = state === 'submitted' && urgency === 'immediate' && submittedAt ? [timer(escalate, after(submittedAt, 180))] : [];
  return [timer(next.kind, next.dueAt), ...first, ...verdicts];
}
