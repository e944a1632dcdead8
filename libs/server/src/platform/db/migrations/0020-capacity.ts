import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const definer = 'security definer set search_path = public, pg_temp';
const ownDepartment = `exists (select 1 from department d where d.id = department_id and d.institution_id = ${me})`;
const received = `exists (select 1 from referral r where r.id = referral_id and r.receiver_id = ${me})`;
const mayWaitFor = `institution_id = ${me} and marks_capacity_here()`;

/** Beds and slots that departments publish, what is held of them for referred patients, and who waits because there was none. */
export class Capacity extends Migration {
  override up(): void {
    this.addSql(`
      -- The roles of permission capacity.manage, and those of capacity.mark with the timers, which act without a role. Inlinable.
      create function manages_capacity_here() returns boolean language sql stable
        return current_office_role() in ('coordinator', 'member_administrator', 'lead_administrator');
      create function marks_capacity_here() returns boolean language sql stable
        return current_office_role() is null or current_office_role() in ('doctor', 'coordinator', 'expert', 'member_administrator', 'lead_administrator');
      grant execute on function manages_capacity_here(), marks_capacity_here() to alliance_app, alliance_system, alliance_definer;

      create table bed (
        id uuid primary key,
        institution_id uuid not null references institution,
        department_id uuid not null references department,
        label text not null,
        kind text not null check (kind in ('ordinary', 'icu', 'ccu', 'nicu', 'isolation')),
        sex text not null check (sex in ('male', 'female', 'any')),
        -- occupied: by somebody who did not come through a referral
        state text not null default 'open' check (state in ('open', 'occupied', 'closed')),
        occupied_until timestamptz check (occupied_until is null or state = 'occupied'),
        note text,
        version int not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        unique (department_id, label)
      );
      create index bed_free on bed (institution_id, kind, department_id) where state = 'open';

      create table slot (
        id uuid primary key,
        institution_id uuid not null references institution,
        department_id uuid not null references department,
        service text not null check (service in ('outpatient', 'examination')),
        during tstzrange not null check (not isempty(during) and lower_inc(during) and not upper_inc(during)),
        -- plain comparisons stay index conditions under row-level security, range operators do not
        starts_at timestamptz not null generated always as (lower(during)) stored,
        ends_at timestamptz not null generated always as (upper(during)) stored,
        room text not null,
        -- given: to somebody who did not come through a referral
        state text not null default 'open' check (state in ('open', 'given', 'closed')),
        version int not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
      create index slot_day on slot (institution_id, starts_at);
      create index slot_free on slot (institution_id, department_id, starts_at) where state = 'open';

      create table capacity_hold (
        id uuid primary key,
        institution_id uuid not null references institution,
        referral_id uuid not null references referral,
        bed_id uuid references bed,
        slot_id uuid references slot,
        -- as promised: the other hospital sees the hold, never the bed
        department_id uuid not null references department,
        label text not null,
        kind text not null,
        during tstzrange not null check (not isempty(during)),
        held_until timestamptz not null,
        held_by uuid references person,
        state text not null default 'held' check (state in ('held', 'occupied', 'released')),
        released_at timestamptz,
        ended_as text,
        version int not null default 1,
        created_at timestamptz not null default now(),
        check ((bed_id is null) <> (slot_id is null)),
        check ((state = 'released') = (released_at is not null) and (released_at is null) = (ended_as is null)),
        constraint capacity_hold_one_bed exclude using gist (bed_id with =, during with &&) where (released_at is null),
        constraint capacity_hold_one_slot exclude using gist (slot_id with =, during with &&) where (released_at is null)
      );
      create unique index capacity_hold_referral on capacity_hold (referral_id) where released_at is null;
      create index capacity_hold_bed on capacity_hold (bed_id) where released_at is null;
      create index capacity_hold_slot on capacity_hold (slot_id) where released_at is null;

      -- When somebody last said that the published figures of a department are right.
      create table capacity_confirmation (
        department_id uuid primary key references department,
        institution_id uuid not null references institution,
        confirmed_at timestamptz not null,
        confirmed_by uuid references person,
        version int not null default 1
      );
      create index capacity_confirmation_institution on capacity_confirmation (institution_id);

      create table shortage (
        id uuid primary key,
        institution_id uuid not null references institution,
        referral_id uuid not null references referral,
        department_id uuid not null references department,
        service text not null,
        bed_kind text,
        promised_on date not null,
        since timestamptz not null default now(),
        resolved_at timestamptz,
        resolved_as text,
        version int not null default 1,
        updated_at timestamptz not null default now(),
        check ((resolved_at is null) = (resolved_as is null))
      );
      create unique index shortage_referral on shortage (referral_id, institution_id) where resolved_at is null;
      create index shortage_queue on shortage (institution_id, promised_on) where resolved_at is null;
      create table shortage_contact (
        id uuid primary key,
        shortage_id uuid not null references shortage,
        institution_id uuid not null references institution,
        at timestamptz not null,
        person_id uuid not null references person,
        outcome text not null,
        note text
      );
      create index shortage_contact_shortage on shortage_contact (shortage_id, at);
    `);
    for (const table of ['bed', 'slot', 'capacity_hold', 'capacity_confirmation', 'shortage', 'shortage_contact'])
      this.addSql(`alter table ${table} enable row level security; alter table ${table} force row level security;`);
    for (const table of ['bed', 'slot'])
      this.addSql(`
        create policy own_house on ${table} for select to alliance_app using (institution_id = ${me});
        create policy managers_add on ${table} for insert to alliance_app with check (institution_id = ${me} and manages_capacity_here() and ${ownDepartment});
        create policy wards_change on ${table} for update to alliance_app
          using (institution_id = ${me} and marks_capacity_here()) with check (institution_id = ${me} and ${ownDepartment});
      `);
    this.addSql(`
      -- both sides of a referral see what is held for it
      create policy own_house on capacity_hold for select to alliance_app using (institution_id = ${me});
      create policy with_referral on capacity_hold for select to alliance_app using (exists (select 1 from referral r where r.id = referral_id));
      create policy receiver_holds on capacity_hold for insert to alliance_app with check (
        institution_id = ${me} and marks_capacity_here() and ${received} and ${ownDepartment}
        and (bed_id is null or exists (select 1 from bed b where b.id = bed_id)) and (slot_id is null or exists (select 1 from slot s where s.id = slot_id)));
      create policy wards_change on capacity_hold for update to alliance_app using (institution_id = ${me} and marks_capacity_here()) with check (institution_id = ${me});

      create policy own_house on capacity_confirmation for select to alliance_app using (institution_id = ${me});
      create policy wards_add on capacity_confirmation for insert to alliance_app with check (institution_id = ${me} and marks_capacity_here() and ${ownDepartment});
      create policy wards_change on capacity_confirmation for update to alliance_app using (institution_id = ${me} and marks_capacity_here()) with check (institution_id = ${me});

      create policy own_house on shortage for select to alliance_app using (institution_id = ${me});
      create policy with_referral on shortage for select to alliance_app using (exists (select 1 from referral r where r.id = referral_id));
      create policy receiver_queues on shortage for insert to alliance_app with check (${mayWaitFor} and ${received} and ${ownDepartment});
      create policy receiver_changes on shortage for update to alliance_app using (${mayWaitFor}) with check (institution_id = ${me});
      create policy own_house on shortage_contact for select to alliance_app using (institution_id = ${me});
      create policy receiver_notes on shortage_contact for insert to alliance_app with check (${mayWaitFor} and exists (select 1 from shortage s where s.id = shortage_id and s.institution_id = ${me}));

      grant select, insert on bed, slot, capacity_hold, capacity_confirmation, shortage, shortage_contact to alliance_app;
      grant update (label, kind, sex, state, occupied_until, note, version, updated_at) on bed to alliance_app;
      grant update (state, version, updated_at) on slot to alliance_app;
      grant update (during, held_until, state, released_at, ended_as, version) on capacity_hold to alliance_app;
      grant update (confirmed_at, confirmed_by, version) on capacity_confirmation to alliance_app;
      grant update (promised_on, resolved_at, resolved_as, version, updated_at) on shortage to alliance_app;
      grant select on bed, slot, capacity_hold, capacity_confirmation to alliance_definer;
      grant update on bed, capacity_hold to alliance_definer;

      -- Free beds and the next free slot by department, in my house and in houses of an alliance we share: figures, no bed and no patient.
      create function free_capacity(p_institutions uuid[], p_at timestamptz)
        returns table (institution_id uuid, department_id uuid, bed_kind text, open_beds int, free_beds int, next_slot_at timestamptz, confirmed_at timestamptz)
        language sql stable ${definer} as $$
        with shown as (
          select i.id from institution i where i.id = any(p_institutions) and (i.id = ${me}
            or exists (select 1 from membership theirs join membership ours on ours.alliance_id = theirs.alliance_id
                where theirs.institution_id = i.id and ours.institution_id = ${me} and theirs.suspended_at is null and ours.suspended_at is null
                  and theirs.valid @> (p_at at time zone 'Asia/Shanghai')::date and ours.valid @> (p_at at time zone 'Asia/Shanghai')::date))),
        beds as (
          select b.institution_id, b.department_id, b.kind, count(*) filter (where b.state <> 'closed')::int as open_beds,
            count(*) filter (where b.state = 'open' and not exists (
              select 1 from capacity_hold h where h.bed_id = b.id and h.released_at is null and (upper_inf(h.during) or upper(h.during) > p_at)))::int as free_beds
          from bed b join shown on shown.id = b.institution_id group by 1, 2, 3),
        slots as (
          select s.institution_id, s.department_id, min(s.starts_at) as next_slot_at
          from slot s join shown on shown.id = s.institution_id
          where s.state = 'open' and s.starts_at > p_at and s.starts_at < p_at + interval '60 days'
            and not exists (select 1 from capacity_hold h where h.slot_id = s.id and h.released_at is null) group by 1, 2)
        select coalesce(b.institution_id, s.institution_id), coalesce(b.department_id, s.department_id), b.kind, coalesce(b.open_beds, 0), coalesce(b.free_beds, 0),
          s.next_slot_at, c.confirmed_at
        from beds b full join slots s on s.department_id = b.department_id
          left join capacity_confirmation c on c.department_id = coalesce(b.department_id, s.department_id) $$;

      -- Gives back what is held for a referral. The sender may too, as long as nobody lies in the bed: it withdraws, diverts, turns back.
      -- With p_due only what was held until then and is still unused: a deadline that was moved finds nothing.
      create function release_hold(p_referral uuid, p_ended_as text, p_at timestamptz, p_due timestamptz default null)
        returns table (id uuid, institution_id uuid, department_id uuid, bed_id uuid, slot_id uuid, was text, version int)
        language sql volatile ${definer} as $$
        with found as (
          select h.id, h.state from capacity_hold h where h.referral_id = p_referral and h.released_at is null
            and (p_due is null or (h.state = 'held' and h.held_until <= p_due))
            and (h.institution_id = ${me}
              or (h.state = 'held' and exists (select 1 from referral r where r.id = h.referral_id and r.sender_id = ${me})))
          for no key update)
        update capacity_hold h set state = 'released', released_at = p_at, ended_as = p_ended_as, version = h.version + 1
        from found where h.id = found.id
        returning h.id, h.institution_id, h.department_id, h.bed_id, h.slot_id, found.state, h.version $$;

      -- Holds longer, by either side; the bed is locked first, as whoever takes it does.
      create function extend_hold(p_referral uuid, p_until timestamptz, p_at timestamptz)
        returns table (id uuid, institution_id uuid, department_id uuid, bed_id uuid, slot_id uuid, version int)
        language plpgsql volatile ${definer} as $$
        begin
          perform 1 from bed b where b.id in (select h.bed_id from capacity_hold h where h.referral_id = p_referral and h.released_at is null) for no key update;
          return query
          update capacity_hold h set held_until = p_until, version = h.version + 1,
              during = case when h.bed_id is null then h.during else tstzrange(lower(h.during), p_until) end
            where h.referral_id = p_referral and h.released_at is null and h.state = 'held' and p_until > p_at
              and (h.institution_id = ${me}
                or (p_until <= p_at + interval '24 hours' and exists (select 1 from referral r where r.id = h.referral_id and r.sender_id = ${me})))
            returning h.id, h.institution_id, h.department_id, h.bed_id, h.slot_id, h.version;
        end $$;
    `);
    for (const statement of ownedByDefiner([
      'free_capacity(uuid[], timestamptz)',
      'release_hold(uuid, text, timestamptz, timestamptz)',
      'extend_hold(uuid, timestamptz, timestamptz)',
    ]))
      this.addSql(statement);
  }
}
