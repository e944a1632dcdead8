import { roles } from '@alliance/domain/access/actor';
import { z } from 'zod';
import { route } from './route.js';
import { ById, Id, Instant, Named, page, pageOf } from './schema.js';

/** What happened to a person, department, institution, alliance, shift …: codes and numbers, the screen makes the sentence. */
export const TimelineEntry = z
  .object({
    id: Id,
    at: Instant,
    kind: z.string(),
    by: z.string().nullable(),
    role: z.enum(roles).nullable(),
    institution: Named.nullable(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'SubjectTimelineEntry' });
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const getTimeline = route('GET', '/timelines/:id', {
  summary: 'What happened to one thing, newest first, as far as it concerned my institution',
  params: ById,
  query: z.strictObject(page(50)),
  returns: pageOf('TimelinePage', TimelineEntry),
});
