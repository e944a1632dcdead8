import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const definer = 'security definer set search_path = public, pg_temp';
const concerned = '(person_id = current_person() or backup_person_id = current_person())';

/** Who is on duty where and when; a place is a department or, without one, the duty office of the institution. */
export class OnCall extends Migration {
  override up(): void {
    this.addSql(`
      -- The roles of permission duty.manage. Inlinable, like the settings it reads.
      create function manages_rota_here() returns boolean language sql stable
        return current_office_role() in ('coordinator', 'member_administrator', 'lead_administrator', 'management_office');
      grant execute on function manages_rota_here() to alliance_app, alliance_system, alliance_definer;

      create table on_call_shift (
        id uuid primary key,
        institution_id uuid not null references institution,
        department_id uuid references department,
        person_id uuid not null references person,
        phone text not null,
        backup_person_id uuid references person,
        backup_phone text,
        during tstzrange not null,
        -- plain comparisons stay index conditions under row-level security, range operators do not
        starts_at timestamptz not null generated always as (lower(during)) stored,
        ends_at timestamptz not null generated always as (upper(during)) stored,
        hand_over_note text,
        taken_over_at timestamptz,
        taken_over_session uuid,
        cancelled_at timestamptz,
        version int not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        check (not isempty(during) and lower_inc(during) and not upper_inc(during)),
        check ((backup_person_id is null) = (backup_phone is null)),
        check (backup_person_id <> person_id),
        constraint on_call_shift_one_place exclude using gist (person_id with =, during with &&) where (cancelled_at is null)
      );
      create index on_call_shift_place on on_call_shift (institution_id, starts_at) where cancelled_at is null;
      create index on_call_shift_backup on on_call_shift (backup_person_id, starts_at) where cancelled_at is null;
      alter table on_call_shift enable row level security;
      alter table on_call_shift force row level security;
      create policy own_house on on_call_shift for select to alliance_app using (institution_id = ${me});
      create policy managers_add on on_call_shift for insert to alliance_app with check (
        institution_id = ${me} and manages_rota_here()
        and (department_id is null or exists (select 1 from department d where d.id = department_id and d.institution_id = ${me})));
      create policy managers_and_concerned_change on on_call_shift for update to alliance_app
        using (institution_id = ${me} and (manages_rota_here() or ${concerned}))
        with check (institution_id = ${me} and (manages_rota_here() or ${concerned})
          and (department_id is null or exists (select 1 from department d where d.id = department_id and d.institution_id = ${me})));
      create policy system on on_call_shift for select to alliance_system using (true);
      -- not the session that took over: nobody but the functions below asks which desk it was
      grant select (id, institution_id, department_id, person_id, phone, backup_person_id, backup_phone, during, starts_at, ends_at,
          hand_over_note, taken_over_at, cancelled_at, version, created_at, updated_at) on on_call_shift to alliance_app, alliance_system;
      grant insert (id, institution_id, department_id, person_id, phone, backup_person_id, backup_phone, during, hand_over_note) on on_call_shift to alliance_app;
      grant update (department_id, person_id, phone, backup_person_id, backup_phone, during, hand_over_note, taken_over_at, taken_over_session,
          cancelled_at, version, updated_at) on on_call_shift to alliance_app;
      grant select, update on on_call_shift to alliance_definer;

      -- Who is on duty at an instant in my house, in houses of an alliance we share, and in the management office: names and phones, nothing else.
      create function on_duty_at(p_institutions uuid[], p_at timestamptz)
        returns table (institution_id uuid, department_id uuid, person text, phone text, backup text, backup_phone text, since timestamptz, until timestamptz, taken_over boolean)
        language sql stable ${definer} as $$
        select s.institution_id, s.department_id, p.name, s.phone, b.name, s.backup_phone, s.starts_at, s.ends_at, s.taken_over_at is not null
        from on_call_shift s join person p on p.id = s.person_id left join person b on b.id = s.backup_person_id
        where s.institution_id = any(p_institutions) and s.cancelled_at is null and s.starts_at <= p_at and s.ends_at > p_at
          and (s.institution_id = ${me}
            or (${me} is not null and exists (select 1 from institution i where i.id = s.institution_id and i.type = 'management_office'))
            or exists (select 1 from membership theirs join membership ours on ours.alliance_id = theirs.alliance_id
                where theirs.institution_id = s.institution_id and ours.institution_id = ${me}
                  and theirs.valid @> (p_at at time zone 'Asia/Shanghai')::date and ours.valid @> (p_at at time zone 'Asia/Shanghai')::date)) $$;

      -- Ends the shifts that my take-over relieves, at its own place only; their desks, and the one that had mine, no longer lock instead of signing out.
      create function relieve(p_shift uuid, p_relieved uuid[], p_at timestamptz) returns table (id uuid, person_id uuid, version int)
        language plpgsql volatile ${definer} as $$
        begin
          return query
          with mine as (
            select s.* from on_call_shift s where s.id = p_shift and s.institution_id = ${me} and s.cancelled_at is null
              and (s.person_id = current_person() or s.backup_person_id = current_person())),
          relieved as (
            update on_call_shift s set
                during = case when s.starts_at < p_at then tstzrange(s.starts_at, p_at) else s.during end,
                cancelled_at = case when s.starts_at < p_at then null else p_at end,
                version = s.version + 1, updated_at = p_at
              from mine where s.id = any(p_relieved) and s.id <> mine.id and s.institution_id = mine.institution_id
                and s.department_id is not distinct from mine.department_id
                and s.cancelled_at is null and s.starts_at <= p_at and s.ends_at > p_at
              returning s.id, s.person_id, s.version, s.taken_over_session),
          released as (
            update session d set on_call_until = null
            from (select taken_over_session from relieved union select taken_over_session from mine) desk where d.id = desk.taken_over_session)
          select r.id, r.person_id, r.version from relieved r;
        end $$;

      -- An immediate case is waiting: kept with the line, so that a desk that was away rings when it is back.
      alter table inbox add alarm boolean not null default false;

      -- After the rota was changed: the desk at which the shift was taken over locks until its new end, or not at all.
      create function desk_follows_shift(p_shift uuid) returns void
        language sql volatile ${definer} as $$
        update session d set on_call_until = case when s.cancelled_at is null and s.taken_over_at is not null then s.ends_at end
        from on_call_shift s where s.id = p_shift and d.id = s.taken_over_session and s.institution_id = ${me} and manages_rota_here() $$;
    `);
    for (const statement of ownedByDefiner([
      'on_duty_at(uuid[], timestamptz)',
      'relieve(uuid, uuid[], timestamptz)',
      'desk_follows_shift(uuid)',
    ]))
      this.addSql(statement);
  }
}
