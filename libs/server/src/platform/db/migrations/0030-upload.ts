import { quarantineReasons } from '@alliance/domain/document/document';
import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const reasons = quarantineReasons.map((reason) => `'${reason}'`).join(', ');

/** Documents that arrive in pieces, documents that are kept out of reach, and documents that leave a draft. */
export class Upload extends Migration {
  override up(): void {
    this.addSql(`
      -- Announced and not yet complete; how much has come says the file on disk. The document that it becomes has the same id.
      create table upload (
        id uuid primary key,
        referral_id uuid not null references referral,
        institution_id uuid not null references institution,
        person_id uuid not null references person,
        name text not null,
        bytes bigint not null check (bytes > 0),
        sha256 text,
        started_at timestamptz not null
      );
      create index upload_institution on upload (institution_id);
      create index upload_referral on upload (referral_id);
      alter table upload enable row level security;
      alter table upload force row level security;
      create policy own on upload to alliance_app using (institution_id = ${me} and exists (select 1 from referral r where r.id = referral_id))
        with check (institution_id = ${me} and person_id = current_person() and exists (select 1 from referral r where r.id = referral_id));
      create policy system on upload to alliance_system using (true);
      grant select, insert, delete on upload to alliance_app;
      -- clocks only: names of documents may say who is ill
      grant select (id, started_at), delete on upload to alliance_system;

      alter table attachment add column quarantine text check (quarantine in (${reasons}));
      create policy leaves_draft on attachment for delete to alliance_app using (institution_id = ${me}
        and exists (select 1 from referral r where r.id = referral_id and r.sender_id = ${me} and r.state = 'draft'));
      grant delete on attachment to alliance_app;

      -- Which of these files somebody still knows. Says nothing about whose they are.
      create function known_files(p_keys text[]) returns setof text
        language sql stable security definer set search_path = public, pg_temp as $$
        select storage_key from attachment where storage_key = any(p_keys)
        union all select storage_key from protocol_file where storage_key = any(p_keys) $$;
      grant select on attachment, protocol_file to alliance_definer;
    `);
    for (const statement of ownedByDefiner(['known_files(text[])'], 'alliance_system')) this.addSql(statement);
  }
}
