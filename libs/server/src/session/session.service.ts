import { permissionsOf } from '@alliance/domain/access/may';
import type { SessionView } from '@alliance/contracts/session.contract';
import { Refusal } from '@alliance/domain/refusal';
import { Inject, Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { hashPassword, verifyPassword } from '../platform/auth/password.js';
import { SessionReader, absoluteSeconds, tokenHash, type Session } from '../platform/auth/session.reader.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Database } from '../platform/db/database.js';
import { sessionEndedChannel } from '../platform/live/live.gateway.js';
import { RedisConnections } from '../platform/redis/redis.module.js';

/** From this many failures on an account is locked, for this long at first. */
const failuresAllowed = 5;
const firstLockSeconds = 60;

interface Account {
  account_id: string;
  password_hash: string;
  locked_until: Date | null;
}

/** Sign-in with a password. A second factor will stand between `check` and `open`. */
@Injectable()
export class SessionService {
  /** Checked when the user name is unknown, so that the answer takes as long. */
  private readonly nobody = hashPassword(randomBytes(16).toString('hex'));

  constructor(
    private readonly database: Database,
    private readonly sessions: SessionReader,
    private readonly redis: RedisConnections,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws Refusal session.wrong_credentials, session.locked */
  async signIn(username: string, password: string): Promise<{ token: string; view: SessionView }> {
    const accountId = await this.check(username, password);
    const token = randomBytes(32).toString('base64url');
    await this.database.anonymous('select auth_open_session($1, $2, $3, $4)', [
      accountId,
      tokenHash(token),
      randomBytes(24).toString('base64url'),
      absoluteSeconds,
    ]);
    const session = await this.sessions.fromToken(token);
    if (!session) throw new Refusal('session.missing');
    return { token, view: this.view(session) };
  }

  async signOut(token: string | undefined): Promise<void> {
    if (!token) return;
    const [ended] = await this.database.anonymous<{ auth_end_session: string | null }>('select auth_end_session($1)', [tokenHash(token)]);
    if (ended?.auth_end_session) await this.redis.main.publish(sessionEndedChannel, ended.auth_end_session).catch(() => undefined);
  }

  view({ personId, username, name, csrfToken, appointments }: Session): SessionView {
    return {
      user: { id: personId, username, name },
      csrfToken,
      demonstration: this.config.DEMO,
      appointments: appointments.map((appointment) => ({ ...appointment, permissions: [...permissionsOf[appointment.role]] })),
    };
  }

  private async check(username: string, password: string): Promise<string> {
    const [account] = await this.database.anonymous<Account>('select account_id, password_hash, locked_until from auth_account($1)', [
      username,
    ]);
    if (account?.locked_until && new Date(account.locked_until) > new Date()) throw new Refusal('session.locked');
    const right = await verifyPassword(password, account?.password_hash ?? (await this.nobody));
    if (account && right) return account.account_id;
    if (account) await this.database.anonymous('select auth_failed($1, $2, $3)', [account.account_id, failuresAllowed, firstLockSeconds]);
    throw new Refusal('session.wrong_credentials');
  }
}
