import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export const client = { id: 'alliance-portal', secret: 'a-secret-of-the-journey' };

/** A hospital's own sign-on service on loopback: its page asks for a name, and that name is the person. */
export async function startSignOnProvider(redirectUri: string): Promise<{ issuer: string; stop: () => void }> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri], response_types: ['code'] }],
    claims: { openid: ['sub'], profile: ['preferred_username', 'name'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: id }) }),
    cookies: { keys: ['journey'] },
  });
  const answer = provider.callback();
  server.on('request', (request, reply) => void answer(request, reply));
  return { issuer, stop: () => void server.close() };
}
