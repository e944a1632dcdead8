import { channels, type Channel } from '@alliance/domain/notification/channel';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Commands } from '../command/commands.js';
import { CONFIG, type Config } from '../config/config.js';
import { FieldCipher } from '../crypto/field-cipher.js';
import { Log } from '../observe/log.js';
import { placeOf, tellUndelivered } from './deliveries.js';
import { DeliveryMetrics } from './delivery.metrics.js';
import { DeliveryStore, type ClaimedDelivery } from './delivery.store.js';
import { Undeliverable, type Message, type Provider } from './provider.js';
import { providersOf } from './providers.js';
import { robotPlaceOf } from './robot.provider.js';
import { isForCalendar, textOf } from './template.js';

const lookEveryMs = 500;
/** Of one channel at the same time, well inside the lease: a gateway that hangs holds up its own channel only. */
const atOnce = 20;
/** Waits before the attempts after the first; then it is given up. */
const retrySeconds = [5, 30, 120, 600];

/**
 * Sends what is due. A row is claimed, sent outside of any transaction, and recorded; a sender that dies leaves a lease that ends, and the next one
 * sends again under the same key. So a gateway may hear twice, and knows it.
 */
@Injectable()
export class Sender implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly providers: ReadonlyMap<Channel, Provider>;
  private readonly underWay = new Map<Channel, Set<Promise<void>>>(channels.map((channel) => [channel, new Set()]));
  private stopped = false;
  private woken = false;
  private wake: () => void = () => undefined;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: DeliveryStore,
    private readonly commands: Commands,
    private readonly cipher: FieldCipher,
    private readonly metrics: DeliveryMetrics,
    private readonly log: Log,
    @Inject(CONFIG) config: Config,
  ) {
    this.providers = providersOf(config);
  }

  onApplicationBootstrap(): void {
    this.loop = this.run();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    this.nudge();
    await this.loop;
    await Promise.all([...this.underWay.values()].flatMap((sending) => [...sending]));
  }

  /** Something was queued in this process. Others find it at their next look. */
  nudge(): void {
    this.woken = true;
    this.wake();
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      this.woken = false;
      await this.look().catch((error: unknown) => this.log.error({ err: error }, 'deliveries were not claimed'));
      await this.rest();
    }
  }

  private async look(): Promise<void> {
    const free = new Map([...this.underWay].map(([channel, sending]) => [channel, atOnce - sending.size]));
    for (const claimed of await this.store.claim(free)) {
      const sending = this.underWay.get(claimed.channel);
      const attempt = this.attempt(claimed)
        .catch((error: unknown) => this.log.error({ delivery: claimed.id, err: error }, 'a delivery was not recorded; it is tried again'))
        .finally(() => {
          // there may be more than had room
          if (sending?.size === atOnce) this.nudge();
          sending?.delete(attempt);
        });
      sending?.add(attempt);
    }
  }

  private async attempt(claimed: ClaimedDelivery): Promise<void> {
    const { id, channel, webhook_id: webhookId } = claimed;
    if (claimed.read || claimed.unread === 0 || (webhookId && !claimed.url_cipher))
      return void (await this.store.end(claimed, 'cancelled', null));
    const provider = this.providers.get(channel);
    if (!provider) return this.giveUp(claimed, 'not_configured');
    let reference: string | undefined;
    try {
      ({ reference } = await provider.send(this.message(claimed)));
    } catch (error) {
      return this.failed(claimed, error);
    }
    if (await this.store.sent(id, reference)) this.metrics.sent.inc({ channel });
    if (webhookId) await this.store.used(webhookId);
  }

  private message({
    id,
    template,
    address_cipher,
    url_cipher,
    webhook_id,
    link_cipher,
    words_cipher,
    idempotency_key,
    unread,
  }: ClaimedDelivery): Message {
    const to = webhook_id
      ? this.cipher.decrypt(url_cipher ?? '', robotPlaceOf(webhook_id))
      : this.cipher.decrypt(address_cipher ?? '', placeOf('address', id));
    const link = this.cipher.decrypt(link_cipher, placeOf('link', id));
    const words = words_cipher && this.cipher.decrypt(words_cipher, placeOf('words', id));
    const calendar = words && isForCalendar(template) ? { calendar: words } : {};
    return { to, link, text: textOf(template, unread, words), idempotencyKey: idempotency_key, ...calendar };
  }

  private async failed(claimed: ClaimedDelivery, error: unknown): Promise<void> {
    if (!(error instanceof Undeliverable)) this.log.error({ delivery: claimed.id, err: error }, 'a delivery could not be made up');
    if (error instanceof Undeliverable && error.reason === 'refused') return this.giveUp(claimed, 'refused');
    const seconds = retrySeconds[claimed.attempts - 1];
    await (seconds === undefined ? this.giveUp(claimed, 'gave_up') : this.store.retry(claimed, 'unreachable', seconds));
  }

  private async giveUp(claimed: ClaimedDelivery, reason: string): Promise<void> {
    if (!(await this.store.end(claimed, 'undelivered', reason))) return;
    this.metrics.undelivered.inc({ channel: claimed.channel, reason });
    await this.commands.run({ institutionId: claimed.institution_id }, (work) =>
      Promise.resolve(tellUndelivered(work, { ...claimed, reason })),
    );
    this.log.warn({ delivery: claimed.id, channel: claimed.channel, attempts: claimed.attempts, reason }, 'a message was not delivered');
  }

  /** Sleeps, unless something was queued since the last look or is now. */
  private rest(): Promise<void> {
    if (this.woken || this.stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, lookEveryMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
