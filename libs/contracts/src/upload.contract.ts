import { z } from 'zod';
import { Attachment, attachFile } from './attachment.contract.js';
import { Bytes, route } from './route.js';
import { ById, Id } from './schema.js';

export const UploadView = z
  .object({
    id: Id,
    bytes: z.int(),
    /** How many bytes are safely stored: where to go on. */
    offset: z.int(),
    /** The document, once all of it is there; it has the id of the upload. */
    attachment: Attachment.nullable(),
  })
  .meta({ id: 'Upload' });
export type UploadView = z.infer<typeof UploadView>;

/** What a sender says about a document before its pieces come. */
export const AnnouncedFile = z
  .strictObject({
    id: Id,
    name: z.string().min(1).max(1_000),
    bytes: z.int().min(0),
    /** SHA-256 of the whole document in hexadecimal, where its sender can compute one. */
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  })
  .meta({ id: 'StartUpload' });

export const startUpload = route('POST', '/referrals/:id/uploads', {
  summary: 'Announce a document that is sent in pieces; announced again under its id it answers how much of it is there',
  status: 201,
  params: ById,
  body: AnnouncedFile,
  returns: UploadView,
  refuses: [
    'referral.not_found',
    'referral.wrong_state',
    'referral.not_your_action',
    'request.key_reused',
    'file.too_large',
    'file.empty',
    'file.name_refused',
    'file.referral_full',
    'upload.too_many_open',
  ],
});

export const sendPiece = route('PATCH', '/uploads/:id', {
  summary: 'The next piece of a document, at most 4 MB; the last one makes the document, and an empty one behind it tries that again',
  kind: 'bytes',
  params: ById,
  query: z.strictObject({ offset: z.coerce.number<number | string>().int().min(0) }),
  body: Bytes,
  returns: UploadView,
  refuses: [
    ...attachFile.refuses,
    'consultation.not_found',
    'consultation.wrong_state',
    'consultation.not_your_action',
    'file.consultation_full',
    'access.not_found',
    'upload.offset_differs',
    'upload.digest_differs',
    'server.unavailable',
  ],
});

export const getUpload = route('GET', '/uploads/:id', {
  summary: 'How much of a document is there: where to go on',
  params: ById,
  returns: UploadView,
  refuses: ['access.not_found'],
});

export const cancelUpload = route('DELETE', '/uploads/:id', {
  summary: 'Give an unfinished upload up',
  status: 204,
  params: ById,
  returns: z.void(),
  refuses: ['access.not_found'],
});
