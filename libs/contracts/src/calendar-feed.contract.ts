import { z } from 'zod';
import { route } from './route.js';
import { ById, Instant } from './schema.js';

/** The address at which a calendar program finds somebody's sessions. Only its hash is kept: it is shown once. */
export const CalendarFeed = z
  .object({
    feed: z
      .object({
        createdAt: Instant,
        /** When a program asked last, to the hour; null: none has asked yet. */
        readAt: Instant.nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'CalendarFeed' });
export type CalendarFeed = z.infer<typeof CalendarFeed>;

export const getCalendarFeed = route('GET', '/people/me/calendar-feed', {
  summary: 'Whether a calendar program may ask for my sessions, and when one did',
  returns: CalendarFeed,
});
export const openCalendarFeed = route('POST', '/people/me/calendar-feed', {
  summary: 'A new address for calendar programs; an earlier one stops working. It is not shown again',
  status: 201,
  returns: z.object({ url: z.string(), createdAt: Instant }).meta({ id: 'NewCalendarFeed' }),
});
export const endCalendarFeed = route('DELETE', '/people/me/calendar-feed', {
  summary: 'The address stops working',
  returns: CalendarFeed,
});

/** `file` is the token with `.ics`. A wrong, replaced or ended one is not there. */
export const readCalendar = route('GET', '/calendar/:file', {
  summary: 'Somebody’s sessions and shifts for calendar programs (RFC 5545): thirty days back, a year ahead. Names no patient',
  kind: 'file',
  params: z.strictObject({ file: z.string().max(100) }),
  returns: z.unknown(),
  refuses: ['link.invalid', 'request.too_many'],
});
export const consultationInvitation = route('GET', '/consultations/:id/invitation.ics', {
  summary: 'The appointed session as an entry for calendar programs',
  kind: 'file',
  params: ById,
  returns: z.unknown(),
  refuses: ['consultation.not_found', 'consultation.wrong_state'],
});
