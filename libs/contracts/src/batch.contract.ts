import { batchKinds, batchLimit } from '@alliance/domain/batch/batch';
import { consentGivers, services, transports, urgencies } from '@alliance/domain/referral/referral.codes';
import { referralStates } from '@alliance/domain/referral/referral.machine';
import { refusalCodes } from '@alliance/domain/refusal';
import { z } from 'zod';
import { registerPatient } from './patient.contract.js';
import { draftFields } from './referral.contract.js';
import { Outside } from './referral.schema.js';
import { route } from './route.js';
import { Id, Instant, Text, line, page, pageOf } from './schema.js';

/** The sender's own name for a patient of the group: what makes a repeated command send nobody twice. */
const Key = z.string().regex(/^[\w.-]{1,40}$/);

const BatchPatient = z
  .strictObject({
    key: Key,
    /** What is written on the wristband or over the bed. */
    label: line(60),
    /** Either somebody this hospital knows, or a person to register. */
    patientId: Id.nullable().default(null),
    person: registerPatient.body.omit({ id: true, motherId: true }).nullable().default(null),
    diagnosisText: line(300).nullable().default(null),
    summary: line(4000).nullable().default(null),
    /** In place of what holds for the group. */
    urgency: z.enum(urgencies).nullable().default(null),
    receiverId: Id.nullable().default(null),
    receiverDepartmentId: Id.nullable().default(null),
    outside: Outside.nullable().default(null),
    consentGiver: z.enum(consentGivers).nullable().default(null),
  })
  .refine(({ patientId, person }) => (patientId === null) !== (person === null), { error: 'one of both', path: ['patientId'] })
  .meta({ id: 'BatchPatient' });
export type BatchPatient = z.infer<typeof BatchPatient>;

const SendBatch = z
  .strictObject({
    id: Id,
    kind: z.enum(batchKinds),
    /** What happened: the reason of every referral of the group. */
    explanation: line(500),
    allianceId: Id.nullable().default(null),
    senderDepartmentId: Id.nullable().default(null),
    receiverId: Id.nullable().default(null),
    receiverDepartmentId: Id.nullable().default(null),
    outside: Outside.nullable().default(null),
    service: z.enum(services),
    urgency: z.enum(urgencies),
    transport: z.enum(transports),
    reviewer: draftFields.reviewer,
    consentGiver: z.enum(consentGivers),
    consentScope: draftFields.consentScope,
    authorisedBy: draftFields.authorisedBy,
    patients: z.array(BatchPatient).min(1).max(batchLimit),
  })
  .refine(({ patients }) => new Set(patients.map(({ key }) => key)).size === patients.length, { error: 'keys', path: ['patients'] })
  .meta({ id: 'SendBatch' });

/** What became of one patient: a referral, or why there is none yet. */
const BatchResult = z.object({
  key: z.string(),
  label: z.string(),
  referral: z
    .object({
      id: Id,
      number: z.string(),
      state: z.enum(referralStates),
      urgency: z.enum(urgencies),
      patient: z.string(),
      receiver: z.string(),
      receiverDepartment: Text.nullable(),
    })
    .nullable(),
  refused: z.object({ code: z.enum(refusalCodes), fields: z.array(z.string()) }).nullable(),
});
export type BatchResult = z.infer<typeof BatchResult>;

const summary = { id: Id, kind: z.enum(batchKinds), explanation: z.string(), openedAt: Instant, openedBy: z.string() };

export const BatchView = z.object({ ...summary, patients: z.array(BatchResult) }).meta({ id: 'BatchView' });
export type BatchView = z.infer<typeof BatchView>;

export const sendBatch = route('POST', '/referral-batches', {
  summary: 'Send up to 200 patients at once; each is sent or refused for itself, and repeating the command sends nobody twice',
  body: SendBatch,
  returns: BatchView,
  refuses: ['access.denied', 'access.not_found'],
});

export const getBatch = route('GET', '/referral-batches/:batchId', {
  summary: 'A group of my hospital, and where each of its patients stands',
  params: z.strictObject({ batchId: Id }),
  returns: BatchView,
  refuses: ['access.denied', 'access.not_found'],
});

export const listBatches = route('GET', '/referral-batches', {
  summary: 'Groups of my hospital, newest first',
  query: z.strictObject(page()),
  returns: pageOf(
    'Batches',
    z.object({
      ...summary,
      /** Patients by what became of them. */
      sent: z.int(),
      waiting: z.int(),
      refused: z.int(),
    }),
  ),
  refuses: ['access.denied'],
});
