import type { AccountSecurity, Authenticator } from '@alliance/contracts/account.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/db/database.js';

interface Row {
  username: string;
  password_changed_at: Date | null;
  has_password: boolean;
  minimum_password_length: number;
  second_factor: AccountSecurity['secondFactor'];
  recovery_codes_left: number;
  authenticators: AuthenticatorRow[];
  sign_ons: { provider: string; linkedAt: string }[];
}
export interface AuthenticatorRow {
  id: string;
  kind: Authenticator['kind'];
  name: string;
  added_at: string | Date;
  last_used_at: string | Date | null;
}

/** What proves who I am. */
@Injectable()
export class AccountQueries {
  constructor(private readonly database: Database) {}

  async security(actor: Actor): Promise<AccountSecurity> {
    const [row] = await this.database.read(actor, (tx) =>
      tx.rows<Row>(
        `select a.username, a.password_changed_at, o.has_password, o.minimum_password_length, o.second_factor,
           (select count(*)::int from recovery_code c where c.person_id = a.person_id and c.used_at is null) as recovery_codes_left,
           (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'kind', f.kind, 'name', f.name, 'added_at', f.added_at, 'last_used_at', f.last_used_at)
               order by f.added_at, f.id), '[]')
             from authenticator f where f.person_id = a.person_id and (f.kind = 'passkey' or f.confirmed_at is not null)) as authenticators,
           (select coalesce(jsonb_agg(jsonb_build_object('provider', s.provider, 'linkedAt', s.linked_at)), '[]') from own_sign_ons() s) as sign_ons
         from account a, own_sign_in() o where a.person_id = current_person()`,
      ),
    );
    return securityOf(row as Row);
  }
}

const securityOf = (row: Row): AccountSecurity => ({
  username: row.username,
  hasPassword: row.has_password,
  passwordChangedAt: instant(row.password_changed_at),
  minimumPasswordLength: row.minimum_password_length,
  secondFactor: row.second_factor,
  authenticators: row.authenticators.map(authenticatorOf),
  recoveryCodesLeft: row.recovery_codes_left,
  singleSignOn: row.sign_ons.map(({ provider, linkedAt }) => ({ provider, linkedAt: new Date(linkedAt).toISOString() })),
});

export const authenticatorOf = ({ id, kind, name, added_at, last_used_at }: AuthenticatorRow): Authenticator => ({
  id,
  kind,
  name,
  addedAt: new Date(added_at).toISOString(),
  lastUsedAt: instant(last_used_at),
});

const instant = (at: string | Date | null): string | null => at && new Date(at).toISOString();
