import { postJson, type Message, type Provider } from './provider.js';

/** A gateway for text messages or calls: `POST {to, text, idempotencyKey}` with a bearer token where it wants one. A call reads no link aloud. */
export class GatewayProvider implements Provider {
  constructor(
    readonly channel: 'sms' | 'voice',
    private readonly url: string,
    private readonly token: string | undefined,
  ) {}

  async send({ to, text, link, idempotencyKey }: Message): Promise<{ reference?: string }> {
    const body = { to, text: this.channel === 'voice' ? text : `${text} ${link}`, idempotencyKey };
    const { reference } = await postJson(this.url, body, this.token ? { authorization: `Bearer ${this.token}` } : {});
    return typeof reference === 'string' ? { reference: reference.slice(0, 200) } : {};
  }
}
