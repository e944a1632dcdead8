import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import type { Actor } from '@alliance/domain/access/actor';
import { consultationActionsOf, isInviting } from '@alliance/domain/consultation/consultation.policy';
import { papersMissing, requestLacks } from '@alliance/domain/consultation/request-completeness';
import { roomWindow } from '@alliance/domain/session-room/room-window';
import { factsOf, requestOf, type ConsultationRow, type PartyRow } from './consultation.row.js';

const utc = (at: string | Date): string => new Date(at).toISOString();
const maybe = (at: string | Date | null): string | null => at && utc(at);

/** Who only watches sees neither patient nor what only the treating hospitals may read (TM-15). */
export const isObserver = (
  { inviting, invited_ids }: Pick<ConsultationRow, 'inviting' | 'invited_ids'>,
  { institutionId }: Actor,
): boolean => institutionId !== inviting.id && !invited_ids.includes(institutionId);

export const deadlineOf = ({ due_at, due_for }: Pick<ConsultationRow, 'due_at' | 'due_for'>, now: Date): ConsultationView['deadline'] =>
  due_at && due_for && { at: utc(due_at), for: due_for, overdue: due_at < now };

const partyView = (party: PartyRow, { personId }: Actor): ConsultationView['parties'][number] => ({
  id: party.id,
  side: party.side,
  institution: party.institution,
  department: party.department && { zh: party.department.zh, ...(party.department.en && { en: party.department.en }) },
  person: party.person,
  mine: party.person?.id === personId,
  specialty: party.specialty,
  title: party.title,
  state: party.state,
  required: party.required,
  declineReason: party.declineReason,
  replacesId: party.replacesId,
  answeredAt: maybe(party.answeredAt),
  joinedAt: maybe(party.joinedAt),
  signed: party.signed,
});

/** From when to when the room lets its people in. */
export function roomOf({ state, starts_at: startsAt, ends_at: endsAt, started_at: startedAt }: ConsultationRow): ConsultationView['room'] {
  const window = roomWindow({ state, startsAt, endsAt, startedAt });
  return window && { opensAt: utc(window.opensAt), closesAt: maybe(window.closesAt) };
}

const diagnosisOf = ({ diagnosis_text, diagnosis_code, diagnosis_edition }: ConsultationRow): ConsultationView['diagnosis'] =>
  diagnosis_text ? { text: diagnosis_text, code: diagnosis_code, edition: diagnosis_edition } : null;

const timeOf = ({ starts_at, ends_at, held_until, sequence }: ConsultationRow): ConsultationView['time'] =>
  starts_at && ends_at && { startsAt: utc(starts_at), endsAt: utc(ends_at), heldUntil: maybe(held_until), sequence };

/** @param row as row-level security showed it to this actor's hospital */
export function consultationView(row: ConsultationRow, actor: Actor, now: Date): ConsultationView {
  const facts = factsOf(row);
  const { beside } = row;
  const observer = isObserver(row, actor);
  // a lesson is about nobody; whom a round is about, others learn only with the patient's leave (TM-15)
  const hidden = observer && row.kind !== 'teaching' && !row.teaching_agreed;
  return {
    ...{ id: row.id, number: row.number, kind: row.kind, mode: row.mode, state: row.state, urgency: row.urgency, version: row.version },
    actions: consultationActionsOf(actor, facts, now),
    observer,
    inviting: row.inviting,
    invitingSide: isInviting(facts, actor),
    requester: { name: row.requester.name, phone: row.requester.phone },
    alliance: row.alliance,
    openToAlliance: row.open_to_alliance,
    patient: observer ? null : row.patient,
    ...{ specialty: row.specialty, title: row.title, minutes: row.minutes },
    ...(hidden ? nothingOf : { reason: row.reason, aim: row.aim, summary: row.summary, diagnosis: diagnosisOf(row), facts: row.facts }),
    plannedAt: maybe(row.planned_at),
    consent: observer ? hiddenConsent(row) : consentOf(row),
    papersDue: row.kind === 'immediate' && row.state !== 'draft' && papersMissing(requestOf(row)),
    agreementId: row.agreement_id,
    missing: row.state === 'draft' ? requestLacks(requestOf(row)) : [],
    parties: beside.parties.map((party) => partyView(party, actor)),
    attendees: beside.attendees.map(({ id, personId, name, institution, seconds, cancelled }) => ({
      ...{ id, name, institution, mine: personId === actor.personId, minutesPresent: Math.round(seconds / 60), cancelled },
    })),
    time: timeOf(row),
    room: roomOf(row),
    opinions: beside.opinions.map(({ personId, writtenAt, signedAt, sha256, supersededAt, ...opinion }) => ({
      ...opinion,
      mine: personId === actor.personId,
      writtenAt: utc(writtenAt),
      signed: signedAt && sha256 ? { sha256, at: utc(signedAt) } : null,
      supersededAt: maybe(supersededAt),
    })),
    calls: beside.calls.map((call) => ({
      ...call,
      advisedAt: utc(call.advisedAt),
      enteredAt: utc(call.enteredAt),
      signedAt: maybe(call.signedAt),
    })),
    decision:
      !observer && row.decision && row.decided_at
        ? { decision: row.decision, text: row.decision_text ?? '', by: row.decided_by ?? '', at: utc(row.decided_at) }
        : null,
    recommendedActions: beside.actions.map((action) => ({ ...action, recordedAt: maybe(action.recordedAt) })),
    feedback: beside.feedback && { ...beside.feedback, at: utc(beside.feedback.at) },
    notes: (hidden ? [] : beside.notes).map((note) => ({ ...note, at: utc(note.at) })),
    deadline: deadlineOf(row, now),
    ...{ referral: row.referral, becameReferral: row.became_referral, parent: row.parent, escalatedTo: beside.escalatedTo },
    createdAt: utc(row.created_at),
    invitedAt: maybe(row.invited_at),
    startedAt: maybe(row.started_at),
    finishedAt: maybe(row.finished_at),
    decidedAt: maybe(row.decided_at),
    closedAt: maybe(row.closed_at),
  };
}

const nothingOf = { reason: null, aim: null, summary: null, diagnosis: null, facts: null };
const consentOf = (row: ConsultationRow): ConsultationView['consent'] => ({
  giver: row.consent_giver,
  name: row.consent_name,
  on: row.consent_on,
  documentId: row.consent_document_id,
  costTold: row.cost_told,
  teachingAgreed: row.teaching_agreed,
  authorisedBy: row.authorised_by,
});
const hiddenConsent = ({ teaching_agreed, cost_told }: ConsultationRow): ConsultationView['consent'] => ({
  ...{ giver: null, name: null, on: null, documentId: null, authorisedBy: null },
  costTold: cost_told,
  teachingAgreed: teaching_agreed,
});
