import { personalChannels, type PersonalChannel } from '@alliance/domain/notification/channel';
import type { Config } from '../config/config.js';

const settingOf = { sms: 'SMS_GATEWAY_URL', voice: 'VOICE_GATEWAY_URL', email: 'SMTP_URL' } as const satisfies Record<
  PersonalChannel,
  keyof Config
>;

/** Personal channels this installation can use. Robots of group chats need no setting: each brings its own address. */
export const configuredChannels = (config: Config): PersonalChannel[] =>
  personalChannels.filter((channel) => config[settingOf[channel]] !== undefined);
