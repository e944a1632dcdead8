import { z } from 'zod';
import { route } from './route.js';

export const DiagnosisCode = z.object({ code: z.string(), name: z.string(), edition: z.string() }).meta({ id: 'DiagnosisCode' });
export type DiagnosisCode = z.infer<typeof DiagnosisCode>;

export const searchDiagnoses = route('GET', '/diagnoses', {
  summary: 'ICD-10 codes by code, name or pinyin initials',
  query: z.strictObject({
    query: z.string().trim().min(1).max(60),
    limit: z.coerce.number<number | string>().int().min(1).max(50).default(15),
  }),
  returns: z.object({ items: z.array(DiagnosisCode) }).meta({ id: 'DiagnosisCodes' }),
});
