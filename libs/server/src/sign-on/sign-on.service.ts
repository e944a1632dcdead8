import { Refusal } from '@alliance/domain/refusal';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
  type IDToken,
} from 'openid-client';
import { newToken } from '../platform/auth/session.opener.js';
import { tokenHash } from '../platform/auth/session.reader.js';
import { Commands } from '../platform/command/commands.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { FieldCipher } from '../platform/crypto/field-cipher.js';
import { Database } from '../platform/db/database.js';
import { Log } from '../platform/observe/log.js';
import { ProviderConnection, type LinkClaim, type ProviderRow } from './provider.connection.js';

interface Attempt {
  provider_id: string;
  nonce: string;
  verifier_cipher: string;
}
interface Proven {
  readonly provider: ProviderRow;
  readonly issuer: string;
  readonly subject: string;
  /** What links a person who comes for the first time. */
  readonly claim: () => Promise<string | undefined>;
}

const cookieSeconds = 10 * 60;
const scopeOf: Readonly<Record<LinkClaim, string>> = {
  none: 'openid',
  preferred_username: 'openid profile',
  email: 'openid email',
  employee_number: 'openid profile',
};

/** Signing in through the hospital's own service: authorization code with PKCE; state, nonce and verifier are ours, once, and bound to the browser. */
@Injectable()
export class SignOnService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly connection: ProviderConnection,
    private readonly cipher: FieldCipher,
    private readonly log: Log,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  providers(): Promise<{ id: string; name: string; institution: string }[]> {
    return this.database.anonymous('select * from sign_on_providers()', []);
  }

  /** @returns where the browser goes next @throws Refusal access.not_found, session.sso_failed */
  async start(providerId: string, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const provider = await this.provider(providerId);
    if (!provider) throw new Refusal('access.not_found');
    const connection = await this.connection.to(provider).catch((error: unknown) => this.fail(error, providerId));
    const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
    const stateHash = tokenHash(state);
    await this.database.anonymous('select sign_on_begin($1, $2, $3, $4, $5)', [
      stateHash,
      providerId,
      nonce,
      this.cipher.encrypt(verifier, verifierPlace(stateHash)),
      tokenHash(this.bind(request, reply)),
    ]);
    return buildAuthorizationUrl(connection, {
      redirect_uri: this.connection.redirectUri,
      scope: scopeOf[provider.link_claim],
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).href;
  }

  /** @returns the account that was proven @throws Refusal session.sso_failed for whatever is wrong, session.sso_unlinked for a stranger */
  async finish(query: string, request: FastifyRequest): Promise<{ accountId: string; institutionId: string }> {
    const proven = await this.prove(new URLSearchParams(query), request.cookies[this.cookieName] ?? '');
    const parameters = [proven.provider.id, proven.issuer, proven.subject];
    const [known] = await this.database.anonymous<{ account_id: string }>('select * from sign_on_known($1, $2, $3)', parameters);
    const accountId = known?.account_id ?? (await this.link(proven));
    if (!accountId) throw new Refusal('session.sso_unlinked');
    return { accountId, institutionId: proven.provider.institution_id };
  }

  private async prove(query: URLSearchParams, browser: string): Promise<Proven> {
    const state = query.get('state') ?? '';
    const stateHash = tokenHash(state);
    const [attempt] = await this.database.anonymous<Attempt>('select * from sign_on_take($1, $2)', [stateHash, tokenHash(browser)]);
    const provider = attempt && (await this.provider(attempt.provider_id));
    if (!provider) throw new Refusal('session.sso_failed');
    try {
      const connection = await this.connection.to(provider);
      const answer = new URL(this.connection.redirectUri);
      answer.search = query.toString();
      const tokens = await authorizationCodeGrant(connection, answer, {
        expectedState: state,
        expectedNonce: attempt.nonce,
        pkceCodeVerifier: this.cipher.decrypt(attempt.verifier_cipher, verifierPlace(stateHash)),
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims || !fits(claims.sub)) throw new Error('no subject');
      const claim = () => claimOf(connection, provider.link_claim, claims, tokens.access_token);
      return { provider, issuer: claims.iss, subject: claims.sub, claim };
    } catch (error) {
      return this.fail(error, provider.id);
    }
  }

  /** The first time: who carries the claim at this institution becomes this subject for good, and the audit says so. */
  private async link({ provider, issuer, subject, claim }: Proven): Promise<string | undefined> {
    const value = await claim().catch((error: unknown) => this.fail(error, provider.id));
    if (!value || !fits(value)) return undefined;
    return this.commands.run({ institutionId: provider.institution_id }, async (work) => {
      const parameters = [provider.id, issuer, subject, value];
      const [linked] = await work.rows<{ account_id: string; person_id: string }>('select * from sign_on_link($1, $2, $3, $4)', parameters);
      if (linked) work.audit({ action: 'sign_on.linked', objectKind: 'person', objectIds: [linked.person_id] });
      return linked?.account_id;
    });
  }

  private async provider(id: string): Promise<ProviderRow | undefined> {
    const [provider] = await this.database.anonymous<ProviderRow>('select * from sign_on_provider($1)', [id]);
    return provider;
  }

  /** The person learns that it failed, the log learns why: an administrator of the service has to look there. */
  private fail(error: unknown, providerId: string): never {
    const { code, message } = error as { code?: string; message?: string };
    this.log.warn({ providerId, reason: code ?? message }, 'single sign-on failed');
    throw new Refusal('session.sso_failed');
  }

  /** One secret for this browser: another one that gets hold of the callback's address cannot finish with it. */
  private bind(request: FastifyRequest, reply: FastifyReply): string {
    const kept = request.cookies[this.cookieName];
    const browser = kept && /^[\w-]{43}$/.test(kept) ? kept : newToken();
    const { secureCookies: secure } = this.config;
    void reply.setCookie(this.cookieName, browser, { path: '/', httpOnly: true, sameSite: 'strict', secure, maxAge: cookieSeconds });
    return browser;
  }

  private get cookieName(): string {
    return this.config.secureCookies ? '__Host-sign-on' : 'sign-on';
  }
}

const verifierPlace = (stateHash: Buffer): string => `sign_on_attempt.verifier:${stateHash.toString('hex')}`;
/** NUL is no character for PostgreSQL; longer names are nobody's. */
const fits = (value: string): boolean => value.length > 0 && value.length <= 255 && !value.includes('\0') && value.isWellFormed();

/** From the ID token, or from where services keep what is not in it. An address that the service itself calls unverified is nobody's. */
async function claimOf(connection: Configuration, name: LinkClaim, claims: IDToken, accessToken: string): Promise<string | undefined> {
  if (name === 'none') return undefined;
  const told = claims[name] === undefined && connection.serverMetadata().userinfo_endpoint;
  const source = told ? await fetchUserInfo(connection, accessToken, claims.sub) : claims;
  const value = source[name];
  if (name === 'email' && source['email_verified'] === false) return undefined;
  return typeof value === 'string' ? value.trim() : undefined;
}
