import { Inject, Injectable } from '@nestjs/common';
import { createPrivateKey, createPublicKey, hkdfSync, sign, verify, type KeyObject } from 'node:crypto';
import { CONFIG, type Config } from '../platform/config/config.js';

/** An Ed25519 seed of 32 bytes follows it in a private key of PKCS #8 (RFC 8410). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Signs what leaves the portal with a patient, with a key of its own. */
@Injectable()
export class PassSigner {
  private readonly secret: KeyObject;
  private readonly open: KeyObject;
  /** The public key, base64url as in a JSON Web Key. */
  readonly x: string;

  constructor(@Inject(CONFIG) config: Pick<Config, 'FIELD_KEY'>) {
    const seed = Buffer.from(hkdfSync('sha256', Buffer.from(config.FIELD_KEY, 'base64'), '', 'result pass signature', 32));
    this.secret = createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' });
    this.open = createPublicKey(this.secret);
    this.x = this.open.export({ format: 'jwk' }).x as string;
  }

  /** @returns base64url */
  sign = (text: string): string => sign(null, Buffer.from(text, 'utf8'), this.secret).toString('base64url');

  verifies = (text: string, signature: string): boolean =>
    verify(null, Buffer.from(text, 'utf8'), this.open, Buffer.from(signature, 'base64url'));
}
