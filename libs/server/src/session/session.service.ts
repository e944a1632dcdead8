import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Attempts } from '../platform/auth/attempts.js';
import { hashPassword, verifyPassword } from '../platform/auth/password.js';
import { SessionEnded } from '../platform/auth/session-ended.js';
import { tokenHash } from '../platform/auth/session.reader.js';
import { Database } from '../platform/db/database.js';

interface Account {
  account_id: string;
  password_hash: string | null;
}

/** Sign-in with a password. */
@Injectable()
export class SessionService {
  /** Checked when the user name is unknown, so that the answer takes as long. */
  private readonly nobody = hashPassword(randomBytes(16).toString('hex'));

  constructor(
    private readonly database: Database,
    private readonly attempts: Attempts,
    private readonly sessionEnded: SessionEnded,
  ) {}

  /** @throws Refusal session.wrong_credentials, session.locked */
  async check(username: string, password: string): Promise<string> {
    const accountId = await this.attempts.within(username, async () => {
      const [account] = await this.database.anonymous<Account>('select account_id, password_hash from auth_account($1)', [username]);
      const right = await verifyPassword(password, account?.password_hash ?? (await this.nobody));
      const found = account && right && account.password_hash ? account.account_id : undefined;
      return { outcome: found ? 'succeeded' : 'failed', found };
    });
    if (!accountId) throw new Refusal('session.wrong_credentials');
    return accountId;
  }

  async signOut(token: string | undefined): Promise<void> {
    if (!token) return;
    const [ended] = await this.database.anonymous<{ auth_end_session: string | null }>('select auth_end_session($1)', [tokenHash(token)]);
    if (ended?.auth_end_session) this.sessionEnded.announce([ended.auth_end_session]);
  }
}
