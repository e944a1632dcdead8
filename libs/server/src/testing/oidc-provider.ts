import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** What a hospital's directory says about somebody beside their subject. */
export type DirectoryClaims = Readonly<Record<string, string | boolean>>;

export interface SignOnServer {
  readonly issuer: string;
  readonly client: { readonly id: string; readonly secret: string };
  /** Claims by subject; whoever is named in `login_hint` is signed in without a question. */
  readonly people: Map<string, DirectoryClaims>;
  /** Walks through the provider as a browser would. @returns the query that it sends back, or undefined where it refuses */
  signIn(authorizationUrl: string, subject: string): Promise<string | undefined>;
  close(): Promise<void>;
}

/** A real OpenID provider on loopback with one client, PKCE required, whose sign-in page asks nothing. */
export async function startSignOnServer(redirectUri: string): Promise<SignOnServer> {
  const client = { id: 'alliance-portal', secret: 'a-secret-of-the-tests' };
  const people = new Map<string, DirectoryClaims>();
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri], response_types: ['code'] }],
    claims: { openid: ['sub'], profile: ['preferred_username', 'employee_number'], email: ['email', 'email_verified'] },
    scopes: ['openid', 'profile', 'email'],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id) }) }),
    cookies: { keys: ['tests'] },
    ttl: { Interaction: 60, Session: 60, Grant: 60 },
  });
  const answer = provider.callback();
  server.on(
    'request',
    (request, reply) => void (request.url?.startsWith('/interaction/') ? agree(provider, request, reply) : answer(request, reply)),
  );
  return {
    issuer,
    client,
    people,
    signIn: (url, subject) => walk(`${url}&login_hint=${encodeURIComponent(subject)}`, issuer),
    close: () => new Promise((closed) => void server.close(() => closed()).closeAllConnections()),
  };
}

async function agree(provider: Provider, request: IncomingMessage, reply: ServerResponse): Promise<void> {
  const { params } = await provider.interactionDetails(request, reply);
  const accountId = String(params['login_hint']);
  const grant = new provider.Grant({ accountId, clientId: String(params['client_id']) });
  grant.addOIDCScope(String(params['scope']));
  await provider.interactionFinished(request, reply, { login: { accountId }, consent: { grantId: await grant.save() } });
}

async function walk(from: string, issuer: string): Promise<string | undefined> {
  const cookies = new Map<string, string>();
  for (let at = from; at.startsWith(issuer);) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await fetch(at, { redirect: 'manual', headers: { cookie } });
    await reply.arrayBuffer();
    for (const line of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const next = reply.headers.get('location');
    if (!next) return undefined;
    at = new URL(next, at).href;
    if (!at.startsWith(issuer)) return new URL(at).search.slice(1);
  }
  return undefined;
}
