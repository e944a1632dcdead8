import { channels, deliveryStates, notificationGroups, personalChannels } from '@alliance/domain/notification/channel';
import { z } from 'zod';
import { route } from './route.js';
import { Id, Instant, Version, page, pageOf } from './schema.js';

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
  summary: 'Change how I want to be told; another phone or address needs a fresh proof of who I am',
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
  refuses: ['record.stale', 'contact.address_invalid', 'contact.address_missing', 'session.step_up_required'],
});
export const testChannel = route('POST', '/account/notifications/test', {
  summary: 'A test message or call to myself; three in ten minutes',
  status: 201,
  body: z.strictObject({ channel: z.enum(personalChannels) }).meta({ id: 'TestChannel' }),
  returns: Delivery,
  refuses: ['contact.address_missing', 'request.too_many'],
});
