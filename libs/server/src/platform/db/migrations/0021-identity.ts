import { mergeKinds, mergeStates, standingStates } from '@alliance/domain/identity/merge.machine';
import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const oneOf = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');
const standing = oneOf(standingStates);

/** What each hospital knows of a patient stands in its own relation; unknown people are identified, and doubles joined, without losing a row. */
export class PatientIdentity extends Migration {
  override up(): void {
    this.addSql(`
      -- Two rows of one person. Installation-wide, for what looks past hospitals; no hospital reads it.
      alter table patient add same_as uuid references patient;
      alter table patient_relation
        add sex text not null default 'unknown',
        add birth_date date,
        add estimated_birth_year int check (estimated_birth_year between 1850 and 2200),
        add marks text,
        add born_at timestamptz,
        add gestational_days int check (gestational_days between 105 and 329),
        add birth_weight_grams int check (birth_weight_grams between 200 and 9000),
        -- this hospital keeps the patient under another row
        add same_as uuid references patient check (same_as <> patient_id),
        -- how this hospital came to know: through a referral, or through a number that somebody else was found to have
        add via_referral uuid references referral,
        add via_merge uuid,
        add closed_at timestamptz,
        add version int not null default 1;
      create index patient_relation_since on patient_relation (institution_id, since desc);
      create index patient_relation_birth_date on patient_relation (institution_id, birth_date);
      create index patient_relation_same_as on patient_relation (institution_id, same_as) where same_as is not null;
      create index patient_relation_kept_under on patient_relation (institution_id, patient_id) where same_as is not null;
      create index patient_same_as on patient (same_as) where same_as is not null;
      create index patient_mother on patient (mother_id) where mother_id is not null;
      alter table patient no force row level security;
      alter table patient_relation no force row level security;
      update patient_relation r set sex = p.sex, birth_date = p.birth_date from patient p where p.id = r.patient_id;
      alter table patient force row level security;
      -- what one hospital wrote down would tell another that it was first
      alter table patient drop column sex, drop column birth_date;
      alter table patient_relation force row level security;

      create table unknown_person_count (
        institution_id uuid not null references institution,
        day date not null,
        last int not null check (last between 1 and 9999),
        primary key (institution_id, day)
      );

      create table patient_merge (
        id uuid primary key,
        institution_id uuid not null references institution,
        kind text not null check (kind in (${oneOf(mergeKinds)})),
        state text not null check (state in (${oneOf(mergeStates)})),
        version int not null default 1,
        kept_id uuid not null references patient,
        merged_id uuid not null references patient,
        reason text,
        basis text,
        proposed_by uuid references person,
        proposed_at timestamptz not null,
        decided_by uuid references person,
        decided_at timestamptz,
        undo_reason text,
        undo_proposed_by uuid references person,
        undo_proposed_at timestamptz,
        undo_decided_by uuid references person,
        undo_decided_at timestamptz,
        -- found out by another hospital that treats the patient too
        told_by uuid references patient_merge,
        check (kept_id <> merged_id),
        check (decided_by <> proposed_by),
        check (undo_decided_by <> undo_proposed_by)
      );
      -- a row is kept under one other row at a time
      create unique index patient_merge_standing on patient_merge (institution_id, merged_id) where state in (${standing});
      create unique index patient_merge_proposed on patient_merge (institution_id, least(kept_id, merged_id), greatest(kept_id, merged_id)) where state = 'proposed';
      create index patient_merge_told on patient_merge (told_by) where told_by is not null;
      create index patient_merge_kept on patient_merge (institution_id, kept_id);
      create index patient_merge_merged on patient_merge (institution_id, merged_id);
      create index patient_merge_pending on patient_merge (institution_id, proposed_at) where state in ('proposed', 'undo_proposed');
    `);
    this.secure();
    this.functions();
  }

  private secure(): void {
    for (const table of ['unknown_person_count', 'patient_merge'])
      this.addSql(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy own on ${table} to alliance_app using (institution_id = ${me}) with check (institution_id = ${me});
      `);
    this.addSql(`
      grant select, insert (institution_id, day, last), update (last) on unknown_person_count to alliance_app;
      grant select, insert (id, institution_id, kind, state, kept_id, merged_id, reason, basis, proposed_by, proposed_at),
        update (state, version, decided_by, decided_at, undo_reason, undo_proposed_by, undo_proposed_at, undo_decided_by, undo_decided_at) on patient_merge to alliance_app;
      revoke select on patient from alliance_app;
      grant select (id, identifier_kind, identifier_index, identifier_masked, mother_id) on patient to alliance_app;
      drop policy related on patient;
      create policy related on patient for select to alliance_app using (
        exists (select 1 from patient_relation r where r.patient_id = patient.id and r.institution_id = ${me} and r.closed_at is null));
      -- a relation begins in a definer function only; what a hospital knows it writes itself
      revoke insert, update on patient_relation from alliance_app;
      grant update (name, initials, phone, sex, birth_date, estimated_birth_year, marks, born_at, gestational_days, birth_weight_grams, same_as, closed_at, version)
        on patient_relation to alliance_app;
      grant select, insert, update on patient_merge to alliance_definer;
      grant update (same_as) on patient to alliance_definer;
    `);
  }

  private functions(): void {
    this.addSql(`
      -- The row that this hospital keeps a patient under, and all the rows it keeps under one: chains are short, circles cannot be made.
      create function kept_row_of(p_patient uuid) returns uuid language sql stable as $$
        with recursive up as (
          select patient_id, same_as, 1 as step from patient_relation where institution_id = ${me} and patient_id = p_patient
          union all select r.patient_id, r.same_as, step + 1 from up join patient_relation r on r.institution_id = ${me} and r.patient_id = up.same_as where step < 50)
        select patient_id from up where same_as is null $$;
      create function rows_kept_under(p_patient uuid) returns setof uuid language sql stable as $$
        with recursive down as (
          select p_patient as id, 1 as step
          union all select r.patient_id, step + 1 from down join patient_relation r on r.institution_id = ${me} and r.same_as = down.id where step < 50)
        select id from down $$;
      drop function register_patient(uuid, text, text, bytea, text, text, date, uuid, text, text, text);

      -- Find by exact identifier or create; the answer is the same either way. The relation is always the asking institution's own.
      create function register_patient(p_id uuid, p_kind text, p_cipher text, p_index bytea, p_masked text, p_mother uuid, p_name text, p_initials text,
          p_merge uuid default null) returns uuid
        language plpgsql volatile security definer set search_path = public, pg_temp as $$
        declare found_id uuid; me uuid := current_institution();
        begin
          if me is null then raise exception 'no institution' using errcode = '42501'; end if;
          if p_mother is not null and not exists (select 1 from patient_relation r where r.patient_id = p_mother and r.institution_id = me) then
            raise exception 'mother unknown here' using errcode = '23503';
          end if;
          insert into patient (id, identifier_kind, identifier_cipher, identifier_index, identifier_masked, mother_id)
            values (p_id, p_kind, p_cipher, p_index, p_masked, p_mother)
            -- any conflict: who registers the same number at the same moment brings the same id
            on conflict do nothing returning id into found_id;
          if found_id is null then select p.id into found_id from patient p where p.identifier_index = p_index; end if;
          if found_id is null then return null; end if;
          insert into patient_relation (institution_id, patient_id, name, initials, via_merge) values (me, found_id, p_name, p_initials, p_merge)
            on conflict (institution_id, patient_id) do update set name = excluded.name, initials = excluded.initials, closed_at = null,
              via_merge = case when excluded.via_merge is null or patient_relation.closed_at is not null then excluded.via_merge else patient_relation.via_merge end;
          return found_id;
        end $$;

      -- The receiver comes to know the patient when the referral reaches it, as the sender wrote it down.
      create or replace function relate_receiver(p_referral uuid) returns void
        language sql volatile security definer set search_path = public, pg_temp as $$
        insert into patient_relation (institution_id, patient_id, name, initials, sex, birth_date, estimated_birth_year, marks, born_at, gestational_days,
            birth_weight_grams, via_referral)
          select r.receiver_id, r.patient_id, r.patient_name, r.patient_initials, coalesce(r.patient_sex, 'unknown'), r.patient_birth_date,
            k.estimated_birth_year, k.marks, k.born_at, k.gestational_days, k.birth_weight_grams, r.id
          from referral r join patient_relation k on k.patient_id = r.patient_id and k.institution_id = r.sender_id
          where r.id = p_referral and r.sender_id = current_institution() and r.submitted_at is not null and r.receiver_id is not null
          on conflict (institution_id, patient_id) do update set closed_at = null, via_merge = null $$;

      -- A hospital that treats an unknown person through a referral learns what another one found out. Whoever wrote something else down keeps it.
      create function tell_identity_to(m patient_merge, p_institution uuid, p_referral uuid) returns void
        language plpgsql volatile security definer set search_path = public, pg_temp as $$
        declare told uuid := gen_random_uuid();
        begin
          insert into patient_relation (institution_id, patient_id, name, initials, phone, sex, birth_date, via_referral, via_merge)
            select p_institution, k.patient_id, k.name, k.initials, k.phone, k.sex, k.birth_date, p_referral, told
            from patient_relation k where k.institution_id = m.institution_id and k.patient_id = m.kept_id
            on conflict (institution_id, patient_id) do update set closed_at = null, via_merge = excluded.via_merge where patient_relation.closed_at is not null;
          insert into patient_merge (id, institution_id, kind, state, kept_id, merged_id, basis, proposed_at, told_by)
            values (told, p_institution, 'identified', 'in_force', m.kept_id, m.merged_id, m.basis, m.proposed_at, m.id);
          update patient_relation set same_as = m.kept_id, version = version + 1 where institution_id = p_institution and patient_id = m.merged_id;
        end $$;

      -- An unknown person was identified here: the other hospitals with an open referral of that person learn it. Nobody is told who else knows the number.
      create function tell_identity(p_merge uuid) returns setof uuid
        language plpgsql volatile security definer set search_path = public, pg_temp as $$
        declare m patient_merge; party record;
        begin
          select * into m from patient_merge where id = p_merge and institution_id = current_institution() and kind = 'identified' and state = 'in_force' and told_by is null;
          if m.id is null then raise exception 'not identified here' using errcode = '42501'; end if;
          update patient set same_as = m.kept_id where id = m.merged_id;
          for party in
            select distinct on (r.institution_id) r.institution_id, f.id as referral_id, r.same_as
            from patient_relation r
              join referral f on f.patient_id = r.patient_id and f.open and f.submitted_at is not null and r.institution_id in (f.sender_id, f.receiver_id)
            where r.patient_id = m.merged_id and r.institution_id <> m.institution_id and r.closed_at is null
            order by r.institution_id, f.submitted_at desc
          loop
            if party.same_as is null then perform tell_identity_to(m, party.institution_id, party.referral_id); end if;
            return next party.institution_id;
          end loop;
        end $$;

      -- The number was wrong: wherever this hospital's word was taken, and passed on, it is taken back.
      create function untell_identity(p_merge uuid) returns setof uuid
        language plpgsql volatile security definer set search_path = public, pg_temp as $$
        declare m patient_merge; told patient_merge;
        begin
          select * into m from patient_merge where id = p_merge and institution_id = current_institution() and kind = 'identified' and state = 'undone';
          if m.id is null then raise exception 'not taken back here' using errcode = '42501'; end if;
          for told in
            with recursive passed as (
              select t.id, 1 as step from patient_merge t where t.told_by = m.id
              union all select t.id, step + 1 from passed join patient_merge t on t.told_by = passed.id where step < 50)
            update patient_merge t set state = 'undone', version = t.version + 1, undo_decided_at = m.undo_decided_at
            from passed where t.id = passed.id and t.state in (${standing}) returning t.*
          loop
            update patient_relation set same_as = null, version = version + 1
              where institution_id = told.institution_id and patient_id = told.merged_id and same_as = told.kept_id;
            update patient_relation k set closed_at = m.undo_decided_at
              where k.institution_id = told.institution_id and k.via_merge = told.id and not exists (
                select 1 from referral f where f.patient_id = k.patient_id and k.institution_id in (f.sender_id, f.receiver_id));
            return next told.institution_id;
          end loop;
          update patient p set same_as = (
            select i.kept_id from patient_merge i where i.merged_id = p.id and i.kind = 'identified' and i.state in (${standing}) order by i.proposed_at desc limit 1)
          where p.id = m.merged_id;
        end $$;

      -- The open referrals of somebody who was identified here, or no longer is: both hospitals of each, and who works on it there.
      create function referrals_of_identified(p_merge uuid) returns table (id uuid, version int, told uuid[], concerns uuid[])
        language sql stable security definer set search_path = public, pg_temp as $$
        select f.id, f.version, array_remove(array[f.sender_id, f.receiver_id], null), array(
          select distinct person from (select a.person_id from appointment a where a.id in (f.owner_id, f.created_by, f.claimed_by) union select f.answered_by_person) works (person)
          where person is not null)
        from patient_merge m join referral f on f.patient_id = m.merged_id and f.open and f.submitted_at is not null
        where m.id = p_merge and m.institution_id = current_institution() and m.kind = 'identified' and m.told_by is null $$;

      -- Whoever comes to treat an unknown person later learns what the sender knows by then; whoever no longer does, no longer knows the number either.
      create function follow_unknown() returns trigger
        language plpgsql volatile security definer set search_path = public, pg_temp as $$
        declare m patient_merge; opened boolean := new.closed_at is null;
        begin
          if (select p.identifier_kind from patient p where p.id = new.patient_id) <> 'unknown_person' then return null; end if;
          if tg_op = 'UPDATE' and new.same_as is not null then
            update patient_relation k set closed_at = new.closed_at from patient_merge t
              where k.institution_id = new.institution_id and k.via_merge = t.id and t.institution_id = new.institution_id
                and t.merged_id = new.patient_id and t.state in (${standing}) and (k.closed_at is null) <> opened
                and (opened or not exists (select 1 from referral f where f.patient_id = k.patient_id and k.institution_id in (f.sender_id, f.receiver_id)));
          elsif opened and new.same_as is null then
            select t.* into m from patient_merge t join referral f on f.id = new.via_referral and f.sender_id = t.institution_id
              where t.merged_id = new.patient_id and t.kind = 'identified' and t.state in (${standing});
            if m.id is not null then perform tell_identity_to(m, new.institution_id, new.via_referral); end if;
          end if;
          return null;
        end $$;
      ${ownedByDefiner([
        'register_patient(uuid, text, text, bytea, text, uuid, text, text, uuid)',
        'relate_receiver(uuid)',
        'tell_identity(uuid)',
        'untell_identity(uuid)',
        'referrals_of_identified(uuid)',
      ]).join('\n')}
      ${ownedByDefiner(['tell_identity_to(patient_merge, uuid, uuid)', 'follow_unknown()'], 'alliance_definer').join('\n')}
      create trigger follow_unknown_in after insert on patient_relation for each row when (new.via_referral is not null) execute function follow_unknown();
      create trigger follow_unknown_on after update of closed_at on patient_relation for each row
        when (new.via_referral is not null and (old.closed_at is null) <> (new.closed_at is null)) execute function follow_unknown();
    `);
  }
}
