import type { Permission } from '@alliance/domain/access/permission';
import { Inject, Injectable } from '@nestjs/common';
import { decodeJwt, decodeProtectedHeader, importJWK, jwtVerify, type JWK, type JWTPayload } from 'jose';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Database } from '../platform/db/database.js';
import { OAuthError } from './oauth-error.js';

export interface ProvenClient {
  readonly clientId: string;
  readonly institutionId: string;
  readonly version: number;
  /** What the client may do at most, now. */
  readonly scopes: readonly Permission[];
  /** The key it proved itself with. */
  readonly kid: string;
}

interface KeyRow {
  institution_id: string;
  version: number;
  scopes: Permission[];
  kid: string;
  algorithm: string;
  jwk: JWK;
}

const longestSeconds = 300;
/** Clocks of two hospitals differ by so much. */
const skewSeconds = 15;
export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
export const tokenPath = '/oauth/token';
const printable = /^[\x21-\x7e]{1,200}$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** RFC 8037 and RFC 9864 call the same signature differently. */
const synonyms: Readonly<Record<string, readonly string[]>> = { EdDSA: ['EdDSA', 'Ed25519'], Ed25519: ['EdDSA', 'Ed25519'] };

/** Proves a machine client by a token it signed itself (`private_key_jwt`, RFC 7523): for us, short-lived, once. */
@Injectable()
export class ClientAssertion {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws OAuthError invalid_client, the same for whatever is wrong */
  async prove(assertion: string, clientId: string | undefined): Promise<ProvenClient> {
    const claimed = claimsOf(assertion);
    if (!claimed || (clientId !== undefined && clientId !== claimed.clientId)) throw notAccepted();
    const keys = await this.database.anonymous<KeyRow>('select * from machine_keys($1)', [claimed.clientId]);
    const key = keys.find(({ kid }) => kid === claimed.kid);
    const payload = key && (await this.verify(assertion, claimed.clientId, key).catch(() => undefined));
    if (!payload || !this.limited(payload) || !(await this.takeOnce(claimed.clientId, key.kid, payload))) throw notAccepted();
    return { clientId: claimed.clientId, institutionId: key.institution_id, version: key.version, scopes: key.scopes, kid: key.kid };
  }

  private async verify(assertion: string, clientId: string, { jwk, algorithm }: KeyRow): Promise<JWTPayload> {
    const { origin } = this.config;
    const { payload } = await jwtVerify(assertion, await importJWK(jwk, algorithm), {
      algorithms: [...(synonyms[algorithm] ?? [algorithm])],
      issuer: clientId,
      subject: clientId,
      audience: [origin, `${origin}${tokenPath}`],
      requiredClaims: ['exp', 'jti'],
      clockTolerance: skewSeconds,
      currentDate: this.clock.now(),
    });
    return payload;
  }

  /** For us alone, because others who accept it could pass it on; and soon over. */
  private limited({ aud, exp }: JWTPayload): boolean {
    return (
      (typeof aud === 'string' || aud?.length === 1) && Number(exp) <= this.clock.now().getTime() / 1_000 + longestSeconds + skewSeconds
    );
  }

  private async takeOnce(clientId: string, kid: string, { jti, exp }: JWTPayload): Promise<boolean> {
    if (typeof jti !== 'string' || !printable.test(jti)) return false;
    const until = new Date((Number(exp) + skewSeconds) * 1_000).toISOString();
    const parameters = [clientId, kid, jti, until];
    const [taken] = await this.database.anonymous<{ fresh: boolean }>('select machine_assertion($1, $2, $3, $4) as fresh', parameters);
    return taken?.fresh === true;
  }
}

/** Who an assertion says it is from, before anything is believed. */
function claimsOf(assertion: string): { clientId: string; kid: string } | undefined {
  try {
    const { iss, sub } = decodeJwt(assertion);
    const { kid } = decodeProtectedHeader(assertion);
    return iss && iss === sub && uuid.test(iss) && kid ? { clientId: iss, kid } : undefined;
  } catch {
    return undefined;
  }
}

const notAccepted = (): OAuthError => new OAuthError('invalid_client', 'the client assertion is not accepted');
