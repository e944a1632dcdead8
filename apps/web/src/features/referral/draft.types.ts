import type { AskOf } from '@alliance/contracts/route';
import type { draftReferral, ReferralView } from '@alliance/contracts/referral.contract';
import { missingFields } from '@alliance/domain/referral/referral.decide';

type Body = Omit<AskOf<typeof draftReferral>['body'], 'id'>;
/** What a doctor fills in: every field there, null while empty. */
export type DraftFields = { readonly [K in keyof Required<Body>]: NonNullable<Body[K]> | null };
export type FieldName = keyof DraftFields;

export const emptyFields: DraftFields = {
  patientId: null,
  receiverId: null,
  receiverDepartmentId: null,
  senderDepartmentId: null,
  allianceId: null,
  service: null,
  urgency: null,
  reason: null,
  diagnosisText: null,
  diagnosisCode: null,
  summary: null,
  reviewer: null,
  consentGiver: null,
  facts: null,
  criteriaReason: null,
};

export const fieldsOfView = (view: ReferralView): DraftFields => ({
  patientId: view.patient?.id ?? null,
  receiverId: view.receiver?.id ?? null,
  receiverDepartmentId: view.receiverDepartment?.id ?? null,
  senderDepartmentId: view.senderDepartment?.id ?? null,
  allianceId: view.allianceId,
  service: view.service,
  urgency: view.urgency,
  reason: view.reason,
  diagnosisText: view.diagnosis?.text ?? null,
  diagnosisCode: view.diagnosis?.code ?? null,
  summary: view.summary,
  reviewer: view.reviewer,
  consentGiver: view.consentGiver,
  facts: view.facts,
  criteriaReason: view.criteriaReason,
});

/** Fields still needed before sending, by the rule the server decides with. */
export const missingIn = (fields: DraftFields): FieldName[] =>
  missingFields({
    ...fields,
    id: '',
    version: 1,
    state: 'draft',
    senderId: '',
    custodianId: '',
    direction: null,
    nextActionAt: null,
    nextActionBy: null,
    pausedSeconds: null,
  }) as FieldName[];
