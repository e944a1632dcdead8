import { z } from 'zod';
import { route } from './route.js';
import { ById, Id, Instant } from './schema.js';

export const Attachment = z
  .object({ id: Id, name: z.string(), mediaType: z.string(), bytes: z.int(), at: Instant, institution: z.string() })
  .meta({ id: 'Attachment' });
export type Attachment = z.infer<typeof Attachment>;

export const attachFile = route('POST', '/referrals/:id/files', {
  summary: 'Add a document: PDF, JPEG or PNG, at most 20 MB, recognised by its content',
  kind: 'form',
  status: 201,
  params: ById,
  body: z.strictObject({ file: z.instanceof(Blob).meta({ type: 'string', format: 'binary' }) }).meta({ id: 'AttachFile' }),
  returns: Attachment,
  refuses: ['referral.not_found', 'referral.wrong_state', 'referral.not_your_action', 'file.type_refused', 'file.too_large'],
});

export const downloadFile = route('GET', '/files/:id', {
  summary: 'The bytes of a document',
  kind: 'file',
  params: ById,
  returns: z.unknown(),
  refuses: ['access.not_found'],
});
