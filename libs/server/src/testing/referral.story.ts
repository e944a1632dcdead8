import * as attachment from '@alliance/contracts/attachment.contract';
import * as diagnosis from '@alliance/contracts/diagnosis.contract';
import * as notification from '@alliance/contracts/notification.contract';
import * as patient from '@alliance/contracts/patient.contract';
import * as patientMerge from '@alliance/contracts/patient-merge.contract';
import * as patientRecord from '@alliance/contracts/patient-record.contract';
import * as referralEnding from '@alliance/contracts/referral-ending.contract';
import * as referralJourney from '@alliance/contracts/referral-journey.contract';
import * as referralLate from '@alliance/contracts/referral-late.contract';
import * as referralAction from '@alliance/contracts/referral-action.contract';
import * as referralQueue from '@alliance/contracts/referral-queue.contract';
import * as referral from '@alliance/contracts/referral.contract';
import * as upload from '@alliance/contracts/upload.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import { checkCharacterOf } from '@alliance/domain/identity/citizen-id';
import * as formulary from '@alliance/contracts/formulary.contract';
import { DiagnosisModule } from '../diagnosis/diagnosis.module.js';
import { FormularyModule } from '../formulary/formulary.module.js';
import { NotificationModule, NotificationWorkerModule } from '../notification/notification.module.js';
import { PatientModule } from '../patient/patient.module.js';
import { ReferralModule, ReferralWorkerModule } from '../referral/referral.module.js';
import type { Person, Serving } from './app.js';
import type { World } from './world.js';

/** What an API needs to serve the referral slice. */
export const referralSlice: Serving = {
  features: [PatientModule, DiagnosisModule, FormularyModule, ReferralModule, NotificationModule],
  contracts: [
    patient,
    patientMerge,
    patientRecord,
    diagnosis,
    formulary,
    referral,
    referralQueue,
    referralAction,
    referralJourney,
    referralEnding,
    referralLate,
    attachment,
    upload,
    notification,
  ],
};
export const referralWork = [ReferralWorkerModule, NotificationWorkerModule];

let people = 0;
/** A number with a right check character in a district that does not exist: nobody’s. */
export function inventedNumber(): string {
  const digits = `990105${1950 + Math.floor(people / 500)}0101${String((people++ * 2) % 1000).padStart(3, '0')}`;
  return digits + checkCharacterOf(digits);
}

export async function registerSomebody(doctor: Person, name = '张三丰') {
  return doctor.get(patient.registerPatient, {
    body: { name, sex: 'unknown', identifierKind: 'citizen_id', identifier: inventedNumber() },
  });
}

type DraftBody = Parameters<typeof doctorDrafts>[2];
/** A complete draft of the county doctor for the lead hospital's cardiology. */
export async function doctorDrafts(doctor: Person, world: World, more: Partial<Record<string, unknown>> = {}): Promise<ReferralView> {
  const { id: patientId } = await registerSomebody(doctor);
  return doctor.get(referral.draftReferral, {
    body: {
      patientId,
      receiverId: world.lead.id,
      receiverDepartmentId: world.lead.departmentId,
      service: 'outpatient',
      urgency: 'urgent',
      reason: '胸痛反复发作，需冠脉评估',
      diagnosisText: '不稳定型心绞痛',
      reviewer: '李主任',
      consentGiver: 'patient',
      ...more,
    } as never,
  });
}

export async function doctorSubmits(doctor: Person, world: World, more?: DraftBody): Promise<ReferralView> {
  const draft = await doctorDrafts(doctor, world, more);
  return doctor.get(referralAction.submitReferral, { params: { id: draft.id }, body: { version: draft.version } });
}

export const inTwoHours = (): string => new Date(Date.now() + 7_200_000).toISOString();
