import { Migration } from '@mikro-orm/migrations';

/** The few questions that must be asked past the policies: sign-in, and finding a patient by exact identifier. Each answers narrowly. */
export class DefinerFunctions extends Migration {
  override up(): void {
    this.addSql(`
      create function auth_account(p_username text)
        returns table (account_id uuid, person_id uuid, name text, username text, password_hash text, locked_until timestamptz)
        language sql stable security definer set search_path = public, pg_temp as $$
        select a.id, a.person_id, p.name, a.username, a.password_hash, a.locked_until
        from account a join person p on p.id = a.person_id
        where lower(a.username) = lower(p_username) and a.disabled_at is null $$;

      -- Counts a failure; from the limit on the account is locked, twice as long each time, an hour at most.
      create function auth_failed(p_account uuid, p_limit int, p_seconds int) returns timestamptz
        language sql volatile security definer set search_path = public, pg_temp as $$
        update account set failed_count = failed_count + 1,
          locked_until = case when failed_count + 1 >= p_limit
            then now() + make_interval(secs => least(p_seconds * power(2, least(failed_count + 1 - p_limit, 12)), 3600)) else locked_until end
        where id = p_account returning locked_until $$;

      create function auth_open_session(p_account uuid, p_token_hash bytea, p_csrf text, p_seconds int) returns uuid
        language plpgsql volatile security definer set search_path = public, pg_temp as $$
        declare opened uuid;
        begin
          update account set failed_count = 0, locked_until = null where id = p_account and (failed_count > 0 or locked_until is not null);
          delete from session where account_id = p_account and expires_at < now();
          insert into session (token_hash, account_id, csrf_token, expires_at)
            values (p_token_hash, p_account, p_csrf, now() + make_interval(secs => p_seconds)) returning id into opened;
          return opened;
        end $$;

      -- The session behind a cookie, with the appointments valid today. Seen at most once a minute, so that a read stays a read.
      create function auth_session(p_token_hash bytea, p_idle_seconds int)
        returns table (session_id uuid, account_id uuid, person_id uuid, username text, name text, csrf_token text, appointments jsonb)
        language plpgsql volatile security definer set search_path = public, pg_temp as $$
        begin
          update session s set seen_at = now() where s.token_hash = p_token_hash and s.seen_at < now() - interval '60 seconds'
            and s.seen_at > now() - make_interval(secs => p_idle_seconds) and s.expires_at > now();
          return query
            select s.id, a.id, a.person_id, a.username, p.name, s.csrf_token,
              (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'role', t.role, 'title', t.title,
                  'institution', jsonb_build_object('id', i.id, 'name', i.name),
                  'department', case when d.id is null then null else jsonb_build_object('id', d.id, 'name', jsonb_strip_nulls(jsonb_build_object('zh', d.name_zh, 'en', d.name_en))) end,
                  'from', lower(t.valid), 'to', upper(t.valid)) order by lower(t.valid), t.id), '[]')
                from appointment t join institution i on i.id = t.institution_id left join department d on d.id = t.department_id
                where t.person_id = a.person_id and t.valid @> current_date)
            from session s join account a on a.id = s.account_id join person p on p.id = a.person_id
            where s.token_hash = p_token_hash and s.expires_at > now() and s.seen_at > now() - make_interval(secs => p_idle_seconds) and a.disabled_at is null;
        end $$;

      create function auth_end_session(p_token_hash bytea) returns uuid
        language sql volatile security definer set search_path = public, pg_temp as $$ delete from session where token_hash = p_token_hash returning id $$;

      -- Which of these sessions are over: the sweep that closes sockets even when Redis is down.
      create function auth_ended(p_sessions uuid[], p_idle_seconds int) returns setof uuid
        language sql stable security definer set search_path = public, pg_temp as $$
        select asked from unnest(p_sessions) asked where not exists (
          select 1 from session s join account a on a.id = s.account_id
          where s.id = asked and s.expires_at > now() and s.seen_at > now() - make_interval(secs => p_idle_seconds) and a.disabled_at is null) $$;

      -- Find by exact identifier or create; the answer is the same either way. The relation is always the asking institution's own.
      create function register_patient(p_id uuid, p_kind text, p_cipher text, p_index bytea, p_masked text, p_sex text, p_birth date, p_mother uuid,
          p_name text, p_initials text, p_phone text) returns uuid
        language plpgsql volatile security definer set search_path = public, pg_temp as $$
        declare found_id uuid; me uuid := current_institution();
        begin
          if me is null then raise exception 'no institution' using errcode = '42501'; end if;
          if p_mother is not null and not exists (select 1 from patient_relation r where r.patient_id = p_mother and r.institution_id = me) then
            raise exception 'mother unknown here' using errcode = '23503';
          end if;
          insert into patient (id, identifier_kind, identifier_cipher, identifier_index, identifier_masked, sex, birth_date, mother_id)
            values (p_id, p_kind, p_cipher, p_index, p_masked, p_sex, p_birth, p_mother)
            on conflict (identifier_index) do nothing returning id into found_id;
          if found_id is null then select p.id into strict found_id from patient p where p.identifier_index = p_index; end if;
          insert into patient_relation (institution_id, patient_id, name, initials, phone) values (me, found_id, p_name, p_initials, p_phone)
            on conflict (institution_id, patient_id) do update set name = excluded.name, initials = excluded.initials, phone = coalesce(excluded.phone, patient_relation.phone);
          return found_id;
        end $$;

      -- The receiver comes to know the patient when the referral reaches it, under the name that was sent.
      create function relate_receiver(p_referral uuid) returns void
        language sql volatile security definer set search_path = public, pg_temp as $$
        insert into patient_relation (institution_id, patient_id, name, initials)
          select r.receiver_id, r.patient_id, r.patient_name, r.patient_initials from referral r
          where r.id = p_referral and r.sender_id = current_institution() and r.submitted_at is not null and r.patient_id is not null
          on conflict do nothing $$;
    `);
    const callable = [
      'auth_account(text)',
      'auth_failed(uuid, int, int)',
      'auth_open_session(uuid, bytea, text, int)',
      'auth_session(bytea, int)',
      'auth_end_session(bytea)',
      'auth_ended(uuid[], int)',
      'register_patient(uuid, text, text, bytea, text, text, date, uuid, text, text, text)',
      'relate_receiver(uuid)',
    ];
    for (const signature of callable)
      this.addSql(`
        alter function ${signature} owner to alliance_definer;
        revoke all on function ${signature} from public;
        grant execute on function ${signature} to alliance_app;
      `);
    this.addSql(`
      grant select, update on account to alliance_definer;
      grant select, insert, update, delete on session to alliance_definer;
      grant select on person, appointment, institution, department, referral to alliance_definer;
      grant select, insert on patient to alliance_definer;
      grant select, insert, update on patient_relation to alliance_definer;
      grant execute on function current_institution(), current_person(), current_appointment(), current_office_role() to alliance_app, alliance_system, alliance_definer;
    `);
  }
}
