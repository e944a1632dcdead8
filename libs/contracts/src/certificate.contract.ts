import { assessorLevels } from '@alliance/domain/recognition/recognition.codes';
import { z } from 'zod';
import { route } from './route.js';
import { ById, CalendarDate, Text } from './schema.js';

/** What anybody may know of a hospital's tests: what is recognised where, and until when. */
export const PublicRecognition = z
  .object({
    hospital: z.string(),
    items: z.array(
      z.object({
        code: z.string(),
        name: Text,
        group: z.string(),
        level: z.enum(assessorLevels),
        province: z.string().nullable(),
        city: z.string().nullable(),
        alliance: z.string().nullable(),
        /** 全国HR, 晋HR … */
        label: z.string(),
        /** The last day, by the hospital's clock. */
        until: CalendarDate,
      }),
    ),
  })
  .meta({ id: 'PublicRecognition' });
export type PublicRecognition = z.infer<typeof PublicRecognition>;

export const getPublicRecognition = route('GET', '/public/hospitals/:id/recognition', {
  summary: 'What of a hospital’s tests is recognised today, where, and until when; without an account',
  params: ById,
  returns: PublicRecognition,
  refuses: ['access.not_found', 'request.too_many'],
});
