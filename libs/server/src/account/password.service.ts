import type { changePassword } from '@alliance/contracts/account.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Injectable } from '@nestjs/common';
import { hashPassword } from '../platform/auth/password.js';
import { PasswordProof } from '../platform/auth/password.proof.js';
import { PasswordRules } from '../platform/auth/password.rules.js';
import { SessionEnded } from '../platform/auth/session-ended.js';
import type { Session } from '../platform/auth/session.reader.js';
import { Commands } from '../platform/command/commands.js';
import { Database } from '../platform/db/database.js';

@Injectable()
export class PasswordService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly proof: PasswordProof,
    private readonly rules: PasswordRules,
    private readonly sessionEnded: SessionEnded,
  ) {}

  /**
   * Every other session ends and links that were sent stop working.
   * @throws Refusal password.wrong, password.too_short, password.common, password.contains_name, session.locked
   */
  async change(actor: Actor, session: Session, { current, next }: InputOf<typeof changePassword>['body']): Promise<void> {
    await this.proof.checkOwn(session.username, current);
    const [demanded] = await this.database.read(actor, (tx) =>
      tx.rows<{ minimum_password_length: number }>('select minimum_password_length from own_sign_in()'),
    );
    const minimum = (demanded as { minimum_password_length: number }).minimum_password_length;
    await this.rules.check(next, { username: session.username, name: session.name, minimum });
    const hash = await hashPassword(next);
    await this.commands.run(actor, async (work) => {
      const ended = await work.rows<{ id: string }>('select set_own_password($1, $2) as id', [hash, session.sessionId]);
      work.audit({ action: 'password.change', objectKind: 'account', objectIds: [session.accountId] });
      work.afterCommit(() => this.sessionEnded.announce(ended.map(({ id }) => id)));
    });
  }
}
