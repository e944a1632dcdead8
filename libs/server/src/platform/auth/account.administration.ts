import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import type { Transaction } from '../db/database.js';
import { newId } from '../ids.js';
import { pinyinOf } from '../text/pinyin.js';
import { SessionEnded } from './session-ended.js';
import { newToken } from './session.opener.js';
import { tokenHash } from './session.reader.js';

export interface AccountState {
  readonly personId: string;
  readonly state: 'none' | 'invited' | 'active' | 'locked' | 'disabled';
  readonly username: string | null;
  readonly lastSeenAt: Date | null;
  readonly secondFactors: number;
  readonly invitationExpiresAt: Date | null;
}

export type LinkKind = 'invitation' | 'password_reset';
export const linkHours: Readonly<Record<LinkKind, number>> = { invitation: 72, password_reset: 1 };

/**
 * What administrators do with the accounts of their people: those who work or worked at the institution they act for; the management office
 * with anybody's. The database asks the same again and answers a stranger with SQLSTATE 42501.
 */
@Injectable()
export class AccountAdministration {
  constructor(private readonly sessionEnded: SessionEnded) {}

  /** One entry for each of the people that the caller administers; others are left out. */
  async states(tx: Transaction, personIds: readonly string[]): Promise<Map<string, AccountState>> {
    const rows = await tx.rows<Row>('select * from account_states($1::uuid[])', [`{${personIds.join(',')}}`]);
    return new Map(rows.map((row) => [row.person_id, stateOf(row)]));
  }

  /**
   * The account of a person, made without a password where there is none. The user name is the system's, so that nobody can probe for names.
   * @returns id of the account
   */
  async ensureAccount(tx: Transaction, personId: string): Promise<string> {
    const [person] = await tx.rows<{ name: string }>('select name from person where id = $1', [personId]);
    if (!person) throw new Refusal('access.not_found');
    for (;;) {
      const [made] = await tx.rows<{ id: string | null }>('select account_ensure($1, $2, $3) as id', [
        personId,
        newId(),
        usernameFor(person.name),
      ]);
      if (made?.id) return made.id;
    }
  }

  /**
   * A link that is used once: to join within 72 hours, or to set a new password within one. Earlier links of the kind stop working.
   * @returns the token, which only its receiver may see; the portal keeps its hash
   * @throws Refusal person.inactive without an account or where it is disabled
   */
  async issueLink(tx: Transaction, personId: string, kind: LinkKind): Promise<{ token: string; expiresAt: Date }> {
    const token = newToken();
    const [link] = await tx.rows<{ expires_at: Date | null }>('select account_new_link($1, $2, $3, $4) as expires_at', [
      personId,
      kind,
      tokenHash(token),
      linkHours[kind],
    ]);
    if (!link?.expires_at) throw new Refusal('person.inactive');
    return { token, expiresAt: new Date(link.expires_at) };
  }

  /** Forgets failed attempts under the user name. */
  async unlock(tx: Transaction, personId: string): Promise<void> {
    await tx.rows('select account_unlock($1)', [personId]);
  }

  /** Removes second factors and recovery codes, and ends every session. @returns ids of the ended sessions, to announce after the commit */
  resetFactors(tx: Transaction, personId: string): Promise<string[]> {
    return endedBy(tx, 'select account_reset_factors($1) as id', personId);
  }

  /** @returns ids of the ended sessions, to announce after the commit */
  endSessions(tx: Transaction, personId: string): Promise<string[]> {
    return endedBy(tx, 'select account_end_sessions($1) as id', personId);
  }

  /** Nothing happens while the person works elsewhere: there the account is still needed. Sessions are refused from the commit on. */
  async disable(tx: Transaction, personId: string): Promise<void> {
    await tx.rows('select account_disable($1)', [personId]);
  }

  /** Nothing happens while the person works elsewhere: a hospital does not open what another one closed. */
  async enable(tx: Transaction, personId: string): Promise<void> {
    await tx.rows('select account_enable($1)', [personId]);
  }

  /** After the commit (`work.afterCommit`): closes the sockets of these sessions in every process. */
  announceEnded(sessionIds: readonly string[]): void {
    this.sessionEnded.announce(sessionIds);
  }
}

interface Row {
  person_id: string;
  state: AccountState['state'];
  username: string | null;
  last_seen_at: Date | null;
  second_factors: number;
  invitation_expires_at: Date | null;
}

const stateOf = (row: Row): AccountState => ({
  personId: row.person_id,
  state: row.state,
  username: row.username,
  lastSeenAt: row.last_seen_at && new Date(row.last_seen_at),
  secondFactors: row.second_factors,
  invitationExpiresAt: row.invitation_expires_at && new Date(row.invitation_expires_at),
});

async function endedBy(tx: Transaction, statement: string, personId: string): Promise<string[]> {
  return (await tx.rows<{ id: string }>(statement, [personId])).map(({ id }) => id);
}

function usernameFor(name: string): string {
  const letters = pinyinOf(name)
    .replace(/[^a-z]/g, '')
    .slice(0, 20);
  return `${letters || 'user'}${randomInt(1000, 10_000)}`;
}
