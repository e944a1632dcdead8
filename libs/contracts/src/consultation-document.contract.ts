import { documentKinds } from '@alliance/domain/case-board/case-board.codes';
import { materials } from '@alliance/domain/case-board/preparation';
import { z } from 'zod';
import { Attachment } from './attachment.contract.js';
import { route } from './route.js';
import { ById, Id, line } from './schema.js';
import { AnnouncedFile, UploadView, startUpload } from './upload.contract.js';

export const ConsultationDocument = Attachment.extend({
  kind: z.enum(documentKinds),
  /** What whoever added it calls it; without one, its file name does. */
  title: z.string().nullable(),
  /** Nobody can be recognised by it: who only watches may see it (TM-15). */
  deidentified: z.boolean(),
  by: z.string(),
  /** My hospital added it, and may name it or take it out now. */
  mayChange: z.boolean(),
  /** It is a copy of a document of the referral, or of an earlier consultation. */
  sourceId: Id.nullable(),
}).meta({ id: 'ConsultationDocument' });
export type ConsultationDocument = z.infer<typeof ConsultationDocument>;

/** What a case of this field should have with it, and whether it is there. Shown, never in the way (F69). */
export const PreparedMaterial = z.object({ material: z.enum(materials), there: z.boolean() }).meta({ id: 'PreparedMaterial' });
export type PreparedMaterial = z.infer<typeof PreparedMaterial>;

const ByDocument = z.strictObject({ id: Id, documentId: Id });

export const listConsultationDocuments = route('GET', '/consultations/:id/documents', {
  summary: 'Documents of a consultation, as far as one may see them, and what the case should have with it',
  params: ById,
  returns: z
    .object({
      items: z.array(ConsultationDocument),
      preparation: z.array(PreparedMaterial),
      /** I may add documents now. */
      mayAdd: z.boolean(),
    })
    .meta({ id: 'ConsultationDocuments' }),
  refuses: ['consultation.not_found'],
});

export const startConsultationUpload = route('POST', '/consultations/:id/documents/uploads', {
  summary: 'Announce a document of a consultation; its pieces go to /uploads/:id like those of every other',
  status: 201,
  params: ById,
  body: AnnouncedFile,
  returns: UploadView,
  refuses: [
    ...startUpload.refuses.filter((code) => !code.startsWith('referral.') && code !== 'file.referral_full'),
    'consultation.not_found',
    'consultation.wrong_state',
    'consultation.not_your_action',
    'file.consultation_full',
  ],
});

export const describeDocument = route('PATCH', '/consultations/:id/documents/:documentId', {
  summary: 'Say what a document of my hospital is, what it is called, and whether anybody can be recognised by it',
  params: ByDocument,
  body: z
    .strictObject({ kind: z.enum(documentKinds).optional(), title: line(80).nullish(), deidentified: z.boolean().optional() })
    .meta({ id: 'DescribeDocument' }),
  returns: ConsultationDocument,
  refuses: ['consultation.not_found', 'access.not_found', 'consultation.wrong_state', 'consultation.not_your_action'],
});

export const removeDocument = route('DELETE', '/consultations/:id/documents/:documentId', {
  summary: 'Take a document of my hospital out; it leaves the board too, and stays on record',
  status: 204,
  params: ByDocument,
  returns: z.void(),
  refuses: [
    'consultation.not_found',
    'access.not_found',
    'consultation.wrong_state',
    'consultation.not_your_action',
    'consultation.consent_missing',
  ],
});

export const consultationDocumentContent = route('GET', '/consultations/:id/documents/:documentId/content', {
  summary: 'The bytes of a document of a consultation',
  kind: 'file',
  params: ByDocument,
  returns: z.unknown(),
  refuses: ['consultation.not_found', 'access.not_found', 'file.quarantined'],
});

export const OfferedDocument = Attachment.pick({ id: true, name: true, mediaType: true, bytes: true, at: true, institution: true })
  .extend({ from: z.enum(['referral', 'consultation']) })
  .meta({ id: 'OfferedDocument' });
export type OfferedDocument = z.infer<typeof OfferedDocument>;

export const offeredDocuments = route('GET', '/consultations/:id/documents/offered', {
  summary: 'Documents of its referral and of the consultation below that were not taken over yet',
  params: ById,
  returns: z.object({ items: z.array(OfferedDocument) }).meta({ id: 'OfferedDocuments' }),
  refuses: ['consultation.not_found'],
});

export const takeOverDocuments = route('POST', '/consultations/:id/documents/taken-over', {
  summary:
    'Take documents of its referral and of the consultation below over, all of them or none; what was taken over before stays as it is',
  status: 201,
  params: ById,
  body: z.strictObject({ sourceIds: z.array(Id).min(1).max(50) }).meta({ id: 'TakeOverDocuments' }),
  returns: z.object({ items: z.array(ConsultationDocument) }).meta({ id: 'TakenOverDocuments' }),
  refuses: [
    'consultation.not_found',
    'access.not_found',
    'consultation.wrong_state',
    'consultation.not_your_action',
    'file.consultation_full',
    'file.quarantined',
  ],
});
