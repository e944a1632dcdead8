import { z } from 'zod';
import { route } from './route.js';
import { ById, Id, Instant, Version, line } from './schema.js';

/** Robots in group chats of an institution. The address is a secret: it is never shown again. */
export const Webhook = z
  .object({
    id: Id,
    version: Version,
    channel: z.enum(['wecom', 'dingtalk']),
    name: z.string(),
    enabled: z.boolean(),
    lastUsedAt: Instant.nullable(),
  })
  .meta({ id: 'Webhook' });
export type Webhook = z.infer<typeof Webhook>;
export const listWebhooks = route('GET', '/webhooks', {
  summary: 'Group-chat robots of my institution',
  returns: z.object({ items: z.array(Webhook) }).meta({ id: 'Webhooks' }),
});
export const addWebhook = route('POST', '/webhooks', {
  summary: 'Add a robot; immediate cases are posted there without patient data',
  status: 201,
  body: z
    .strictObject({ id: Id.optional(), channel: z.enum(['wecom', 'dingtalk']), name: line(40), url: z.url().max(500) })
    .meta({ id: 'AddWebhook' }),
  returns: Webhook,
  refuses: ['access.denied', 'webhook.host_refused', 'session.step_up_required'],
});
export const changeWebhook = route('POST', '/webhooks/:id/change', {
  summary: 'Rename or switch a robot',
  params: ById,
  body: z.strictObject({ version: Version, name: line(40), enabled: z.boolean() }).meta({ id: 'ChangeWebhook' }),
  returns: Webhook,
  refuses: ['access.denied', 'access.not_found', 'record.stale'],
});
