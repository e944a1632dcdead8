import { Inject, Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { CONFIG, type Config } from '../config/config.js';

const scheme = 'v1';
const keyId = 'k1';

/**
 * Columns that must not be readable in a dump: AES-256-GCM, bound to the row and column they stand in.
 * Stored as `v1.k1.nonce.ciphertext.tag`; the key id leaves room for rotation.
 */
@Injectable()
export class FieldCipher {
  private readonly encryption: Buffer;
  private readonly index: Buffer;

  constructor(@Inject(CONFIG) config: Pick<Config, 'FIELD_KEY'>) {
    const master = Buffer.from(config.FIELD_KEY, 'base64');
    // separate keys: whoever gets the index key still reads nothing
    this.encryption = Buffer.from(hkdfSync('sha256', master, '', 'field encryption', 32));
    this.index = Buffer.from(hkdfSync('sha256', master, '', 'blind index', 32));
  }

  /** @param place table, column and row id; a ciphertext moved elsewhere does not decrypt */
  encrypt(plain: string, place: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.encryption, nonce).setAAD(Buffer.from(place));
    const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return [scheme, keyId, ...[nonce, text, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.');
  }

  /** @throws Error for another key, another place or a changed character */
  decrypt(stored: string, place: string): string {
    const [version, key, nonce, text, tag] = stored.split('.');
    if (version !== scheme || key !== keyId || !nonce || text === undefined || !tag) throw new Error('not a field of this scheme');
    const decipher = createDecipheriv('aes-256-gcm', this.encryption, Buffer.from(nonce, 'base64url'))
      .setAAD(Buffer.from(place))
      .setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8');
  }

  /** Keyed hash for exact search: without the key an 18-digit number could be guessed through. */
  blindIndex(kind: string, value: string): Buffer {
    return createHmac('sha256', this.index).update(`${kind}:${value}`).digest();
  }
}
