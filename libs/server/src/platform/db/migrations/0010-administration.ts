import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const office = `current_office_role() = 'management_office'`;
const reaches = `administers_sign_in(person_id) and (${office} or not exists (select 1 from appointment t where t.person_id = person_contact.person_id
  and t.institution_id <> ${me} and not isempty(t.valid) and (upper(t.valid) is null or upper(t.valid) > local_today())))`;
const ours = `institution_id = ${me} and administers_here()`;
const appoints = `((${ours}) or ${office}) and person_id is distinct from current_person()`;
const leads = `current_office_role() = 'lead_administrator' and exists (select 1 from alliance a where a.id = alliance_id and a.lead_id = ${me})`;

/** What administrators keep: people and their appointments, departments, capabilities, contact lines, members of an alliance. */
export class Administration extends Migration {
  override up(): void {
    this.addSql(`
      alter table person add staff_number text, add version int not null default 1, add deactivated_at timestamptz;
      create table person_contact (person_id uuid primary key references person, phone text, email text, version int not null default 1);
      alter table appointment
        add practice_scope text,
        add independent_since date,
        add version int not null default 1,
        -- set when it was ended at once: its validity alone would not tell the hour
        add ended_at timestamptz,
        add ended_reason text;

      alter table department no force row level security;
      alter table department
        add specialties text[],
        add treatment_subjects text[] not null default '{}',
        add standing_permissions text[] not null default '{}',
        add version int not null default 1,
        add closed_at timestamptz;
      update department set specialties = array[specialty];
      alter table department alter column specialties set not null, drop column specialty, add check (cardinality(specialties) >= 1);
      alter table department force row level security;

      create table capability (
        id uuid primary key,
        institution_id uuid not null references institution,
        department_id uuid references department,
        capability text not null,
        valid daterange not null check (not isempty(valid)),
        note text,
        exclude using gist (institution_id with =, capability with =,
          coalesce(department_id, '00000000-0000-0000-0000-000000000000') with =, valid with &&)
      );
      create index capability_capability on capability (capability, institution_id);
      create table contact_line (
        id uuid primary key,
        institution_id uuid not null references institution,
        kind text not null,
        phone text not null,
        note text
      );
      create index contact_line_institution on contact_line (institution_id);

      alter table membership
        add suspended_at timestamptz,
        add suspended_reason text,
        add ended_reason text,
        add version int not null default 1;

      -- who follows it up now; who wrote it stays in created_by
      alter table referral no force row level security;
      alter table referral add owner_id uuid references appointment;
      update referral set owner_id = created_by;
      alter table referral alter column owner_id set not null;
      alter table referral force row level security;
      create index referral_owner on referral (owner_id);
    `);
    for (const table of ['person_contact', 'capability', 'contact_line'])
      this.addSql(`alter table ${table} enable row level security; alter table ${table} force row level security;`);
    this.addSql(`
      create policy administrators_add on person for insert to alliance_app with check (administers_here());
      create policy administrators_change on person for update to alliance_app using (administers_sign_in(id));
      grant insert (id, name, pinyin, initials, staff_number), update (name, pinyin, initials, staff_number, version, deactivated_at) on person to alliance_app;

      create policy oneself on person_contact for select to alliance_app using (person_id = current_person());
      create policy administrators on person_contact for select to alliance_app using (administers_sign_in(person_id));
      -- what lets somebody in is sent there: so not for whom another hospital trusts as well
      create policy administrators_add on person_contact for insert to alliance_app with check (${reaches});
      create policy administrators_change on person_contact for update to alliance_app using (${reaches}) with check (${reaches});
      create policy system on person_contact for select to alliance_system using (true);
      grant select, insert, update (phone, email, version) on person_contact to alliance_app;

      -- nobody appoints themselves
      create policy administrators_add on appointment for insert to alliance_app with check (${appoints});
      create policy administrators_change on appointment for update to alliance_app using (${appoints}) with check (${appoints});
      grant insert, update (department_id, role, title, valid, practice_scope, independent_since, version, ended_at, ended_reason) on appointment to alliance_app;

      -- departments, capabilities and lines are each institution's own; the office keeps institutions
      drop policy write_office on department;
      create policy administrators_add on department for insert to alliance_app with check (${ours});
      create policy administrators_change on department for update to alliance_app using (${ours}) with check (${ours});
      revoke update, delete on department from alliance_app;
      grant update (name_zh, name_en, specialties, treatment_subjects, standing_permissions, phone, version, closed_at) on department to alliance_app;
      create policy system on department for select to alliance_system using (true);

      create policy read_signed_in on capability for select to alliance_app using (${me} is not null);
      create policy administrators on capability to alliance_app using (${ours}) with check (${ours});
      grant select, insert, update (valid, note), delete on capability to alliance_app;

      create policy read_signed_in on contact_line for select to alliance_app using (${me} is not null);
      create policy administrators on contact_line to alliance_app using (${ours}) with check (${ours});
      create policy system on contact_line for select to alliance_system using (true);
      grant select, insert, delete on contact_line to alliance_app;

      create policy lead_adds on membership for insert to alliance_app with check (${leads});
      create policy lead_changes on membership for update to alliance_app using (${leads}) with check (${leads});
      create policy lead_changes on alliance for update to alliance_app
        using (current_office_role() = 'lead_administrator' and lead_id = ${me}) with check (lead_id = ${me});

      grant select on person_contact, department, contact_line to alliance_system;
      grant select on person_contact, capability, contact_line, membership, alliance to alliance_definer;
      grant update on institution to alliance_definer;

      -- Own administrators keep what hangs on the institution's version, and nothing else of its row; a department has its own version and passes null.
      -- Null: somebody was first.
      create function institution_next_version(p_version int) returns int
        language plpgsql volatile security definer set search_path = public, pg_temp as $$
        declare next_version int;
        begin
          if not administers_here() then raise exception 'not administered here' using errcode = '42501'; end if;
          update institution set version = version + 1, updated_at = now() where id = current_institution() and (p_version is null or version = p_version)
            returning version into next_version;
          return next_version;
        end $$;

      -- A link to a new password was sent where the person can no longer be trusted to be: whoever changes the address, it is void.
      create function void_password_resets() returns trigger
        language plpgsql volatile security definer set search_path = public, pg_temp as $$
        begin
          if tg_op = 'INSERT' or (old.phone, old.email) is distinct from (new.phone, new.email) then
            delete from one_time_link l using account a where a.person_id = new.person_id and l.account_id = a.id and l.kind = 'password_reset';
          end if;
          return null;
        end $$;
      create trigger void_password_resets after insert or update on person_contact for each row execute function void_password_resets();
    `);
    for (const statement of ownedByDefiner(['institution_next_version(int)', 'void_password_resets()'])) this.addSql(statement);
  }
}
