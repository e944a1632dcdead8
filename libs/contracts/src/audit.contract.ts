import { z } from 'zod';
import { route } from './route.js';
import { Id, Instant, page, pageOf } from './schema.js';

export const AuditEvent = z
  .object({
    id: Id,
    at: Instant,
    person: z.string().nullable(),
    role: z.string().nullable(),
    action: z.string(),
    objectKind: z.string(),
    objectIds: z.array(Id),
    outcome: z.enum(['allowed', 'denied']),
    requestId: z.string().nullable(),
  })
  .meta({ id: 'AuditEvent' });
export type AuditEvent = z.infer<typeof AuditEvent>;

export const listAuditEvents = route('GET', '/audit-events', {
  summary: 'Who saw or did what at my institution, newest first',
  query: z.strictObject({ objectId: Id.optional(), personId: Id.optional(), ...page(50) }),
  returns: pageOf('AuditEventPage', AuditEvent),
  refuses: ['access.denied'],
});
