import { quarantineReasons } from '@alliance/domain/document/document';
import { z } from 'zod';
import { route } from './route.js';
import { ById, Id, Instant } from './schema.js';

export const Attachment = z
  .object({
    id: Id,
    name: z.string(),
    mediaType: z.string(),
    bytes: z.int(),
    at: Instant,
    institution: z.string(),
    /** Why nobody can open it; null for what can be opened. */
    quarantine: z.enum(quarantineReasons).nullable(),
  })
  .meta({ id: 'Attachment' });
export type Attachment = z.infer<typeof Attachment>;

export const attachFile = route('POST', '/referrals/:id/files', {
  summary: 'Add a document in one request: PDF, JPEG or PNG up to 20 MB, or DICOM as small, recognised by its content',
  kind: 'form',
  status: 201,
  params: ById,
  body: z.strictObject({ file: z.instanceof(Blob).meta({ type: 'string', format: 'binary' }) }).meta({ id: 'AttachFile' }),
  returns: Attachment,
  refuses: [
    'referral.not_found',
    'referral.wrong_state',
    'referral.not_your_action',
    'file.type_refused',
    'file.too_large',
    'file.empty',
    'file.name_refused',
    'file.damaged',
    'file.too_many_pixels',
    'file.too_many_pages',
    'file.referral_full',
  ],
});

export const downloadFile = route('GET', '/files/:id', {
  summary: 'The bytes of a document',
  kind: 'file',
  params: ById,
  returns: z.unknown(),
  refuses: ['access.not_found', 'file.quarantined'],
});

export const removeFile = route('DELETE', '/files/:id', {
  summary: 'Take a document out of a draft, by whoever added it or writes the draft',
  status: 204,
  params: ById,
  returns: z.void(),
  refuses: ['access.not_found', 'referral.wrong_state', 'referral.not_your_action'],
});
