import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Database } from '../db/database.js';
import { Attempts, type Outcome } from './attempts.js';
import { hashPassword, verifyPassword } from './password.js';
import { SecondFactors, type EnrolledFactors } from './second-factor.js';

export interface Proven {
  readonly accountId: string;
  readonly personId: string;
  readonly method: 'password' | 'totp' | 'recovery_code' | 'passkey';
}
interface Row extends EnrolledFactors {
  readonly password_hash: string | null;
  readonly has_recovery_codes: boolean;
  readonly has_passkey: boolean;
}
interface Judged {
  readonly outcome: Outcome;
  readonly found: Proven | Refusal;
}

/** Proof by password, with the second factor where there is one. Both are counted together: who has the password gets five guesses at the code. */
@Injectable()
export class PasswordProof {
  /** Checked when there is no password, so that the answer takes as long. */
  private readonly nobody = hashPassword(randomBytes(16).toString('hex'));

  constructor(
    private readonly database: Database,
    private readonly attempts: Attempts,
    private readonly factors: SecondFactors,
  ) {}

  /**
   * @param suspect whoever asks looks like guessing, and waits for others
   * @throws Refusal session.wrong_credentials, session.code_required with the `ways` that are enrolled, session.locked with `seconds`
   */
  async check(username: string, password: string, code: string | undefined, suspect: boolean): Promise<Proven> {
    const found = await this.attempts.within(username, () => this.judge(username, password, code, suspect));
    if (found instanceof Refusal) throw found;
    return found;
  }

  /** The password alone, of somebody who is signed in. @throws Refusal password.wrong, session.locked */
  async checkOwn(username: string, password: string): Promise<void> {
    const right = await this.attempts.within(username, async () => {
      const { right } = await this.compare(username, password);
      return { outcome: right ? 'succeeded' : 'failed', found: right };
    });
    if (!right) throw new Refusal('password.wrong');
  }

  private async judge(username: string, password: string, code: string | undefined, suspect: boolean): Promise<Judged> {
    const { account, right } = await this.compare(username, password, suspect);
    if (!account || !right) return wrong();
    const { account_id: accountId, person_id: personId } = account;
    const ways = waysOf(account);
    if (!ways.length) return { outcome: 'succeeded', found: { accountId, personId, method: 'password' } };
    if (!code) return { outcome: 'released', found: new Refusal('session.code_required', { ways }) };
    const method = await this.factors.use(account, code);
    return method ? { outcome: 'succeeded', found: { accountId, personId, method } } : wrong();
  }

  private async compare(username: string, password: string, suspect = false): Promise<{ account: Row | undefined; right: boolean }> {
    const [account] = await this.database.anonymous<Row>('select * from auth_account($1)', [username]);
    const matches = await verifyPassword(password, account?.password_hash ?? (await this.nobody), suspect);
    return { account, right: matches && typeof account?.password_hash === 'string' };
  }
}

const wrong = (): Judged => ({ outcome: 'failed', found: new Refusal('session.wrong_credentials') });

/** What may come with the password; nothing where no second factor is enrolled. */
function waysOf({ totp, has_recovery_codes, has_passkey }: Row): string[] {
  if (!totp.length && !has_passkey) return [];
  return [...(totp.length ? ['totp'] : []), ...(has_recovery_codes ? ['recovery_code'] : []), ...(has_passkey ? ['passkey'] : [])];
}
