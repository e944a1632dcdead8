import type { Channel } from '@alliance/domain/notification/channel';
import type { Config } from '../config/config.js';
import { GatewayProvider } from './gateway.provider.js';
import { MailProvider } from './mail.provider.js';
import type { Provider } from './provider.js';
import { RobotProvider } from './robot.provider.js';

/** The ways out that this installation has; a channel without one is not configured. */
export function providersOf(config: Config): ReadonlyMap<Channel, Provider> {
  const { SMS_GATEWAY_URL, SMS_GATEWAY_TOKEN, VOICE_GATEWAY_URL, VOICE_GATEWAY_TOKEN, SMTP_URL, SMTP_FROM } = config;
  const providers: Provider[] = [new RobotProvider('wecom', config), new RobotProvider('dingtalk', config)];
  if (SMS_GATEWAY_URL) providers.push(new GatewayProvider('sms', SMS_GATEWAY_URL, SMS_GATEWAY_TOKEN));
  if (VOICE_GATEWAY_URL) providers.push(new GatewayProvider('voice', VOICE_GATEWAY_URL, VOICE_GATEWAY_TOKEN));
  if (SMTP_URL && SMTP_FROM) providers.push(new MailProvider(SMTP_URL, SMTP_FROM));
  return new Map(providers.map((provider) => [provider.channel, provider]));
}
