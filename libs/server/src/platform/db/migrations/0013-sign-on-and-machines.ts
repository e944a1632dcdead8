import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const definer = 'security definer set search_path = public, pg_temp';
const ours = 'institution_id = current_institution() and administers_here()';
const itsClient = (client: string) => `exists (select 1 from machine_client c where c.id = ${client} and c.${ours})`;
/** The client behind `c` may act now; `k` is the key it proved itself with. */
const live = 'c.disabled_at is null and k.revoked_at is null';

/** The hospital's own sign-in (OpenID Connect) and programs that act for an institution (OAuth 2.0 client credentials). */
export class SignOnAndMachines extends Migration {
  override up(): void {
    this.addSql(`
      create table identity_provider (
        id uuid primary key,
        institution_id uuid not null references institution,
        name text not null,
        issuer text not null,
        client_id text not null,
        client_secret_cipher text,
        has_secret boolean generated always as (client_secret_cipher is not null) stored,
        link_claim text not null check (link_claim in ('none', 'preferred_username', 'email', 'employee_number')),
        enabled boolean not null default true,
        -- the role of whoever set it up: a service says who people are, so it may not be trusted above the one who chose it
        set_up_as text not null,
        version int not null default 1,
        created_at timestamptz not null default now(),
        last_used_at timestamptz,
        unique (institution_id, issuer)
      );
      -- A person is who the issuer says, under the subject it said first; other claims may be given to somebody else later.
      create table sign_on_identity (
        issuer text not null,
        subject text not null,
        person_id uuid not null references person,
        provider_id uuid not null references identity_provider,
        linked_at timestamptz not null default now(),
        primary key (issuer, subject),
        unique (person_id, issuer)
      );
      create index sign_on_identity_provider on sign_on_identity (provider_id);
      create table sign_on_attempt (
        state_hash bytea primary key,
        provider_id uuid not null references identity_provider,
        nonce text not null,
        verifier_cipher text not null,
        -- hash of the cookie of the browser that began
        browser_hash bytea not null,
        expires_at timestamptz not null
      );

      create table machine_client (
        id uuid primary key,
        institution_id uuid not null references institution,
        person_id uuid not null references person,
        appointment_id uuid not null references appointment,
        name text not null,
        scopes text[] not null,
        created_by uuid references person,
        created_at timestamptz not null default now(),
        disabled_at timestamptz,
        last_used_at timestamptz,
        last_address text,
        version int not null default 1
      );
      create index machine_client_institution on machine_client (institution_id);
      create table machine_key (
        client_id uuid not null references machine_client,
        kid text not null,
        jwk jsonb not null,
        algorithm text not null,
        added_at timestamptz not null default now(),
        last_used_at timestamptz,
        revoked_at timestamptz,
        primary key (client_id, kid)
      );
      create table machine_token (
        token_hash bytea primary key,
        kind text not null check (kind in ('access', 'refresh')),
        family uuid not null,
        client_id uuid not null,
        kid text not null,
        scopes text[] not null,
        expires_at timestamptz not null,
        used_at timestamptz,
        revoked_at timestamptz,
        foreign key (client_id, kid) references machine_key
      );
      create index machine_token_family on machine_token (family);
      create index machine_token_client on machine_token (client_id, expires_at);
      create table assertion_seen (
        client_id uuid not null references machine_client,
        jti text not null,
        expires_at timestamptz not null,
        primary key (client_id, jti)
      );

      do $$ declare t text; begin
        foreach t in array array['identity_provider', 'sign_on_identity', 'sign_on_attempt', 'machine_client', 'machine_key', 'machine_token', 'assertion_seen'] loop
          execute format('alter table %I enable row level security', t);
          execute format('alter table %I force row level security', t);
          execute format('grant select, insert, update, delete on %I to alliance_definer', t);
        end loop;
        foreach t in array array['sign_on_attempt', 'machine_token', 'assertion_seen'] loop
          execute format('create policy nobody on %I to alliance_app using (false)', t);
        end loop;
      end $$;
      grant insert on person, appointment to alliance_definer;
      grant update (name) on person to alliance_definer;

      create policy administrators on identity_provider to alliance_app using (${ours}) with check (${ours});
      -- the secret is written and never read again by administrators
      grant select (id, institution_id, name, issuer, client_id, has_secret, link_claim, enabled, set_up_as, version, created_at, last_used_at), insert,
        update (name, issuer, client_id, client_secret_cipher, link_claim, enabled, set_up_as, version) on identity_provider to alliance_app;
      create policy administrators on sign_on_identity to alliance_app
        using (exists (select 1 from identity_provider p where p.id = provider_id and p.${ours}));
      grant select, delete on sign_on_identity to alliance_app;
      create policy administrators on machine_client to alliance_app using (${ours});
      grant select, update (name, scopes, disabled_at, version) on machine_client to alliance_app;
      create policy administrators on machine_key to alliance_app using (${itsClient('client_id')}) with check (${itsClient('client_id')});
      grant select, insert (client_id, kid, jwk, algorithm), update (revoked_at) on machine_key to alliance_app;
    `);
    this.addSql(signOn);
    this.addSql(machines);
    for (const statement of ownedByDefiner([
      'sign_on_may_name(uuid, uuid)',
      'sign_on_end_sessions(uuid)',
      'sign_on_providers()',
      'sign_on_provider(uuid)',
      'sign_on_begin(bytea, uuid, text, text, bytea)',
      'sign_on_take(bytea, bytea)',
      'sign_on_known(uuid, text, text)',
      'sign_on_link(uuid, text, text, text)',
      'machine_register(uuid, uuid, uuid, text, text[])',
      'machine_rename(uuid, text)',
      'auth_machine(bytea, text)',
      'machine_keys(uuid)',
      'machine_assertion(uuid, text, text, timestamptz)',
      'machine_issue(uuid, text, uuid, bytea, text[], int, bytea, text[], int, text)',
      'machine_use_refresh(uuid, bytea)',
    ]))
      this.addSql(statement);
  }
}

const signOn = `
  -- Whether a service may say that somebody is this person: nobody of its house whom the one who set it up could not appoint.
  create function sign_on_may_name(p_provider uuid, p_person uuid) returns boolean
    language sql stable ${definer} as $$
    select exists (select 1 from identity_provider p where p.id = p_provider and p.enabled and not exists (
      select 1 from appointment t where t.person_id = p_person and t.institution_id = p.institution_id and t.valid @> local_today()
        and ((t.role = 'management_office' and p.set_up_as <> 'management_office') or (t.role = 'lead_administrator' and p.set_up_as = 'member_administrator')))) $$;
  -- Whom services of this house let in is out, everybody or one person: ids, to be told after the commit.
  create function sign_on_end_sessions(p_person uuid) returns setof uuid
    language plpgsql volatile ${definer} as $$
    begin
      if not administers_here() then raise exception 'not administered here' using errcode = '42501'; end if;
      return query delete from session s where s.vouched_by = current_institution() and (p_person is null or s.person_id = p_person) returning s.id;
    end $$;
  create function sign_on_providers() returns table (id uuid, name text, institution text)
    language sql stable ${definer} as $$
    select p.id, p.name, i.name from identity_provider p join institution i on i.id = p.institution_id where p.enabled order by i.name, p.name $$;
  create function sign_on_provider(p_id uuid)
    returns table (id uuid, institution_id uuid, issuer text, client_id text, client_secret_cipher text, link_claim text, version int)
    language sql stable ${definer} as $$
    select p.id, p.institution_id, p.issuer, p.client_id, p.client_secret_cipher, p.link_claim, p.version from identity_provider p where p.id = p_id and p.enabled $$;
  create function sign_on_begin(p_state_hash bytea, p_provider uuid, p_nonce text, p_verifier_cipher text, p_browser_hash bytea) returns void
    language sql volatile ${definer} as $$
    delete from sign_on_attempt where expires_at < now();
    insert into sign_on_attempt (state_hash, provider_id, nonce, verifier_cipher, browser_hash, expires_at)
      values (p_state_hash, p_provider, p_nonce, p_verifier_cipher, p_browser_hash, now() + interval '10 minutes') $$;
  -- Once, and only by the browser that began.
  create function sign_on_take(p_state_hash bytea, p_browser_hash bytea) returns table (provider_id uuid, nonce text, verifier_cipher text)
    language sql volatile ${definer} as $$
    delete from sign_on_attempt t where t.state_hash = p_state_hash and t.browser_hash = p_browser_hash and t.expires_at > now()
      returning t.provider_id, t.nonce, t.verifier_cipher $$;
  -- Somebody linked before, while they work at the institution of the service they came through.
  create function sign_on_known(p_provider uuid, p_issuer text, p_subject text) returns table (account_id uuid, person_id uuid)
    language plpgsql volatile ${definer} as $$
    begin
      return query
        select a.id, a.person_id from sign_on_identity s join account a on a.person_id = s.person_id and a.disabled_at is null
        join identity_provider p on p.id = p_provider and p.enabled
        where s.issuer = p_issuer and s.subject = p_subject and sign_on_may_name(p_provider, s.person_id)
          and exists (select 1 from appointment t where t.person_id = s.person_id and t.institution_id = p.institution_id and t.valid @> local_today());
      if found then update identity_provider p set last_used_at = now() where p.id = p_provider; end if;
    end $$;
  -- The first sign-in: exactly one person of the institution fits the claim and is not known under another subject already.
  create function sign_on_link(p_provider uuid, p_issuer text, p_subject text, p_claim text) returns table (account_id uuid, person_id uuid)
    language plpgsql volatile ${definer} as $$
    #variable_conflict use_column
    declare
      v_provider identity_provider;
      v_people uuid[];
    begin
      select * into v_provider from identity_provider p where p.id = p_provider and p.enabled;
      if v_provider.id is null or coalesce(p_claim, '') = '' then return; end if;
      v_people := array(select distinct t.person_id from appointment t
        where t.institution_id = v_provider.institution_id and t.valid @> local_today() and t.role <> 'integration_client');
      if v_provider.link_claim = 'preferred_username' then
        v_people := array(select a.person_id from account a where a.person_id = any(v_people) and lower(a.username) = lower(p_claim));
      elsif v_provider.link_claim = 'email' then
        v_people := array(select c.person_id from person_contact c where c.person_id = any(v_people) and lower(c.email) = lower(p_claim));
      elsif v_provider.link_claim = 'employee_number' then
        v_people := array(select p.id from person p where p.id = any(v_people) and p.staff_number = p_claim);
      else return;
      end if;
      if cardinality(v_people) <> 1 or not sign_on_may_name(p_provider, v_people[1]) or not exists (select 1 from account a where a.person_id = v_people[1] and a.disabled_at is null) then return; end if;
      insert into sign_on_identity (issuer, subject, person_id, provider_id) values (p_issuer, p_subject, v_people[1], p_provider) on conflict do nothing;
      return query select k.account_id, k.person_id from sign_on_known(p_provider, p_issuer, p_subject) k;
    end $$;
`;

const machines = `
  -- A service identity of its own: a person row, an appointment and the client, all in the institution one administers.
  create function machine_register(p_id uuid, p_person uuid, p_appointment uuid, p_name text, p_scopes text[]) returns void
    language plpgsql volatile ${definer} as $$
    begin
      if not administers_here() or current_institution() is null then raise exception 'not administered here' using errcode = '42501'; end if;
      insert into person (id, name) values (p_person, p_name);
      insert into appointment (id, person_id, institution_id, role, valid)
        values (p_appointment, p_person, current_institution(), 'integration_client', daterange(local_today(), null));
      insert into machine_client (id, institution_id, person_id, appointment_id, name, scopes, created_by)
        values (p_id, current_institution(), p_person, p_appointment, p_name, p_scopes, current_person());
    end $$;
  create function machine_rename(p_id uuid, p_name text) returns void
    language plpgsql volatile ${definer} as $$
    begin
      if not administers_here() then raise exception 'not administered here' using errcode = '42501'; end if;
      update person p set name = p_name from machine_client c where c.id = p_id and c.institution_id = current_institution() and p.id = c.person_id;
    end $$;

  -- Whom a bearer token belongs to: what its client may still do of what it was given. Use is noted at most once a minute.
  create function auth_machine(p_token_hash bytea, p_address text)
    returns table (person_id uuid, appointment_id uuid, institution_id uuid, role text, scopes text[])
    language plpgsql volatile ${definer} as $$
    #variable_conflict use_column
    declare v_client uuid;
    begin
      select c.id into v_client from machine_token t
        join machine_client c on c.id = t.client_id join machine_key k on k.client_id = t.client_id and k.kid = t.kid
        where t.token_hash = p_token_hash and t.kind = 'access' and t.expires_at > now() and t.revoked_at is null and ${live};
      if v_client is null then return; end if;
      update machine_client c set last_used_at = now(), last_address = left(p_address, 60)
        where c.id = v_client and (c.last_used_at is null or c.last_used_at < now() - interval '1 minute');
      return query
        select c.person_id, c.appointment_id, c.institution_id, a.role, array(select unnest(t.scopes) intersect select unnest(c.scopes))
        from machine_token t join machine_client c on c.id = t.client_id join appointment a on a.id = c.appointment_id
        where t.token_hash = p_token_hash and a.institution_id = c.institution_id and a.valid @> local_today();
    end $$;

  -- What an assertion is checked with.
  create function machine_keys(p_client uuid) returns table (institution_id uuid, version int, scopes text[], kid text, algorithm text, jwk jsonb)
    language sql stable ${definer} as $$
    select c.institution_id, c.version, c.scopes, k.kid, k.algorithm, k.jwk from machine_client c join machine_key k on k.client_id = c.id
    where c.id = p_client and ${live} $$;
  -- Takes an assertion: once.
  create function machine_assertion(p_client uuid, p_kid text, p_jti text, p_expires_at timestamptz) returns boolean
    language plpgsql volatile ${definer} as $$
    begin
      delete from assertion_seen s where s.client_id = p_client and s.expires_at < now();
      insert into assertion_seen (client_id, jti, expires_at)
        select c.id, p_jti, p_expires_at from machine_client c join machine_key k on k.client_id = c.id and k.kid = p_kid
        where c.id = p_client and ${live} on conflict do nothing;
      return found;
    end $$;
  create function machine_issue(p_client uuid, p_kid text, p_family uuid, p_access_hash bytea, p_access_scopes text[], p_access_seconds int,
      p_refresh_hash bytea, p_refresh_scopes text[], p_refresh_seconds int, p_address text) returns void
    language plpgsql volatile ${definer} as $$
    begin
      delete from machine_token t where t.client_id = p_client and t.expires_at < now();
      insert into machine_token (token_hash, kind, family, client_id, kid, scopes, expires_at) values
        (p_access_hash, 'access', p_family, p_client, p_kid, p_access_scopes, now() + make_interval(secs => p_access_seconds));
      insert into machine_token (token_hash, kind, family, client_id, kid, scopes, expires_at) values
        (p_refresh_hash, 'refresh', p_family, p_client, p_kid, p_refresh_scopes, now() + make_interval(secs => p_refresh_seconds));
      update machine_client c set last_used_at = now(), last_address = left(p_address, 60) where c.id = p_client;
      update machine_key k set last_used_at = now() where k.client_id = p_client and k.kid = p_kid;
    end $$;
  -- 'used' once for each refresh token; used again, it was stolen or its thief used it first: the whole family ends. 'unknown' tells nothing.
  create function machine_use_refresh(p_client uuid, p_token_hash bytea) returns table (verdict text, family uuid, scopes text[])
    language plpgsql volatile ${definer} as $$
    #variable_conflict use_column
    declare v_token machine_token;
    begin
      select t.* into v_token from machine_token t join machine_client c on c.id = t.client_id join machine_key k on k.client_id = t.client_id and k.kid = t.kid
        where t.token_hash = p_token_hash and t.client_id = p_client and t.kind = 'refresh' and t.expires_at > now() and ${live} for update of t;
      if v_token.token_hash is null or v_token.revoked_at is not null then return query select 'unknown', null::uuid, null::text[]; return; end if;
      if v_token.used_at is not null then
        update machine_token t set revoked_at = now() where t.family = v_token.family and t.revoked_at is null;
        return query select 'reused', v_token.family, v_token.scopes;
        return;
      end if;
      update machine_token t set used_at = now() where t.token_hash = p_token_hash;
      return query select 'used', v_token.family, v_token.scopes;
    end $$;
`;
