import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const definer = 'security definer set search_path = public, pg_temp';
const elsewhere = `exists (select 1 from appointment t where t.person_id = p_person and t.institution_id <> current_institution() and t.valid @> local_today())`;
const refuseStrangers = (who: string) =>
  `if not ${who}(p_person) then raise exception 'not administered here' using errcode = '42501'; end if;`;

/** What administrators do with the accounts of their people. Every function asks who calls. */
export class AccountAdministration extends Migration {
  override up(): void {
    this.addSql(`
      -- Somebody who works or worked here.
      create function administers_person(p_person uuid) returns boolean language sql stable
        return administers_here() and (current_office_role() = 'management_office'
          or exists (select 1 from appointment t where t.person_id = p_person and t.institution_id = current_institution()));
      -- Whose proofs one may replace: who left for another hospital is no longer ours to let in.
      create function administers_sign_in(p_person uuid) returns boolean language sql stable
        return administers_person(p_person) and (current_office_role() = 'management_office'
          or exists (select 1 from appointment t where t.person_id = p_person and t.institution_id = current_institution()
            and not isempty(t.valid) and (upper(t.valid) is null or upper(t.valid) > local_today()))
          or not exists (select 1 from appointment t where t.person_id = p_person and t.valid @> local_today()));
      grant execute on function administers_person(uuid), administers_sign_in(uuid) to alliance_app, alliance_definer;

      create function account_states(p_people uuid[])
        returns table (person_id uuid, state text, username text, last_seen_at timestamptz, second_factors int, invitation_expires_at timestamptz)
        language sql stable ${definer} as $$
        select asked, case
            when a.id is null then 'none'
            when a.disabled_at is not null then 'disabled'
            when exists (select 1 from sign_in_attempt l where l.name_hash = sha256(convert_to(lower(a.username), 'UTF8')) and l.locked_until > now()) then 'locked'
            when a.password_hash is not null or a.last_seen_at is not null or f.passkeys > 0 then 'active'
            when i.expires_at is not null then 'invited'
            else 'none' end,
          a.username, greatest(a.last_seen_at, (select max(s.seen_at) from session s where s.account_id = a.id)), coalesce(f.factors, 0), i.expires_at
        from unnest(p_people) asked
        left join account a on a.person_id = asked
        left join lateral (select count(*)::int as factors, count(*) filter (where g.kind = 'passkey')::int as passkeys
          from authenticator g where g.person_id = asked and (g.kind = 'passkey' or g.confirmed_at is not null)) f on true
        left join lateral (select max(l.expires_at) as expires_at from one_time_link l where l.account_id = a.id and l.kind = 'invitation') i on true
        where administers_person(asked) $$;

      -- Null: the user name is taken, ask again with another.
      create function account_ensure(p_person uuid, p_id uuid, p_username text) returns uuid
        language plpgsql volatile ${definer} as $$
        declare found_id uuid;
        begin
          ${refuseStrangers('administers_sign_in')}
          insert into account (id, person_id, username) values (p_id, p_person, p_username) on conflict do nothing;
          select a.id into found_id from account a where a.person_id = p_person;
          return found_id;
        end $$;
      -- Null: there is no account, or it is disabled.
      create function account_new_link(p_person uuid, p_kind text, p_hash bytea, p_hours int) returns timestamptz
        language plpgsql volatile ${definer} as $$
        declare link_account uuid;
        begin
          ${refuseStrangers('administers_sign_in')}
          select a.id into link_account from account a where a.person_id = p_person and a.disabled_at is null;
          if link_account is null then return null; end if;
          return auth_new_link(p_hash, p_kind, link_account, current_institution(), p_hours);
        end $$;
      create function account_unlock(p_person uuid) returns void
        language plpgsql volatile ${definer} as $$
        begin
          ${refuseStrangers('administers_sign_in')}
          delete from sign_in_attempt l using account a where a.person_id = p_person and l.name_hash = sha256(convert_to(lower(a.username), 'UTF8'));
        end $$;
      create function account_end_sessions(p_person uuid) returns setof uuid
        language plpgsql volatile ${definer} as $$
        begin
          ${refuseStrangers('administers_person')}
          return query delete from session s where s.person_id = p_person returning s.id;
        end $$;
      create function account_reset_factors(p_person uuid) returns setof uuid
        language plpgsql volatile ${definer} as $$
        begin
          ${refuseStrangers('administers_sign_in')}
          delete from authenticator f where f.person_id = p_person;
          delete from recovery_code c where c.person_id = p_person;
          return query delete from session s where s.person_id = p_person returning s.id;
        end $$;
      -- Who still works elsewhere keeps the account; here the ended appointment is what shuts the door.
      create function account_disable(p_person uuid) returns void
        language plpgsql volatile ${definer} as $$
        begin
          ${refuseStrangers('administers_person')}
          if ${elsewhere} then return; end if;
          update account set disabled_at = now() where person_id = p_person and disabled_at is null;
          delete from one_time_link l using account a where a.person_id = p_person and l.account_id = a.id;
        end $$;
      create function account_enable(p_person uuid) returns void
        language plpgsql volatile ${definer} as $$
        begin
          ${refuseStrangers('administers_sign_in')}
          if ${elsewhere} then return; end if;
          update account set disabled_at = null where person_id = p_person;
        end $$;
      -- Plans when it is called: the tables of single sign-on are made later.
      create function own_sign_ons() returns table (provider text, linked_at timestamptz)
        language plpgsql stable ${definer} as $$
        begin
          return query select p.name, s.linked_at from sign_on_identity s join identity_provider p on p.id = s.provider_id
            where s.person_id = current_person() order by s.linked_at;
        end $$;
    `);
    for (const statement of ownedByDefiner([
      'account_states(uuid[])',
      'account_ensure(uuid, uuid, text)',
      'account_new_link(uuid, text, bytea, int)',
      'account_unlock(uuid)',
      'account_end_sessions(uuid)',
      'account_reset_factors(uuid)',
      'account_disable(uuid)',
      'account_enable(uuid)',
      'own_sign_ons()',
    ]))
      this.addSql(statement);
  }
}
