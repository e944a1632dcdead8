import { Migration } from '@mikro-orm/migrations';

/** Who acts: institutions, people, appointments, accounts, sessions; and the settings every row-level policy reads. */
export class Identity extends Migration {
  override up(): void {
    this.addSql(`
      -- Inlinable on purpose: stable, plain SQL, no definer, no settings. Hidden behind a sub-select the planner would lose the value.
      create function current_institution() returns uuid language sql stable return nullif(current_setting('app.institution', true), '')::uuid;
      create function current_person() returns uuid language sql stable return nullif(current_setting('app.person', true), '')::uuid;
      create function current_appointment() returns uuid language sql stable return nullif(current_setting('app.appointment', true), '')::uuid;
      create function current_office_role() returns text language sql stable return nullif(current_setting('app.role', true), '');

      create table institution (
        id uuid primary key,
        code text unique,
        name text not null,
        aliases text[] not null default '{}',
        pinyin text not null default '',
        initials text not null default '',
        province text,
        city text,
        type text not null,
        level text not null default 'unknown',
        level_basis text,
        phone text,
        time_zone text not null default 'Asia/Shanghai',
        source text,
        notes text,
        invented boolean not null default false,
        flags text[] not null default '{}',
        possible_same_as text[] not null default '{}',
        version int not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
      -- One row per way of writing an institution: searched by range prefix, which stays an index condition under row-level security.
      create table institution_name (
        institution_id uuid not null references institution on delete cascade,
        kind text not null check (kind in ('name', 'alias', 'old_place', 'pinyin', 'initials')),
        name text collate "C" not null,
        primary key (institution_id, kind, name)
      );
      create index institution_name_prefix on institution_name (name);
      create table department (
        id uuid primary key,
        institution_id uuid not null references institution,
        name_zh text not null,
        name_en text,
        specialty text not null,
        phone text
      );
      create index department_institution on department (institution_id);

      create table person (id uuid primary key, name text not null, pinyin text not null default '', initials text not null default '');
      create table appointment (
        id uuid primary key,
        person_id uuid not null references person,
        institution_id uuid not null references institution,
        department_id uuid references department,
        role text not null,
        title text,
        valid daterange not null
      );
      create index appointment_person on appointment (person_id);
      create index appointment_institution on appointment (institution_id, role);
      create table account (
        id uuid primary key,
        person_id uuid not null references person,
        username text not null,
        password_hash text not null,
        failed_count int not null default 0,
        locked_until timestamptz,
        disabled_at timestamptz,
        created_at timestamptz not null default now()
      );
      create unique index account_username on account (lower(username));
      create table session (
        token_hash bytea primary key,
        id uuid not null unique default uuidv7(),
        account_id uuid not null references account,
        csrf_token text not null,
        created_at timestamptz not null default now(),
        seen_at timestamptz not null default now(),
        expires_at timestamptz not null
      );
      create index session_account on session (account_id);
    `);
  }
}
