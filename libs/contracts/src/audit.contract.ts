import { z } from 'zod';
import { route } from './route.js';
import { Id, Instant, page, pageOf } from './schema.js';

export const auditOutcomes = ['allowed', 'denied'] as const;
export const AuditEvent = z
  .object({
    id: Id,
    at: Instant,
    person: z.string().nullable(),
    role: z.string().nullable(),
    action: z.string(),
    objectKind: z.string(),
    objectIds: z.array(Id),
    /** What people call the first few of them: a referral’s number, a name. */
    objectLabels: z.array(z.string()),
    outcome: z.enum(auditOutcomes),
    requestId: z.string().nullable(),
  })
  .meta({ id: 'AuditEvent' });
export type AuditEvent = z.infer<typeof AuditEvent>;

export const listAuditEvents = route('GET', '/audit-events', {
  summary: 'Who saw or did what at my institution, newest first',
  query: z.strictObject({
    objectId: Id.optional(),
    personId: Id.optional(),
    /** A part of the name of who it was. */
    person: z.string().trim().max(60).optional(),
    outcome: z.enum(auditOutcomes).optional(),
    /** How the action begins: `referral`, `person.deactivated`. */
    action: z
      .string()
      .regex(/^[a-z][\w.-]{0,59}$/)
      .optional(),
    ...page(50),
  }),
  returns: pageOf('AuditEventPage', AuditEvent),
  refuses: ['access.denied'],
});
