import { z } from 'zod';
import { topics } from './live.js';
import { route } from './route.js';
import { ById, Id, Instant, page } from './schema.js';

/** Codes and numbers only; the screen makes the sentence. */
export const Notification = z
  .object({
    id: Id,
    kind: z.string(),
    topic: z.enum(topics),
    subjectId: Id,
    /** The referral number, the name of the alliance, the title of the protocol: what a person calls the subject. */
    label: z.string(),
    fromInstitution: z.string().nullable(),
    at: Instant,
    readAt: Instant.nullable(),
    /** 未送达: it was to leave by a channel and did not. */
    undelivered: z.boolean(),
  })
  .meta({ id: 'Notification' });
export type Notification = z.infer<typeof Notification>;

export const listNotifications = route('GET', '/notifications', {
  summary: 'What happened that I should know, newest first',
  query: z.strictObject({ unread: z.stringbool().optional(), ...page(20) }),
  returns: z.object({ items: z.array(Notification), nextCursor: z.string().nullable(), unread: z.int() }).meta({ id: 'NotificationPage' }),
});

export const getNotification = route('GET', '/notifications/:id', {
  summary: 'What a message outside of the portal was about: by the id of my notification, or of its event',
  params: ById,
  returns: Notification,
  refuses: ['access.not_found'],
});

export const readNotifications = route('POST', '/notifications/read', {
  summary: 'Mark as read: those named, or all',
  body: z.strictObject({ ids: z.array(Id).max(200).optional() }).meta({ id: 'ReadNotifications' }),
  returns: z.object({ unread: z.int() }).meta({ id: 'Unread' }),
});
