import { teams } from '@alliance/domain/trip/team';
import { reportKinds } from '@alliance/domain/trip/trip-report';
import { reportsPerMinute } from '@alliance/domain/trip/trip-link';
import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const definer = 'security definer set search_path = public, pg_temp';
const oneOf = (codes: readonly string[]) => codes.map((code) => `'${code}'`).join(', ');
const seen = 'exists (select 1 from referral r where r.id = referral_id)';
const sent = `institution_id = ${me} and exists (select 1 from referral r where r.id = referral_id and r.sender_id = ${me})`;
const received = `institution_id = ${me} and exists (select 1 from referral r where r.id = referral_id and r.receiver_id = ${me})`;

/**
 * A link works while its patient may be on the way: until it ends, is revoked or replaced, or one hour after the arrival.
 * Unknown, expired and revoked ones are the same to whoever asks: no row.
 */
const live = `
  t.token_hash = p_hash and t.revoked_at is null and t.expires_at > p_at
  and (r.state in ('submitted', 'accepted', 'in_transit')
    or (r.state in ('arrived', 'in_care', 'outcome_sent') and r.arrived_at > p_at - interval '1 hour'))`;

/** Patients on the way: the crew's link, what the crew reports, and the teams that wait for them. */
export class Trip extends Migration {
  override up(): void {
    this.addSql(`
      -- One open link a referral. Only its hash is kept, and nobody reads that.
      create table trip (
        id uuid primary key,
        referral_id uuid not null references referral,
        institution_id uuid not null references institution,
        issued_by uuid not null references appointment,
        token_hash bytea not null unique check (octet_length(token_hash) = 32),
        issued_at timestamptz not null,
        expires_at timestamptz not null check (expires_at > issued_at),
        revoked_at timestamptz
      );
      create unique index trip_open on trip (referral_id) where revoked_at is null;

      -- What the crew says, in its own time; what reached us long after is marked.
      create table trip_report (
        id uuid primary key,
        trip_id uuid not null references trip,
        referral_id uuid not null references referral,
        kind text not null check (kind in (${oneOf(reportKinds)})),
        measured_at timestamptz not null,
        received_at timestamptz not null,
        recorded_late boolean not null,
        vital_signs jsonb,
        observations text[] not null default '{}',
        news2 smallint,
        deteriorating boolean not null default false,
        estimated_arrival_at timestamptz,
        problem text,
        check ((kind = 'vital_signs') = (vital_signs is not null)),
        check ((kind = 'estimated_arrival') = (estimated_arrival_at is not null)),
        check ((kind = 'problem') = (problem is not null))
      );
      create index trip_report_referral on trip_report (referral_id, measured_at);
      create index trip_report_trip on trip_report (trip_id, received_at);

      -- Called in by the receiver before the patient is there. told: who was on duty then, with the phone of that shift.
      create table team_activation (
        id uuid primary key,
        referral_id uuid not null references referral,
        institution_id uuid not null references institution,
        team text not null check (team in (${oneOf(teams)})),
        activated_by uuid not null references appointment,
        activated_at timestamptz not null,
        told jsonb not null,
        unique (referral_id, institution_id, team)
      );
    `);
    for (const table of ['trip', 'trip_report', 'team_activation'])
      this.addSql(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy with_referral on ${table} for select to alliance_app using (${seen});
      `);
    this.addSql(`
      create policy sender_issues on trip for insert to alliance_app with check (${sent});
      create policy sender_revokes on trip for update to alliance_app using (${sent}) with check (${sent});
      create policy receiver_activates on team_activation for insert to alliance_app with check (${received});
      grant select (id, referral_id, institution_id, issued_by, issued_at, expires_at, revoked_at) on trip to alliance_app;
      grant insert on trip to alliance_app;
      grant update (revoked_at) on trip to alliance_app;
      grant select on trip_report to alliance_app;
      grant select, insert on team_activation to alliance_app;

      -- What a crew sees: two hospitals, a place, sex and age. No name, no number, no diagnosis.
      create function trip_behind(p_hash bytea, p_at timestamptz)
        returns table (trip_id uuid, referral_id uuid, sender_id uuid, sender text, sender_phone text, sender_department_id uuid, receiver_id uuid, receiver text, receiver_phone text,
          receiver_department_id uuid, department_zh text, department_en text, place text, physician text, reception_phone text, sex text, age int,
          state text, estimated_arrival_at timestamptz, expires_at timestamptz)
        language plpgsql stable ${definer} as $$
        begin
          return query
          select t.id, r.id, r.sender_id, s.name, s.phone, r.sender_department_id, r.receiver_id, coalesce(v.name, r.outside_name), coalesce(r.outside_phone, v.phone),
            r.receiver_department_id, d.name_zh, d.name_en, r.reception_place, r.reception_physician, r.reception_phone, r.patient_sex,
            coalesce(extract(year from age((p_at at time zone 'Asia/Shanghai')::date, r.patient_birth_date)), extract(year from p_at) - k.estimated_birth_year)::int,
            r.state, case when r.state = 'in_transit' then r.next_action_at end, t.expires_at
          from trip t join referral r on r.id = t.referral_id join institution s on s.id = r.sender_id
            left join institution v on v.id = r.receiver_id left join department d on d.id = r.receiver_department_id
            left join patient_relation k on k.institution_id = r.sender_id and k.patient_id = r.patient_id
          where ${live};
        end $$;

      -- One report of a crew; said twice, it is kept once. A later estimate moves the hour at which the patient is waited for.
      create function trip_report_add(p_hash bytea, p_at timestamptz, p_id uuid, p_kind text, p_measured_at timestamptz, p_late boolean, p_vital_signs jsonb,
          p_observations text[], p_news2 int, p_deteriorating boolean, p_estimated_arrival_at timestamptz, p_problem text)
        returns table (outcome text, version int, moved boolean)
        language plpgsql volatile ${definer} as $$
        declare link trip; about referral;
        begin
          select t.* into link from trip t join referral r on r.id = t.referral_id where ${live} for update of t;
          if not found then return; end if;
          select * into about from referral r where r.id = link.referral_id;
          if exists (select 1 from trip_report o where o.id = p_id) then
            if not exists (select 1 from trip_report o where o.id = p_id and o.trip_id = link.id) then return; end if;
            return query select 'known', about.version, false;
            return;
          end if;
          if (select count(*) from trip_report o where o.trip_id = link.id and o.received_at > p_at - interval '1 minute') >= ${reportsPerMinute} then
            return query select 'too_many', about.version, false;
            return;
          end if;
          if p_kind = 'estimated_arrival' and not exists (select 1 from trip_report o where o.referral_id = about.id and o.kind = p_kind and o.measured_at > p_measured_at) then
            update referral r set next_action_at = p_estimated_arrival_at, version = r.version + 1, updated_at = p_at
              where r.id = about.id and r.state = 'in_transit' returning r.version into about.version;
            moved := found;
            if not found then select r.version into about.version from referral r where r.id = link.referral_id; end if;
          end if;
          insert into trip_report (id, trip_id, referral_id, kind, measured_at, received_at, recorded_late, vital_signs, observations, news2, deteriorating, estimated_arrival_at, problem)
            values (p_id, link.id, link.referral_id, p_kind, p_measured_at, p_at, p_late, p_vital_signs, p_observations, p_news2, p_deteriorating, p_estimated_arrival_at, p_problem);
          return query select 'added', about.version, coalesce(moved, false);
        end $$;

      -- Who was rung for a case that I sent or receive, when, and since when they know: whoever opened the notification, looked at the referral or acted on it.
      -- The trail is asked by its id, which grows with time, for one day only: it is long.
      create function rung_for(p_referral uuid)
        returns table (institution text, person text, department_zh text, department_en text, on_duty boolean, rung_at timestamptz, seen_at timestamptz)
        language sql stable ${definer} as $$
        select i.name, p.name, min(d.name_zh), min(d.name_en), bool_or(s.id is not null), min(n.at), least(min(n.read_at), min(looked.at))
        from referral r join event e on e.subject_id = r.id and e.institution_id = r.sender_id and e.data ->> 'urgency' = 'immediate'
          join notification n on n.event_id = e.id and n.institution_id <> r.sender_id
          join appointment a on a.id = n.appointment_id join person p on p.id = a.person_id join institution i on i.id = n.institution_id
          left join on_call_shift s on s.person_id = p.id and s.institution_id = n.institution_id and s.cancelled_at is null and s.starts_at <= n.at and s.ends_at > n.at
          left join department d on d.id = s.department_id
          cross join lateral (select uuidv7(n.at - interval '10 minutes' - clock_timestamp()) as since, uuidv7(n.at + interval '1 day' - clock_timestamp()) as until) trail
          left join lateral (select min(x.at) as at from audit_entry x
            where x.institution_id = n.institution_id and x.id between trail.since and trail.until and x.person_id = p.id
              and x.outcome = 'allowed' and x.object_kind = 'referral' and x.object_ids = array[r.id]) looked on true
        where r.id = p_referral and (r.sender_id = ${me} or (r.receiver_id = ${me} and r.submitted_at is not null and r.state <> 'voided'))
        group by i.name, p.id, p.name order by min(n.at), p.name $$;
      ${ownedByDefiner([
        'trip_behind(bytea, timestamptz)',
        'trip_report_add(bytea, timestamptz, uuid, text, timestamptz, boolean, jsonb, text[], int, boolean, timestamptz, text)',
        'rung_for(uuid)',
      ]).join('\n')}
      grant select, update on trip to alliance_definer;
      grant select, insert on trip_report to alliance_definer;
      grant update (next_action_at, version, updated_at) on referral to alliance_definer;
      grant select (id, at, institution_id, person_id, object_kind, object_ids, outcome) on audit_entry to alliance_definer;
      grant select on event, notification, appointment, person, institution, department, on_call_shift, referral to alliance_definer;
    `);
  }
}
