import { z } from 'zod';
import { Signal } from './live.js';
import { route } from './route.js';
import { Instant } from './schema.js';

/** The same pointer as on the socket, with what happened: long-poll fallback and gap filler. */
export const InboxEvent = z.object({ ...Signal.shape, kind: z.string(), at: Instant }).meta({ id: 'InboxEvent' });
export type InboxEvent = z.infer<typeof InboxEvent>;

export const listEvents = route('GET', '/events', {
  summary: 'Events of my institution after a sequence number, in order, without gaps',
  query: z.strictObject({
    after: z.coerce.number<number | string>().int().min(0).default(0),
    limit: z.coerce.number<number | string>().int().min(1).max(500).default(100),
  }),
  /** `head` is the newest sequence number of the institution. */
  returns: z.object({ items: z.array(InboxEvent), nextCursor: z.string().nullable(), head: z.int() }).meta({ id: 'InboxEvents' }),
});
