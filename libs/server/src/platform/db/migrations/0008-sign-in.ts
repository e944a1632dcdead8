import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const definer = 'security definer set search_path = public, pg_temp';
/** Of everything that the institutions of account `a` demand; one that never said anything demands `otherwise`. */
const strictest = (column: string, otherwise: number | string, pick: 'min' | 'max') => `
  coalesce((select ${pick}(coalesce(p.${column}, ${otherwise})) from appointment t left join sign_in_policy p on p.institution_id = t.institution_id
    where t.person_id = a.person_id and t.valid @> local_today()), ${otherwise})`;
const minimum = strictest('minimum_password_length', 10, 'max');
const secondFactor = strictest('second_factor', "'optional'", 'max');
const counts = `(f.kind = 'passkey' or f.confirmed_at is not null)`;
/** Alive: seen and not too old, or a desk on call, which locks instead of ending. */
const fresh = `s.seen_at > now() - make_interval(secs => s.idle_seconds) and s.expires_at > now() and s.locked_at is null`;
const alive = `a.disabled_at is null and ((${fresh}) or s.on_call_until > now())`;

/** The questions of sign-in, asked before anybody is known. Each answers narrowly. */
export class SignIn extends Migration {
  override up(): void {
    this.addSql(`
      drop function auth_account(text);
      drop function auth_failed(uuid, int, int);
      drop function auth_open_session(uuid, bytea, text, int);
      drop function auth_session(bytea, int);
      drop function auth_ended(uuid[], int);

      -- Takes a place for one attempt. 'busy': others are being checked right now; 'locked': too many were wrong.
      create function auth_attempt(p_name text, p_limit int) returns table (verdict text, seconds int)
        language plpgsql volatile ${definer} as $$
        declare h bytea := sha256(convert_to(lower(p_name), 'UTF8')); r sign_in_attempt;
        begin
          -- a lock is read, not written: whoever hammers on it costs no commit
          select ceil(extract(epoch from t.locked_until - now()))::int into seconds from sign_in_attempt t where t.name_hash = h and t.locked_until > now();
          if found then return query select 'locked', seconds; return; end if;
          insert into sign_in_attempt as t (name_hash) values (h) on conflict (name_hash) do update
            set failed = case when t.updated_at < now() - interval '24 hours' then 0 else t.failed end,
                in_flight = case when t.in_flight_at < now() - interval '60 seconds' then 0 else t.in_flight end,
                updated_at = now()
            returning * into r;
          if r.locked_until > now() then return query select 'locked', ceil(extract(epoch from r.locked_until - now()))::int; return; end if;
          -- after a lock one may try once, not five times more
          if least(r.failed, p_limit - 1) + r.in_flight >= p_limit then return query select 'busy', 0; return; end if;
          update sign_in_attempt set in_flight = in_flight + 1, in_flight_at = now() where name_hash = h;
          return query select 'allowed', 0;
        end $$;
      -- 'failed' counts and from the limit on locks, twice as long each time, an hour at most; 'released' was neither right nor wrong.
      create function auth_attempt_ended(p_name text, p_how text, p_limit int, p_seconds int) returns void
        language sql volatile ${definer} as $$
        update sign_in_attempt set in_flight = greatest(in_flight - 1, 0), updated_at = now(),
          failed = case p_how when 'failed' then failed + 1 when 'succeeded' then 0 else failed end,
          locked_until = case when p_how = 'failed' and failed + 1 >= p_limit
            then now() + make_interval(secs => least(p_seconds * power(2, least(failed + 1 - p_limit, 12)), 3600)) when p_how = 'succeeded' then null else locked_until end
        where name_hash = sha256(convert_to(lower(p_name), 'UTF8'));
        -- the auditors of wherever somebody works see who tried to come in under that name
        insert into audit_entry (institution_id, person_id, action, object_kind, object_ids, outcome)
          select distinct t.institution_id, a.person_id, 'session.refused', 'account', array[a.id], 'denied'
          from account a join appointment t on t.person_id = a.person_id and t.valid @> local_today()
          where p_how = 'failed' and lower(a.username) = lower(p_name) $$;

      create function auth_account(p_username text)
        returns table (account_id uuid, person_id uuid, name text, username text, password_hash text, totp jsonb, has_recovery_codes boolean, has_passkey boolean)
        language sql stable ${definer} as $$
        select a.id, a.person_id, p.name, a.username, a.password_hash,
          (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'secret', f.secret_cipher)), '[]') from authenticator f
            where f.person_id = a.person_id and f.kind = 'totp' and f.confirmed_at is not null),
          exists (select 1 from recovery_code c where c.person_id = a.person_id and c.used_at is null),
          exists (select 1 from authenticator f where f.person_id = a.person_id and f.kind = 'passkey')
        from account a join person p on p.id = a.person_id
        where lower(a.username) = lower(p_username) and a.disabled_at is null $$;
      -- True once for each time step: of a hundred equal codes one counts.
      create function auth_use_totp(p_id uuid, p_step bigint) returns boolean
        language sql volatile ${definer} as $$
        with used as (update authenticator set last_step = p_step, last_used_at = now() where id = p_id and kind = 'totp' and coalesce(last_step, -1) < p_step returning 1)
        select exists (select 1 from used) $$;
      create function auth_use_recovery_code(p_account uuid, p_hash bytea) returns boolean
        language sql volatile ${definer} as $$
        with used as (update recovery_code c set used_at = now() from account a where a.id = p_account and c.person_id = a.person_id and c.code_hash = p_hash and c.used_at is null returning 1)
        select exists (select 1 from used) $$;

      create function auth_passkey(p_credential text)
        returns table (authenticator_id uuid, account_id uuid, person_id uuid, username text, public_key bytea, counter bigint, transports text[])
        language sql stable ${definer} as $$
        select f.id, a.id, a.person_id, a.username, f.public_key, f.counter, f.transports
        from authenticator f join account a on a.person_id = f.person_id
        where f.credential_id = p_credential and a.disabled_at is null $$;
      create function auth_use_passkey(p_id uuid, p_counter bigint) returns boolean
        language sql volatile ${definer} as $$
        -- a counter that does not grow is a copy; authenticators without one stay at zero
        with used as (update authenticator set counter = p_counter, last_used_at = now()
          where id = p_id and kind = 'passkey' and (counter < p_counter or (counter = 0 and p_counter = 0)) returning 1)
        select exists (select 1 from used) $$;
      create function auth_new_challenge(p_id uuid, p_challenge text, p_person uuid) returns void
        language sql volatile ${definer} as $$
        insert into passkey_challenge (id, challenge, person_id, expires_at) values (p_id, p_challenge, p_person, now() + interval '5 minutes') $$;
      create function auth_take_challenge(p_id uuid, p_person uuid) returns text
        language sql volatile ${definer} as $$
        delete from passkey_challenge where id = p_id and expires_at > now() and person_id is not distinct from p_person returning challenge $$;

      create function auth_open_session(p_account uuid, p_token_hash bytea, p_csrf text, p_method text, p_device text, p_address text, p_vouched_by uuid) returns uuid
        language plpgsql volatile ${definer} as $$
        declare opened uuid;
        begin
          update account set last_seen_at = now() where id = p_account and disabled_at is null;
          delete from session where account_id = p_account and expires_at < now() and coalesce(on_call_until, '-infinity') < now();
          insert into session (token_hash, account_id, person_id, csrf_token, method, device, address, vouched_by, idle_seconds, expires_at, enrolment_required)
            select p_token_hash, a.id, a.person_id, p_csrf, p_method, left(p_device, 200), left(p_address, 60), p_vouched_by,
              ${strictest('idle_minutes', 30, 'min')} * 60,
              now() + make_interval(hours => ${strictest('absolute_hours', 12, 'min')}),
              p_method not in ('passkey', 'sso') and ${secondFactor} = 'required'
                and not exists (select 1 from authenticator f where f.person_id = a.person_id and ${counts})
            from account a where a.id = p_account and a.disabled_at is null returning id into opened;
          insert into audit_entry (institution_id, person_id, action, object_kind, object_ids, outcome)
            select distinct t.institution_id, a.person_id, 'session.opened', 'session', array[opened], 'allowed'
            from account a join appointment t on t.person_id = a.person_id and t.valid @> local_today()
            where opened is not null and a.id = p_account and (p_vouched_by is null or t.institution_id = p_vouched_by);
          return opened;
        end $$;

      -- The session behind a cookie, with the appointments valid today. A person's act is noted at most once a minute, so that a read stays a read.
      create function auth_session(p_token_hash bytea, p_attended boolean)
        returns table (session_id uuid, account_id uuid, person_id uuid, username text, name text, csrf_token text, method text, idle_seconds int,
          absolute_end timestamptz, stepped_up_at timestamptz, on_call_until timestamptz, locked boolean, enrolment_required boolean, vouched_only boolean, appointments jsonb)
        language plpgsql volatile ${definer} as $$
        begin
          if p_attended then
            update session s set seen_at = now() where s.token_hash = p_token_hash and s.seen_at < now() - interval '60 seconds' and ${fresh};
          end if;
          return query
            select s.id, a.id, a.person_id, a.username, p.name, s.csrf_token, s.method, s.idle_seconds, s.expires_at, s.stepped_up_at,
              case when s.on_call_until > now() then s.on_call_until end, not (${fresh}), s.enrolment_required,
              -- a hospital's own service opened it, and another hospital trusts this account too
              s.vouched_by is not null and exists (select 1 from appointment e where e.person_id = a.person_id and e.institution_id <> s.vouched_by and e.valid @> local_today()),
              (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'role', t.role, 'title', t.title,
                  'institution', jsonb_build_object('id', i.id, 'name', i.name),
                  'department', case when d.id is null then null else jsonb_build_object('id', d.id, 'name', jsonb_strip_nulls(jsonb_build_object('zh', d.name_zh, 'en', d.name_en))) end,
                  'from', lower(t.valid), 'to', upper(t.valid)) order by lower(t.valid), t.id), '[]')
                from appointment t join institution i on i.id = t.institution_id left join department d on d.id = t.department_id
                where t.person_id = a.person_id and t.valid @> local_today() and (s.vouched_by is null or t.institution_id = s.vouched_by))
            from session s join account a on a.id = s.account_id join person p on p.id = a.person_id
            where s.token_hash = p_token_hash and ${alive};
        end $$;
      -- A new id for the same session: the old one is over with this statement.
      create function auth_rotate(p_token_hash bytea, p_new_hash bytea, p_proven boolean) returns uuid
        language sql volatile ${definer} as $$
        update session s set token_hash = p_new_hash, seen_at = now(),
          stepped_up_at = case when p_proven then now() else s.stepped_up_at end,
          locked_at = case when p_proven then null else s.locked_at end,
          vouched_by = case when p_proven then null else s.vouched_by end,
          expires_at = case when p_proven and not (${fresh}) then now() + (s.expires_at - s.created_at) else s.expires_at end,
          created_at = case when p_proven and not (${fresh}) then now() else s.created_at end
        from account a where a.id = s.account_id and s.token_hash = p_token_hash and ${alive} and (p_proven or (${fresh})) returning s.id $$;
      create function auth_lock(p_token_hash bytea) returns boolean
        language sql volatile ${definer} as $$
        with locked as (update session set locked_at = now() where token_hash = p_token_hash and on_call_until > now() returning 1)
        select exists (select 1 from locked) $$;
      -- Which of these sessions are over, or act for an appointment that is: the sweep that closes sockets even when Redis is down.
      create function auth_ended(p_sessions uuid[], p_appointments uuid[]) returns table (session_id uuid, appointment_id uuid)
        language sql stable ${definer} as $$
        select asked.s, asked.t from unnest(p_sessions, p_appointments) asked (s, t) where not exists (
          select 1 from session s join account a on a.id = s.account_id
            join appointment held on held.person_id = a.person_id and held.id = asked.t and held.valid @> local_today()
          where s.id = asked.s and ${alive}) $$;

      create function auth_link(p_hash bytea, p_kind text)
        returns table (person_id uuid, institution_id uuid, name text, username text, institution text, minimum_password_length int, has_second_factor boolean, roles text[])
        language sql stable ${definer} as $$
        select a.person_id, i.id, p.name, a.username, i.name, ${minimum}, exists (select 1 from authenticator f where f.person_id = a.person_id and ${counts}),
          array(select distinct t.role from appointment t where t.person_id = a.person_id and t.institution_id = i.id and t.valid @> local_today())
        from one_time_link l join account a on a.id = l.account_id join person p on p.id = a.person_id join institution i on i.id = l.institution_id
        where l.token_hash = p_hash and l.kind = p_kind and l.expires_at > now() and a.disabled_at is null $$;
      -- Uses a link up: sets the password, ends every session. No row when it was used or has expired.
      create function auth_redeem_link(p_hash bytea, p_kind text, p_password_hash text) returns table (account_id uuid, ended uuid[], person_version int)
        language plpgsql volatile ${definer} as $$
        declare redeemed uuid; over uuid[]; seen int;
        begin
          delete from one_time_link l using account a where l.token_hash = p_hash and l.kind = p_kind and l.expires_at > now()
            and a.id = l.account_id and a.disabled_at is null returning l.account_id into redeemed;
          if redeemed is null then return; end if;
          update account set password_hash = p_password_hash, password_changed_at = now() where id = redeemed;
          with gone as (delete from session s where s.account_id = redeemed returning s.id) select coalesce(array_agg(id), '{}') into over from gone;
          delete from one_time_link l where l.account_id = redeemed;
          update person p set version = p.version + 1 from account a where a.id = redeemed and p.id = a.person_id returning p.version into seen;
          return query select redeemed, over, seen;
        end $$;
      -- Whom a forgotten password belongs to, with an institution to act for; nobody who was sent a link just now.
      create function auth_reset_target(p_username text, p_minutes int) returns table (account_id uuid, person_id uuid, institution_id uuid)
        language sql stable ${definer} as $$
        select a.id, a.person_id, t.institution_id from account a join appointment t on t.person_id = a.person_id and t.valid @> local_today()
        where lower(a.username) = lower(p_username) and a.disabled_at is null and a.password_hash is not null
          and not exists (select 1 from one_time_link l where l.account_id = a.id and l.kind = 'password_reset' and l.created_at > now() - make_interval(mins => p_minutes))
        order by lower(t.valid), t.id limit 1 $$;
      create function auth_new_link(p_hash bytea, p_kind text, p_account uuid, p_institution uuid, p_hours int) returns timestamptz
        language sql volatile ${definer} as $$
        delete from one_time_link where account_id = p_account and kind = p_kind;
        insert into one_time_link (token_hash, kind, account_id, institution_id, created_by, expires_at)
          values (p_hash, p_kind, p_account, p_institution, current_person(), now() + make_interval(hours => p_hours)) returning expires_at $$;

      -- What the institutions of the acting person demand, and whether there is a password at all.
      create function own_sign_in() returns table (has_password boolean, minimum_password_length int, second_factor text)
        language sql stable ${definer} as $$
        select a.password_hash is not null, ${minimum}, ${secondFactor} from account a where a.person_id = current_person() $$;
      -- Every other session ends, links that were sent no longer work.
      create function set_own_password(p_hash text, p_session uuid) returns setof uuid
        language plpgsql volatile ${definer} as $$
        begin
          update account set password_hash = p_hash, password_changed_at = now() where person_id = current_person();
          delete from one_time_link l using account a where a.person_id = current_person() and l.account_id = a.id;
          return query delete from session s where s.person_id = current_person() and s.id <> p_session returning s.id;
        end $$;
      -- Shorter limits apply to running sessions at once. @returns those that are over by it
      create function apply_sign_in_policy() returns setof uuid
        language plpgsql volatile ${definer} as $$
        begin
          if not administers_here() then raise exception 'not administered here' using errcode = '42501'; end if;
          return query
            with held as (
              update session s set idle_seconds = least(s.idle_seconds, d.idle_minutes * 60),
                expires_at = least(s.expires_at, s.created_at + make_interval(hours => d.absolute_hours)),
                enrolment_required = s.enrolment_required or (d.second_factor = 'required' and s.method not in ('passkey', 'sso')
                  and not exists (select 1 from authenticator f where f.person_id = s.person_id and ${counts}))
              from sign_in_policy d where d.institution_id = current_institution() and exists (
                select 1 from appointment t where t.person_id = s.person_id and t.institution_id = d.institution_id and t.valid @> local_today())
              returning s.*)
            select s.id from held s where not (${fresh}) and coalesce(s.on_call_until, '-infinity') < now();
        end $$;
      -- Names that nobody tried for a day, and what has expired.
      create function auth_sweep() returns void
        language sql volatile ${definer} as $$
        delete from sign_in_attempt where updated_at < now() - interval '24 hours' and coalesce(locked_until, '-infinity') < now();
        delete from passkey_challenge where expires_at < now();
        delete from one_time_link where expires_at < now() - interval '30 days';
        delete from session s where s.expires_at < now() - interval '1 day' and coalesce(s.on_call_until, '-infinity') < now() $$;
    `);
    for (const statement of ownedByDefiner([
      'auth_attempt(text, int)',
      'auth_attempt_ended(text, text, int, int)',
      'auth_account(text)',
      'auth_use_totp(uuid, bigint)',
      'auth_use_recovery_code(uuid, bytea)',
      'auth_passkey(text)',
      'auth_use_passkey(uuid, bigint)',
      'auth_new_challenge(uuid, text, uuid)',
      'auth_take_challenge(uuid, uuid)',
      'auth_open_session(uuid, bytea, text, text, text, text, uuid)',
      'auth_session(bytea, boolean)',
      'auth_rotate(bytea, bytea, boolean)',
      'auth_lock(bytea)',
      'auth_ended(uuid[], uuid[])',
      'auth_link(bytea, text)',
      'auth_redeem_link(bytea, text, text)',
      'auth_reset_target(text, int)',
      'auth_new_link(bytea, text, uuid, uuid, int)',
      'own_sign_in()',
      'set_own_password(text, uuid)',
      'apply_sign_in_policy()',
    ]))
      this.addSql(statement);
    for (const statement of ownedByDefiner(['auth_sweep()'], 'alliance_system')) this.addSql(statement);
    this.addSql(`
      grant select, insert, update, delete on sign_in_attempt, passkey_challenge, one_time_link, authenticator, recovery_code to alliance_definer;
      grant select on sign_in_policy to alliance_definer;
      grant insert on account, audit_entry to alliance_definer;
      grant update on person to alliance_definer;
    `);
  }
}
