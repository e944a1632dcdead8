import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { assertionType } from './client-assertion.js';
import { OAuthError } from './oauth-error.js';

export interface TokenRequest {
  readonly assertion: string;
  readonly clientId: string | undefined;
  /** `scope`, names with spaces between. */
  readonly scope: string | undefined;
  /** Undefined for `client_credentials`. */
  readonly refreshToken: string | undefined;
}

/** Parameters come once each (RFC 6749 §3.2): a repeated one is a list and no string. Those that nobody knows are ignored. */
const Form = z.object({
  grant_type: z.string(),
  client_assertion_type: z.literal(assertionType),
  client_assertion: z.string().max(4_000),
  client_id: z.string().max(100).optional(),
  scope: z.string().max(2_000).optional(),
  refresh_token: z.string().max(200).optional(),
});

/** @throws OAuthError invalid_request, invalid_client, unsupported_grant_type */
export function readTokenRequest({ headers, body }: Pick<FastifyRequest, 'headers' | 'body'>): TokenRequest {
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers['content-type'] ?? ''))
    throw new OAuthError('invalid_request', 'send application/x-www-form-urlencoded');
  const read = Form.safeParse(body);
  if (!read.success) {
    const wrong = [...new Set(read.error.issues.map(({ path }) => path.join('.')))];
    const unproven = wrong.some((name) => name.startsWith('client_assertion')) && !wrong.includes('grant_type');
    throw new OAuthError(unproven ? 'invalid_client' : 'invalid_request', `missing, repeated or wrong: ${wrong.join(', ')}`);
  }
  const form = read.data;
  if (form.grant_type !== 'client_credentials' && form.grant_type !== 'refresh_token')
    throw new OAuthError('unsupported_grant_type', 'client_credentials and refresh_token are supported');
  if (form.grant_type === 'refresh_token' && !form.refresh_token) throw new OAuthError('invalid_request', 'refresh_token is missing');
  return {
    assertion: form.client_assertion,
    clientId: form.client_id,
    scope: form.scope,
    refreshToken: form.grant_type === 'refresh_token' ? form.refresh_token : undefined,
  };
}
