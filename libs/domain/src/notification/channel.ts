/** Ways out of the portal. A webhook is a robot in a group chat of an institution; the others reach one person. */
export const channels = ['sms', 'voice', 'email', 'wecom', 'dingtalk'] as const;
export type Channel = (typeof channels)[number];
/** Channels that reach one person at an address of their own. */
export const personalChannels = ['sms', 'voice', 'email'] as const;
export type PersonalChannel = (typeof personalChannels)[number];

/** `undelivered` 未送达: given up, or the channel is not configured; never silent. */
export const deliveryStates = ['waiting', 'sent', 'undelivered', 'cancelled'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** What a person sets rules for. */
export const notificationGroups = ['immediate', 'referral', 'duty', 'administration'] as const;
export type NotificationGroup = (typeof notificationGroups)[number];
