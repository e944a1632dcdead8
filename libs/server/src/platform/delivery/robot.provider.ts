import { isLoopback, type Config } from '../config/config.js';
import { Undeliverable, postJson, type Message, type Provider } from './provider.js';

const hostOf = { wecom: 'qyapi.weixin.qq.com', dingtalk: 'oapi.dingtalk.com' } as const;
export type RobotChannel = keyof typeof hostOf;

/** Where the cipher of a robot's address stands. */
export const robotPlaceOf = (webhookId: string): string => `webhook.url.${webhookId}`;

/** Answers of either service that mean "too fast": worth another try. */
const tooFast = new Set([45009, 130101, 410100]);

/** Whether a robot may be at this address: on the hosts of its service or those the installation names; in the clear only on this machine. */
export function robotMayBeAt(address: string, channel: RobotChannel, { WEBHOOK_HOSTS }: Pick<Config, 'WEBHOOK_HOSTS'>): boolean {
  const url = URL.parse(address);
  if (!url || url.username || url.password) return false;
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) return false;
  return url.host === hostOf[channel] || WEBHOOK_HOSTS.includes(url.host);
}

/** A robot in a group chat; `to` is its secret address. Both services take the same body. */
export class RobotProvider implements Provider {
  constructor(
    readonly channel: RobotChannel,
    private readonly config: Pick<Config, 'WEBHOOK_HOSTS'>,
  ) {}

  async send({ to, text, link, idempotencyKey }: Message): Promise<object> {
    if (!robotMayBeAt(to, this.channel, this.config)) throw new Undeliverable('refused');
    const answer = await postJson(to, { msgtype: 'text', text: { content: `${text} ${link}` } }, { 'idempotency-key': idempotencyKey });
    const code = Number(answer['errcode'] ?? 0);
    if (code !== 0) throw new Undeliverable(tooFast.has(code) ? 'unreachable' : 'refused');
    return {};
  }
}
