import { isoCBOR } from '@simplewebauthn/server/helpers';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

interface CreationOptions {
  readonly challenge: string;
  readonly rp?: { readonly id?: string };
}
interface RequestOptions {
  readonly challenge: string;
  readonly rpId?: string;
}
/** What a test changes to play a thief, a copy or another site. */
export interface Forgery {
  readonly origin?: string;
  readonly rpId?: string;
  readonly userVerified?: boolean;
  readonly counter?: number;
  /** Signs with a key that was never registered. */
  readonly otherKey?: boolean;
}

const sha256 = (data: Buffer | string): Buffer => createHash('sha256').update(data).digest();
const es256 = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** A platform authenticator with one discoverable ES256 credential, as a browser on `origin` would use it. */
export class SoftwareAuthenticator {
  private readonly id = randomBytes(32);
  private readonly keys = es256();
  private counter = 0;

  constructor(private readonly origin = 'http://localhost:80') {}

  create({ challenge, rp }: CreationOptions, forgery: Forgery = {}) {
    const { x, y } = this.keys.publicKey.export({ format: 'jwk' }) as { x: string; y: string };
    const key = isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
        [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
      ]),
    );
    const length = Buffer.from([this.id.length >> 8, this.id.length & 255]);
    const authData = Buffer.concat([this.data(rp?.id ?? 'localhost', 0x40, forgery), Buffer.alloc(16), length, this.id, key]);
    const attestation = isoCBOR.encode(
      new Map<string, string | Uint8Array | Map<string, string>>([
        ['fmt', 'none'],
        ['attStmt', new Map<string, never>()],
        ['authData', new Uint8Array(authData)],
      ]),
    );
    return this.answer({
      clientDataJSON: this.clientData('webauthn.create', challenge, forgery).toString('base64url'),
      attestationObject: Buffer.from(attestation).toString('base64url'),
      transports: ['internal'],
    });
  }

  get({ challenge, rpId }: RequestOptions, forgery: Forgery = {}) {
    this.counter += 1;
    const authenticatorData = this.data(rpId ?? 'localhost', 0, forgery);
    const clientData = this.clientData('webauthn.get', challenge, forgery);
    const { privateKey } = forgery.otherKey ? es256() : this.keys;
    const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(clientData)]), privateKey);
    return this.answer({
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authenticatorData.toString('base64url'),
      signature: signature.toString('base64url'),
    });
  }

  private answer(response: object) {
    const id = this.id.toString('base64url');
    return { id, rawId: id, type: 'public-key' as const, response, clientExtensionResults: {}, authenticatorAttachment: 'platform' };
  }

  private data(rpId: string, extra: number, forgery: Forgery): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(forgery.counter ?? this.counter);
    const flags = 0x01 | ((forgery.userVerified ?? true) ? 0x04 : 0) | extra;
    return Buffer.concat([sha256(forgery.rpId ?? rpId), Buffer.from([flags]), counter]);
  }

  private clientData(type: string, challenge: string, forgery: Forgery): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: forgery.origin ?? this.origin, crossOrigin: false }));
  }
}
