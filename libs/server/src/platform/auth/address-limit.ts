import { Refusal, type RefusalCode } from '@alliance/domain/refusal';
import { Inject, Injectable } from '@nestjs/common';
import { isIPv6 } from 'node:net';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { CONFIG, type Config } from '../config/config.js';
import { RedisConnections } from '../redis/redis.module.js';

/** A whole hospital may stand behind one address: this is far above what its people mistype, and far below what guessing needs. */
const failuresPerMinute = 100;
/** Ceremonies and requests that are no failure but cost a row or a message. */
const asksPerMinute = 600;
/** What people of one house mistype in a minute, and how many of them press the button in the same instant. */
const failuresUnsuspected = 10;
const runningUnsuspected = 4;
const failures: ReadonlySet<RefusalCode> = new Set([
  'session.wrong_credentials',
  'session.passkey_failed',
  'session.locked',
  'link.invalid',
]);

/** How often one address may fail to prove somebody, whoever it names. Counted in Redis for all processes, in each process alone without it. */
@Injectable()
export class AddressLimit {
  private readonly failed: RateLimiterRedis;
  private readonly asked: RateLimiterRedis;
  /** Attempts being checked now, by address. */
  private readonly running = new Map<string, number>();

  constructor({ main }: RedisConnections, @Inject(CONFIG) config: Config) {
    // installations that share a Redis do not share their addresses
    const installation = new URL(config.DATABASE_URL).pathname.slice(1);
    const limiter = (keyPrefix: string, points: number) =>
      new RateLimiterRedis({
        storeClient: main,
        keyPrefix: `alliance:${installation}:${keyPrefix}`,
        points,
        duration: 60,
        inMemoryBlockOnConsumed: points + 1,
        rejectIfRedisNotReady: true,
        insuranceLimiter: new RateLimiterMemory({ keyPrefix, points, duration: 60 }),
      });
    this.failed = limiter('failed', failuresPerMinute);
    this.asked = limiter('asked', asksPerMinute);
  }

  /**
   * Runs an attempt and counts it if it was refused as one that proves nobody.
   * @param attempt is told whether the address looks like one that guesses
   * @throws Refusal request.too_many with `seconds`
   */
  async guard<T>(address: string, attempt: (suspect: boolean) => Promise<T>): Promise<T> {
    const key = networkOf(address);
    const spent = await this.failed.get(key);
    if (spent && spent.consumedPoints >= failuresPerMinute) throw tooMany(spent);
    const running = this.running.get(key) ?? 0;
    this.running.set(key, running + 1);
    try {
      return await attempt(running >= runningUnsuspected || (spent?.consumedPoints ?? 0) >= failuresUnsuspected);
    } catch (error) {
      if (error instanceof Refusal && failures.has(error.code)) await this.failed.consume(key).catch(() => undefined);
      throw error;
    } finally {
      const left = (this.running.get(key) ?? 1) - 1;
      if (left) this.running.set(key, left);
      else this.running.delete(key);
    }
  }

  /** Counts a request that anybody may make. @throws Refusal request.too_many with `seconds` */
  async ask(address: string): Promise<void> {
    await this.asked.consume(networkOf(address)).catch((refused: unknown) => {
      throw refused instanceof RateLimiterRes ? tooMany(refused) : refused;
    });
  }
}

const tooMany = ({ msBeforeNext }: RateLimiterRes): Refusal =>
  new Refusal('request.too_many', { seconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) });

/** An IPv6 customer has 2^64 addresses: the network counts as one. */
export function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address.replace('::ffff:', '');
  const [head = '', tail = ''] = address.split('::');
  const groups = (part: string) => (part ? part.split(':') : []);
  const missing = address.includes('::') ? 8 - groups(head).length - groups(tail).length : 0;
  return [...groups(head), ...Array<string>(missing).fill('0'), ...groups(tail)].slice(0, 4).join(':');
}
