import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';

const hash = promisify(argon2);
/** OWASP's floor for argon2id (19 MiB, two passes); Node runs it in its thread pool, the event loop stays free. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;

/** Hashes a password as a PHC string: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', { message: normal(password), nonce, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(nonce)}$${base64(tag)}`;
}

/** Checks a password against a PHC string; a string of another kind never matches. */
export async function verifyPassword(password: string, phc: string): Promise<boolean> {
  const read = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(phc);
  if (!read) return false;
  const [, memory, passes, parallelism, nonce, expected] = read as unknown as [string, string, string, string, string, string];
  const known = Buffer.from(expected, 'base64');
  const tag = await derive('argon2id', {
    message: normal(password),
    nonce: Buffer.from(nonce, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: known.length,
  });
  return timingSafeEqual(tag, known);
}

/** One core stays with the event loop, however many want to sign in. */
let free = Math.max(1, availableParallelism() - 1);
const waiting: (() => void)[] = [];

async function derive(...parameters: Parameters<typeof hash>): Promise<Buffer> {
  if (free > 0) free -= 1;
  else await new Promise<void>((go) => waiting.push(go));
  try {
    return await hash(...parameters);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }
}

const normal = (password: string): Buffer => Buffer.from(password.normalize('NFKC'));
const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
