import type { AskOf } from '@alliance/contracts/route';
import type { draftConsultation } from '@alliance/contracts/consultation.contract';
import type { ConsultationView, InvitedParty } from '@alliance/contracts/consultation.schema';
import { requestLacks, type RequestNeed } from '@alliance/domain/consultation/request-completeness';

type Body = Omit<
  AskOf<typeof draftConsultation>['body'],
  'id' | 'referralId' | 'presenterIds' | 'invited' | 'diagnosisCode' | 'allianceId'
>;
type Whole = 'kind' | 'mode' | 'urgency' | 'minutes' | 'costTold' | 'teachingAgreed' | 'openToAlliance';
/** What a doctor fills in: every field there, null while empty. */
export type DraftFields = {
  readonly [K in keyof Required<Body>]: K extends Whole ? NonNullable<Body[K]> : NonNullable<Body[K]> | null;
} & { readonly invited: readonly InvitedParty[]; readonly presenterIds: readonly string[] };
export type FieldName = keyof DraftFields;
export type Change = Partial<DraftFields>;

export const emptyFields: DraftFields = {
  kind: 'scheduled',
  mode: 'video',
  urgency: 'routine',
  openToAlliance: false,
  patientId: null,
  reason: null,
  aim: null,
  summary: null,
  specialty: null,
  title: null,
  plannedAt: null,
  minutes: 30,
  diagnosisText: null,
  facts: null,
  consentGiver: null,
  consentName: null,
  consentOn: null,
  consentDocumentId: null,
  costTold: false,
  teachingAgreed: false,
  authorisedBy: null,
  invited: [],
  presenterIds: [],
};

const invitedOf = ({ parties }: ConsultationView): InvitedParty[] =>
  parties
    .filter(({ side }) => side === 'invited')
    .map(({ institution, person, specialty, title, required }) => ({
      ...{ institutionId: institution.id, departmentId: null, personId: person?.id ?? null, specialty, title, required },
    }));

export const fieldsOfView = (view: ConsultationView): DraftFields => ({
  ...{ kind: view.kind, mode: view.mode, urgency: view.urgency, openToAlliance: view.openToAlliance },
  ...{ patientId: view.patient?.id ?? null, reason: view.reason, aim: view.aim, summary: view.summary },
  ...{ specialty: view.specialty, title: view.title, plannedAt: view.plannedAt, minutes: view.minutes },
  diagnosisText: view.diagnosis?.text ?? null,
  facts: view.facts,
  ...{ consentGiver: view.consent.giver, consentName: view.consent.name, consentOn: view.consent.on },
  ...{ consentDocumentId: view.consent.documentId, costTold: view.consent.costTold, teachingAgreed: view.consent.teachingAgreed },
  authorisedBy: view.consent.authorisedBy,
  invited: invitedOf(view),
  presenterIds: presentersOf(view).map(({ id }) => id),
});

/** Physicians of the inviting side beside whoever asks. */
export const presentersOf = ({ parties, requester }: ConsultationView): readonly { readonly id: string; readonly name: string }[] =>
  parties.flatMap(({ side, person }) => (side === 'inviting' && person && person.name !== requester.name ? [person] : []));

const said = (text: string | null): string | null => text?.trim() || null;
/** What is still needed before sending, by the rule the server decides with. */
export const lacksOf = (fields: DraftFields, physicianPresent: boolean): RequestNeed[] =>
  requestLacks({
    kind: fields.kind,
    ...{ reason: said(fields.reason), aim: said(fields.aim), summary: said(fields.summary), specialty: fields.specialty },
    title: fields.title,
    plannedAt: fields.plannedAt ? new Date(fields.plannedAt) : null,
    hasPatient: fields.patientId !== null,
    ...{ consentGiver: fields.consentGiver, consentName: said(fields.consentName), consentOn: fields.consentOn },
    hasConsentDocument: fields.consentDocumentId !== null,
    ...{ costTold: fields.costTold, authorisedBy: said(fields.authorisedBy) },
    ...{ openToAlliance: fields.openToAlliance, teachingAgreed: fields.teachingAgreed },
    invitedParties: fields.invited.length,
    physicianPresent: physicianPresent || fields.presenterIds.length > 0,
  });
