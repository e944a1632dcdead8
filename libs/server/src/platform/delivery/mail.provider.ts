import { createHash } from 'node:crypto';
import { createTransport, type Transporter } from 'nodemailer';
import { isLoopback } from '../config/config.js';
import { Undeliverable, sendTimeoutMs, type Message, type Provider } from './provider.js';

/** Mail over SMTP, never in the clear except to this machine. The message id comes from the key: a second copy is recognised as one. */
export class MailProvider implements Provider {
  readonly channel = 'email';
  private readonly transport: Transporter;

  constructor(
    url: string,
    private readonly from: string,
  ) {
    const { protocol, hostname } = new URL(url);
    const wait = {
      connectionTimeout: sendTimeoutMs,
      greetingTimeout: sendTimeoutMs,
      socketTimeout: sendTimeoutMs,
      dnsTimeout: sendTimeoutMs,
    };
    const secure = { requireTLS: protocol === 'smtp:' && !isLoopback(hostname), disableFileAccess: true, disableUrlAccess: true };
    this.transport = createTransport({ url, ...wait, ...secure });
  }

  async send({ to, text, link, calendar, idempotencyKey }: Message): Promise<{ reference?: string }> {
    const [subject = ''] = /^【.*?】/.exec(text) ?? [];
    const messageId = `<${createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 40)}@${this.from.split('@')[1]}>`;
    const mail = { from: this.from, to: { name: '', address: to }, subject, text: `${text}\n\n${link}\n`, messageId };
    try {
      await this.transport.sendMail({ ...mail, ...(calendar && { icalEvent: asEvent(calendar) }) });
      return { reference: messageId };
    } catch (error) {
      const { responseCode = 0 } = error as { responseCode?: number };
      throw new Undeliverable(responseCode >= 500 ? 'refused' : 'unreachable', error);
    }
  }
}

/** Programs read the method off the part itself, not only off its content (RFC 6047). */
const asEvent = (content: string) => ({ method: /^METHOD:(\w+)/m.exec(content)?.[1] ?? 'PUBLISH', filename: 'invitation.ics', content });
