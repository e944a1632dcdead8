import type { acceptInvitation, lookAtInvitation, redeemPasswordReset } from '@alliance/contracts/invitation.contract';
import type { InputOf, ReplyOf } from '@alliance/contracts/route';
import type { Role } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { LinkKind } from '../platform/auth/account.administration.js';
import { AddressLimit } from '../platform/auth/address-limit.js';
import { hashPassword } from '../platform/auth/password.js';
import { PasswordRules } from '../platform/auth/password.rules.js';
import { SessionEnded } from '../platform/auth/session-ended.js';
import { tokenHash } from '../platform/auth/session.reader.js';
import { Commands } from '../platform/command/commands.js';
import { Database } from '../platform/db/database.js';

interface Link {
  person_id: string;
  institution_id: string;
  name: string;
  username: string;
  institution: string;
  minimum_password_length: number;
  roles: Role[];
  has_second_factor: boolean;
}
interface Redeemed {
  account_id: string;
  ended: string[];
  person_version: number;
}
type Redemption = InputOf<typeof redeemPasswordReset>['body'];

/** Links that are used once: looked at as often as one likes, used up with the password that is chosen. */
@Injectable()
export class LinkService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly limit: AddressLimit,
    private readonly rules: PasswordRules,
    private readonly sessionEnded: SessionEnded,
  ) {}

  /** @throws Refusal link.invalid, request.too_many */
  async look(token: string, address: string): Promise<ReplyOf<typeof lookAtInvitation>> {
    const link = await this.limit.guard(address, () => this.find(token, 'invitation'));
    const { name, username, institution, roles, minimum_password_length: minimumPasswordLength } = link;
    return { name, username, institution, roles, minimumPasswordLength };
  }

  /**
   * @returns id of the account, which may be signed in now
   * @throws Refusal link.invalid, request.too_many, password.…; session.code_required where a second factor is still to be shown
   */
  async accept(body: InputOf<typeof acceptInvitation>['body'], address: string): Promise<string> {
    const { accountId, link } = await this.redeem(body, 'invitation', address);
    if (link.has_second_factor) throw new Refusal('session.code_required');
    return accountId;
  }

  /** Every session of the account ends; second factors and locks stay. @throws Refusal link.invalid, request.too_many, password.… */
  async redeemReset(body: Redemption, address: string): Promise<void> {
    await this.redeem(body, 'password_reset', address);
  }

  private redeem({ token, password }: Redemption, kind: LinkKind, address: string): Promise<{ accountId: string; link: Link }> {
    return this.limit.guard(address, async () => {
      const link = await this.find(token, kind);
      await this.rules.check(password, { ...link, minimum: link.minimum_password_length });
      const parameters = [tokenHash(token), kind, await hashPassword(password)];
      const { person_id: personId, institution_id: institutionId } = link;
      const accountId = await this.commands.run({ institutionId, personId }, async (work) => {
        const [redeemed] = await work.rows<Redeemed>('select * from auth_redeem_link($1, $2, $3)', parameters);
        if (!redeemed) throw new Refusal('link.invalid');
        const happened = kind === 'invitation' ? 'person.joined' : 'person.password_set';
        work.event({ kind: happened, topic: 'person', subjectId: personId, version: redeemed.person_version, recipients: [institutionId] });
        work.audit({ action: happened, objectKind: 'person', objectIds: [personId] });
        work.afterCommit(() => this.sessionEnded.announce(redeemed.ended));
        return redeemed.account_id;
      });
      return { accountId, link };
    });
  }

  private async find(token: string, kind: LinkKind): Promise<Link> {
    const [link] = await this.database.anonymous<Link>('select * from auth_link($1, $2)', [tokenHash(token), kind]);
    if (!link) throw new Refusal('link.invalid');
    return link;
  }
}
