import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import type { ConsultationFacts, ConsultationRequest, PartyFacts } from '@alliance/domain/consultation/consultation.types';
import type { Named } from '@alliance/contracts/schema';

type View = ConsultationView;
/** Instants inside JSON are text. */
export interface PartyRow {
  id: string;
  side: PartyFacts['side'];
  institution: Named;
  department: { id: string; zh: string; en: string | null } | null;
  person: Named | null;
  appointmentId: string | null;
  role: string | null;
  specialty: View['specialty'];
  title: View['parties'][number]['title'];
  state: PartyFacts['state'];
  required: boolean;
  declineReason: View['parties'][number]['declineReason'];
  replacesId: string | null;
  answeredAt: string | null;
  joinedAt: string | null;
  signed: boolean;
  callUnsigned: boolean;
}
interface OpinionRow {
  id: string;
  partyId: string;
  personId: string;
  by: string;
  institution: Named;
  stance: View['opinions'][number]['stance'];
  text: string;
  dissent: string | null;
  recommendations: string[];
  writtenAt: string;
  signedAt: string | null;
  sha256: string | null;
  supersededAt: string | null;
}
interface Beside {
  parties: PartyRow[];
  attendees: { id: string; personId: string; name: string; institution: Named; seconds: number; cancelled: boolean }[];
  opinions: OpinionRow[];
  calls: View['calls'];
  actions: View['recommendedActions'];
  feedback: View['feedback'];
  notes: View['notes'];
  escalatedTo: { id: string; number: string }[];
}

/** One consultation as the database answers it. */
export interface ConsultationRow {
  id: string;
  number: string;
  kind: View['kind'];
  mode: View['mode'];
  state: View['state'];
  urgency: View['urgency'];
  version: number;
  inviting: Named;
  invited_ids: string[];
  observing_ids: string[];
  alliance: Named | null;
  requester: { name: string; phone: string | null; personId: string };
  open_to_alliance: boolean;
  agreement_id: string | null;
  referral: { id: string; number: string } | null;
  became_referral: { id: string; number: string } | null;
  parent: { id: string; number: string } | null;
  patient: { id: string; name: string; sex: string | null; birthDate: string | null; identifierMasked: string | null } | null;
  reason: string | null;
  aim: string | null;
  summary: string | null;
  specialty: View['specialty'];
  title: View['title'];
  planned_at: Date | null;
  minutes: number;
  diagnosis_text: string | null;
  diagnosis_code: string | null;
  diagnosis_edition: string | null;
  facts: View['facts'];
  consent_giver: View['consent']['giver'];
  consent_name: string | null;
  consent_on: string | null;
  consent_document_id: string | null;
  cost_told: boolean;
  teaching_agreed: boolean;
  authorised_by: string | null;
  starts_at: Date | null;
  ends_at: Date | null;
  held_until: Date | null;
  sequence: number;
  decision: NonNullable<View['decision']>['decision'] | null;
  decision_text: string | null;
  decided_by: string | null;
  due_at: Date | null;
  due_for: NonNullable<View['deadline']>['for'] | null;
  created_at: Date;
  invited_at: Date | null;
  started_at: Date | null;
  finished_at: Date | null;
  decided_at: Date | null;
  closed_at: Date | null;
  beside: Beside;
}

/** What the rules need, read off a row. */
export const factsOf = (row: ConsultationRow): ConsultationFacts => ({
  id: row.id,
  kind: row.kind,
  mode: row.mode,
  state: row.state,
  invitingId: row.inviting.id,
  requesterPersonId: row.requester.personId,
  parties: row.beside.parties.map(({ id, institution, person, side, state, required, signed, callUnsigned }) => ({
    ...{ id, institutionId: institution.id, personId: person?.id ?? null, side, state, required, signed, callUnsigned },
  })),
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  heldUntil: row.held_until,
  startedAt: row.started_at,
  actionsOpen: row.beside.actions.filter(({ outcome }) => outcome === null).length,
  referralId: row.referral?.id ?? null,
  becameReferralId: row.became_referral?.id ?? null,
  consentGiver: row.consent_giver,
  hasConsentDocument: row.consent_document_id !== null,
  agreementId: row.agreement_id,
});

export const requestOf = (row: ConsultationRow): ConsultationRequest => ({
  kind: row.kind,
  reason: row.reason,
  aim: row.aim,
  summary: row.summary,
  specialty: row.specialty,
  title: row.title,
  plannedAt: row.planned_at,
  hasPatient: row.patient !== null,
  consentGiver: row.consent_giver,
  consentName: row.consent_name,
  consentOn: row.consent_on,
  hasConsentDocument: row.consent_document_id !== null,
  costTold: row.cost_told,
  authorisedBy: row.authorised_by,
  openToAlliance: row.open_to_alliance,
  teachingAgreed: row.teaching_agreed,
  invitedParties: row.beside.parties.filter(({ side }) => side === 'invited').length,
  physicianPresent: row.beside.parties.some(({ side, role, state }) => side === 'inviting' && role === 'doctor' && state === 'accepted'),
});

/** Every hospital that takes part by now; of a draft only the own one. */
export const hospitalsOf = (row: Pick<ConsultationRow, 'inviting' | 'invited_ids' | 'observing_ids'>): string[] => [
  ...new Set([row.inviting.id, ...row.invited_ids, ...row.observing_ids]),
];
/** The people it is about: who asked, and who sits at the table. */
export const peopleOf = (row: ConsultationRow): string[] => [
  ...new Set([
    row.requester.personId,
    ...row.beside.parties
      .filter(({ state }) => state === 'invited' || state === 'accepted')
      .flatMap(({ person }) => (person ? [person.id] : [])),
  ]),
];
