import { Injectable } from '@nestjs/common';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { randomInt } from 'node:crypto';
import { Clock } from '../clock.js';
import { FieldCipher } from '../crypto/field-cipher.js';
import { Database } from '../db/database.js';

const issuer = '专科联盟';
/** RFC 6238: a code of the step before or after still counts, for clocks that differ. */
const stepSeconds = 30;
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** 12 characters are 60 bits. */
const recoveryCharacters = 12;
const recoveryCodes = 10;

export interface EnrolledFactors {
  readonly account_id: string;
  readonly person_id: string;
  readonly totp: readonly { readonly id: string; readonly secret: string }[];
}

/** Authenticator apps (TOTP) and recovery codes. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly database: Database,
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
  ) {}

  /** A new secret for an authenticator app: base32 to show, the address its QR code holds, and the cipher to keep. */
  newSecret(id: string, username: string): { secret: string; uri: string; cipher: string } {
    const secret = generateSecret();
    return { secret, uri: generateURI({ issuer, label: username, secret }), cipher: this.cipher.encrypt(secret, placeOf(id)) };
  }

  /** The time step that a code belongs to; undefined for a wrong one. */
  stepOf(id: string, cipher: string, code: string): number | undefined {
    const epoch = Math.floor(this.clock.now().getTime() / 1000);
    const secret = this.cipher.decrypt(cipher, placeOf(id));
    const found = verifySync({ secret, token: code, epoch, epochTolerance: stepSeconds });
    return found.valid ? Math.floor(epoch / stepSeconds) + found.delta : undefined;
  }

  /** Uses a code up. @returns which kind it was; undefined where it is wrong or was used before */
  async use({ account_id, person_id, totp }: EnrolledFactors, code: string): Promise<'totp' | 'recovery_code' | undefined> {
    const typed = code.replace(/\s/g, '');
    if (!/^\d{6}$/.test(typed)) {
      const hash = this.recoveryHash(person_id, typed);
      return (await this.once('select auth_use_recovery_code($1, $2) as used', [account_id, hash])) ? 'recovery_code' : undefined;
    }
    for (const { id, secret } of totp) {
      const step = this.stepOf(id, secret, typed);
      if (step !== undefined && (await this.once('select auth_use_totp($1, $2) as used', [id, step]))) return 'totp';
    }
    return undefined;
  }

  /** Ten new codes to show once, `XXXX-XXXX-XXXX`, and the keyed hashes to keep. */
  newRecoveryCodes(personId: string): { codes: string[]; hashes: Buffer[] } {
    const codes = Array.from({ length: recoveryCodes }, () =>
      Array.from({ length: recoveryCharacters }, (_, i) => (i && i % 4 === 0 ? '-' : '') + base32.charAt(randomInt(32))).join(''),
    );
    return { codes, hashes: codes.map((code) => this.recoveryHash(personId, code)) };
  }

  private recoveryHash(personId: string, code: string): Buffer {
    // base32 has neither 0 nor 1: whoever reads them from paper means the letters
    const plain = code
      .toUpperCase()
      .replaceAll('0', 'O')
      .replaceAll('1', 'I')
      .replace(/[^A-Z2-7]/g, '');
    return this.cipher.blindIndex(`recovery_code:${personId}`, plain);
  }

  private async once(statement: string, parameters: readonly unknown[]): Promise<boolean> {
    const [row] = await this.database.anonymous<{ used: boolean }>(statement, parameters);
    return row?.used === true;
  }
}

const placeOf = (id: string): string => `authenticator.secret_cipher.${id}`;
