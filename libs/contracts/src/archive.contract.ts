import { sealCauses } from '@alliance/domain/archive/seal-cause';
import { z } from 'zod';
import { route } from './route.js';
import { ById, Instant, Named } from './schema.js';

/** One sealed version of a 转诊档案: nobody changes it, a correction makes the next one. */
export const ArchiveVersion = z
  .object({
    version: z.int(),
    cause: z.enum(sealCauses),
    /** Of the canonical JSON (RFC 8785) of the bundle, in hexadecimal. */
    sha256: z.string(),
    /** Of the version before. */
    previous: z.string().nullable(),
    sealedAt: Instant,
    /** Who did what it was sealed for. */
    by: z.object({ person: z.string().nullable(), institution: z.string() }).nullable(),
    /** Size of the bundle in bytes. */
    bytes: z.int(),
    /** Which hospital holds it, with the hash it was handed. */
    copies: z.array(z.object({ institution: Named, sha256: z.string(), receivedAt: Instant })),
  })
  .meta({ id: 'ArchiveVersion' });
export type ArchiveVersion = z.infer<typeof ArchiveVersion>;

export const listArchiveVersions = route('GET', '/referrals/:id/archive-versions', {
  summary: 'The sealed versions of a referral, newest first; none before it has ended',
  params: ById,
  returns: z.object({ items: z.array(ArchiveVersion) }).meta({ id: 'ArchiveVersions' }),
  refuses: ['referral.not_found'],
});

export const downloadArchive = route('GET', '/referrals/:id/archive', {
  summary: 'The archive as canonical JSON with its hash, or as a PDF with that file inside; the newest version unless one is named',
  kind: 'file',
  params: ById,
  query: z.strictObject({
    format: z.enum(['json', 'pdf']).default('json'),
    version: z.coerce.number<number | string>().int().min(1).optional(),
  }),
  returns: z.unknown(),
  refuses: ['referral.not_found', 'access.not_found'],
});
