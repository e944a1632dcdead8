import { SignJWT, base64url, exportJWK, generateKeyPair } from 'jose';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface IdTokenParts {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
}
export interface HostileProvider {
  readonly issuer: string;
  /** What discovery says differently. */
  readonly metadata: Record<string, unknown>;
  /** Makes the ID token of the next code; undefined sends none. */
  idToken: (right: Readonly<Record<string, unknown>>) => Promise<string | undefined>;
  sign(parts: IdTokenParts): Promise<string>;
  signWithAnotherKey(parts: IdTokenParts): Promise<string>;
  signWithSecret(claims: Readonly<Record<string, unknown>>, secret: string): Promise<string>;
  unsigned(claims: Readonly<Record<string, unknown>>): string;
  /** Challenges of code verifiers that arrived, with the credentials beside them. */
  readonly exchanged: { challenge: string; authorization: string | undefined; clientSecret: string | null }[];
  readonly discoveries: () => number;
  close(): Promise<void>;
}

/** An OpenID provider that says whatever a test wants it to say. */
export async function startHostileProvider(): Promise<HostileProvider> {
  const [own, another] = [await generateKeyPair('RS256', { extractable: true }), await generateKeyPair('RS256')];
  const key = { ...(await exportJWK(own.publicKey)), kid: 'own', alg: 'RS256', use: 'sig' };
  const exchanged: HostileProvider['exchanged'] = [];
  const metadata: Record<string, unknown> = {};
  let discoveries = 0;
  const server = createServer((request, reply) => {
    const json = (body: unknown) => void reply.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    const path = request.url?.split('?')[0];
    if (path === '/.well-known/openid-configuration') {
      discoveries++;
      return json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        userinfo_endpoint: `${issuer}/me`,
        code_challenge_methods_supported: ['S256'],
        ...metadata,
      });
    }
    if (path === '/keys') return json({ keys: [key] });
    if (path !== '/token') return void reply.writeHead(404).end();
    let form = '';
    request.on('data', (part: Buffer) => (form += part.toString()));
    request.on('end', () => {
      const asked = new URLSearchParams(form);
      const challenge = createHash('sha256')
        .update(asked.get('code_verifier') ?? '')
        .digest('base64url');
      exchanged.push({ challenge, authorization: request.headers.authorization, clientSecret: asked.get('client_secret') });
      void provider
        .idToken({})
        .then((idToken) => json({ access_token: 'x', token_type: 'Bearer', expires_in: 60, ...(idToken && { id_token: idToken }) }));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const signed =
    (privateKey: CryptoKey) =>
    ({ claims = {}, header = {} }: IdTokenParts) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'own', ...header }).sign(privateKey);
  const provider: HostileProvider = {
    issuer,
    metadata,
    idToken: () => Promise.resolve(undefined),
    sign: signed(own.privateKey),
    signWithAnotherKey: signed(another.privateKey),
    signWithSecret: (claims, secret) =>
      new SignJWT({ ...claims }).setProtectedHeader({ alg: 'HS256', kid: 'own' }).sign(new TextEncoder().encode(secret)),
    unsigned: (claims) => `${base64url.encode('{"alg":"none"}')}.${base64url.encode(JSON.stringify(claims))}.`,
    exchanged,
    discoveries: () => discoveries,
    close: () => new Promise((closed) => void server.close(() => closed()).closeAllConnections()),
  };
  return provider;
}
