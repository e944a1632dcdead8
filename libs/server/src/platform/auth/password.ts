import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';

const hash = promisify(argon2);
/** OWASP's floor for argon2id (19 MiB, two passes); Node runs it in its thread pool, the event loop stays free. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;

/** Hashes a password as a PHC string: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await cores.through(() => hash('argon2id', { message: normal(password), nonce, ...cost }));
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(nonce)}$${base64(tag)}`;
}

/**
 * Checks a password against a PHC string; a string of another kind never matches.
 * @param suspect whoever asks looks like guessing, and waits for others
 */
export async function verifyPassword(password: string, phc: string, suspect = false): Promise<boolean> {
  const read = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(phc);
  if (!read) return false;
  const [, memory, passes, parallelism, nonce, expected] = read as unknown as [string, string, string, string, string, string];
  const known = Buffer.from(expected, 'base64');
  const work = () =>
    hash('argon2id', {
      message: normal(password),
      nonce: Buffer.from(nonce, 'base64'),
      memory: Number(memory),
      passes: Number(passes),
      parallelism: Number(parallelism),
      tagLength: known.length,
    });
  const tag = await (suspect ? suspects.through(() => cores.through(work)) : cores.through(work));
  return timingSafeEqual(tag, known);
}

/** Lets so many through at a time; the others wait in the order they came. */
class Gate {
  private readonly waiting: (() => void)[] = [];
  constructor(private free: number) {}

  async through<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((go) => this.waiting.push(go));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}
/** One core stays with the event loop, however many want to sign in. */
const cores = new Gate(Math.max(1, availableParallelism() - 1));
/** Who looks like guessing is looked at one at a time: nobody else waits behind them. */
const suspects = new Gate(1);

const normal = (password: string): Buffer => Buffer.from(password.normalize('NFKC'));
const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
