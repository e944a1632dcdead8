import { Migration } from '@mikro-orm/migrations';

/** Alliances, memberships, and the public pairings of the source documents. */
export class Alliance extends Migration {
  override up(): void {
    this.addSql(`
      create table alliance (
        id uuid primary key,
        name_zh text not null unique,
        name_en text,
        specialty text not null,
        phase text not null,
        lead_id uuid not null references institution,
        invented boolean not null default false,
        opened_from text,
        opened_on date not null,
        version int not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
      create table membership (
        id uuid primary key,
        alliance_id uuid not null references alliance,
        institution_id uuid not null references institution,
        role text not null check (role in ('lead', 'member')),
        agreement text,
        valid daterange not null,
        exclude using gist (alliance_id with =, institution_id with =, valid with &&)
      );
      create index membership_institution on membership (institution_id);
      create table pairing (
        id uuid primary key,
        source text not null,
        category text,
        recipient_id uuid not null references institution,
        supporter_id uuid not null references institution,
        lead boolean,
        lead_basis text not null,
        valid daterange not null,
        notes text,
        flags text[] not null default '{}',
        version int not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        unique (source, recipient_id, supporter_id),
        check (recipient_id <> supporter_id)
      );
      create unique index pairing_one_lead on pairing (source, recipient_id) where lead;
      create index pairing_supporter on pairing (supporter_id);
      create index pairing_recipient on pairing (recipient_id);
      create table coverage_gap (
        id uuid primary key,
        source text not null,
        county text not null,
        type text not null,
        reason text not null,
        unique (source, county, type)
      );
      create table diagnosis_code (
        code text collate "C" not null,
        edition text not null,
        name text collate "C" not null,
        pinyin text collate "C" not null default '',
        initials text collate "C" not null default '',
        primary key (edition, code)
      );
      create index diagnosis_name on diagnosis_code (name);
      create index diagnosis_initials on diagnosis_code (initials);
    `);
  }
}
