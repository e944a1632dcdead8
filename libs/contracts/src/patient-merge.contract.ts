import { identificationBases } from '@alliance/domain/identity/identification';
import { mergeDoubts } from '@alliance/domain/identity/merge.decide';
import { mergeKinds, mergeStates } from '@alliance/domain/identity/merge.machine';
import { z } from 'zod';
import { route } from './route.js';
import { ById, Id, Instant, Named, Version, line, page, pageOf } from './schema.js';

export const mergeActions = ['confirm', 'refuse', 'withdraw', 'undo'] as const;

/** Two rows of one person at one hospital: an unknown person who was identified, or a double that two people joined. Nothing is deleted. */
export const PatientMerge = z
  .object({
    id: Id,
    version: Version,
    kind: z.enum(mergeKinds),
    state: z.enum(mergeStates),
    kept: Named,
    merged: Named,
    reason: z.string().nullable(),
    basis: z.enum(identificationBases).nullable(),
    /** Null where another hospital that treats the patient found out. */
    proposedBy: z.string().nullable(),
    proposedAt: Instant,
    decidedBy: z.string().nullable(),
    decidedAt: Instant.nullable(),
    undoReason: z.string().nullable(),
    undoProposedBy: z.string().nullable(),
    undoProposedAt: Instant.nullable(),
    undoDecidedBy: z.string().nullable(),
    undoDecidedAt: Instant.nullable(),
    /** What speaks against it, by what both rows say. */
    doubts: z.array(z.enum(mergeDoubts)),
    /** What this user may do now: a second person is another person. */
    actions: z.array(z.enum(mergeActions)),
  })
  .meta({ id: 'PatientMerge' });
export type PatientMerge = z.infer<typeof PatientMerge>;

const refuses = ['access.denied', 'access.not_found', 'record.stale', 'patient.wrong_state', 'patient.same_person'] as const;
const Versioned = z.strictObject({ version: Version });

export const proposeMerge = route('POST', '/patient-merges', {
  summary: 'Propose that two patients of this hospital are one person; a second person confirms',
  status: 201,
  body: z.strictObject({ keepId: Id, mergedId: Id, reason: line(300) }).meta({ id: 'ProposeMerge' }),
  returns: PatientMerge,
  refuses: ['access.denied', 'access.not_found', 'patient.wrong_state'],
});
export const listMerges = route('GET', '/patient-merges', {
  summary: 'What waits for a second person at this hospital, oldest first',
  query: z.strictObject(page()),
  returns: pageOf('PatientMerges', PatientMerge),
  refuses: ['access.denied'],
});
export const confirmMerge = route('POST', '/patient-merges/:id/confirm', {
  summary: 'Confirm as the second person what was proposed: joining two rows, or parting them again',
  params: ById,
  body: Versioned.meta({ id: 'ConfirmMerge' }),
  returns: PatientMerge,
  refuses,
});
export const refuseMerge = route('POST', '/patient-merges/:id/refuse', {
  summary: 'Refuse as the second person what was proposed',
  params: ById,
  body: Versioned.meta({ id: 'RefuseMerge' }),
  returns: PatientMerge,
  refuses,
});
export const withdrawMerge = route('POST', '/patient-merges/:id/withdraw', {
  summary: 'Take back one’s own proposal',
  params: ById,
  body: Versioned.meta({ id: 'WithdrawMerge' }),
  returns: PatientMerge,
  refuses,
});
export const undoMerge = route('POST', '/patient-merges/:id/undo', {
  summary: 'Propose to part two rows again, or to take back a wrong identification; a second person confirms',
  params: ById,
  body: z.strictObject({ version: Version, reason: line(300) }).meta({ id: 'UndoMerge' }),
  returns: PatientMerge,
  refuses,
});
