import { narrowedScopes } from '@alliance/domain/access/machine-scope';
import type { Permission } from '@alliance/domain/access/permission';
import { Injectable } from '@nestjs/common';
import { newToken } from '../platform/auth/session.opener.js';
import { tokenHash } from '../platform/auth/session.reader.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import type { ProvenClient } from './client-assertion.js';
import { OAuthError } from './oauth-error.js';

/** Answer of the token endpoint (RFC 6749 §5.1). */
export interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly refresh_token: string;
  readonly scope: string;
}

interface Family {
  readonly id: string;
  /** What its refresh tokens are good for; an access token may have less. */
  readonly scopes: readonly Permission[];
}

const accessSeconds = 5 * 60;
const refreshSeconds = 24 * 60 * 60;

/** Hands out opaque tokens, of which only hashes are kept, and takes refresh tokens once. */
@Injectable()
export class TokenService {
  constructor(private readonly commands: Commands) {}

  /** @param asked the `scope` parameter @throws OAuthError invalid_scope */
  begin(client: ProvenClient, asked: string | undefined, address: string): Promise<TokenAnswer> {
    return this.commands.run(client, (work) => {
      const scopes = narrowedScopes(client.scopes, asked);
      if (!scopes) throw new OAuthError('invalid_scope', 'a scope was asked for that this client does not have');
      work.audit({ action: 'machine.token', objectKind: 'machine_client', objectIds: [client.clientId] });
      return issue(work, client, { id: newId(), scopes }, scopes, address);
    });
  }

  /**
   * New tokens for a refresh token, which is used up by it. One that was used before has been in other hands: its whole family ends.
   * @throws OAuthError invalid_grant, invalid_scope
   */
  async refresh(client: ProvenClient, refreshToken: string, asked: string | undefined, address: string): Promise<TokenAnswer> {
    const answer = await this.commands.run(client, async (work) => {
      const [found] = await work.rows<{ verdict: 'used' | 'reused' | 'unknown'; family: string; scopes: Permission[] }>(
        'select * from machine_use_refresh($1, $2)',
        [client.clientId, tokenHash(refreshToken)],
      );
      if (found?.verdict === 'reused') alarm(work, client);
      if (found?.verdict !== 'used') return undefined;
      const given = found.scopes.filter((scope) => client.scopes.includes(scope));
      const scopes = narrowedScopes(given, asked);
      if (!scopes) throw new OAuthError('invalid_scope', 'a scope was asked for that this token never had, or no longer has');
      return issue(work, client, { id: found.family, scopes: found.scopes }, scopes, address);
    });
    if (!answer) throw new OAuthError('invalid_grant', 'the refresh token is unknown, used up or over');
    return answer;
  }
}

function alarm(work: Work, { clientId, institutionId, version }: ProvenClient): void {
  work.audit({ action: 'machine.refresh_reused', objectKind: 'machine_client', objectIds: [clientId] });
  work.event({ kind: 'machine.refresh_reused', topic: 'policy', subjectId: clientId, version, recipients: [institutionId] });
}

async function issue(
  work: Work,
  { clientId, kid }: ProvenClient,
  family: Family,
  scopes: readonly Permission[],
  address: string,
): Promise<TokenAnswer> {
  const [access, refresh] = [newToken(), newToken()];
  await work.rows('select machine_issue($1, $2, $3, $4, $5::text[], $6, $7, $8::text[], $9, $10)', [
    clientId,
    kid,
    family.id,
    tokenHash(access),
    `{${scopes.join(',')}}`,
    accessSeconds,
    tokenHash(refresh),
    `{${family.scopes.join(',')}}`,
    refreshSeconds,
    address,
  ]);
  return { access_token: access, token_type: 'Bearer', expires_in: accessSeconds, refresh_token: refresh, scope: scopes.join(' ') };
}
