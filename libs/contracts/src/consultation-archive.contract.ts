import { consultationSealCauses } from '@alliance/domain/archive/consultation-archive';
import { z } from 'zod';
import { ArchiveVersion } from './archive.contract.js';
import { route } from './route.js';
import { ById } from './schema.js';

/** One sealed version of a 会诊档案: nobody changes it, what comes later makes the next one. */
export const ConsultationArchiveVersion = ArchiveVersion.omit({ cause: true, by: true })
  .extend({ cause: z.enum(consultationSealCauses) })
  .meta({ id: 'ConsultationArchiveVersion' });
export type ConsultationArchiveVersion = z.infer<typeof ConsultationArchiveVersion>;

export const listConsultationArchive = route('GET', '/consultations/:id/archive-versions', {
  summary: 'The sealed versions of a consultation, newest first; none before it was decided',
  params: ById,
  returns: z.object({ items: z.array(ConsultationArchiveVersion) }).meta({ id: 'ConsultationArchiveVersions' }),
  refuses: ['consultation.not_found'],
});

export const downloadConsultationArchive = route('GET', '/consultations/:id/archive', {
  summary: 'The archive as canonical JSON with its hash, or as a PDF with that file inside; the newest version unless one is named',
  kind: 'file',
  params: ById,
  query: z.strictObject({
    format: z.enum(['json', 'pdf']).default('json'),
    version: z.coerce.number<number | string>().int().min(1).optional(),
  }),
  returns: z.unknown(),
  refuses: ['consultation.not_found', 'access.not_found'],
});
