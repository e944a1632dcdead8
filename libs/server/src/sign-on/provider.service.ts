import type { IdentityProvider, addIdentityProvider, changeIdentityProvider } from '@alliance/contracts/sign-on.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { SessionEnded } from '../platform/auth/session-ended.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { FieldCipher } from '../platform/crypto/field-cipher.js';
import { newId } from '../platform/ids.js';
import { ProviderConnection, secretPlace } from './provider.connection.js';
import { ProviderQueries } from './provider.queries.js';

/** What an administrator does with the sign-on services of the own institution. The service is asked who it is before, not within, the transaction. */
@Injectable()
export class ProviderService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: ProviderQueries,
    private readonly connection: ProviderConnection,
    private readonly cipher: FieldCipher,
    private readonly sessionEnded: SessionEnded,
  ) {}

  /** @throws Refusal provider.unusable where it does not answer as what it is said to be, or is connected already */
  async add(actor: Actor, body: InputOf<typeof addIdentityProvider>['body']): Promise<IdentityProvider> {
    await this.connection.check(body.issuer, body.clientId);
    return this.commands.run(
      actor,
      async (work) => {
        const id = body.id ?? newId();
        await this.refuseTwice(work, id, body.issuer);
        await work.rows(
          `insert into identity_provider (id, institution_id, name, issuer, client_id, client_secret_cipher, link_claim, set_up_as)
           values ($1, current_institution(), $2, $3, $4, $5, $6, current_office_role())`,
          [id, body.name, body.issuer, body.clientId, this.sealed(id, body.clientSecret), body.linkClaim],
        );
        work.subjectId = id;
        return this.done(work, actor, 'provider.added', id);
      },
      { replay: (id) => this.queries.get(actor, id) },
    );
  }

  /**
   * A secret that is not given stays, unless service or client change: then it would be told to somebody else.
   * @throws Refusal provider.unusable, record.stale, access.not_found
   */
  async change(actor: Actor, id: string, body: InputOf<typeof changeIdentityProvider>['body']): Promise<IdentityProvider> {
    const before = await this.queries.get(actor, id);
    const moved = before.issuer !== body.issuer || before.clientId !== body.clientId;
    if (moved || (body.enabled && !before.enabled)) await this.connection.check(body.issuer, body.clientId);
    return this.commands.run(actor, async (work) => {
      await this.refuseTwice(work, id, body.issuer);
      const secret = moved || body.clientSecret !== undefined ? ', client_secret_cipher = $8' : '';
      const changed = await work.rows(
        `update identity_provider set name = $3, issuer = $4, client_id = $5, link_claim = $6, enabled = $7, version = version + 1,
           set_up_as = case when $4 <> issuer or $5 <> client_id or $6 <> link_claim then current_office_role() else set_up_as end${secret}
         where id = $1 and version = $2 returning 1`,
        [id, body.version, body.name, body.issuer, body.clientId, body.linkClaim, body.enabled].concat(
          secret ? [this.sealed(id, body.clientSecret) as string] : [],
        ),
      );
      if (!changed.length) throw new Refusal('record.stale');
      if (before.enabled && (moved || !body.enabled)) await this.endSessions(work, null);
      return this.done(work, actor, 'provider.changed', id);
    });
  }

  /** @throws Refusal access.not_found where the person is not linked */
  unlink(actor: Actor, id: string, personId: string): Promise<IdentityProvider> {
    return this.commands.run(actor, async (work) => {
      const gone = await work.rows('delete from sign_on_identity where provider_id = $1 and person_id = $2 returning 1', [id, personId]);
      if (!gone.length) throw new Refusal('access.not_found');
      await this.endSessions(work, personId);
      work.audit({ action: 'sign_on.unlinked', objectKind: 'person', objectIds: [personId] });
      return this.done(work, actor, 'provider.unlinked', id);
    });
  }

  /** Whom services of this house let in, everybody or one, is out at once. */
  private async endSessions(work: Work, personId: string | null): Promise<void> {
    const ended = await work.rows<{ id: string }>('select sign_on_end_sessions($1) as id', [personId]);
    work.afterCommit(() => this.sessionEnded.announce(ended.map(({ id }) => id)));
  }

  private async refuseTwice(work: Work, id: string, issuer: string): Promise<void> {
    const found = await work.rows('select 1 from identity_provider where issuer = $1 and id <> $2', [issuer, id]);
    if (found.length) throw new Refusal('provider.unusable', { reason: 'connected' });
  }

  private sealed(id: string, secret: string | undefined): string | null {
    return secret === undefined ? null : this.cipher.encrypt(secret, secretPlace(id));
  }

  private async done(work: Work, actor: Actor, kind: string, id: string): Promise<IdentityProvider> {
    const provider = await this.queries.one(work, id);
    const { version, enabled, linkClaim } = provider;
    work.audit({ action: kind, objectKind: 'identity_provider', objectIds: [id] });
    work.event({ kind, topic: 'policy', subjectId: id, version, data: { enabled, linkClaim }, recipients: [actor.institutionId] });
    return provider;
  }
}
