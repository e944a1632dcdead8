import * as batch from '@alliance/contracts/batch.contract';
import * as print from '@alliance/contracts/print.contract';
import type { AskOf } from '@alliance/contracts/route';
import { randomUUIDv7 } from 'node:crypto';
import { BatchModule } from '../batch/batch.module.js';
import { PrintModule } from '../print/print.module.js';
import type { Serving } from './app.js';
import { inventedNumber, referralSlice } from './referral.story.js';
import type { World } from './world.js';

export const batchSlice: Serving = {
  features: [...referralSlice.features, BatchModule, PrintModule],
  contracts: [...referralSlice.contracts, batch, print],
};

export type SentBatch = AskOf<typeof batch.sendBatch>['body'];
type SentPatient = SentBatch['patients'][number];

/** Somebody with a number of their own, in a bed. */
export const bedded = (key: string, more: Partial<SentPatient> = {}): SentPatient => ({
  key,
  label: `${key} 床`,
  person: {
    name: `周${'甲乙丙丁戊己庚辛壬癸'[Number(key) % 10] ?? '某'}`,
    sex: 'unknown',
    identifierKind: 'citizen_id',
    identifier: inventedNumber(),
  },
  diagnosisText: '心力衰竭',
  ...more,
});

/** Somebody nobody can name. */
export const casualty = (key: string, more: Partial<SentPatient> = {}): SentPatient => ({
  key,
  label: `伤员 ${key}`,
  person: { sex: 'male', identifierKind: 'unknown_person', estimatedAge: 40, marks: '左臂纹身' },
  ...more,
});

/** A ward of the county hospital closes; all of its patients go to the lead's cardiology. */
export const closing = (world: World, patients: SentPatient[], more: Partial<SentBatch> = {}): SentBatch => ({
  id: randomUUIDv7(),
  kind: 'ward_closure',
  explanation: '病区水管爆裂，全部患者需要转出',
  receiverId: world.lead.id,
  receiverDepartmentId: world.lead.departmentId,
  service: 'inpatient',
  urgency: 'urgent',
  transport: 'ambulance',
  reviewer: '李主任',
  consentGiver: 'patient',
  patients,
  ...more,
});
