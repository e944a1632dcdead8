import { absenceKinds, reservationStates } from '@alliance/domain/availability/availability.codes';
import { consultationKinds } from '@alliance/domain/consultation/consultation.codes';
import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const definer = 'security definer set search_path = public, pg_temp';
const oneOf = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');
const active = `state in ('held', 'confirmed')`;
const employedHere = `exists (select 1 from appointment a where a.person_id = %.person_id and a.institution_id = ${me} and a.ended_at is null)`;

/** When people can be asked, when they are away, the rooms, and what is reserved of both. */
export class Availability extends Migration {
  override up(): void {
    this.tables();
    this.policies();
    this.timesOfOthers();
  }

  private tables(): void {
    this.addSql(`
      create table availability (
        person_id uuid not null references person,
        institution_id uuid not null references institution,
        -- minutes
        buffer_before int not null check (buffer_before between 0 and 240),
        buffer_after int not null check (buffer_after between 0 and 240),
        -- sessions at most
        per_day int check (per_day > 0),
        per_week int check (per_week > 0),
        least_notice_hours int not null check (least_notice_hours >= 0),
        most_notice_days int check (most_notice_days > 0),
        version int not null default 1,
        updated_at timestamptz not null,
        primary key (person_id, institution_id)
      );
      create table availability_rule (
        id uuid not null,
        person_id uuid not null,
        institution_id uuid not null,
        position int not null,
        -- RFC 5545; null: on valid_from alone
        rrule text,
        -- wall time of its zone
        starts_at time not null,
        minutes int not null check (minutes between 10 and 1440),
        zone text not null,
        valid_from date not null,
        valid_until date,
        kinds text[] check (kinds <@ array[${oneOf(consultationKinds)}] and cardinality(kinds) > 0),
        protected boolean not null,
        on_holidays boolean not null,
        without date[] not null,
        primary key (person_id, institution_id, id),
        foreign key (person_id, institution_id) references availability,
        check (not protected or kinds is not null),
        check (valid_until >= valid_from)
      );
      create table absence (
        id uuid primary key,
        person_id uuid not null references person,
        institution_id uuid not null references institution,
        kind text not null check (kind in (${oneOf(absenceKinds)})),
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        note text,
        created_at timestamptz not null,
        check (starts_at < ends_at)
      );
      create index absence_person on absence (person_id, ends_at);

      create table consultation_room (
        id uuid primary key,
        institution_id uuid not null references institution,
        name text not null,
        equipment text,
        ended_at timestamptz,
        version int not null default 1,
        created_at timestamptz not null
      );
      create unique index consultation_room_name on consultation_room (institution_id, name) where ended_at is null;

      -- One person or one room, of one consultation. Nobody writes it but the functions below.
      create table reservation (
        id uuid primary key default uuidv7(),
        subject_id uuid not null references consultation,
        kind text not null check (kind in (${oneOf(consultationKinds)})),
        -- where the person works, or whose room it is
        institution_id uuid not null references institution,
        person_id uuid references person,
        room_id uuid references consultation_room,
        during tstzrange not null,
        -- plain comparisons stay index conditions under row-level security, range operators do not
        starts_at timestamptz not null generated always as (lower(during)) stored,
        ends_at timestamptz not null generated always as (upper(during)) stored,
        state text not null check (state in (${oneOf(reservationStates)})),
        -- a held one no longer counts from then on; kept where it was lost for that reason
        until timestamptz,
        version int not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        check ((person_id is null) <> (room_id is null)),
        check (state <> 'held' or until is not null),
        check (not isempty(during) and lower_inc(during) and not upper_inc(during) and upper(during) - lower(during) <= interval '12 hours'),
        constraint reservation_one_person exclude using gist (person_id with =, during with &&) where (${active}),
        constraint reservation_one_room exclude using gist (room_id with =, during with &&) where (${active})
      );
      create index reservation_person on reservation (person_id, starts_at) where ${active};
      create index reservation_subject on reservation (subject_id) where ${active};
      create index reservation_institution on reservation (institution_id, starts_at) where ${active};
    `);
  }

  private policies(): void {
    for (const table of ['availability', 'availability_rule', 'absence', 'consultation_room', 'reservation'])
      this.addSql(`alter table ${table} enable row level security; alter table ${table} force row level security;
        grant select on ${table} to alliance_app, alliance_definer;`);
    this.addSql(`
      -- The roles of permission availability.arrange. Inlinable, like the settings it reads.
      create function arranges_time_here() returns boolean language sql stable
        return current_office_role() in ('coordinator', 'member_administrator', 'lead_administrator', 'management_office');
      grant execute on function arranges_time_here() to alliance_app, alliance_system, alliance_definer;
    `);
    for (const table of ['availability', 'availability_rule', 'absence']) {
      const own = `institution_id = ${me} and (person_id = current_person() or arranges_time_here())`;
      this.addSql(`
        create policy own_house on ${table} for select to alliance_app using (institution_id = ${me});
        create policy own_or_arranged_add on ${table} for insert to alliance_app with check (${own} and ${employedHere.replace('%', table)});
        create policy own_or_arranged_change on ${table} for update to alliance_app using (${own}) with check (${own});
        create policy own_or_arranged_end on ${table} for delete to alliance_app using (${own});
      `);
    }
    this.addSql(`
      grant insert on availability, availability_rule, absence, consultation_room to alliance_app;
      grant update (buffer_before, buffer_after, per_day, per_week, least_notice_hours, most_notice_days, version, updated_at) on availability to alliance_app;
      grant delete on availability_rule, absence to alliance_app;
      create policy own_house on consultation_room for select to alliance_app using (institution_id = ${me});
      create policy arrangers_add on consultation_room for insert to alliance_app with check (institution_id = ${me} and arranges_time_here());
      create policy arrangers_change on consultation_room for update to alliance_app
        using (institution_id = ${me} and arranges_time_here()) with check (institution_id = ${me});
      grant update (name, equipment, ended_at, version) on consultation_room to alliance_app;
      create policy own_house on reservation for select to alliance_app using (institution_id = ${me} or person_id = current_person());
      grant select on consultation, consultation_party, membership to alliance_definer;
      grant insert, update on reservation to alliance_definer;
    `);
  }

  private timesOfOthers(): void {
    this.addSql(`
      -- Of whom I may know when they have time: colleagues, people of hospitals we consult with, and whoever was asked to one table with us.
      grant execute on function consulted_institutions() to alliance_definer;
      grant select on service_agreement to alliance_definer;
      create function people_of_reach(p_persons uuid[]) returns table (person_id uuid) language sql stable ${definer} as $$
        select asked from unnest(p_persons) asked where ${me} is not null and (
          exists (select 1 from appointment a where a.person_id = asked and a.ended_at is null and a.valid @> local_today()
            and (a.institution_id = ${me} or a.institution_id in (select consulted_institutions())))
          or exists (select 1 from consultation_party p join consultation c on c.id = p.consultation_id
            where p.person_id = asked and c.state <> 'draft' and (c.inviting_id = ${me} or ${me} = any(c.invited_ids)))) $$;

      -- What they keep free, by hospital: to compute with, never shown as it is. A hospital where nothing was set has version null.
      create function times_kept(p_persons uuid[])
        returns table (person_id uuid, zone text, version int, buffer_before int, buffer_after int, per_day int, per_week int,
          least_notice_hours int, most_notice_days int, rules jsonb)
        language sql stable ${definer} as $$
        select reach.person_id, i.time_zone, v.version, v.buffer_before, v.buffer_after, v.per_day, v.per_week, v.least_notice_hours, v.most_notice_days,
          coalesce((select jsonb_agg(jsonb_build_object('rrule', r.rrule, 'startsAt', to_char(r.starts_at, 'HH24:MI'), 'minutes', r.minutes, 'zone', r.zone,
              'validFrom', r.valid_from, 'validUntil', r.valid_until, 'kinds', to_jsonb(r.kinds), 'protected', r.protected,
              'onHolidays', r.on_holidays, 'without', to_jsonb(r.without)) order by r.position)
            from availability_rule r where r.person_id = v.person_id and r.institution_id = v.institution_id), '[]')
        from people_of_reach(p_persons) reach
          join (select distinct a.person_id, a.institution_id from appointment a
            where a.person_id = any(p_persons) and a.ended_at is null and a.valid @> local_today()) works on works.person_id = reach.person_id
          join institution i on i.id = works.institution_id
          left join availability v on v.person_id = works.person_id and v.institution_id = works.institution_id $$;

      -- When they are taken: ranges, without what for.
      create function times_taken(p_persons uuid[], p_from timestamptz, p_to timestamptz, p_now timestamptz)
        returns table (person_id uuid, starts_at timestamptz, ends_at timestamptz, what text)
        language sql stable ${definer} as $$
        select r.person_id, r.starts_at, r.ends_at, r.state from people_of_reach(p_persons) reach join reservation r on r.person_id = reach.person_id
          where r.${active} and r.starts_at < p_to and r.starts_at > p_from - interval '12 hours' and r.ends_at > p_from
            and (r.state = 'confirmed' or r.until > p_now)
        union all
        select a.person_id, a.starts_at, a.ends_at, 'absence' from people_of_reach(p_persons) reach join absence a on a.person_id = reach.person_id
          where a.ends_at > p_from and a.starts_at < p_to $$;
    `);
    for (const statement of ownedByDefiner([
      'people_of_reach(uuid[])',
      'times_kept(uuid[])',
      'times_taken(uuid[], timestamptz, timestamptz, timestamptz)',
    ]))
      this.addSql(statement);
  }
}
