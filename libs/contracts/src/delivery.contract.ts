import { channels, deliveryStates, notificationGroups, personalChannels } from '@alliance/domain/notification/channel';
import { z } from 'zod';
import { route } from './route.js';
import { Id, Instant, Version, line, page, pageOf } from './schema.js';

/** Ways out of the portal. What leaves carries a link and no patient data; a channel that is not configured says so. */
export const Delivery = z
  .object({
    id: Id,
    channel: z.enum(channels),
    state: z.enum(deliveryStates),
    /** Why it was not delivered: not_configured, no_address, refused, unreachable, gave_up. */
    reason: z.string().nullable(),
    /** Masked: 138****5678. */
    address: z.string().nullable(),
    to: z.string().nullable(),
    template: z.string(),
    attempts: z.int(),
    createdAt: Instant,
    sentAt: Instant.nullable(),
    nextAttemptAt: Instant.nullable(),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof Delivery>;

export const listDeliveries = route('GET', '/deliveries', {
  summary: 'What my institution sent out, newest first',
  query: z.strictObject({ state: z.enum(deliveryStates).optional(), ...page(50) }),
  returns: pageOf('DeliveryPage', Delivery),
});
export const listOwnDeliveries = route('GET', '/account/deliveries', {
  summary: 'What was sent to me, newest first',
  query: z.strictObject(page(20)),
  returns: pageOf('OwnDeliveryPage', Delivery),
});

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time');
const Rules = z.record(z.enum(notificationGroups), z.array(z.enum(personalChannels)));
export const NotificationSettings = z
  .object({
    version: Version,
    phone: z.string().nullable(),
    email: z.string().nullable(),
    /** For each group the channels it also leaves by; `immediate` always keeps at least one. */
    rules: Rules,
    /** Local times of the institution; never for immediate cases. */
    quietFrom: Time.nullable(),
    quietTo: Time.nullable(),
    /** What is not immediate is collected and sent once a day at this time; null sends each by itself. */
    digestAt: Time.nullable(),
    /** Minutes an immediate notification may stay unread before the next channel, then the backup, is tried. */
    escalateAfterMinutes: z.int().min(1).max(60),
    /** Channels this installation can use. */
    available: z.array(z.enum(personalChannels)),
  })
  .meta({ id: 'NotificationSettings' });
export type NotificationSettings = z.infer<typeof NotificationSettings>;

export const getNotificationSettings = route('GET', '/account/notifications', {
  summary: 'How I want to be told',
  returns: NotificationSettings,
});
export const setNotificationSettings = route('PUT', '/account/notifications', {
  summary: 'Change how I want to be told',
  body: z
    .strictObject({
      version: Version,
      phone: z.string().trim().max(30).nullable(),
      email: z.string().trim().max(120).nullable(),
      rules: Rules,
      quietFrom: Time.nullable(),
      quietTo: Time.nullable(),
      digestAt: Time.nullable(),
      escalateAfterMinutes: z.int().min(1).max(60),
    })
    .meta({ id: 'SetNotificationSettings' }),
  returns: NotificationSettings,
  refuses: ['record.stale', 'contact.address_invalid', 'contact.address_missing'],
});
export const testChannel = route('POST', '/account/notifications/test', {
  summary: 'A test message or call to myself; three in ten minutes',
  status: 201,
  body: z.strictObject({ channel: z.enum(personalChannels) }).meta({ id: 'TestChannel' }),
  returns: Delivery,
  refuses: ['contact.address_missing', 'request.too_many'],
});

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
  params: z.strictObject({ id: Id }),
  body: z.strictObject({ version: Version, name: line(40), enabled: z.boolean() }).meta({ id: 'ChangeWebhook' }),
  returns: Webhook,
  refuses: ['access.denied', 'access.not_found', 'record.stale'],
});
