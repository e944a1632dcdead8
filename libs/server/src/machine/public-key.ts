import { Refusal } from '@alliance/domain/refusal';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { createPublicKey, type KeyObject } from 'node:crypto';

export interface PublicKey {
  /** RFC 7638 thumbprint. */
  readonly kid: string;
  /** The one algorithm this key is used with. */
  readonly algorithm: string;
  /** The public parts only. */
  readonly jwk: JWK;
}

const rsaAlgorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
/** Algorithms a kind of key may sign with, the first where the key names none; and the parts that make it up. */
const kinds = {
  RSA: { algorithms: rsaAlgorithms, parts: ['kty', 'n', 'e'] },
  'P-256': { algorithms: ['ES256'], parts: ['kty', 'crv', 'x', 'y'] },
  'P-384': { algorithms: ['ES384'], parts: ['kty', 'crv', 'x', 'y'] },
  Ed25519: { algorithms: ['EdDSA', 'Ed25519'], parts: ['kty', 'crv', 'x'] },
} as const;
/** What an assertion may be signed with (RFC 8414 `token_endpoint_auth_signing_alg_values_supported`). */
export const signingAlgorithms: readonly string[] = Object.values(kinds).flatMap(({ algorithms }) => algorithms);

const privateParts = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
const rsaBits = { least: 2_048, most: 8_192 };
const leastExponent = 65_537n;

/**
 * Reads a public JSON Web Key (RFC 7517): RSA from 2,048 bits on, EC P-256 or P-384, Ed25519.
 * @throws Refusal machine.key_invalid with `reason`: private, kind, use, algorithm, weak or unreadable
 */
export async function readPublicKey(given: Readonly<Record<string, unknown>>): Promise<PublicKey> {
  if (privateParts.some((part) => part in given)) throw invalid('private');
  const kind = kinds[(given['kty'] === 'RSA' ? 'RSA' : given['crv']) as keyof typeof kinds];
  if (!kind) throw invalid('kind');
  if (given['use'] !== undefined && given['use'] !== 'sig') throw invalid('use');
  const algorithm = given['alg'] ?? kind.algorithms[0];
  if (typeof algorithm !== 'string' || !(kind.algorithms as readonly string[]).includes(algorithm)) throw invalid('algorithm');
  const jwk = Object.fromEntries(kind.parts.map((part) => [part, given[part]])) as JWK;
  const key = keyOf(jwk);
  if (key.asymmetricKeyType === 'rsa' && weak(key)) throw invalid('weak');
  return { kid: await calculateJwkThumbprint(jwk), algorithm, jwk };
}

function keyOf(jwk: JWK): KeyObject {
  try {
    return createPublicKey({ key: jwk as never, format: 'jwk' });
  } catch {
    throw invalid('unreadable');
  }
}

function weak({ asymmetricKeyDetails: { modulusLength = 0, publicExponent = 0n } = {} }: KeyObject): boolean {
  return modulusLength < rsaBits.least || modulusLength > rsaBits.most || publicExponent < leastExponent;
}

const invalid = (reason: string): Refusal => new Refusal('machine.key_invalid', { reason });
