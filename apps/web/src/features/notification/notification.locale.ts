import { words } from '../../platform/i18n';
import { notificationEn } from './notification.en';
import { notificationZh } from './notification.zh';

/** Kinds are past facts of the server (`referral.accepted`) and alarms (`referral.response_overdue`); unknown ones get the general sentence. */
export const notificationWords = words('notification', notificationZh, notificationEn);
