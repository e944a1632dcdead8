import { Refusal } from '@alliance/domain/refusal';
import { Inject, Injectable } from '@nestjs/common';
import { lookup } from 'node:dns/promises';
import { BlockList } from 'node:net';
import {
  ClientSecretBasic,
  ClientSecretPost,
  None,
  allowInsecureRequests,
  discovery,
  enableNonRepudiationChecks,
  type ClientAuth,
  type Configuration,
  type ServerMetadata,
} from 'openid-client';
import { CONFIG, type Config } from '../platform/config/config.js';
import { FieldCipher } from '../platform/crypto/field-cipher.js';

export interface ProviderRow {
  readonly id: string;
  readonly institution_id: string;
  readonly issuer: string;
  readonly client_id: string;
  readonly client_secret_cipher: string | null;
  readonly link_claim: LinkClaim;
  readonly version: number;
}
export type LinkClaim = 'none' | 'preferred_username' | 'email' | 'employee_number';

const timeoutSeconds = 5;
const keptMs = 5 * 60 * 1_000;
const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Where the secret of a provider stands: its ciphertext reads nowhere else. */
export const secretPlace = (providerId: string): string => `identity_provider.client_secret:${providerId}`;

/** Connections to sign-on services: who they say they are is asked at most every five minutes, and the answer must be the issuer that was registered. */
@Injectable()
export class ProviderConnection {
  private readonly known = new Map<string, { connection: Promise<Configuration>; until: number }>();

  constructor(
    private readonly cipher: FieldCipher,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  get redirectUri(): string {
    return `${this.config.origin}/sign-on/callback`;
  }

  /** @throws Error where the service does not answer, or not as it should */
  to({ id, version, issuer, client_id, client_secret_cipher }: ProviderRow): Promise<Configuration> {
    const key = `${id}:${version}`;
    const found = this.known.get(key);
    if (found && found.until > Date.now()) return found.connection;
    const secret = client_secret_cipher === null ? undefined : this.cipher.decrypt(client_secret_cipher, secretPlace(id));
    const connection = this.discover(issuer, client_id, secret);
    for (const old of this.known.keys()) if (old.startsWith(id)) this.known.delete(old);
    this.known.set(key, { connection, until: Date.now() + keptMs });
    connection.catch(() => this.known.delete(key));
    return connection;
  }

  /** Asks a service who it is before it is saved. @throws Refusal provider.unusable */
  async check(issuer: string, clientId: string): Promise<void> {
    await this.discover(issuer, clientId, undefined).catch(() => {
      throw new Refusal('provider.unusable');
    });
  }

  private async discover(issuer: string, clientId: string, secret: string | undefined): Promise<Configuration> {
    const at = new URL(issuer);
    const plainAllowed = this.config.NODE_ENV !== 'production';
    if (!isSafe(issuer, plainAllowed)) throw new Error('not over TLS');
    if (!plainAllowed) await refuseOwnMachine(issuer);
    const connection = await discovery(at, clientId, undefined, authenticating(secret), {
      timeout: timeoutSeconds,
      // in the code flow the library trusts TLS alone; we want the signature as well
      execute: [enableNonRepudiationChecks, ...(at.protocol === 'http:' ? [allowInsecureRequests] : [])],
    });
    const metadata = connection.serverMetadata();
    if (!isUsable(metadata, at, plainAllowed)) throw new Error('the service cannot be used');
    if (!plainAllowed) for (const url of endpointsOf(metadata, at)) await refuseOwnMachine(url);
    return connection;
  }
}

/** TLS; a development machine may talk to itself without. */
function isSafe(url: string, plainAllowed: boolean): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && plainAllowed && loopback.has(hostname));
}

/** Exactly the registered issuer (a template for many tenants is none), with what the code flow with PKCE needs, all of it at safe addresses. */
export function isUsable(metadata: Readonly<ServerMetadata>, issuer: URL, plainAllowed: boolean): boolean {
  const { authorization_endpoint, token_endpoint, jwks_uri, code_challenge_methods_supported: challenges = ['S256'] } = metadata;
  if (!authorization_endpoint || !token_endpoint || !jwks_uri || !challenges.includes('S256')) return false;
  if (!endpointsOf(metadata, issuer).every((url) => isSafe(url, plainAllowed))) return false;
  return URL.canParse(metadata.issuer) && new URL(metadata.issuer).href === issuer.href;
}

/** Every address of a service that the browser or this server is sent to. */
const endpointsOf = (metadata: Readonly<ServerMetadata>, issuer: URL): string[] => {
  const { authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint = issuer.href } = metadata;
  return [authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint].filter((url) => url !== undefined);
};

/** Hospitals keep their services on private networks; this machine and the link-local addresses of its host are no hospital's. */
const ownMachine = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
] as const)
  ownMachine.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 127],
  ['fe80::', 10],
  ['::ffff:127.0.0.0', 104],
  ['::ffff:169.254.0.0', 112],
] as const)
  ownMachine.addSubnet(network, bits, 'ipv6');

/** @throws Error where a name leads back here */
export async function refuseOwnMachine(url: string): Promise<void> {
  const found = await lookup(new URL(url).hostname.replace(/^\[|\]$/g, ''), { all: true });
  if (found.some(({ address, family }) => ownMachine.check(address, family === 6 ? 'ipv6' : 'ipv4'))) throw new Error('leads back here');
}

/** `client_secret_basic` is what a service that names nothing understands (OpenID Connect Discovery §3). */
function authenticating(secret: string | undefined): ClientAuth {
  if (secret === undefined) return None();
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? basic : post)(server, client, body, headers);
  };
}
