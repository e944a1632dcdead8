import type { AskOf } from '@alliance/contracts/route';
import type { draftReferral, ReferralView } from '@alliance/contracts/referral.contract';
import type { PatientView } from '@alliance/contracts/patient.contract';
import { missingFields } from '@alliance/domain/referral/completion';

type Body = Omit<AskOf<typeof draftReferral>['body'], 'id'>;
/** What a doctor fills in: every field there, null while empty. */
export type DraftFields = { readonly [K in keyof Required<Body>]: K extends 'consultAllowed' ? boolean : NonNullable<Body[K]> | null };
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
  consentName: null,
  consentScope: null,
  authorisedBy: null,
  direction: null,
  directionReason: null,
  transport: null,
  outside: null,
  consultAllowed: false,
  insurancePlace: null,
  insuranceFiling: null,
  insuranceNumber: null,
  pairId: null,
  facts: null,
  criteriaReason: null,
  incompleteReason: null,
  duplicateReason: null,
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
  consentName: view.consent?.name ?? null,
  consentScope: view.consent?.scope ?? null,
  authorisedBy: view.consent?.authorisedBy ?? null,
  // what follows from the levels is not somebody's answer
  direction: view.directionReason || view.outside ? view.direction : null,
  directionReason: view.directionReason,
  transport: view.transport,
  outside: view.outside,
  consultAllowed: view.consultAllowed,
  insurancePlace: view.insurance.place,
  insuranceFiling: view.insurance.filing,
  insuranceNumber: view.insurance.number,
  pairId: view.pair?.id ?? null,
  facts: view.facts,
  criteriaReason: view.criteriaReason,
  incompleteReason: view.incompleteReason,
  duplicateReason: view.duplicateReason,
});

/** Fields still needed before sending, by the rule the server decides with. `today` is a plain date. */
export const missingIn = (fields: DraftFields, patient: Pick<PatientView, 'birthDate'> | null, today: string): FieldName[] =>
  missingFields({ ...fields, patientBirthDate: patient?.birthDate ?? null }, today) as FieldName[];
