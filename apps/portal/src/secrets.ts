import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { PlainError } from './plain-error.js';

export interface Secrets {
  /** Passwords of the two database roles. */
  app: string;
  system: string;
  /** 32 bytes, base64: encrypts identity numbers. Lost key, lost numbers. */
  fieldKey: string;
}

/** Reads `secrets.json`, or makes it on the first start - before the database, so that a database without it is known to have lost it. */
export function keepSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  if (existsSync(file)) return readSecrets(file);
  if (existsSync(join(dataDir, 'postgres')))
    throw new PlainError(
      `${file} is missing, and without it the identity numbers in the database cannot be read: put it back from a backup, then start again.`,
    );
  const secrets: Secrets = {
    app: randomBytes(24).toString('base64url'),
    system: randomBytes(24).toString('base64url'),
    fieldKey: randomBytes(32).toString('base64'),
  };
  const draft = openSync(`${file}.new`, 'w', 0o600);
  writeSync(draft, JSON.stringify(secrets, null, 2));
  fsyncSync(draft);
  closeSync(draft);
  renameSync(`${file}.new`, file);
  return secrets;
}

function readSecrets(file: string): Secrets {
  try {
    const secrets = JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>;
    if (secrets.app && secrets.system && secrets.fieldKey) return { app: secrets.app, system: secrets.system, fieldKey: secrets.fieldKey };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code) throw error;
  }
  throw new PlainError(`${file} is damaged: put it back from a backup, then start again.`);
}
