import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

const me = 'current_institution()';
const together = (institution: string) => `exists (
  select 1 from membership mine join membership theirs on theirs.alliance_id = mine.alliance_id
  where mine.institution_id = ${me} and mine.valid @> local_today() and theirs.institution_id = ${institution} and theirs.valid @> local_today())`;

/** What the choice of a receiver rests on: where hospitals are, how long their departments let wait, and whether a case was sent before. */
export class Receivers extends Migration {
  override up(): void {
    this.addSql(`
      alter table institution
        add latitude double precision check (latitude between -90 and 90),
        add longitude double precision check (longitude between -180 and 180),
        add check ((latitude is null) = (longitude is null));
      -- what a department says of itself; what was measured stands beside it
      alter table department add claimed_wait_days smallint check (claimed_wait_days between 0 and 365);
      grant update (claimed_wait_days) on department to alliance_app;

      alter table referral
        add completeness smallint check (completeness between 0 and 100),
        add incomplete_reason text,
        add duplicate_reason text;

      -- From sending to arrival over the last 90 days. A median of few cases would be a tale about somebody.
      create table waiting_time (
        department_id uuid not null references department,
        service text not null,
        institution_id uuid not null references institution,
        cases int not null check (cases > 0),
        median_minutes int,
        computed_at timestamptz not null,
        primary key (department_id, service),
        check (cases >= 6 or median_minutes is null)
      );
      create index waiting_time_institution on waiting_time (institution_id);
      alter table waiting_time enable row level security;
      alter table waiting_time force row level security;
      create policy allied on waiting_time for select to alliance_app using (institution_id = ${me} or ${together('waiting_time.institution_id')});
      grant select on waiting_time to alliance_app;
      grant select, insert, delete on waiting_time to alliance_definer;

      -- Once a day for all departments; a second call of the same day finds it done. @returns whether anything was computed
      create function compute_waiting_times(p_now timestamptz, p_since timestamptz) returns boolean
        language plpgsql volatile security definer set search_path = public, pg_temp as $$
        begin
          if not pg_try_advisory_xact_lock(7226122) or exists (select 1 from waiting_time where computed_at >= p_since) then return false; end if;
          delete from waiting_time;
          insert into waiting_time (department_id, service, institution_id, cases, median_minutes, computed_at)
            select r.receiver_department_id, r.service, d.institution_id, count(*),
              case when count(*) >= 6 then percentile_cont(0.5) within group (order by extract(epoch from r.arrived_at - r.submitted_at) / 60)::int end, p_now
            from referral r join department d on d.id = r.receiver_department_id
            where r.arrived_at >= p_now - interval '90 days' and r.arrived_at >= r.submitted_at and r.state <> 'voided' and r.service is not null
            group by r.receiver_department_id, r.service, d.institution_id;
          return true;
        end $$;

      -- Whether a patient whom I know has an open referral of the same kind between two others, one of them allied with me:
      -- that there is one, since when and how urgent, never whose. I know a patient under all the rows I keep as one; that a row of others is one of
      -- mine is what the hospital that identified somebody says.
      create function open_elsewhere(p_patient uuid, p_service text) returns table (since date, urgency text)
        language sql stable security definer set search_path = public, pg_temp as $$
        select (r.submitted_at at time zone 'Asia/Shanghai')::date, r.urgency from referral r
        where r.patient_id in (
            with mine as (select rows_kept_under(kept_row_of(p_patient)) as id)
            select id from mine union select p.id from patient p join mine on p.same_as = mine.id)
          and r.service = p_service and r.open and r.submitted_at is not null
          and r.sender_id <> ${me} and r.receiver_id is distinct from ${me}
          and exists (select 1 from patient_relation k where k.patient_id = p_patient and k.institution_id = ${me})
          and (${together('r.sender_id')} or ${together('r.receiver_id')})
        order by r.submitted_at desc limit 1 $$;
    `);
    for (const statement of ownedByDefiner(['open_elsewhere(uuid, text)'])) this.addSql(statement);
    for (const statement of ownedByDefiner(['compute_waiting_times(timestamptz, timestamptz)'], 'alliance_system')) this.addSql(statement);
  }
}
