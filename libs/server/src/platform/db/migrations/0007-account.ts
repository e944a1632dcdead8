import { Migration } from '@mikro-orm/migrations';

const me = 'current_institution()';

/** What proves who somebody is: passwords, second factors, recovery codes, one-time links; and how long a session lives. */
export class Account extends Migration {
  override up(): void {
    this.addSql(`
      -- The calendar that appointments and memberships are written in; the server's own day is eight hours late.
      create function local_today() returns date language sql stable return (now() at time zone 'Asia/Shanghai')::date;
      grant execute on function local_today() to alliance_app, alliance_system, alliance_definer;
      -- Administrators of the institution one acts for. Inlinable, like the settings it reads.
      create function administers_here() returns boolean language sql stable
        return current_office_role() in ('member_administrator', 'lead_administrator', 'management_office');
      grant execute on function administers_here() to alliance_app, alliance_system, alliance_definer;

      create table sign_in_policy (
        institution_id uuid primary key references institution,
        second_factor text not null default 'optional' check (second_factor in ('optional', 'required')),
        minimum_password_length int not null default 10 check (minimum_password_length between 8 and 64),
        idle_minutes int not null default 30 check (idle_minutes between 5 and 120),
        absolute_hours int not null default 12 check (absolute_hours between 1 and 24),
        version int not null default 1
      );

      -- null: this account has no password, a passkey or the hospital's own service signs in
      alter table account alter column password_hash drop not null;
      alter table account add password_changed_at timestamptz, add last_seen_at timestamptz;
      alter table account drop column failed_count, drop column locked_until;
      create unique index account_person on account (person_id);

      -- Attempts are counted before they are checked and under the name as typed, known or not: nobody learns from a lock who exists.
      create table sign_in_attempt (
        name_hash bytea primary key,
        failed int not null default 0,
        in_flight int not null default 0,
        in_flight_at timestamptz,
        locked_until timestamptz,
        updated_at timestamptz not null default now()
      );

      create table authenticator (
        id uuid primary key,
        person_id uuid not null references person,
        kind text not null check (kind in ('totp', 'passkey')),
        name text not null,
        -- totp: encrypted secret, and the last time step that was accepted, so that no code counts twice
        secret_cipher text,
        last_step bigint,
        -- passkey
        credential_id text unique,
        public_key bytea,
        counter bigint,
        transports text[],
        confirmed_at timestamptz,
        added_at timestamptz not null default now(),
        last_used_at timestamptz,
        check ((kind = 'totp') = (secret_cipher is not null)),
        check ((kind = 'passkey') = (credential_id is not null and public_key is not null and counter is not null))
      );
      create index authenticator_person on authenticator (person_id);
      create table recovery_code (
        person_id uuid not null references person,
        code_hash bytea not null,
        used_at timestamptz,
        primary key (person_id, code_hash)
      );
      create table passkey_challenge (
        id uuid primary key,
        challenge text not null,
        -- null: a sign-in, which names nobody
        person_id uuid references person,
        expires_at timestamptz not null
      );
      create table one_time_link (
        token_hash bytea primary key,
        kind text not null check (kind in ('invitation', 'password_reset')),
        account_id uuid not null references account,
        institution_id uuid not null references institution,
        created_by uuid references person,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null
      );
      create index one_time_link_account on one_time_link (account_id, kind);

      delete from session;
      alter table session
        add person_id uuid not null references person,
        add method text not null,
        add device text not null default '',
        add address text,
        add idle_seconds int not null,
        add stepped_up_at timestamptz not null default now(),
        add on_call_until timestamptz,
        -- opened by the sign-on service of this institution: it vouches for its own appointments, not for those elsewhere
        add vouched_by uuid references institution,
        add locked_at timestamptz,
        add enrolment_required boolean not null default false;
      create index session_person on session (person_id);

      do $$ declare t text; begin
        foreach t in array array['sign_in_policy', 'sign_in_attempt', 'authenticator', 'recovery_code', 'passkey_challenge', 'one_time_link'] loop
          execute format('alter table %I enable row level security', t);
          execute format('alter table %I force row level security', t);
        end loop;
      end $$;
      create policy own_house on sign_in_policy for select to alliance_app using (institution_id = ${me});
      create policy administrators_add on sign_in_policy for insert to alliance_app with check (institution_id = ${me} and administers_here());
      create policy administrators_change on sign_in_policy for update to alliance_app using (institution_id = ${me} and administers_here());
      grant select, insert, update on sign_in_policy to alliance_app;
      create policy nobody on sign_in_attempt to alliance_app using (false);
      create policy nobody on one_time_link to alliance_app using (false);
      create policy nobody on passkey_challenge to alliance_app using (false);
      -- one's own account, session and factors; what proves somebody else is out of reach
      drop policy nobody on account;
      create policy own on account to alliance_app using (person_id = current_person());
      grant select (id, person_id, username, password_changed_at) on account to alliance_app;
      drop policy nobody on session;
      create policy own on session to alliance_app using (person_id = current_person());
      grant select (id, person_id, method, device, address, created_at, seen_at, expires_at, idle_seconds, on_call_until, locked_at), delete, update (on_call_until, enrolment_required) on session to alliance_app;
      create policy own on authenticator to alliance_app using (person_id = current_person()) with check (person_id = current_person());
      grant select, insert, update, delete on authenticator to alliance_app;
      create policy own on recovery_code to alliance_app using (person_id = current_person()) with check (person_id = current_person());
      grant select, insert, update, delete on recovery_code to alliance_app;
    `);
  }
}
