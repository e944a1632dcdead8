import type { ConsultationRequest } from './consultation.types.js';

/** What a request can lack, each with words of its own (TM-06). */
export const requestNeeds = [
  'patient',
  'reason',
  'aim',
  'summary',
  'specialty',
  'title',
  'plannedAt',
  'invited',
  'physician',
  'consentGiver',
  'consentName',
  'consentOn',
  'consentDocument',
  'costTold',
  'authorisedBy',
  'teachingAgreed',
] as const;
export type RequestNeed = (typeof requestNeeds)[number];

/**
 * What this request still lacks before it can be sent, in the order of the form.
 * An immediate one names reason, whom to ask and who authorised it; consent and papers follow on the ground of rescue (抢救; TM-04).
 * A lesson shows nobody's patient and needs no consent (TM-15).
 */
export function requestLacks(request: ConsultationRequest): RequestNeed[] {
  const { kind } = request;
  const lacks: Record<RequestNeed, boolean> = {
    patient: kind !== 'teaching' && !request.hasPatient,
    reason: !request.reason,
    aim: kind !== 'immediate' && !request.aim,
    summary: kind !== 'immediate' && !request.summary,
    specialty: !request.specialty,
    title: kind !== 'immediate' && !request.title,
    plannedAt: kind !== 'immediate' && !request.plannedAt,
    invited: request.invitedParties === 0,
    physician: kind !== 'teaching' && !request.physicianPresent,
    ...consentLacks(request),
    // whoever watches a patient watches with the patient's leave (TM-15)
    teachingAgreed: kind === 'ward_round' && request.openToAlliance && !request.teachingAgreed,
  };
  return requestNeeds.filter((need) => lacks[need]);
}

type ConsentNeed = 'consentGiver' | 'consentName' | 'consentOn' | 'consentDocument' | 'costTold' | 'authorisedBy';

function consentLacks(request: ConsultationRequest): Record<ConsentNeed, boolean> {
  const needed = request.kind !== 'teaching';
  const rescue = request.kind === 'immediate' && (request.consentGiver === 'rescue' || request.consentGiver === null);
  const written = needed && !rescue;
  const inTheirStead = request.consentGiver === 'guardian' || request.consentGiver === 'near_relative';
  return {
    // the ground of rescue holds for what cannot wait, and for nothing else
    consentGiver: written && (!request.consentGiver || request.consentGiver === 'rescue'),
    consentName: written && inTheirStead && !request.consentName,
    consentOn: written && !request.consentOn,
    consentDocument: written && !request.hasConsentDocument,
    costTold: written && !request.costTold,
    authorisedBy: needed && rescue && !request.authorisedBy,
  };
}

/** Consent that followed an immediate one is written, with its paper (TM-04). */
export const papersMissing = ({
  consentGiver,
  hasConsentDocument,
}: Pick<ConsultationRequest, 'consentGiver' | 'hasConsentDocument'>): boolean => consentGiver === 'rescue' || !hasConsentDocument;
